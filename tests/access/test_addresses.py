"""Every address against every role: signed out, without the right, with it, out of reach."""

import importlib
import pkgutil
from typing import Any

import pytest
from django.conf import settings

import behoc
from behoc.ground.access.rules import reaches, roles
from tests.access.addresses import THIRD_PARTY, VISITS
from tests.kits.discovery import Address, addresses
from tests.kits.stage import STAFF, Stage
from tests.kits.visits import Visit, Visitor, body

OPERATOR = "system_operator"
ALL = addresses()
OURS = [each for each in ALL if each.name not in THIRD_PARTY]
GUARDED = [each for each in OURS if each.action]
OPEN = [each for each in OURS if each.public]
THEIRS = [each for each in ALL if each.name in THIRD_PARTY and not each.arguments]
REACHED = {200, 204, 302, 303, 409, 422}


def _cases(*, may: bool, whose: list[Address] = GUARDED) -> list[Any]:
    return [
        pytest.param(address, role, id=f"{address.name}-{role}")
        for address in whose
        for role in (*STAFF, OPERATOR)
        if bool(reaches([role], address.action or "")) is may
    ]


LET_IN = [
    case
    for case in _cases(may=True)
    if VISITS.get(case.values[0].name, Visit()).only in ("", case.values[1])
]
OUT_OF_REACH = [
    case
    for case in _cases(may=True, whose=[each for each in GUARDED if each.arguments])
    if case.values[1] in STAFF and not VISITS.get(case.values[0].name, Visit()).shared
]


def _named(address: Address) -> str:
    return address.name


def test_every_address_has_a_name():
    nameless = [each.route for each in ALL if each.name.endswith("None")]

    assert not nameless, f"Give these a name in urls.py: {nameless}"


def test_every_view_says_its_action_or_why_it_is_open():
    silent = [each.name for each in OURS if not each.action and not each.public]

    assert not silent, f"Mark these views with @action(…) or @public(reason): {silent}"


def test_every_action_of_a_view_is_declared_in_a_policy_and_held_by_a_role():
    declared = _declared_actions()
    unknown = [each.name for each in GUARDED if each.action not in declared]
    unheld = [each.name for each in GUARDED if not reaches(roles(), each.action or "")]

    assert not unknown, f"Declare the actions of these in their app's policy.py: {unknown}"
    assert not unheld, f"Give the actions of these to a role in data/access/roles.toml: {unheld}"


def test_every_address_with_varying_parts_can_be_visited():
    missing = [each.name for each in OURS if each.arguments and each.name not in VISITS]

    assert not missing, f"Say in tests/access/addresses.py what varies in these: {missing}"


def test_every_entry_of_the_table_is_about_an_address_that_exists():
    gone = sorted((set(VISITS) | set(THIRD_PARTY)) - {each.name for each in ALL})

    assert not gone, f"Take these out of tests/access/addresses.py: {gone}"


@pytest.mark.parametrize("address", GUARDED, ids=_named)
def test_who_is_signed_out_is_sent_to_sign_in(scene, address):
    response = Visitor(VISITS, scene.commune).visit(address)

    assert response.status_code == 302
    assert response.url.startswith(settings.LOGIN_URL)


@pytest.mark.parametrize("address", GUARDED, ids=_named)
def test_a_part_of_a_page_sends_who_is_signed_out_to_sign_in(scene, address):
    response = Visitor(VISITS, scene.commune).visit(address, hx_request="true")

    assert response.status_code == 401
    assert response["HX-Redirect"].startswith(settings.LOGIN_URL)


@pytest.mark.parametrize(("address", "role"), _cases(may=False))
def test_who_has_no_right_is_refused(scene, address, role):
    response = Visitor(VISITS, scene.commune, _person(scene, role)).visit(address)

    assert response.status_code == 403


@pytest.mark.parametrize(("address", "role"), LET_IN)
def test_who_has_the_right_is_let_in(scene, address, role):
    response = Visitor(VISITS, scene.commune, _person(scene, role)).visit(address)

    assert response.status_code in REACHED


@pytest.mark.parametrize(("address", "role"), OUT_OF_REACH)
def test_what_is_out_of_reach_looks_as_if_it_were_not_there(scene, address, role):
    visitor = Visitor(VISITS, scene.neighbour, _person(scene, role))

    response = visitor.visit(address)
    nothing = visitor.visit(address, made_up=True)

    assert (response.status_code, nothing.status_code) == (404, 404)
    assert body(response) == body(nothing)


@pytest.mark.parametrize("role", [None, *STAFF])
@pytest.mark.parametrize("address", [*OPEN, *THEIRS], ids=_named)
def test_an_open_address_answers_everybody(scene, address, role):
    person = _person(scene, role) if role else None

    response = Visitor(VISITS, scene.commune, person).visit(address)

    assert response.status_code < 500


def _person(scene: Stage, role: str) -> object:
    return scene.world.operator if role == OPERATOR else scene.commune.desk.holder(role)


def _declared_actions() -> set[str]:
    policies = [
        info.name
        for info in pkgutil.walk_packages(behoc.__path__, "behoc.")
        if info.name.split(".")[-1] == "policy"
    ]
    return {
        action
        for name in policies
        for action in getattr(importlib.import_module(name), "ACTIONS", ())
    }
