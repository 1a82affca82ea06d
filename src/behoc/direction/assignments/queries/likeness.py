"""Tasks that ask the same of one body, within reach, and what a body does as one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from behoc.direction.assignments.models import AssignedBody, Assignment, SameWork
from behoc.direction.assignments.queries.screens import build_row
from behoc.direction.assignments.queries.tasks import whole
from behoc.direction.assignments.rules.likeness import asks_the_same
from behoc.direction.documents.queries.dispatches import list_read_tasks
from behoc.direction.documents.queries.programmes import list_programmes_of
from behoc.ground.access.queries import may, scope_for
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch
    from behoc.direction.programmes.models import Programme

MOST = 500  # tasks compared with: the newest, more than a body has under way
FIRST = 10  # shown beside a task or a dispatch


@dataclass(frozen=True, slots=True)
class Overlap:
    """A task of a dispatch and an earlier one that asks the same of some of the same bodies."""

    text: str
    other: str
    other_source: str
    other_url: str
    bodies: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a task asks of whom, given already or only read."""

    text: str
    bodies: set[int]
    programmes: set[int]


def list_twins(actor: Actor, assigned: AssignedBody) -> list[dict[str, Any]]:
    """Shares of the same body that ask the same, those done as one first, each with its row.

    Only the body itself is asked; whoever gave one task is not told what others ask of the body.
    """
    if assigned.organisation_id != actor.body_id:
        return []
    joined = set(list_joined_ids(assigned))
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view")).current()
    others = rows.filter(organisation_id=assigned.organisation_id).exclude(
        assignment__document_id=assigned.assignment.document_id
    )
    newest = whole(others).prefetch_related("assignment__programmes").order_by("-pk")[:MOST]
    own = frozenset(assigned.assignment.programmes.values_list("pk", flat=True))
    found = [one for one in newest if one.pk in joined or _alike_shares(assigned, one, own)]
    found.sort(key=lambda one: (one.pk not in joined, -one.pk))
    can_mark = may(actor, "assignment.report")
    return [
        build_row(actor, one)
        | {"id": one.public_id, "is_joined": one.pk in joined, "can_mark": can_mark}
        for one in found[:FIRST]
    ]


def list_joined_ids(assigned: AssignedBody) -> list[int]:
    """The database ids of the shares that the body does as one with this one."""
    rows = SameWork.objects.everything(reason="the share was fetched within reach")
    pairs = rows.filter(Q(first=assigned) | Q(second=assigned)).values_list("first", "second")
    return [other for pair in pairs for other in pair if other != assigned.pk]


def list_overlaps(actor: Actor, dispatch: "Dispatch") -> list[Overlap]:
    """Tasks in reach, of other dispatches, that ask the same of a body as one of this dispatch.

    Before the dispatch is entered its tasks are those that were read and not rejected.
    """
    rows = Assignment.objects.within(scope_for(actor, "assignment.view")).filter(parent=None)
    whole_rows = rows.select_related("document__dispatch").prefetch_related("programmes")
    own = _asked_by(whole_rows.filter(document__dispatch=dispatch), actor)
    own = own or _read_in(dispatch)
    others = list(whole_rows.exclude(document__dispatch=dispatch).order_by("-pk")[:MOST])
    pairs = [
        (one, other)
        for other in others
        for one in own
        if asks_the_same(one.text, other.text, together=_share_a_programme(one, other))
    ]
    bodies = _bodies_of(actor, [other.pk for _one, other in pairs])
    found = [_overlap(one, other, bodies) for one, other in pairs]
    return [each for each in found if each.bodies][:FIRST]


def count_twice_counted(actor: Actor, programme: "Programme") -> int:
    """How many shares in reach are the second of a pair whose first is of the programme too."""
    rows = SameWork.objects.within(scope_for(actor, "assignment.view"))
    both = rows.filter(
        first__assignment__programmes=programme, second__assignment__programmes=programme
    )
    return int(both.values("second").distinct().count())


def _alike_shares(one: AssignedBody, other: AssignedBody, programmes: frozenset[int]) -> bool:
    same_day = one.due_on is not None and one.due_on == other.due_on
    together = same_day and any(each.pk in programmes for each in other.assignment.programmes.all())
    return asks_the_same(one.assignment.text, other.assignment.text, together=together)


def _asked_by(tasks: Any, actor: Actor) -> list[_Asked]:
    rows = list(tasks)
    bodies = _bodies_of(actor, [each.pk for each in rows])
    return [
        _Asked(each.text, bodies[each.pk], {one.pk for one in each.programmes.all()})
        for each in rows
    ]


def _read_in(dispatch: "Dispatch") -> list[_Asked]:
    """What a dispatch under review would ask; its bodies are those that its phrases mean now."""
    programmes = {each.pk for each in list_programmes_of(dispatch)}
    return [
        _Asked(task.find.text, set(task.roles), programmes) for task in list_read_tasks(dispatch)
    ]


def _share_a_programme(one: _Asked, other: Assignment) -> bool:
    return any(each.pk in one.programmes for each in other.programmes.all())


def _bodies_of(actor: Actor, tasks: list[int]) -> dict[int, set[int]]:
    """Per task the bodies in reach that are to do it."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view")).current()
    found: dict[int, set[int]] = {task: set() for task in tasks}
    pairs = rows.filter(assignment__in=tasks).values_list("assignment", "organisation")
    for task, body in pairs:
        found[task].add(body)
    return found


def _overlap(one: _Asked, other: Assignment, bodies: dict[int, set[int]]) -> Overlap:
    dispatch = other.document.dispatch
    return Overlap(
        text=one.text,
        other=other.text,
        other_source=str(other.document),
        other_url=reverse("documents:detail", args=[dispatch.public_id]) + f"#d{other.line}",
        bodies=len(one.bodies & bodies[other.pk]),
    )
