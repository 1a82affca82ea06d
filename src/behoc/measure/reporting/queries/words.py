"""States, periods and due days of reports in the words people read."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.kernel.clock import today
from behoc.kernel.periods import Kind, Period
from behoc.measure.reporting.models import Report, Round
from behoc.measure.reporting.rules import WRITABLE, EditionState, ReportState, VersionKind

SOON_DAYS = 7  # as the desk does

STATES = {
    ReportState.DRAFT: ("none", "pencil", gettext_noop("Đang nhập")),
    ReportState.SUBMITTED: ("wait", "hourglass", gettext_noop("Chờ duyệt")),
    ReportState.RETURNED: ("late", "return", gettext_noop("Trả lại")),
    ReportState.APPROVED: ("done", "check-all", gettext_noop("Đã duyệt")),
    ReportState.LOCKED: ("done", "lock", gettext_noop("Đã khóa")),
}
EDITIONS = {
    EditionState.DRAFT: ("none", "pencil", gettext_noop("Đang soạn")),
    EditionState.PROPOSED: ("wait", "hourglass", gettext_noop("Chờ người khác xác nhận")),
    EditionState.CONFIRMED: ("done", "done", gettext_noop("Đã xác nhận")),
}
RECEIVED = ("wait", "hourglass", gettext_noop("Đã nhận, đang kiểm tra"))
VERSIONS = {
    VersionKind.SUBMITTED: gettext_noop("Gửi"),
    VersionKind.PASSED: gettext_noop("Chuyển lên nơi yêu cầu"),
    VersionKind.APPROVED: gettext_noop("Duyệt"),
    VersionKind.CORRECTED: gettext_noop("Gửi bản đính chính"),
}
_PERIODS = {
    Kind.YEAR: gettext_noop("năm %(year)s"),
    Kind.HALF: gettext_noop("nửa năm thứ %(number)s của %(year)s"),
    Kind.QUARTER: gettext_noop("quý %(number)s năm %(year)s"),
    Kind.MONTH: gettext_noop("tháng %(number)s năm %(year)s"),
    Kind.WEEK: gettext_noop("tuần %(number)s năm %(year)s"),
}


def period_words(key: int) -> str:
    """A period as people name it: “năm 2026”."""
    period = Period.of_key(key)
    return _(_PERIODS[period.kind]) % {"year": period.year, "number": period.number}


def round_words(turn: Round) -> str:
    """A round by its duty and period."""
    return f"{turn.duty.name}, {period_words(turn.period)}"


def state_of(report: Report) -> dict[str, Any]:
    """Tone, icon and words of a report's state; what is late says so while it is not sent."""
    tone, icon, words = RECEIVED if report.is_received else STATES[ReportState(report.state)]
    said = _(words)
    if report.is_received:
        return {"tone": tone, "state_icon": icon, "state_words": said}
    left = (report.round.due_on - today()).days
    if report.state in WRITABLE and not report.correction_reason and left < 0:
        tone, icon = "late", "alert"
        said = _("%(state)s, quá hạn %(days)s ngày") % {"state": said, "days": -left}
    elif report.correction_reason:
        said = _("Đang đính chính") if report.state in WRITABLE else said
    return {"tone": tone, "state_icon": icon, "state_words": said}


def due_words(turn: Round) -> str:
    """The last good day, and whether the receiver has set it."""
    day = f"{turn.due_on:%d/%m/%Y}"
    return _("%(day)s (nơi nhận đặt)") % {"day": day} if turn.due_is_set else day


def day_words(code: str) -> str:
    """A yearly last good day as people write it: “19/11”; nothing for any other code."""
    return f"{code[5:7]}/{code[2:4]}" if code.startswith("--") else ""


def is_soon(day: date) -> bool:
    """True within the days before a due day in which it wants attention."""
    return 0 <= (day - today()).days <= SOON_DAYS
