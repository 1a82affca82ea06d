"""Every address against every role: signed out, without the right, with it, out of reach."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

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


def _cases(roles_of: Callable[[Address], list[str]]) -> list[Any]:
    """An address with the roles that visit it; one that nobody visits is left out."""
    return [
        pytest.param(address, found, id=address.name)
        for address in GUARDED
        if (found := roles_of(address))
    ]


def _without_right(address: Address) -> list[str]:
    return [role for role in (*STAFF, OPERATOR) if not reaches([role], address.action or "")]


def _with_right(address: Address) -> list[str]:
    only = VISITS.get(address.name, Visit()).only
    held = [role for role in (*STAFF, OPERATOR) if reaches([role], address.action or "")]
    return [role for role in held if only in ("", role)]


def _out_of_reach(address: Address) -> list[str]:
    if not address.arguments or VISITS.get(address.name, Visit()).shared:
        return []
    return [role for role in STAFF if reaches([role], address.action or "")]


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


@pytest.mark.parametrize(("address", "without"), _cases(_without_right))
def test_who_has_no_right_is_refused(scene, address, without):
    answers = {role: _visit(scene, address, role).status_code for role in without}

    assert answers == dict.fromkeys(without, 403)


@pytest.mark.parametrize(("address", "holders"), _cases(_with_right))
def test_who_has_the_right_is_let_in(scene, address, holders):
    for role in holders:
        with transaction.atomic():  # what one does is taken back before the next one comes
            response = _visit(scene, address, role)
            transaction.set_rollback(True)

        assert response.status_code in REACHED, role
        assert "no-store" in response["Cache-Control"], role


@pytest.mark.parametrize(("address", "holders"), _cases(_out_of_reach))
def test_what_is_out_of_reach_looks_as_if_it_were_not_there(scene, address, holders):
    for role in holders:
        visitor = Visitor(VISITS, scene.neighbour, _person(scene, role))

        response = visitor.visit(address)
        nothing = visitor.visit(address, made_up=True)

        assert (response.status_code, nothing.status_code) == (404, 404), role
        assert body(response) == body(nothing), role


@pytest.mark.parametrize("address", [*OPEN, *THEIRS], ids=_named)
def test_an_open_address_answers_everybody(scene, address):
    for role in (None, *STAFF):
        with transaction.atomic():
            person = _person(scene, role) if role else None
            response = Visitor(VISITS, scene.commune, person).visit(address)
            transaction.set_rollback(True)

        assert response.status_code < 500, role


def _visit(scene: Stage, address: Address, role: str) -> Any:
    return Visitor(VISITS, scene.commune, _person(scene, role)).visit(address)


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
