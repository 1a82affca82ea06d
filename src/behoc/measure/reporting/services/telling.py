"""People are told what waits for them, and no longer once it is done."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_noop

from behoc.ground.notifications.rules.told import BodyMessage
from behoc.ground.notifications.services import (
    notify,
    notify_bodies,
    notify_body,
    settle_notices,
)
from behoc.kernel.words import Sentence, sentence
from behoc.measure.reporting.models import (
    FormEdition,
    Report,
    ReportReceipt,
    ReportVersion,
    Round,
)

if TYPE_CHECKING:
    from datetime import date

RETURNED = gettext_noop("Báo cáo bị trả lại: %(title)s")
APPROVED = gettext_noop("Báo cáo đã được duyệt: %(title)s")
_ASKED = gettext_noop("Cần nộp: %(title)s, trước hết ngày %(day)s")
_REMINDED = gettext_noop("%(body)s nhắc nộp: %(title)s, trước hết ngày %(day)s")
_RENEWED = gettext_noop("Biểu mẫu đổi, phần đã nhập vẫn giữ: %(title)s")
_SUBMITTED = gettext_noop("%(body)s gửi: %(title)s")
_REFUSED = gettext_noop("Chưa gửi được, cần sửa: %(title)s")
_PROPOSED = gettext_noop("Biểu mẫu chờ xác nhận: %(title)s")


def tell_asked(turn: Round, reports: Iterable[Report]) -> None:
    """Everyone who fills in reports of a body that has to report in a new round."""
    title = sentence(_ASKED, title=turn.duty.name, day=f"{turn.due_on:%d/%m/%Y}")
    messages = [
        BodyMessage(each.organisation_id, title, _address(each), f"report.asked:{each.public_id}")
        for each in reports
    ]
    notify_bodies(messages, "report.fill", kind="report.asked")


def tell_renewed(turn: Round, reports: Iterable[Report]) -> None:
    """Bodies that go on by another edition of the form."""
    title = sentence(_RENEWED, title=turn.duty.name)
    messages = [
        BodyMessage(
            each.organisation_id,
            title,
            _address(each),
            f"report.renewed:{each.public_id}:{turn.edition_id}",
        )
        for each in reports
    ]
    notify_bodies(messages, "report.fill", kind="report.renewed")


def tell_reminded(turn: Round, reports: Iterable[Report], *, text: str, day: "date") -> None:
    """Bodies that have not sent yet, once a day at most."""
    title = sentence(
        _REMINDED,
        body=turn.organisation.short_name,
        title=turn.duty.name,
        day=f"{turn.due_on:%d/%m/%Y}",
    )
    messages = [
        BodyMessage(
            each.organisation_id,
            title,
            _address(each),
            f"report.reminded:{each.public_id}:{day.isoformat()}",
            text,
        )
        for each in reports
    ]
    notify_bodies(messages, "report.fill", kind="report.reminded")


def tell_submitted(sent: Iterable[tuple[Report, int]]) -> None:
    """Those who decide at the receivers, of each report and the version that it is now.

    Whoever was asked for one of them need not look any more.
    """
    pairs = list(sent)
    messages = [
        BodyMessage(
            report.receiver_id,
            sentence(_SUBMITTED, body=report.organisation.short_name, title=report.round.duty.name),
            reverse("reporting:decide", args=[report.public_id]),
            f"report.submitted:{report.public_id}:{version}",
        )
        for report, version in pairs
    ]
    notify_bodies(messages, "report.decide", kind="report.submitted")
    settle_notices(
        key
        for report, version in pairs
        for key in (
            f"report.asked:{report.public_id}",
            *(f"report.returned:{report.public_id}:{number}" for number in range(1, version)),
        )
    )


def tell_refused(receipt: ReportReceipt, said: Sentence) -> None:
    """Who sent the report: what the check behind found, so that it did not go."""
    report = receipt.report
    notify(
        [receipt.person_id],
        kind="report.refused",
        title=sentence(_REFUSED, title=report.round.duty.name),
        text=said,
        url=_address(report),
        key=_refused(receipt.pk),
        body_id=report.organisation_id,
    )


def settle_refused(receipt_ids: Iterable[int]) -> None:
    """What stopped those sendings was mended: the reports have gone up."""
    settle_notices(map(_refused, receipt_ids))


def tell_decided(report: Report, template: str) -> None:
    """Who sent the report: it was approved, or came back."""
    settle_submitted(report)
    number = _latest(report)
    kind = "returned" if template == RETURNED else "approved"
    if report.sent_by_id is None:
        return
    notify(
        [report.sent_by_id],
        kind="report.decided",
        title=sentence(template, title=report.round.duty.name),
        text=report.return_reason,
        url=_address(report),
        key=f"report.{kind}:{report.public_id}:{number}",
        body_id=report.organisation_id,
    )


def settle_submitted(report: Report) -> None:
    """Nobody need decide on what was sent any more."""
    last = _latest(report)
    settle_notices(f"report.submitted:{report.public_id}:{number}" for number in range(1, last + 1))


def tell_proposed(edition: FormEdition, body_id: int) -> None:
    """Those who may confirm an edition of their body."""
    notify_body(
        body_id,
        "form.confirm",
        kind="form.proposed",
        title=sentence(_PROPOSED, title=edition.form.name),
        url=reverse("reporting:edition", args=[edition.public_id]),
        key=f"form.proposed:{edition.public_id}",
    )


def settle_proposed(edition: FormEdition) -> None:
    """An edition is confirmed."""
    settle_notices([f"form.proposed:{edition.public_id}"])


def _latest(report: Report) -> int:
    rows = ReportVersion.objects.everything(reason="the report is locked by its writer")
    found = rows.filter(report=report).order_by("-number").values_list("number", flat=True).first()
    return int(found or 0)


def _refused(receipt_id: int) -> str:
    return f"report.refused:{receipt_id}"


def _address(report: Report) -> str:
    return reverse("reporting:report", args=[report.public_id])
