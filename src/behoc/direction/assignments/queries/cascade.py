"""How far the tasks of one dispatch have come, body by body and task by task, counted by SQL.

Whoever gave the tasks, or stands above the giver, is told of every body; anybody else of the own
body and of those below it in its line, never of a neighbour.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.db.models.functions import Greatest, Least

from behoc.direction.assignments.models import (
    AssignedBody,
    Assignment,
    ProgressReport,
    Reminder,
)
from behoc.direction.assignments.rules import OPEN, WorkState
from behoc.direction.documents.queries.reach import below_only, sees_all_receivers
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch

ACTION = "assignment.view"
_OPEN = Q(state__in=OPEN)
_IN_TEXT = ("document__position", "line", "pk")


@dataclass(frozen=True, slots=True)
class BodyCount:
    """One body's tasks of a dispatch: how many, how far, and when it last did anything."""

    body_id: int
    tasks: int
    done: int
    begun: int
    late: int
    due: int
    late_since: date | None
    opened_at: datetime | None
    active_at: datetime | None


@dataclass(frozen=True, slots=True)
class KindCount:
    """How far the bodies of one line at one kind of place are with one task."""

    line: str
    place_kind: str
    assignment_id: int
    bodies: int
    done: int
    begun: int
    late: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class TaskCount:
    """One task of a dispatch over all bodies in reach."""

    id: int
    text: str
    actor_words: str
    document: str
    line: int
    kinds: tuple[KindCount, ...]

    @property
    def due_on(self) -> date | None:
        """The earliest last good day that any body has."""
        return min((kind.due_on for kind in self.kinds if kind.due_on), default=None)

    def total(self, what: str) -> int:
        """How many bodies there are, have done it, have begun it, or are late."""
        return sum(getattr(kind, what) for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Reminded:
    """How often a body was reminded of a dispatch by hand, and when last."""

    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Share:
    """One body's share of one task, as a cell needs it."""

    public_id: str
    body_id: int
    assignment_id: int
    state: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PartShare:
    """A part of a share that a body passed on to a body below it."""

    body: str
    above_id: int
    share: Share


def count_by_body(
    actor: Actor, dispatch: "Dispatch", body_ids: Iterable[int] | None = None
) -> list[BodyCount]:
    """How far each body in reach (of those named, or all) is with the tasks of a dispatch."""
    rows = _shares(actor, dispatch, body_ids)
    late = _OPEN & Q(due_on__lt=today())
    counted = (
        rows.order_by()
        .values_list("organisation_id")
        .annotate(
            tasks=Count("pk"),
            done=Count("pk", filter=~_OPEN),
            begun=Count("pk", filter=_OPEN & ~Q(state=WorkState.NEW)),
            late=Count("pk", filter=late),
            due=Count("pk", filter=Q(due_on__lt=today())),
            late_since=Min("due_on", filter=late),
            # The database picks the moment: parsing them all would take longer than counting.
            opened=Least(Min("opened_at"), Min("accepted_at")),
            active=Greatest(Max("opened_at"), Max("accepted_at"), Max("done_at")),
        )
    )
    reported = _report_times(rows)
    return [_body(row, reported.get(row[0])) for row in counted]


def count_by_task(actor: Actor, dispatch: "Dispatch") -> list[TaskCount]:
    """How far each task of a dispatch is over the bodies in reach, in the order of the text."""
    kinds: dict[int, list[KindCount]] = {}
    for each in _count_by_kind(actor, dispatch):
        kinds.setdefault(each.assignment_id, []).append(each)
    rows = Assignment.objects.everything(reason="only tasks with a share in reach are told")
    tasks = (
        rows.filter(pk__in=kinds.keys())
        .order_by(*_IN_TEXT)
        .values_list("pk", "text", "find__value__actor", "document__number_symbol", "line")
    )
    return [
        TaskCount(pk, text, actor_words or "", document or "", line, tuple(kinds[pk]))
        for pk, text, actor_words, document, line in tasks
    ]


def list_task_ids(actor: Actor, dispatch: "Dispatch") -> list[int]:
    """The tasks of a dispatch that any body in reach has, in the order of the text."""
    rows = Assignment.objects.everything(reason="only tasks with a share in reach are told")
    told = _shares(actor, dispatch).order_by().filter(assignment=OuterRef("pk"))
    found = rows.filter(document__dispatch_id=dispatch.pk).filter(Exists(told))
    return list(found.order_by(*_IN_TEXT).values_list("pk", flat=True))


def list_shares(
    actor: Actor,
    dispatch: "Dispatch",
    body_ids: Iterable[int] | None = None,
    *,
    task_id: int | None = None,
) -> list[Share]:
    """The shares in reach of those bodies (of all when none are named), or of one task."""
    rows = _shares(actor, dispatch, body_ids)
    if task_id is not None:
        rows = rows.filter(assignment_id=task_id)
    wanted = rows.order_by("assignment__line", "assignment_id", "pk").values_list(
        "public_id", "organisation_id", "assignment_id", "state", "due_on"
    )
    return [Share(*row) for row in wanted]


def count_reminders(
    actor: Actor, dispatch: "Dispatch", body_ids: Iterable[int] | None = None
) -> dict[int, Reminded]:
    """Body → how often people reminded it of tasks of the dispatch; one day counts once."""
    rows = Reminder.objects.everything(reason="narrowed to the shares in reach below")
    shares = _shares(actor, dispatch, body_ids).order_by().values("pk")
    found = rows.filter(step="", assigned__in=shares)
    counted = found.order_by().values_list("assigned__organisation_id")
    told = counted.annotate(times=Count("sent_on", distinct=True), last=Max("sent_at"))
    return {body: Reminded(times, last) for body, times, last in told}


def list_longest_waiting(
    actor: Actor, dispatch: "Dispatch", body_ids: Iterable[int]
) -> list[AssignedBody]:
    """For each of those bodies its open share with the earliest last good day."""
    rows = _shares(actor, dispatch, body_ids).open()
    first = rows.order_by("organisation_id", F("due_on").asc(nulls_last=True), "pk")
    return list(first.distinct("organisation_id").only("pk"))


def list_last_reports(actor: Actor, dispatch: "Dispatch", *, limit: int) -> list[dict[str, Any]]:
    """The newest reports of bodies in reach on a dispatch: who said what when, on which task."""
    rows = ProgressReport.objects.everything(reason="narrowed to the shares in reach below")
    found = rows.filter(assigned__in=_shares(actor, dispatch).order_by().values("pk"))
    return list(
        found.order_by("-created_at", "-pk")[:limit].values(
            "text",
            "finished",
            at=F("created_at"),
            share_id=F("assigned__public_id"),
            body_id=F("assigned__organisation_id"),
            task_id=F("assigned__assignment_id"),
        )
    )


def list_last_acceptances(
    actor: Actor, dispatch: "Dispatch", *, limit: int
) -> list[dict[str, Any]]:
    """The newest acceptances of tasks in reach."""
    rows = _shares(actor, dispatch).filter(accepted_at__isnull=False)
    return list(
        rows.order_by("-accepted_at", "-pk")[:limit].values(
            at=F("accepted_at"),
            share_id=F("public_id"),
            body_id=F("organisation_id"),
            task_id=F("assignment_id"),
        )
    )


def count_tasks_of(dispatch_ids: Iterable[int]) -> dict[int, int]:
    """How many tasks each of those dispatches gave; the dispatches were fetched within reach."""
    rows = Assignment.objects.everything(reason="the dispatches were fetched within reach")
    counted = rows.filter(document__dispatch_id__in=list(dispatch_ids)).order_by()
    return dict(counted.values_list("document__dispatch_id").annotate(count=Count("pk")))


def list_parts_of(actor: Actor, dispatch: "Dispatch", body_ids: Iterable[int]) -> list[PartShare]:
    """What those bodies passed on: the shares of the bodies below, under the task they are of."""
    rows = _reached(actor, dispatch).filter(
        assignment__document__dispatch_id=dispatch.pk,
        assignment__parent__organisation_id__in=list(body_ids),
        organisation__isnull=False,
    )
    wanted = rows.order_by("organisation__name_folded", "assignment__line", "pk").values_list(
        "organisation__short_name",
        "assignment__parent__organisation_id",
        "public_id",
        "organisation_id",
        "assignment__parent__assignment_id",
        "state",
        "due_on",
    )
    return [PartShare(name, above, Share(*share)) for name, above, *share in wanted]


def _shares(actor: Actor, dispatch: "Dispatch", body_ids: Iterable[int] | None = None) -> Any:
    """The shares of what the dispatch itself asks; what bodies passed on stands below them.

    Its few tasks are named, so that the database knows how many shares to expect and does not
    look up thousands of bodies one by one.
    """
    rows = Assignment.objects.everything(reason="only the shares in reach are told below")
    asked = rows.filter(document__dispatch_id=dispatch.pk, parent__isnull=True)
    tasks = list(asked.order_by().values_list("pk", flat=True))
    shares = _reached(actor, dispatch).filter(assignment_id__in=tasks)
    return shares if body_ids is None else shares.filter(organisation_id__in=list(body_ids))


def _reached(actor: Actor, dispatch: "Dispatch") -> Any:
    """The shares that the actor may know of one dispatch; the caller narrows them to it."""
    rows = AssignedBody.objects.everything(reason="narrowed to what the actor may know below")
    if not may(actor, ACTION):
        return rows.none()
    shares = rows.current()
    return (
        shares if sees_all_receivers(actor, ACTION, dispatch) else shares.filter(below_only(actor))
    )


def _count_by_kind(actor: Actor, dispatch: "Dispatch") -> list[KindCount]:
    late = _OPEN & Q(due_on__lt=today())
    counted = (
        _shares(actor, dispatch)
        .order_by()
        .values_list("organisation__line", "organisation__place__kind", "assignment_id")
        .annotate(
            bodies=Count("pk"),
            done=Count("pk", filter=~_OPEN),
            begun=Count("pk", filter=_OPEN & ~Q(state=WorkState.NEW)),
            late=Count("pk", filter=late),
            due=Min("due_on"),
        )
    )
    return [KindCount(*row) for row in counted]


def _report_times(shares: Any) -> dict[int, datetime]:
    rows = ProgressReport.objects.everything(reason="narrowed to the shares in reach")
    found = rows.filter(assigned__in=shares.order_by().values("pk"))
    counted = found.order_by().values_list("assigned__organisation_id")
    return dict(counted.annotate(last=Max("created_at")))


def _body(row: tuple[Any, ...], reported: datetime | None) -> BodyCount:
    body_id, tasks, done, begun, late, due, late_since, opened, active = row
    return BodyCount(
        body_id=body_id,
        tasks=tasks,
        done=done,
        begun=begun,
        late=late,
        due=due,
        late_since=late_since,
        opened_at=opened,
        active_at=max((at for at in (active, reported) if at), default=None),
    )
