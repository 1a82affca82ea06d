"""What was received is checked behind: it goes up, or its sender is told what stops it."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import InterfaceError, OperationalError, transaction

from behoc.ground.audit.services import Deed, record_each
from behoc.ground.notifications.rules.told import as_kept
from behoc.ground.organisations.queries import list_bodies_with_superiors
from behoc.kernel.actor import Actor
from behoc.kernel.errors import Refusal, RuleBroken
from behoc.kernel.words import gettext_noop, sentence
from behoc.measure.reporting.models import FormEdition, Report, ReportReceipt, Round
from behoc.measure.reporting.queries.filling import Filled, fill_all
from behoc.measure.reporting.services import telling
from behoc.measure.reporting.services.sending import (
    Sending,
    check_content,
    check_step,
    lay_sums,
    send_all,
)

AT_ONCE = 100
"""Enough that what many share costs little, few enough that a sender sees the end soon."""
_APART = gettext_noop(
    "Máy chủ gặp trục trặc khi kiểm tra báo cáo này. Bản đang nhập vẫn giữ nguyên; gửi lại, nếu "
    "vẫn vậy thì báo người quản trị."
)
_log = logging.getLogger(__name__)


def check_received() -> int:
    """Check and send all that was received by now; returns how many sendings were settled.

    It may run twice, late or after a crash: what is not settled waits for the next turn.
    """
    total = 0
    while settled := _settle_all(_next()):
        total += settled
    return total


def _settle_all(receipt_ids: list[int]) -> int:
    """How many of them are settled now; none where another worker holds them all."""
    try:
        return _settle(receipt_ids)
    except (OperationalError, InterfaceError):
        raise  # the database, not a report
    except Exception:
        _log.exception("a batch of received reports failed; each is now checked alone")
        return sum(_settle_alone(each) for each in receipt_ids)


def _next() -> list[int]:
    rows = ReportReceipt.objects.everything(reason="sendings of all bodies, in turn")
    waiting = rows.filter(waits=True).order_by("pk")
    return list(waiting.values_list("pk", flat=True)[:AT_ONCE])


def _settle_alone(receipt_id: int) -> int:
    try:
        return _settle([receipt_id])
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        _log.exception("a received report could not be checked: receipt %s", receipt_id)
        with transaction.atomic():
            _refuse([(each, RuleBroken(_APART)) for each in _hold([receipt_id])])
        return 1


@transaction.atomic
def _settle(receipt_ids: Sequence[int]) -> int:
    """Send what may go, refuse the rest; returns how many were still waiting."""
    receipts = _hold(receipt_ids)
    if not receipts:
        return 0
    refused: list[tuple[ReportReceipt, Refusal]] = []
    able: list[tuple[ReportReceipt, Sending]] = []
    for receipt in receipts:
        sending = Sending(_sender(receipt), receipt.report, receipt.revision, receipt.at)
        try:
            check_step(sending)
        except Refusal as refusal:
            refused.append((receipt, refusal))
        else:
            able.append((receipt, sending))
    filled = fill_all([sending.report for _receipt, sending in able])
    going = []
    for receipt, sending in able:
        try:
            _check(sending, filled[sending.report.pk])
        except Refusal as refusal:
            refused.append((receipt, refusal))
        else:
            going.append(sending)
    if going:
        send_all(going)
    _refuse(refused)
    done = ReportReceipt.objects.everything(reason="the sendings are locked")
    done.filter(pk__in=[each.pk for each in receipts], waits=True).update(waits=False)
    return len(receipts)


def _check(sending: Sending, filled: Filled) -> None:
    check_content(filled)
    lay_sums(sending, filled)


def _hold(receipt_ids: Sequence[int]) -> list[ReportReceipt]:
    """Those that nobody else is checking, locked, with their reports and all that those need."""
    rows = ReportReceipt.objects.everything(reason="sendings of all bodies, in turn")
    rows = rows.filter(pk__in=receipt_ids, waits=True).order_by("pk")
    receipts = list(rows.select_for_update(skip_locked=True, of=("self",)))
    reports = Report.objects.everything(reason="their senders were let in when they sent")
    reports = reports.filter(pk__in=[each.report_id for each in receipts]).order_by("pk")
    held = {each.pk: each for each in reports.select_for_update(of=("self",))}
    _complete(held.values())
    for each in receipts:
        each.report = held[each.report_id]
    return receipts


def _complete(reports: Iterable[Report]) -> None:
    """Rounds, editions and bodies, each read once for all the reports that share it."""
    wanted = defaultdict(set)
    for report in reports:
        wanted["round"].add(report.round_id)
        wanted["edition"].add(report.edition_id)
        wanted["body"].add(report.organisation_id)
    reason = "rounds and editions of the reports that are held"
    rounds = Round.objects.everything(reason=reason).select_related("duty")
    rounds = rounds.in_bulk(wanted["round"])
    editions = FormEdition.objects.everything(reason=reason).in_bulk(wanted["edition"])
    bodies = list_bodies_with_superiors(wanted["body"])
    for report in reports:
        report.round = rounds[report.round_id]
        report.edition = editions[report.edition_id]
        report.organisation = bodies[report.organisation_id]


def _sender(receipt: ReportReceipt) -> Actor:
    """Who sent, as whom: the right was checked when the receipt was given."""
    body, said = receipt.report.organisation, receipt.sender
    return Actor(
        person_id=receipt.person_id,
        name=said["name"],
        body_id=said["body_id"],
        body_name=body.name,
        line_path=body.line_path,
        place_path=body.place_path,
        roles=frozenset(said["roles"]),
        request_id=said["request_id"],
    )


def _refuse(refused: Iterable[tuple[ReportReceipt, Refusal]]) -> None:
    """The draft stays as it is; its sender finds on the page and in a notice what to mend."""
    pairs = list(refused)
    for receipt, refusal in pairs:
        told = sentence(refusal.template, **refusal.facts)
        receipt.waits, receipt.refusal = False, as_kept(told)
        receipt.save(update_fields=["waits", "refusal"])
        telling.tell_refused(receipt, told)
    record_each(
        (
            _sender(receipt),
            "report.refuse",
            Deed(receipt.report, after={"reason": refusal.sentence}),
        )
        for receipt, refusal in pairs
    )
