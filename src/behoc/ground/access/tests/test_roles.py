"""roles.toml and the apps' policies say the same, and a reach is what it says."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

from behoc.ground.access import rules
from behoc.ground.access.queries import (
    actor_for,
    body_in_reach,
    deed_sentence,
    list_grantable_roles,
    may,
    may_grant,
    scope_for,
)
from behoc.ground.access.services import require, require_on_body
from behoc.ground.accounts.queries import list_all_memberships_of
from behoc.ground.accounts.services import create_membership
from behoc.kernel.actor import Actor, system_actor
from behoc.kernel.clock import today
from behoc.kernel.errors import NotAllowed
from behoc.kernel.scope import Scope


def declared_actions():
    names = [app.name for app in apps.get_app_configs() if app.name.startswith("behoc.")]
    policies = [import_module(f"{n}.policy") for n in names if find_spec(f"{n}.policy")]
    return {action for policy in policies for action in getattr(policy, "ACTIONS", {})}


def test_every_action_of_a_role_is_declared_by_an_app():
    used = {action for role in rules.roles().values() for action in role.actions}

    assert used <= declared_actions(), used - declared_actions()


def test_every_declared_action_is_held_by_some_role():
    used = {action for role in rules.roles().values() for action in role.actions}

    assert declared_actions() <= used, declared_actions() - used


def test_every_role_that_may_be_given_exists():
    for role in rules.roles().values():
        assert role.grants <= rules.roles().keys()


def test_who_gives_a_role_holds_every_action_of_management_that_it_carries():
    """Nobody raises anybody above themselves: a given role manages no further than its giver."""
    for role in rules.roles().values():
        for given in role.grants:
            managed = rules.roles()[given].actions.get("person.manage", frozenset())
            own = role.actions["person.manage"]
            assert managed <= own | ({rules.Reach.OWN} if rules.Reach.PLACE in own else set())


def test_every_deed_has_a_sentence_and_an_unknown_one_shows_its_code():
    assert deed_sentence("person.grant_role") == "Giao vai trò"
    assert deed_sentence("nothing.known") == "nothing.known"


def test_an_actor_acts_for_one_body_with_all_roles_held_there(world):
    person = world.commune.clerk
    for desk, role in ((world.commune, "follower"), (world.cell, "head")):
        create_membership(person, desk.body.pk, role, granted_by_id=None, starts_on=today())
    first, posts = actor_for(person)
    other, _ = actor_for(person, world.cell.body.public_id)

    assert first.roles == {"clerk", "follower"}
    assert other.roles == {"head"}
    assert other.body_id == world.cell.body.pk
    assert len(posts) == 2


def test_a_foreign_body_to_act_for_is_not_taken(world):
    actor, _ = actor_for(world.commune.clerk, world.neighbour.body.public_id)

    assert actor.body_id == world.commune.body.pk


def test_a_person_without_a_role_reaches_nothing(world):
    actor, posts = actor_for(world.outsider)

    assert posts == []
    assert scope_for(actor, "document.view") == Scope()
    assert not may(actor, "document.view")


@pytest.mark.parametrize(
    ("holder", "action", "expected"),
    [
        ("commune.clerk", "document.view", ("owners", "addressed")),
        ("province.head", "document.view", ("owners", "addressed", "lines")),
        ("province.follower", "assignment.view", ("owners", "addressed", "lines")),
        ("province.administrator", "person.manage", ("owners",)),
        ("operator", "person.manage", ("places",)),
        ("operator", "document.view", ()),
        ("commune.clerk", "person.manage", ()),
    ],
)
def test_a_scope_holds_exactly_the_reaches_of_the_roles(world, holder, action, expected):
    person = world
    for name in holder.split("."):
        person = getattr(person, name)
    scope = scope_for(world.actor(person), action)
    names = ("owners", "lines", "places", "addressed", "people")

    assert tuple(n for n in names if getattr(scope, n)) == tuple(n for n in names if n in expected)


def test_line_reaches_the_own_line_and_place_every_line_below(world):
    head = world.actor(world.province_association.head)
    operator = world.actor(world.operator)

    assert body_in_reach(head, "document.view", world.cell.body)
    assert not body_in_reach(head, "document.view", world.commune.body)
    assert body_in_reach(operator, "person.manage", world.commune.body)
    assert body_in_reach(operator, "person.manage", world.cell.body)


def test_an_administrator_reaches_no_other_body(world):
    actor = world.actor(world.province.administrator)

    assert body_in_reach(actor, "person.manage", world.province.body)
    for desk in (world.department, world.commune, world.neighbour):
        assert not body_in_reach(actor, "person.manage", desk.body)
        with pytest.raises(NotAllowed):
            require_on_body(actor, "person.manage", desk.body)


def test_require_knows_rows_by_their_scope(world):
    own, other = world.commune.clerk, world.neighbour.clerk
    administrator = world.actor(world.commune.administrator)
    require(administrator, "person.manage", list_all_memberships_of(own)[0])
    with pytest.raises(NotAllowed):
        require(administrator, "person.manage", list_all_memberships_of(other)[0])
    with pytest.raises(NotAllowed):
        require(world.actor(own), "person.manage", list_all_memberships_of(own)[0])


def test_only_an_operator_gives_operators(world):
    administrator = world.actor(world.commune.administrator)

    assert not may_grant(administrator, "system_operator")
    assert may_grant(administrator, "clerk")
    assert may_grant(world.actor(world.operator), "system_operator")
    assert not may_grant(world.actor(world.commune.clerk), "clerk")
    assert not may_grant(system_actor("thử"), "no_such_role")
    assert [code for code, _ in list_grantable_roles(administrator)] == [
        "clerk",
        "specialist",
        "head",
        "follower",
        "body_administrator",
    ]


def test_unknown_roles_carry_nothing():
    assert not may(Actor(1, "x", body_id=1, roles=frozenset({"ghost"})), "document.view")
