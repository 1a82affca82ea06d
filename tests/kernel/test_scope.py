import pytest

from behoc.direction.documents.models import Dispatch
from behoc.kernel.scope import Scope, ScopeRequiredError
from tests.kits.discovery import scoped_models

CLOSED = {
    "all": lambda rows: rows.all(),
    "filter": lambda rows: rows.filter(pk=1),
    "exclude": lambda rows: rows.exclude(pk=1),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "none": lambda rows: rows.none(),
    "values": lambda rows: rows.values(),
    "values_list": lambda rows: rows.values_list("pk"),
    "order_by": lambda rows: rows.order_by("pk"),
    "annotate": lambda rows: rows.annotate(),
    "aggregate": lambda rows: rows.aggregate(),
    "in_bulk": lambda rows: rows.in_bulk(),
    "iterator": lambda rows: rows.iterator(),
    "select_related": lambda rows: rows.select_related(),
    "select_for_update": lambda rows: rows.select_for_update(),
    "using": lambda rows: rows.using("default"),
    "raw": lambda rows: rows.raw("SELECT 1"),
    "create": lambda rows: rows.create(),
    "get_or_create": lambda rows: rows.get_or_create(pk=1),
    "update_or_create": lambda rows: rows.update_or_create(pk=1),
    "bulk_create": lambda rows: rows.bulk_create([]),
    "bulk_update": lambda rows: rows.bulk_update([], ["id"]),
    "update": lambda rows: rows.update(),
}


@pytest.mark.parametrize("way", CLOSED)
def test_every_way_round_the_door_raises_and_names_the_fix(way):
    with pytest.raises(ScopeRequiredError, match=r"Dispatch\.objects\.within\(scope\)"):
        CLOSED[way](Dispatch.objects)


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
def test_the_manager_of_every_scoped_table_is_closed(model):
    with pytest.raises(ScopeRequiredError, match=model.__name__):
        model.objects.all()


@pytest.mark.parametrize("reason", ["", "all", "x" * 7])
def test_everything_wants_a_reason_that_a_reviewer_can_judge(reason):
    with pytest.raises(ScopeRequiredError, match="reason"):
        Dispatch.objects.everything(reason=reason)


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
def test_an_empty_scope_sees_nothing(scene, model):
    assert not model.objects.within(Scope()).exists()


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
def test_the_whole_scope_sees_every_row(scene, model):
    every = model.objects.everything(reason="counted by a test")

    assert model.objects.within(Scope(whole=True)).count() == every.count() > 0
