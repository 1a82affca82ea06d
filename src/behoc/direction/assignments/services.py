"""Writes of tasks: made from a confirmed dispatch, accepted, reported with evidence."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import (
    AssignedBody,
    Assignment,
    Deadline,
    Evidence,
    ProgressReport,
)
from behoc.direction.assignments.rules import Step, WorkState, next_state
from behoc.direction.documents.queries import dispatches as documents
from behoc.direction.documents.services.confirming import confirm_dispatch, deliver
from behoc.ground.access.services import require
from behoc.ground.attachments.services import require_sender
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.deadlines import next_day
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Find
    from behoc.ground.attachments.models import StoredFile

PURPOSE = "act"


@transaction.atomic
def assign_dispatch(actor: Actor, dispatch: "Dispatch") -> int:
    """Enter a reviewed dispatch and put its tasks on the right desks; returns how many tasks."""
    dispatch = confirm_dispatch(actor, dispatch)
    finds = documents.list_confirmed_tasks(dispatch)
    bodies: set[int] = set()
    for task in finds:
        bodies |= _create_assignment(dispatch, task)
    deliver(dispatch, bodies, purpose=PURPOSE)
    record(actor, "assignment.create", dispatch, after={"tasks": len(finds), "bodies": len(bodies)})
    return len(finds)


@transaction.atomic
def open_task(actor: Actor, assigned: AssignedBody) -> None:
    """Note that the assigned body has seen its task for the first time; others leave no mark."""
    require(actor, "assignment.view", assigned)
    if assigned.organisation_id != actor.body_id or assigned.opened_at is not None:
        return
    assigned.opened_at = now()
    assigned.save(update_fields=["opened_at"])
    record(actor, "assignment.open", assigned, after={"opened_at": assigned.opened_at})


@transaction.atomic
def accept_task(actor: Actor, assigned: AssignedBody) -> AssignedBody:
    """The body takes its task on; a second press changes nothing."""
    assigned = _locked(actor, "assignment.accept", assigned)
    if assigned.state != WorkState.NEW:
        return assigned
    before = {"state": assigned.state}
    assigned.state = next_state(assigned.state, Step.ACCEPT)
    assigned.accepted_at = now()
    assigned.accepted_by_id = actor.person_id
    assigned.save(update_fields=["state", "accepted_at", "accepted_by"])
    record(actor, "assignment.accept", assigned, before=before, after={"state": assigned.state})
    return assigned


@transaction.atomic
def report_progress(
    actor: Actor,
    assigned: AssignedBody,
    *,
    text: str,
    finished: bool,
    files: Sequence["StoredFile"],
    submission_key: str,
) -> ProgressReport:
    """Keep what the body says it did, with its evidence; the same submission twice is one."""
    assigned = _locked(actor, "assignment.report", assigned)
    rows = ProgressReport.objects.everything(reason="the same submission may have arrived before")
    known: ProgressReport | None = rows.filter(
        assigned=assigned, submission_key=submission_key
    ).first()
    if known is not None:
        return known
    require_sender(actor, files)
    if not clean(text):
        raise RuleBroken("Chưa ghi đã làm được gì. Viết ít nhất một câu rồi gửi.")
    before = {"state": assigned.state}
    assigned.state = next_state(assigned.state, Step.FINISH if finished else Step.REPORT)
    assigned.done_at = now() if finished else None
    assigned.save(update_fields=["state", "done_at"])
    report = ProgressReport(
        assigned=assigned,
        person_id=actor.person,
        text=text.strip(),
        finished=finished,
        submission_key=submission_key,
        created_at=now(),
    )
    report.save()
    for file in files:
        Evidence(report=report, stored_file=file).save()
    record(
        actor,
        "assignment.report",
        assigned,
        before=before,
        after={"state": assigned.state, "text": report.text, "files": [f.name for f in files]},
    )
    return report


def _create_assignment(dispatch: "Dispatch", task: documents.ConfirmedTask) -> set[int]:
    find = task.find
    assignment = Assignment(
        organisation_id=dispatch.organisation_id,
        document_id=find.document_id,
        find=find,
        text=find.text,
        clause=find.clause,
        line=find.line or 1,
        line_end=find.line_end or find.line or 1,
        force=find.value.get("force") or "order",
        coordinators=find.value.get("coordinators", []),
        created_at=now(),
    )
    assignment.save()
    due_days = [_keep_deadline(assignment, deadline) for deadline in task.deadlines]
    due_on = min((day for day in due_days if day), default=None)
    rows = AssignedBody.objects.everything(reason="the shares of a task just made")
    rows.bulk_create(
        AssignedBody(
            assignment=assignment,
            organisation_id=body,
            role=role,
            due_on=due_on,
        )
        for body, role in task.roles.items()
    )
    return set(task.roles)


def _keep_deadline(assignment: Assignment, find: "Find") -> date | None:
    codes = find.value.get("last_on_time") or find.value.get("when") or []
    codes = [codes] if isinstance(codes, str) else codes
    days = [day for day in (next_day(code, today()) for code in codes) if day]
    due_on = min(days, default=None)
    printed = find.value.get("when")
    Deadline(
        assignment=assignment,
        wording=find.text[:500],
        when=(" ".join(printed) if isinstance(printed, list) else str(printed or ""))[:60],
        due_on=due_on,
    ).save()
    return due_on


def _locked(actor: Actor, action: str, assigned: AssignedBody) -> AssignedBody:
    require(actor, action, assigned)
    rows = AssignedBody.objects.everything(reason="the share was fetched within reach; now locked")
    locked: AssignedBody = rows.select_for_update().get(pk=assigned.pk)
    return locked
