"""A body works on its share of a task: opens it, takes it on, reports with evidence."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import (
    AssignedBody,
    Evidence,
    EvidenceLink,
    ProgressReport,
    ReportedFigure,
)
from behoc.direction.assignments.rules import Step, WorkState, next_state
from behoc.direction.assignments.rules.figures import Figure, check_link
from behoc.direction.assignments.services.ending import drop_petitions
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.telling import tell_giver
from behoc.ground.access.services import require
from behoc.ground.attachments.services import require_sender
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile


@transaction.atomic
def open_task(actor: Actor, assigned: AssignedBody) -> None:
    """Note that the assigned body has seen its task for the first time; others leave no mark."""
    if assigned.organisation_id != actor.body_id or assigned.opened_at is not None:
        require(actor, "assignment.view", assigned)
        return
    assigned = lock_share(actor, "assignment.view", assigned)
    if assigned.opened_at is not None:  # two windows at once leave one mark
        return
    assigned.opened_at = now()
    assigned.save(update_fields=["opened_at"])
    record(actor, "assignment.open", assigned, after={"opened_at": assigned.opened_at})


@transaction.atomic
def accept_task(actor: Actor, assigned: AssignedBody) -> AssignedBody:
    """The body takes its task on; a second press changes nothing."""
    assigned = lock_share(actor, "assignment.accept", assigned)
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
    figures: Sequence[Figure] = (),
    links: Sequence[str] = (),
    drawn: Sequence[ProgressReport] = (),
) -> ProgressReport:
    """Keep what the body says it did, with its evidence; the same submission twice is one.

    Of two contents under one key the first is kept (`says_the_same` tells them apart). `drawn` are
    the reports on parts of the share that this one is put together from.
    """
    assigned = lock_share(actor, "assignment.report", assigned)
    known = find_report(assigned, submission_key)
    if known is not None:
        return known
    require_sender(actor, files)
    if not clean(text):
        raise RuleBroken("Chưa ghi đã làm được gì. Viết ít nhất một câu rồi gửi.")
    if any(each.assigned.assignment.parent_id != assigned.pk for each in drawn):
        raise RuleBroken("Chỉ tổng hợp từ báo cáo của các phần đã chia từ chính việc này.")
    before = {"state": assigned.state}
    assigned.state = next_state(assigned.state, Step.FINISH if finished else Step.REPORT)
    assigned.done_at = now() if assigned.state == WorkState.DONE else None
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
    report.drawn_from.set(drawn)
    _keep_evidence(report, files, figures, links)
    if assigned.state == WorkState.DONE:
        drop_petitions(assigned)
        tell_giver(assigned, "assignment.reported", str(report.public_id), text=report.text)
    after = {"state": assigned.state, "text": report.text, "files": [f.name for f in files]}
    record(actor, "assignment.report", assigned, before=before, after=after)
    return report


def find_report(assigned: AssignedBody, submission_key: str) -> ProgressReport | None:
    """What came before under that key, if anything did; the share is held."""
    rows = ProgressReport.objects.everything(reason="the same submission may have arrived before")
    found: ProgressReport | None = rows.filter(
        assigned=assigned, submission_key=submission_key
    ).first()
    return found


def says_the_same(report: ProgressReport, *, text: str, finished: bool) -> bool:
    """True when a kept report holds those words: sent again, not something else under its key."""
    return (report.text, report.finished) == (text.strip(), finished)


def _keep_evidence(
    report: ProgressReport,
    files: Sequence["StoredFile"],
    figures: Sequence[Figure],
    links: Sequence[str],
) -> None:
    for file in files:
        Evidence(report=report, stored_file=file).save()
    ReportedFigure.objects.bulk_create(
        ReportedFigure(report=report, position=number, **asdict(figure))
        for number, figure in enumerate(figures)
    )
    EvidenceLink.objects.bulk_create(
        EvidenceLink(report=report, position=number, address=check_link(link))
        for number, link in enumerate(links)
    )
