"""Whom a task was given to, for apps that go on from a task."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.rules import WorkState

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation


def list_bodies_given(assignment: Assignment) -> list["Organisation"]:
    """The bodies that a task fetched within reach is given to today, by name."""
    rows = _shares().filter(assignment=assignment).select_related("organisation__place")
    return [each.organisation for each in rows.order_by("organisation__name_folded")]


def list_first_shares(assignment_ids: Iterable[int]) -> dict[int, str]:
    """For each of the body's own tasks the public id of a share, where its page is."""
    rows = _shares().filter(assignment__in=list(assignment_ids)).order_by("-pk")
    return dict(rows.values_list("assignment_id", "public_id"))


def _shares() -> Any:
    rows = AssignedBody.objects.everything(reason="the task was fetched within reach")
    return rows.filter(is_current=True).exclude(state=WorkState.LAPSED)
