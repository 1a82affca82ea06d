"""The content of the form with which the giver changes a task."""

from dataclasses import dataclass
from typing import Any

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.queries.amendments import version_number
from behoc.direction.assignments.queries.screens import short
from behoc.direction.assignments.rules import OPEN, WorkState
from behoc.ground.organisations.queries import (
    list_bodies_by_public_id,
    list_bodies_directly_below,
    search_bodies,
)


@dataclass(frozen=True, slots=True)
class AmendPage:
    """Everything templates/assignments/pages/amend.html shows besides the form.

    `bodies` are at the task now; `found` answer the search for more.
    """

    id: str
    title: str
    source_words: str
    words: str
    initial: dict[str, Any]
    bodies: list[dict[str, Any]]
    found: list[dict[str, Any]]

    @property
    def kept(self) -> list[str]:
        """The bodies that are ticked at first: all that are at the task."""
        return [each["id"] for each in self.bodies]

    def removed_ids(self, kept: list[str]) -> tuple[int, ...]:
        """Database ids of the bodies at the task whose tick was taken away."""
        return tuple(each["pk"] for each in self.bodies if each["id"] not in kept)

    def ids_of(self, public_ids: list[str]) -> tuple[int, ...]:
        """Database ids of bodies that were ticked to be added."""
        return tuple(body.pk for body in list_bodies_by_public_id(public_ids))


def list_addable(assignment: Assignment) -> set[int] | None:
    """Who may be added to a task that a body gave out of its own share: bodies directly below.

    None for a task of a clause: whoever its document may name.
    """
    if assignment.parent_id is None and not assignment.by_word:
        return None
    return {body.pk for body in list_bodies_directly_below(assignment.organisation_id)}


def build_amend(assigned: AssignedBody, words: str) -> AmendPage:
    """The form of the task that a share in reach belongs to."""
    assignment = assigned.assignment
    rows = AssignedBody.objects.everything(reason="the giver changes its own task")
    shares = list(
        rows.filter(assignment=assignment, is_current=True)
        .exclude(state=WorkState.LAPSED)
        .select_related("organisation")
        .order_by("organisation__name_folded")
    )
    days = [each.due_on for each in shares if each.state in OPEN and each.due_on]
    at_it = {each.organisation_id for each in shares}
    below = list_addable(assignment)
    found = [
        body
        for body in (search_bodies(words) if words else [])
        if body.pk not in at_it and (below is None or body.pk in below)
    ]
    return AmendPage(
        id=assigned.public_id,
        title=short(assignment.text),
        source_words=str(assignment.document),
        words=words,
        initial={
            "text": assignment.text,
            "due_on": min(days, default=None),
            "seen": version_number(assignment),
        },
        bodies=[
            {
                "id": each.organisation.public_id,
                "pk": each.organisation_id,
                "name": each.organisation.short_name,
                "stays": each.state not in OPEN,
            }
            for each in shares
        ],
        found=[{"id": body.public_id, "name": body.name} for body in found],
    )
