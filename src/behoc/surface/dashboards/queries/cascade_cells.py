"""What one cell of the matrix says: an icon and two words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.queries.cascade import Share
from behoc.direction.assignments.queries.screens import SOON_DAYS
from behoc.direction.assignments.rules import OPEN, WorkState, remaining
from behoc.kernel.clock import HOME
from behoc.surface.dashboards.rules import Body, Progress

STATES = {
    WorkState.NEW: ("none", "circle-dashed", gettext_noop("chưa nhận")),
    WorkState.ACCEPTED: ("run", "circle-dot", gettext_noop("đã nhận")),
    WorkState.IN_PROGRESS: ("run", "circle-dot", gettext_noop("đang làm")),
    WorkState.RETURNED: ("late", "return", gettext_noop("trả lại")),
    WorkState.DONE: ("done", "done", gettext_noop("báo xong")),
    WorkState.CONFIRMED: ("done", "check-all", gettext_noop("xác nhận")),
    WorkState.LAPSED: ("none", "close", gettext_noop("thôi giao")),
}
WORST_FIRST = ["late", "soon", "none", "run", "wait", "done"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: tone, icon, words, and where it leads."""

    tone: str
    icon: str
    words: str
    label: str = ""
    url: str = ""


def nothing(label: str = "") -> Cell:
    """The body has no such task."""
    return Cell("na", "", "–", label)


def of_share(share: Share, today: date, *, label: str, linked: bool) -> Cell:
    """How far a body is with one task."""
    tone, icon, words = _state(share.state, share.due_on, today)
    url = reverse("assignments:detail", args=[share.public_id]) if linked else ""
    return Cell(tone, icon, words, label, url)


def words_of(share: Share | None, today: date) -> str:
    """The same in words alone, for a sheet."""
    return _state(share.state, share.due_on, today)[2] if share else "–"


def of_several(shares: list[Share], today: date, *, label: str) -> Cell:
    """How far a body is with the tasks that stand in no column: the worst, or how many done."""
    if not shares:
        return nothing(label)
    tone, icon, words = min((_state(s.state, s.due_on, today) for s in shares), key=_weight)
    done = sum(share.state not in OPEN for share in shares)
    if tone in ("late", "soon"):
        return Cell(tone, icon, words, label)
    counted = _("%(done)s/%(all)s xong") % {"done": done, "all": len(shares)}
    if done == len(shares):
        return Cell("done", "done", counted, label)
    return Cell(tone, icon, counted, label)


def of_opening(body: Body, now: datetime) -> Cell:
    """When the body opened the dispatch, or for how long it has not."""
    label = _("Mở")
    if body.progress is Progress.UNOPENED:
        days = (now - body.delivered_at).days if body.delivered_at else 0
        words = _("%(days)s ngày") % {"days": days} if days else _("chưa mở")
        return Cell("late" if days > SOON_DAYS else "none", "mail", words, label)
    at = body.opened_at or body.active_at
    return Cell("done", "mail-open", f"{at.astimezone(HOME):%d/%m}" if at else _("đã mở"), label)


def of_plan(body: Body) -> Cell:
    """The body's own document, the plan that took the duty in, or none."""
    label = _("Kế hoạch")
    if body.response is None:
        return Cell("none", "circle-dashed", _("chưa có"), label)
    words = _("lồng ghép") if body.response.folded else body.response.words or _("đã có")
    if body.response.proposed:  # read in the body's own paper; nobody there has said so yet
        return Cell("wait", "person-check", words, label)
    return Cell("done", "link" if body.response.folded else "done", words, label)


def _state(state: str, due_on: date | None, today: date) -> tuple[str, str, str]:
    if state in OPEN and state != WorkState.RETURNED:
        left = remaining(due_on, today, soon_days=SOON_DAYS)
        days = left.days or 0
        if left.state == "late":
            return "late", "alert", _("quá %(days)s ngày") % {"days": -days}
        if left.state == "soon":
            words = _("còn %(days)s ngày") % {"days": days} if days else _("hạn hôm nay")
            return "soon", "clock", words
    tone, icon, words = STATES[WorkState(state)]
    return tone, icon, _(words)


def _weight(state: tuple[str, str, str]) -> int:
    return WORST_FIRST.index(state[0])
