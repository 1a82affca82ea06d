"""Every service refuses whoever has no right, and then nothing at all has changed.

What every table held on the built stage is read once; a test that refuses many reads it once more.
"""

import pytest

from behoc.ground.access.rules import reaches
from behoc.kernel.errors import NotAllowed, NotFound
from tests.access.orders import EXEMPT, ORDERS
from tests.kits.discovery import orders
from tests.kits.stage import STAFF, everything_kept

OF_A_ROW = sorted(name for name, order in ORDERS.items() if not order.starts)
WITHOUT_RIGHT = {
    name: [role for role in STAFF if not reaches([role], order.action)]
    for name, order in sorted(ORDERS.items())
}
SOMEBODY_HAS_NONE = [name for name, roles in WITHOUT_RIGHT.items() if roles]


def test_every_service_that_takes_an_actor_is_called_here():
    missing = sorted(set(orders()) - set(ORDERS) - set(EXEMPT))

    assert not missing, f"Say in tests/access/orders.py how these are called: {missing}"


def test_every_order_is_about_a_service_that_exists():
    gone = sorted((set(ORDERS) | set(EXEMPT)) - set(orders()))

    assert not gone, f"Take these out of tests/access/orders.py: {gone}"


def test_the_stage_is_as_it_was_built_when_a_test_begins(scene):
    assert everything_kept() == scene.kept


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_who_has_the_right_changes_something(scene, name):
    order = ORDERS[name]

    order.do(scene.actor(order.by), scene.commune)

    assert everything_kept() != scene.kept


@pytest.mark.parametrize("name", OF_A_ROW)
def test_a_neighbour_is_refused_and_nothing_changes(scene, name):
    for role in STAFF:
        with pytest.raises((NotAllowed, NotFound)):
            ORDERS[name].do(scene.actor(role, scene.neighbour), scene.commune)

    assert everything_kept() == scene.kept


@pytest.mark.parametrize("name", SOMEBODY_HAS_NONE)
def test_a_colleague_without_the_right_is_refused_and_nothing_changes(scene, name):
    for role in WITHOUT_RIGHT[name]:
        with pytest.raises(NotAllowed):
            ORDERS[name].do(scene.actor(role), scene.commune)

    assert everything_kept() == scene.kept


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_a_person_without_any_role_is_refused_and_nothing_changes(scene, name):
    with pytest.raises(NotAllowed):
        ORDERS[name].do(scene.world.actor(scene.world.outsider), scene.commune)

    assert everything_kept() == scene.kept
