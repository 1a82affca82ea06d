"""The official words, icon and tone of each state of a share."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.rules import OPEN, Remaining, WorkState

STATES = {
    WorkState.NEW: ("none", "circle-dashed", gettext_noop("Chưa nhận")),
    WorkState.ACCEPTED: ("run", "circle-dot", gettext_noop("Đã nhận")),
    WorkState.IN_PROGRESS: ("run", "circle-dot", gettext_noop("Đang làm")),
    WorkState.RETURNED: ("late", "return", gettext_noop("Trả lại")),
    WorkState.DONE: ("wait", "hourglass", gettext_noop("Chờ xác nhận")),
    WorkState.CONFIRMED: ("done", "done", gettext_noop("Đã xác nhận")),
    WorkState.LAPSED: ("none", "close", gettext_noop("Không phải làm nữa")),
}
DONE_STATES = frozenset({WorkState.DONE, WorkState.CONFIRMED})


def state_of(assigned: AssignedBody, left: Remaining) -> tuple[str, str, str]:
    """Tone, icon and words of a share today; what its deadline says comes before “đang làm”."""
    if assigned.state == WorkState.RETURNED:
        words = _("Trả lại lần %(times)s") % {"times": assigned.returned_times}
        return "late", "return", words
    if assigned.state in OPEN and left.state == "late":
        return "late", "alert", _("Quá hạn %(days)s ngày") % {"days": -(left.days or 0)}
    if assigned.state in OPEN and left.state == "soon":
        words = left_words(left)
        return "soon", "clock", words[0].upper() + words[1:]
    tone, icon, words = STATES[WorkState(assigned.state)]
    return tone, icon, _(words)


def left_words(left: Remaining) -> str:
    """“còn 7 ngày”, “hôm nay là hạn”, “quá 3 ngày”."""
    if left.days is None:
        return ""
    if left.days == 0:
        return _("hôm nay là ngày cuối")
    if left.days < 0:
        return _("quá %(days)s ngày") % {"days": -left.days}
    return _("còn %(days)s ngày") % {"days": left.days}
