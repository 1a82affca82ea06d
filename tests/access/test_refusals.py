"""Every service refuses whoever has no right, and then nothing at all has changed."""

import pytest

from behoc.ground.access.rules import reaches
from behoc.kernel.errors import NotAllowed, NotFound
from tests.access.orders import EXEMPT, ORDERS
from tests.kits.discovery import orders
from tests.kits.stage import STAFF, everything_kept

OF_A_ROW = sorted(name for name, order in ORDERS.items() if not order.starts)
WITHOUT_RIGHT = [
    (name, role)
    for name, order in sorted(ORDERS.items())
    for role in STAFF
    if not reaches([role], order.action)
]


def test_every_service_that_takes_an_actor_is_called_here():
    missing = sorted(set(orders()) - set(ORDERS) - set(EXEMPT))

    assert not missing, f"Say in tests/access/orders.py how these are called: {missing}"


def test_every_order_is_about_a_service_that_exists():
    gone = sorted((set(ORDERS) | set(EXEMPT)) - set(orders()))

    assert not gone, f"Take these out of tests/access/orders.py: {gone}"


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_who_has_the_right_changes_something(scene, name):
    order = ORDERS[name]
    before = everything_kept()

    order.do(scene.actor(order.by), scene.commune)

    assert everything_kept() != before


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("name", OF_A_ROW)
def test_a_neighbour_is_refused_and_nothing_changes(scene, name, role):
    before = everything_kept()

    with pytest.raises((NotAllowed, NotFound)):
        ORDERS[name].do(scene.actor(role, scene.neighbour), scene.commune)

    assert everything_kept() == before


@pytest.mark.parametrize(("name", "role"), WITHOUT_RIGHT)
def test_a_colleague_without_the_right_is_refused_and_nothing_changes(scene, name, role):
    before = everything_kept()

    with pytest.raises(NotAllowed):
        ORDERS[name].do(scene.actor(role), scene.commune)

    assert everything_kept() == before


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_a_person_without_any_role_is_refused_and_nothing_changes(scene, name):
    before = everything_kept()

    with pytest.raises(NotAllowed):
        ORDERS[name].do(scene.world.actor(scene.world.outsider), scene.commune)

    assert everything_kept() == before
