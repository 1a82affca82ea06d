"""A report goes up: sent, sent back with remarks, passed on, approved, locked, corrected."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean
from behoc.measure.reporting.models import CellRemark, Report, ReportVersion
from behoc.measure.reporting.rules import DECIDED, ReportState, Step, VersionKind, next_state
from behoc.measure.reporting.rules.complete import require_places
from behoc.measure.reporting.services import figures, telling
from behoc.measure.reporting.services.holding import (
    Kept,
    check_revision,
    find_receipt,
    give_receipt,
    keep_version,
    lock_report,
)
from behoc.measure.reporting.services.sending import Sending, check_step, send_all

LONGEST_REASON = 1000


@transaction.atomic
def submit(actor: Actor, public_id: str, *, revision: int, key: str) -> Kept:
    """Send the report as the actor saw it; its figures count as sent from now on.

    The same key again gives the same receipt. What a colleague changed meanwhile is looked at
    first.
    """
    report = lock_report(actor, "report.submit", public_id)
    known = find_receipt(report, key)
    if known:
        return known
    sending = Sending(actor, report, revision, now())
    check_step(sending)
    number = send_all([sending])[report.pk]
    return give_receipt(actor, report, key, version=number)


@transaction.atomic
def take_back(actor: Actor, public_id: str) -> Report:
    """The body takes its report back to write on, while nobody has decided."""
    report = lock_report(actor, "report.submit", public_id)
    before = {"state": report.state}
    report.state = next_state(report.state, Step.TAKE_BACK)
    report.save(update_fields=["state"])
    figures.unsend(report)
    telling.settle_submitted(report)
    record(actor, "report.take_back", report, before=before, after={"state": str(report.state)})
    return report


@transaction.atomic
def send_back(
    actor: Actor, public_id: str, reason: str, remarks: Mapping[str, str] | None = None
) -> Report:
    """The receiver sends the report back: why, and what to mend at which row or section."""
    report = lock_report(actor, "report.decide", public_id)
    state = next_state(report.state, Step.RETURN)
    said = {place: clean(text)[:LONGEST_REASON] for place, text in (remarks or {}).items()}
    said = {place: text for place, text in said.items() if text}
    if not clean(reason) and not said:
        raise RuleBroken("Chưa ghi lý do trả lại. Viết một câu, hoặc nhận xét ở ô cần sửa.")
    require_places(report.edition.asks, list(said))
    before = {"state": report.state}
    report.return_reason = clean(reason)[:LONGEST_REASON]
    _decide(actor, report, state, "return_reason")
    figures.unsend(report)
    rows = CellRemark.objects.everything(reason="remarks of the report that is sent back")
    rows.bulk_create(
        CellRemark(report=report, place=place, text=text, person_id=actor.person, at=now())
        for place, text in said.items()
    )
    telling.tell_decided(report, telling.RETURNED)
    after = {"state": str(state), "reason": report.return_reason, "remarks": said}
    record(actor, "report.return", report, before=before, after=after)
    return report


@transaction.atomic
def approve(actor: Actor, public_id: str, *, revision: int | None = None) -> Report:
    """The receiver approves what it read; a body that the report passes through passes it on.

    Approved, its figures count as approved. A second press changes nothing.
    """
    report = lock_report(actor, "report.decide", public_id)
    if report.state in DECIDED:
        return report
    if revision is not None:
        check_revision(report, revision)
    if report.receiver_id != report.round.organisation_id:
        return _pass_on(actor, report)
    state = next_state(report.state, Step.APPROVE)
    before = _last_answers(report, kind=VersionKind.APPROVED)
    reason, report.correction_reason, report.return_reason = report.correction_reason, "", ""
    _decide(actor, report, state, "return_reason", "correction_reason")
    number = keep_version(actor, report, VersionKind.APPROVED, reason)
    figures.approve(report, before)
    telling.tell_decided(report, telling.APPROVED)
    record(actor, "report.approve", report, after={"state": str(state), "version": number})
    return report


@transaction.atomic
def correct(actor: Actor, public_id: str, *, reason: str) -> Report:
    """The body opens its approved report to mend it; what was approved counts until then.

    What it sends next is a version of its own that carries the reason.
    """
    report = lock_report(actor, "report.submit", public_id)
    state = next_state(report.state, Step.CORRECT)
    report.state, report.correction_reason = state, _reason(reason)
    report.save(update_fields=["state", "correction_reason"])
    record(actor, "report.correct", report, after={"reason": report.correction_reason})
    return report


@transaction.atomic
def lock(actor: Actor, public_id: str, *, reason: str) -> Report:
    """The receiver locks an approved report: it says who, when and why, and is not corrected."""
    report = lock_report(actor, "report.decide", public_id)
    if report.state == ReportState.LOCKED:
        return report
    report.state = next_state(report.state, Step.LOCK)
    report.locked_by_id, report.locked_at, report.lock_reason = (
        actor.person,
        now(),
        _reason(reason),
    )
    report.save(update_fields=["state", "locked_by", "locked_at", "lock_reason"])
    record(actor, "report.lock", report, after={"reason": report.lock_reason})
    return report


@transaction.atomic
def unlock(actor: Actor, public_id: str, *, reason: str) -> Report:
    """A leader of the receiver lifts a lock and says why; the log keeps both."""
    report = lock_report(actor, "report.lift", public_id)
    before = {"reason": report.lock_reason}
    report.state = next_state(report.state, Step.UNLOCK)
    why = _reason(reason)
    report.locked_by_id, report.locked_at, report.lock_reason = None, None, ""
    report.save(update_fields=["state", "locked_by", "locked_at", "lock_reason"])
    record(actor, "report.lift", report, before=before, after={"reason": why})
    return report


def _reason(text: str) -> str:
    said = clean(text)[:LONGEST_REASON]
    if not said:
        raise RuleBroken("Chưa ghi lý do. Viết một câu để người sau hiểu vì sao.")
    return said


def _pass_on(actor: Actor, report: Report) -> Report:
    state = next_state(report.state, Step.HAND_ON)
    report.receiver_id = report.round.organisation_id
    _decide(actor, report, state, "receiver")
    number = keep_version(actor, report, VersionKind.PASSED)
    telling.settle_submitted(report)
    telling.tell_submitted([(report, number)])
    record(actor, "report.pass", report, after={"receiver": report.receiver_id, "version": number})
    return report


def _decide(actor: Actor, report: Report, state: ReportState, *more: str) -> None:
    report.state, report.decided_by_id, report.decided_at = state, actor.person, now()
    report.save(update_fields=["state", "decided_by", "decided_at", *more])


def _last_answers(report: Report, *, kind: str = "") -> dict[str, Any] | None:
    rows = ReportVersion.objects.everything(reason="what the locked report said before")
    rows = rows.filter(report=report, **({"kind": kind} if kind else {}))
    found = rows.order_by("-number").values_list("answers", flat=True).first()
    return dict(found) if found is not None else None
