"""Reports go up, one or many at once: what is written of each is written of all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from behoc.ground.audit.services import Deed, record_each
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken
from behoc.measure.reporting.models import CellRemark, Report, ReportReceipt, ReportVersion
from behoc.measure.reporting.queries.filling import Filled, find_open
from behoc.measure.reporting.queries.filling_facts import plain_cells
from behoc.measure.reporting.rules import Step, VersionKind, next_state
from behoc.measure.reporting.rules.checks import tell, with_sums
from behoc.measure.reporting.rules.complete import require_complete
from behoc.measure.reporting.rules.content import parse_answers
from behoc.measure.reporting.rules.patches import lay
from behoc.measure.reporting.services import figures, telling
from behoc.measure.reporting.services.holding import check_revision

_SENT = ("state", "sent_by", "sent_at", "receiver")
_SUMMED = ("answers", "touched", "revision", "saved_by", "saved_at")


@dataclass(frozen=True, slots=True)
class Sending:
    """A report, locked by the caller, that somebody sent at a moment as of a revision."""

    actor: Actor
    report: Report
    revision: int
    at: datetime


def check_step(sending: Sending) -> None:
    """Refuse what is sent already, what changed since it was looked at, and a closed round.

    What was received before a round closed is in time.
    """
    report = sending.report
    next_state(report.state, Step.SUBMIT)
    check_revision(report, sending.revision)
    closed = report.round.closed_at
    if closed and closed <= sending.at:
        raise RuleBroken(
            "Đợt báo cáo đã đóng. Bản đang nhập vẫn giữ; đề nghị nơi yêu cầu mở lại đợt rồi gửi."
        )


def check_content(filled: Filled) -> None:
    """Refuse what a check stops, or what asks for a reason that is not there."""
    left = find_open(filled)
    if left:
        row, section = filled.content.row(left[0].key), filled.content.section(left[0].key)
        name = row.number or row.label if row else section.heading if section else ""
        raise RuleBroken(
            "Còn %(count)s chỗ phải sửa hoặc ghi lý do trước khi gửi. %(name)s: %(said)s",
            count=len(left),
            name=name,
            said=tell(left[0]),
        )


def lay_sums(sending: Sending, filled: Filled) -> None:
    """Totals that the page makes of their parts are answers too, kept with the sending."""
    report = sending.report
    missing = {
        key: cell
        for key, cell in with_sums(filled.content, filled.answers).cells.items()
        if cell != filled.answers.cells.get(key)
    }
    if not missing:
        return
    merged = lay(
        filled.content,
        report.answers,
        report.touched,
        {"cells": plain_cells(missing)},
        since=report.revision,
        revision=report.revision + 1,
        person=sending.actor.person,
    )
    if merged.changed:
        report.answers, report.touched = merged.answers, merged.touched
        report.revision += 1
        report.saved_by_id, report.saved_at = sending.actor.person, sending.at


def send_all(sendings: Sequence[Sending]) -> dict[int, int]:
    """Let reports that were checked go up; their figures count as sent. Versions, by report.

    Refuses the whole where a required number or section is missing in one.
    """
    reports = [each.report for each in sendings]
    for report in reports:
        require_complete(report.edition.asks, parse_answers(report.edition.asks, report.answers))
    last = _last_versions(reports)
    numbers = {each.pk: last[each.pk][0] + 1 if each.pk in last else 1 for each in reports}
    _save_reports(sendings)
    _keep_versions(sendings, numbers)
    figures.send_all((each, last[each.pk][1] if each.pk in last else None) for each in reports)
    _settle(reports)
    telling.tell_submitted((each, numbers[each.pk]) for each in reports)
    record_each((each.actor, "report.submit", _deed(each.report, numbers)) for each in sendings)
    return numbers


def _last_versions(reports: list[Report]) -> Mapping[int, tuple[int, dict[str, Any]]]:
    rows = ReportVersion.objects.everything(reason="what the locked reports said before")
    found = rows.filter(report__in=reports).order_by("report_id", "-number").distinct("report_id")
    return {
        report: (number, answers)
        for report, number, answers in found.values_list("report_id", "number", "answers")
    }


def _save_reports(sendings: Sequence[Sending]) -> None:
    for each in sendings:
        report = each.report
        report.state = next_state(report.state, Step.SUBMIT)
        report.sent_by_id, report.sent_at = each.actor.person, each.at
        report.receiver_id = report.round.through_id or report.round.organisation_id
    rows = Report.objects.everything(reason="the reports are locked by their sender")
    rows.bulk_update([each.report for each in sendings], _SENT)
    summed = [each.report for each in sendings if each.report.revision != each.revision]
    if summed:
        rows.bulk_update(summed, _SUMMED)


def _keep_versions(sendings: Sequence[Sending], numbers: Mapping[int, int]) -> None:
    rows = ReportVersion.objects.everything(reason="the reports are locked by their sender")
    rows.bulk_create(
        ReportVersion(
            report=each.report,
            number=numbers[each.report.pk],
            kind=_kind(each.report),
            answers=each.report.answers,
            reason=each.report.correction_reason,
            person_id=each.actor.person,
            at=each.at,
        )
        for each in sendings
    )


def _deed(report: Report, numbers: Mapping[int, int]) -> Deed:
    return Deed(report, after={"state": report.state, "version": numbers[report.pk]})


def _kind(report: Report) -> VersionKind:
    return VersionKind.CORRECTED if report.correction_reason else VersionKind.SUBMITTED


def _settle(reports: list[Report]) -> None:
    """What was remarked, or stopped an earlier sending, is answered; remarks stay readable."""
    remarks = CellRemark.objects.everything(reason="remarks of reports that are sent anew")
    remarks.filter(report__in=reports, settled_at__isnull=True).update(settled_at=now())
    refused = ReportReceipt.objects.everything(reason="earlier sendings of the same reports")
    refused = refused.filter(report__in=reports, refusal__isnull=False)
    ids = list(refused.values_list("pk", flat=True))
    if ids:
        refused.update(refusal=None)
        telling.settle_refused(ids)
