"""What the pages of rounds show."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_of, in_words, today
from behoc.measure.reporting.models import Report, Round
from behoc.measure.reporting.queries.before import list_before
from behoc.measure.reporting.queries.flags import list_flags
from behoc.measure.reporting.queries.forms import latest_edition
from behoc.measure.reporting.queries.reviews import build_conferences
from behoc.measure.reporting.queries.rounds import Progress
from behoc.measure.reporting.queries.words import due_words, period_words, state_of
from behoc.measure.reporting.rules import WRITABLE, ReportState
from behoc.measure.reporting.rules.content import Answers

if TYPE_CHECKING:
    from datetime import date

FILTERS = (
    ("", gettext_noop("Tất cả"), "total"),
    ("submitted", gettext_noop("Chờ duyệt"), "submitted"),
    ("silent", gettext_noop("Chưa nộp"), "silent"),
    ("late", gettext_noop("Quá hạn"), "late"),
    ("returned", gettext_noop("Đã trả lại"), "returned"),
    ("approved", gettext_noop("Đã duyệt"), "approved"),
)


def build_round(turn: Round, progress: Progress) -> dict[str, Any]:
    """One round in a list or at the head of its page."""
    if turn.closed_at:
        tone, icon, words = "none", "lock", _("Đã đóng")
    elif progress.late:
        tone, icon = "late", "alert"
        words = _("%(count)s nơi quá hạn") % {"count": progress.late}
    elif progress.silent:
        tone, icon = "run", "circle-dot"
        words = _("%(count)s nơi chưa nộp") % {"count": progress.silent}
    else:
        tone, icon, words = "done", "check-all", _("Nộp đủ")
    return {
        "id": turn.public_id,
        "title": turn.duty.name,
        "url": reverse("reporting:round", args=[turn.public_id]),
        "period_words": period_words(turn.period),
        "due_words": due_words(turn),
        "asks": turn.organisation.short_name,
        "through": turn.through.short_name if turn.through else "",
        "source": turn.duty.source,
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "sent_words": _("%(sent)s/%(total)s đã nộp")
        % {"sent": progress.sent, "total": progress.total},
        "waiting": progress.submitted,
        "progress": progress,
        "parts": _parts(progress),
        "days_words": _days(turn),
    }


def find_newer(actor: Actor, turn: Round) -> dict[str, str] | None:
    """A newer edition by which who has not sent may go on, while the round is open."""
    if turn.closed_at or turn.organisation_id != actor.body_id:
        return None
    newest = latest_edition(actor, turn.duty.form)
    if newest is None or newest.pk == turn.edition_id:
        return None
    words = _("%(name)s, bản %(number)s") % {"name": newest.form.name, "number": newest.version}
    whose = newest.organisation.short_name if newest.organisation else ""
    return {"id": newest.public_id, "words": " · ".join(filter(None, [words, whose]))}


def list_filters(progress: Progress, state: str) -> list[dict[str, Any]]:
    """Chips with how many each leaves; what leaves none is left out."""
    return [
        {
            "label": _(label),
            "count": getattr(progress, count),
            "url": f"?tinh-trang={key}" if key else "?",
            "current": key == state,
        }
        for key, label, count in FILTERS
        if not key or key == state or getattr(progress, count)
    ]


def build_bodies(actor: Actor, turn: Round, reports: list[Report]) -> list[dict[str, Any]]:
    """The bodies' lines on the page of a round that was fetched within reach."""
    past = {report: before.answers for report, before in list_before(reports).items()}
    conferences = build_conferences(actor, turn, [each.organisation_id for each in reports])
    return [
        _body(actor, each, past.get(each.pk))
        | {"conference": conferences.get(each.organisation_id)}
        for each in reports
    ]


def build_silent(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Bodies that have not sent, with how they stand."""
    return [{"name": each.organisation.short_name, **_state(each)} for each in reports]


def _body(actor: Actor, report: Report, before: Answers | None) -> dict[str, Any]:
    """One body's line; who decides now is said where it is another body."""
    sent = report.sent_at is not None
    waits, is_here = report.state == ReportState.SUBMITTED, report.receiver_id == actor.body_id
    elsewhere = _("đang ở %(body)s") % {"body": report.receiver.short_name}
    return {
        "name": report.organisation.short_name,
        "url": reverse("reporting:decide", args=[report.public_id]) if sent else "",
        "at_words": elsewhere if waits and not is_here else "",
        "sent_words": in_words(report.sent_at) if report.sent_at else "",
        "flags": _flags(report, before),
        "waits": waits and is_here and may(actor, "report.decide"),
        **_state(report),
    }


def _state(report: Report) -> dict[str, Any]:
    """A draft that was never sent is not sent: how far its body is, is its own."""
    said = state_of(report)
    if report.state == ReportState.DRAFT and report.sent_at is None:
        said["state_words"] = _("Chưa nộp")
        if said["tone"] == "late":
            days = (today() - report.round.due_on).days
            said["state_words"] = _("Chưa nộp, quá hạn %(days)s ngày") % {"days": days}
        else:
            said["state_icon"] = "circle-dashed"
    return said


def _flags(report: Any, before: Answers | None) -> list[str]:
    """What a reader should look at, in few words."""
    found = []
    if report.sent_at and _day(report) > report.round.due_on and report.state not in WRITABLE:
        days = (_day(report) - report.round.due_on).days
        found.append(_("nộp muộn %(days)s ngày") % {"days": days})
    if report.remarked:
        found.append(_("đã có nhận xét"))
    if report.corrected:
        found.append(_("có bản đính chính"))
    return [*found, *list_flags(report, before)]


def _day(report: Report) -> "date":
    return day_of(report.sent_at) if report.sent_at else today()


def _parts(progress: Progress) -> list[dict[str, Any]]:
    """The bar of a round: how many stand where."""
    counted = (
        ("done", "check-all", gettext_noop("đã duyệt"), progress.approved),
        ("wait", "hourglass", gettext_noop("chờ duyệt"), progress.submitted),
        ("run", "pencil", gettext_noop("đang đính chính"), progress.correcting),
        ("late", "alert", gettext_noop("quá hạn"), progress.late),
        ("none", "circle-dashed", gettext_noop("chưa nộp"), progress.silent - progress.late),
    )
    found: list[dict[str, Any]] = []
    begun = 0.0
    for tone, icon, words, count in counted:
        if count:
            width = count * 100 / progress.total
            said = {"tone": tone, "icon": icon, "words": _(words), "count": count}
            found.append(said | {"x": f"{begun:.2f}", "width": f"{width:.2f}"})
            begun += width
    return found


def _days(turn: Round) -> str:
    left = (turn.due_on - today()).days
    if turn.closed_at:
        return ""
    if left < 0:
        return _("quá hạn %(days)s ngày") % {"days": -left}
    return _("còn %(days)s ngày") % {"days": left} if left else _("hạn hôm nay")
