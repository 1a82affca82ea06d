"""Reads of tasks within the actor's reach."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Min, Prefetch, Q

from behoc.direction.assignments.models import AssignedBody, Assignment, Evidence, ProgressReport
from behoc.direction.assignments.queries.states import DONE_STATES
from behoc.direction.assignments.rules import WorkState
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch


@dataclass(frozen=True, slots=True)
class GivenTask:
    """A task given to others: how many have not done it, and not even taken it on."""

    text: str
    dispatch_id: str
    source: str
    waiting: int
    unaccepted: int
    due_on: date | None


def list_tasks(actor: Actor, *, whose: str = "", state: str = "", words: str = "") -> Any:
    """Shares of tasks in reach, the nearest deadline first; a query set to page.

    `whose` is "toi" (the actor's body is to do them), "da-giao" (it gave them) or all.
    """
    rows = _whose(actor, whose)
    if state:
        rows = rows.filter(state=state)
    for word in words.split():
        rows = rows.filter(Q(assignment__text__icontains=word))
    return whole(rows).order_by(F("due_on").asc(nulls_last=True), "pk")


def list_own_tasks(actor: Actor) -> list[AssignedBody]:
    """Open shares of the actor's body: first what the person answers for, then the nearest."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.accept"))
    found = whole(rows.open().filter(organisation_id=actor.body_id))
    ordered = found.order_by(F("due_on").asc(nulls_last=True), "pk")
    return sorted(ordered, key=lambda each: each.person_answerable_id != actor.person_id)


def list_given_tasks(actor: Actor) -> list[GivenTask]:
    """Tasks given by the actor's body that other bodies have not done, the nearest first."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view"))
    others = rows.open().exclude(organisation_id=actor.body_id)
    given = Assignment.objects.within(scope_for(actor, "assignment.view"))
    open_shares = Q(assigned__in=others)
    found = given.filter(organisation_id=actor.body_id).annotate(
        waiting=Count("assigned", filter=open_shares),
        unaccepted=Count("assigned", filter=open_shares & Q(assigned__accepted_at__isnull=True)),
        due_on=Min("assigned__due_on", filter=open_shares),
    )
    ordered = found.filter(waiting__gt=0).order_by(F("due_on").asc(nulls_last=True), "pk")
    return [
        GivenTask(
            each.text,
            each.document.dispatch.public_id,
            str(each.document),
            waiting=each.waiting,
            unaccepted=each.unaccepted,
            due_on=each.due_on,
        )
        for each in ordered.select_related("document__dispatch")
    ]


def count_waiting(actor: Actor, *, soon: date) -> int:
    """How many open shares of the actor's body are new, returned, late or due soon."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.accept"))
    own = rows.open().filter(organisation_id=actor.body_id)
    return int(
        own.filter(Q(state__in=(WorkState.NEW, WorkState.RETURNED)) | Q(due_on__lte=soon)).count()
    )


def get_task(actor: Actor, public_id: str, *, action: str = "assignment.view") -> AssignedBody:
    """The share in reach with that public id, or NotFound."""
    rows = AssignedBody.objects.within(scope_for(actor, action))
    return one(AssignedBody, whole(rows).filter(public_id=public_id))


def list_reports(assigned: AssignedBody) -> list[ProgressReport]:
    """What was reported on a share, newest first, with its evidence."""
    rows = ProgressReport.objects.everything(reason="the share was fetched within reach")
    evidence = Evidence.objects.everything(reason="the share was fetched within reach")
    return list(
        rows.filter(assigned=assigned)
        .select_related("person", "assigned__organisation")
        .prefetch_related(
            Prefetch("evidence", evidence.select_related("stored_file").order_by("pk")),
            "figures",
            "links",
            Prefetch("drawn_from", _with_share(rows)),
        )
        .order_by("-created_at", "-pk")
    )


def _with_share(rows: Any) -> Any:
    return rows.select_related(
        "assigned__organisation", "assigned__person_answerable", "assigned__assignment"
    ).order_by("pk")


def get_evidence(actor: Actor, public_id: str) -> Evidence:
    """One piece of evidence in reach, or NotFound."""
    rows = Evidence.objects.within(scope_for(actor, "assignment.view"))
    return one(
        Evidence,
        rows.select_related("stored_file", "report__assigned__assignment").filter(
            public_id=public_id, stored_file__discarded_at__isnull=True
        ),
    )


def is_party(actor: Actor, evidence: Evidence) -> bool:
    """True for the two bodies that a piece of evidence passes between: who does, and who gave."""
    assigned = evidence.report.assigned
    return actor.body_id in (assigned.organisation_id, assigned.assignment.organisation_id)


def _whose(actor: Actor, whose: str) -> Any:
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view"))
    if whose == "toi":
        return rows.filter(organisation_id=actor.body_id)
    if whose == "da-giao":
        given = rows.filter(assignment__organisation_id=actor.body_id)
        return given.exclude(organisation_id=actor.body_id)
    return rows


def whole(rows: Any) -> Any:
    """Shares with everything that a row on a screen shows."""
    return rows.select_related(
        "organisation",
        "person_answerable",
        "assignment",
        "assignment__organisation",
        "assignment__document",
        "assignment__document__dispatch",
    ).prefetch_related("assignment__deadlines")


def count_by_state(actor: Actor, whose: str = "") -> dict[str, int]:
    """How many of those shares stand in each state."""
    rows = _whose(actor, whose)
    return dict(rows.order_by("state").values_list("state").annotate(count=Count("pk")))


def count_by_whose(actor: Actor) -> dict[str, int]:
    """How many shares each list holds: one's own, those given to others, all."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view"))
    own = Q(organisation_id=actor.body_id)
    given = Q(assignment__organisation_id=actor.body_id) & ~own
    found = rows.aggregate(own=Count("pk", filter=own), given=Count("pk", filter=given))
    return {"toi": found["own"], "da-giao": found["given"], "tat-ca": rows.count()}


def list_tasks_of(
    actor: Actor, dispatch: "Dispatch"
) -> list[tuple[Assignment, list[AssignedBody]]]:
    """The tasks of a dispatch with the shares in the actor's reach, in the order of the text."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view"))
    found = whole(rows.filter(assignment__document__dispatch=dispatch))
    own = Assignment.objects.within(scope_for(actor, "assignment.view"))
    nobody = own.filter(document__dispatch=dispatch, assigned__isnull=True)
    grouped: dict[int, tuple[Assignment, list[AssignedBody]]] = {
        assignment.pk: (assignment, []) for assignment in nobody.select_related("document")
    }
    for share in found.order_by("assignment__line", "assignment_id", "organisation__name_folded"):
        grouped.setdefault(share.assignment_id, (share.assignment, []))[1].append(share)
    return sorted(grouped.values(), key=lambda pair: (pair[0].line, pair[0].pk))


@dataclass(frozen=True, slots=True)
class TaskOfDispatch:
    """One task that a dispatch gave: how far its bodies are, and those that are few enough."""

    assignment: Assignment
    shares: tuple[AssignedBody, ...]
    bodies: int = 0
    done: int = 0
    begun: int = 0


def sum_tasks_of(actor: Actor, dispatch: "Dispatch", *, most: int) -> list[TaskOfDispatch]:
    """The tasks of a dispatch as far as they are in reach; of more shares than `most` one stands
    for all, so that a task of every commune of the country is counted and not loaded.
    """
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view"))
    given = rows.filter(assignment__document__dispatch=dispatch).order_by()
    sums = {
        row.pop("assignment_id"): row
        for row in given.values("assignment_id").annotate(
            bodies=Count("pk"),
            done=Count("pk", filter=Q(state__in=DONE_STATES)),
            begun=Count("pk", filter=~Q(state=WorkState.NEW)),
        )
    }
    many = [pk for pk, found in sums.items() if found["bodies"] > most]
    firsts = given.filter(assignment__in=many).order_by("assignment", "pk").distinct("assignment")
    listed = whole(given.exclude(assignment__in=many)).order_by("organisation__name_folded", "pk")
    shares: dict[int, list[AssignedBody]] = {}
    for share in (*listed, *whole(given.filter(pk__in=firsts.values("pk")))):
        shares.setdefault(share.assignment_id, []).append(share)
    nobody = Assignment.objects.within(scope_for(actor, "assignment.view")).filter(
        document__dispatch=dispatch, assigned__isnull=True
    )
    found = [TaskOfDispatch(each, ()) for each in nobody.select_related("document")]
    found += [
        TaskOfDispatch(each[0].assignment, tuple(each), **sums[pk]) for pk, each in shares.items()
    ]
    return sorted(found, key=lambda task: (task.assignment.line, task.assignment.pk))
