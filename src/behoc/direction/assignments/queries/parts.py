"""The parts that a body made of its share: what they are, how far they stand, where they rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.rules import OPEN, WorkState
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotFound

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Person

_DONE = frozenset({WorkState.DONE, WorkState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class PartsSum:
    """How many parts of a share are done, late, not even accepted, and how much they add up to."""

    total: int
    done: int
    late: int
    new: int
    amount: Decimal


def list_parts(assigned: AssignedBody) -> list[AssignedBody]:
    """The shares of every part, in the order in which they were given out."""
    rows = AssignedBody.objects.everything(reason="the share itself was fetched within reach")
    found = rows.filter(assignment__parent=assigned).exclude(state=WorkState.LAPSED)
    found = found.select_related(
        "organisation",
        "person_answerable",
        "assignment",
        "assignment__organisation",
        "assignment__document",
        "assignment__document__dispatch",
    )
    return list(found.order_by("assignment_id", "organisation__name_folded"))


def get_part(actor: Actor, public_id: str) -> AssignedBody:
    """The share of a part that the actor's body broke off one of its own, or NotFound."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view"))
    own = rows.filter(assignment__parent__organisation_id=actor.body_id)
    whole = own.select_related("organisation", "assignment__parent")
    found: AssignedBody | None = whole.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def sum_parts(shares: Sequence[AssignedBody], today: date) -> PartsSum:
    """The shares of parts as figures."""
    open_shares = [each for each in shares if each.state in OPEN]
    return PartsSum(
        total=len(shares),
        done=sum(each.state in _DONE for each in shares),
        late=sum(bool(each.due_on and each.due_on < today) for each in open_shares),
        new=sum(each.state == WorkState.NEW for each in shares),
        amount=sum((each.amount for each in shares if each.amount), Decimal()),
    )


def count_parts(assigned: AssignedBody) -> int:
    """How many parts were made of a share, those that lapsed too."""
    rows = Assignment.objects.everything(reason="the share itself was fetched within reach")
    return int(rows.filter(parent=assigned).count())


def find_alike(
    assigned: AssignedBody, text: str, bodies: Iterable[int], person: "Person | None"
) -> Assignment | None:
    """A part of the same words for the same receivers: sent twice it is one."""
    rows = Assignment.objects.everything(reason="the share itself was fetched within reach")
    wanted = sorted((body, person.pk if person else None) for body in bodies)
    for part in rows.filter(parent=assigned, text=text).order_by("pk"):
        shares = part.assigned.exclude(state=WorkState.LAPSED)
        held = shares.values_list("organisation_id", "person_answerable_id")
        if sorted(held) == wanted:
            found: Assignment = part
            return found
    return None


def list_built_on(share_ids: Iterable[int], *, hold: bool = False) -> list[AssignedBody]:
    """Every share that was broken down from those, level by level: who hears when they change.

    `hold` locks them, for an act that changes them too.
    """
    rows = AssignedBody.objects.everything(reason="whoever built on a task hears of its change")
    found: list[AssignedBody] = []
    level = list(share_ids)
    while level:
        parts = rows.filter(assignment__parent__in=level).order_by("pk")
        parts = parts.select_related("organisation", "assignment")
        below = list(parts.select_for_update(of=("self",)) if hold else parts)
        found += below
        level = [each.pk for each in below]
    return found


def list_above(assigned: AssignedBody) -> list[AssignedBody]:
    """The shares from which this one was broken down, the nearest first, up to the clause."""
    rows = AssignedBody.objects.everything(reason="a part shows which order it comes from")
    whole = rows.select_related("organisation", "assignment", "assignment__organisation")
    found: list[AssignedBody] = []
    parent = assigned.assignment.parent_id
    while parent is not None:
        above = whole.get(pk=parent)
        found.append(above)
        parent = above.assignment.parent_id
    return found
