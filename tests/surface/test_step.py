"""A document's page has one solid step for the person, and it is the right one."""

from django.urls import reverse

from behoc.direction.registers.services.entering import register_incoming
from behoc.surface.dashboards.queries.step import find_step
from tests.kits.dispatches import assigned_dispatch, document_of, reviewed_dispatch


def test_the_receiving_clerk_first_enters_the_paper(world):
    dispatch = assigned_dispatch(world)

    step = find_step(world.actor(world.commune.clerk), dispatch.public_id)

    assert (step.label, step.is_post) == ("Vào sổ đến", True)
    assert step.url == reverse("registers:enter", args=[dispatch.public_id])


def test_once_entered_the_clerk_lays_it_before_a_leader(world):
    dispatch = assigned_dispatch(world)
    clerk = world.actor(world.commune.clerk)
    register_incoming(clerk, document_of(dispatch))

    step = find_step(clerk, dispatch.public_id)

    assert step.url == reverse("handling:submit", args=[dispatch.public_id])


def test_a_dispatch_under_review_has_no_step_here(world):
    dispatch = reviewed_dispatch(world)

    assert find_step(world.actor(world.province.clerk), dispatch.public_id) is None


def test_a_follower_has_no_step(world):
    dispatch = assigned_dispatch(world)

    assert find_step(world.actor(world.commune.follower), dispatch.public_id) is None


def test_without_javascript_the_step_leads_to_where_its_button_is(world):
    dispatch = assigned_dispatch(world)
    address = reverse("dashboards:step", args=[dispatch.public_id])

    answer = world.client(world.commune.clerk).get(address)

    assert answer.headers["Location"] == reverse("registers:of_dispatch", args=[dispatch.public_id])
