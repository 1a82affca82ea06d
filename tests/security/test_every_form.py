"""Every form of the product, found by asking each address for it: no field of it can be a fault.

A field is filled with what its kind can barely hold while the others are filled as a clerk would.
"""

from typing import Any

import pytest
from django import forms
from django.db import transaction
from django.urls import reverse

from behoc.ground.access.rules import reaches
from tests.access.addresses import THIRD_PARTY, VISITS
from tests.kits.discovery import Address, addresses
from tests.kits.stage import STAFF, Stage
from tests.kits.visits import Visit

GUARDED = [each for each in addresses() if each.action and each.name not in THIRD_PARTY]
SIGNS = "%s%(x)s{0}{{7*7}}<script>\x7f\u202e\u2028"
NOTHING = {"khong-co-o-nay": "1"}  # a form that is sent, with none of its fields
HOSTILE: list[tuple[type[forms.Field], tuple[str, ...]]] = [
    (forms.DateField, ("0001-01-01", "9999-12-31")),
    (forms.IntegerField, ("-1", "9" * 19, "9" * 5000)),
    (forms.ChoiceField, ("a" * 5000, "\u0958")),
    (forms.BooleanField, (SIGNS,)),
    (forms.FileField, ()),
]


class Seen:
    """The forms that views made of what was sent, in their order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.forms: list[forms.BaseForm] = []
        made = forms.BaseForm.__init__

        def spy(form: forms.BaseForm, *args: Any, **options: Any) -> None:
            made(form, *args, **options)
            if form.is_bound:
                self.forms.append(form)

        monkeypatch.setattr(forms.BaseForm, "__init__", spy)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    return Seen(monkeypatch)


@pytest.mark.parametrize("address", GUARDED, ids=lambda address: address.name)
def test_no_field_of_a_form_can_be_a_fault(scene, seen, address):
    visit = VISITS.get(address.name, Visit())
    path = reverse(address.name, kwargs=visit.arguments(scene.commune))
    browser = scene.world.client(_who_may(scene, address, visit))

    def send(data: dict[str, Any]) -> int:
        with transaction.atomic():
            status = int(browser.post(path, data).status_code)
            transaction.set_rollback(True)
        return status

    statuses = [send(NOTHING)]
    usual, fields = _usual(seen.forms, visit)
    for name, field in fields.items():
        statuses += [send(usual | {name: value}) for value in _hostile(field)]

    assert max(statuses) < 500


def test_the_forms_of_tasks_papers_and_leaders_are_among_those_found(scene, seen):
    """Or the test above would pass without having sent anything."""
    found = {}
    for name in ("assignments:report", "registers:facts", "handling:instruct", "drafting:version"):
        visit = VISITS[name]
        address = next(each for each in GUARDED if each.name == name)
        path = reverse(name, kwargs=visit.arguments(scene.commune))
        seen.forms.clear()
        scene.world.client(_who_may(scene, address, visit)).post(path, NOTHING)
        found[name] = len(_usual(seen.forms, visit)[1])

    assert all(count >= 3 for count in found.values()), found


def _usual(made: list[forms.BaseForm], visit: Visit) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a clerk would send, and the fields by the names under which they are sent."""
    fields = {form.add_prefix(name): field for form in made for name, field in form.fields.items()}
    usual = {name: value for name, field in fields.items() if (value := _plausible(field))}
    return usual | visit.data, fields


def _plausible(field: forms.Field) -> Any:
    if isinstance(field, forms.ChoiceField):
        codes = [code for code, _name in field.choices if code]
        first = str(codes[0]) if codes else ""
        return [first] if isinstance(field, forms.MultipleChoiceField) else first
    if isinstance(field, forms.DateField):
        return "2026-11-30"
    if isinstance(field, forms.IntegerField):
        return str(field.min_value or 1)
    if isinstance(field, forms.FileField | forms.BooleanField):
        return None
    return "ai@xa.vn" if isinstance(field, forms.EmailField) else "Chữ"


def _hostile(field: forms.Field) -> tuple[str, ...]:
    kind = next((values for kind, values in HOSTILE if isinstance(field, kind)), None)
    if kind is not None:
        return kind
    longest = getattr(field, "max_length", None) or 5000
    return ("\u0958" * longest, "한" * longest, (SIGNS * longest)[:longest])


def _who_may(scene: Stage, address: Address, visit: Visit) -> Any:
    if visit.only:
        return scene.commune.desk.holder(visit.only)
    role = next((role for role in STAFF if reaches([role], address.action or "")), None)
    return scene.commune.desk.holder(role) if role else scene.world.operator
