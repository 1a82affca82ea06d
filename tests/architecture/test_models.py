from django.apps import apps as registry

from tests.architecture.inventory import order


def _app(model):
    return model.__module__.removeprefix("behoc.").rsplit(".models", 1)[0]


def _ties():
    """Every relation between two tables of different apps of ours."""
    ours = [model for model in registry.get_models() if model.__module__.startswith("behoc.")]
    return [
        (field, _app(model), _app(field.related_model))
        for model in ours
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.model is model
        and getattr(field.related_model, "__module__", "").startswith("behoc.")
        and _app(field.related_model) != _app(model)
    ]


def test_foreign_keys_point_to_lower_apps_only():
    found = [str(f) for f, owner, target in _ties() if order()[target] > order()[owner]]

    assert not found, f"Cite upwards by number, date and public id as text, without a key: {found}"


def test_a_lower_app_does_not_grow_attributes_from_above():
    found = [str(f) for f, _, _ in _ties() if not (f.remote_field.related_name or "").endswith("+")]

    assert not found, f'Set related_name="+" on a key into another app: {found}'
