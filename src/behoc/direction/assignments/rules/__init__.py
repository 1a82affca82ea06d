"""States of a body's work on a task, and what its deadline says today. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from behoc.kernel.errors import RuleBroken
from behoc.kernel.words import gettext_noop


class Force(StrEnum):
    """An order goes down the line and escalates; a request across lines is only reminded (T1)."""

    ORDER = "order"
    REQUEST = "request"


class DueSource(StrEnum):
    """Who settled the last good day of a share."""

    PRINTED = "printed"
    OWN = "own"
    EVENT = "event"
    EXTENDED = "extended"
    PART = "part"


class WorkState(StrEnum):
    """How far a body is with its share of a task."""

    NEW = "new"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DONE = "done"  # the body says so; the giver has not looked yet
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    LAPSED = "lapsed"  # nothing is to be done any more; the reason stands beside it


class Step(StrEnum):
    """What somebody does with a share of a task: first the body's own steps, then the giver's."""

    ACCEPT = "accept"
    REPORT = "report"
    FINISH = "finish"
    ASK = "ask"
    CONFIRM = "confirm"
    RETURN = "return"
    REOPEN = "reopen"
    EXTEND = "extend"
    LAPSE = "lapse"
    RENEW = "renew"


OPEN = frozenset(
    {WorkState.NEW, WorkState.ACCEPTED, WorkState.IN_PROGRESS, WorkState.RETURNED},
)
"""States in which the body still has something to do."""

ENDED = frozenset({WorkState.CONFIRMED, WorkState.LAPSED})
"""States in which nobody has anything to do."""

_NEXT: dict[Step, dict[WorkState, WorkState]] = {
    Step.ACCEPT: {WorkState.NEW: WorkState.ACCEPTED},
    # A returned task stays returned until the body says again that it is done: the reason stands.
    # Work that arrives after the task lapsed is kept beside it and changes nothing else.
    Step.REPORT: {
        WorkState.ACCEPTED: WorkState.IN_PROGRESS,
        WorkState.IN_PROGRESS: WorkState.IN_PROGRESS,
        WorkState.RETURNED: WorkState.RETURNED,
        WorkState.LAPSED: WorkState.LAPSED,
    },
    Step.FINISH: {
        WorkState.ACCEPTED: WorkState.DONE,
        WorkState.IN_PROGRESS: WorkState.DONE,
        WorkState.RETURNED: WorkState.DONE,
        WorkState.LAPSED: WorkState.LAPSED,
    },
    Step.CONFIRM: {WorkState.DONE: WorkState.CONFIRMED},
    Step.RETURN: {WorkState.DONE: WorkState.RETURNED},
    Step.REOPEN: {WorkState.CONFIRMED: WorkState.RETURNED},
    # These two leave the state as it is: marks beside it.
    Step.ASK: {state: state for state in OPEN},
    Step.EXTEND: {state: state for state in OPEN},
    # What was reported as done stays done, also when its document is withdrawn.
    Step.LAPSE: dict.fromkeys(OPEN, WorkState.LAPSED),
    Step.RENEW: {WorkState.LAPSED: WorkState.NEW},
}
_REFUSED = {
    Step.ACCEPT: gettext_noop("Nhiệm vụ này đã được nhận trước đó."),
    Step.REPORT: gettext_noop(
        "Hãy nhận nhiệm vụ trước khi báo kết quả; nhiệm vụ đã xong thì không báo thêm."
    ),
    Step.FINISH: gettext_noop(
        "Hãy nhận nhiệm vụ trước khi báo xong; nhiệm vụ đã xong thì không báo lại."
    ),
    Step.ASK: gettext_noop("Nhiệm vụ đã báo xong nên không đề xuất gì thêm với nơi giao."),
    Step.CONFIRM: gettext_noop("Nơi thực hiện chưa báo xong nên chưa có gì để xác nhận."),
    Step.RETURN: gettext_noop("Nơi thực hiện chưa báo xong nên chưa có gì để trả lại."),
    Step.REOPEN: gettext_noop("Chỉ mở lại được nhiệm vụ đã xác nhận."),
    Step.EXTEND: gettext_noop("Nơi thực hiện đã báo xong nên không cần gia hạn nữa."),
    Step.LAPSE: gettext_noop("Nơi thực hiện đã báo xong nên nhiệm vụ được giữ nguyên."),
    Step.RENEW: gettext_noop("Cơ quan này đang làm nhiệm vụ nên không cần giao lại."),
}
_REFUSED_AFTER = {
    WorkState.CONFIRMED: gettext_noop("Nhiệm vụ đã được xác nhận xong nên không thay đổi nữa."),
    WorkState.LAPSED: gettext_noop("Nhiệm vụ không còn phải làm nên không thay đổi nữa."),
}


def next_state(state: str, step: Step) -> WorkState:
    """The state after a step, or RuleBroken with the reason."""
    found = _NEXT[step].get(WorkState(state))
    if found is None:
        raise RuleBroken(_REFUSED_AFTER.get(WorkState(state), _REFUSED[step]))
    return found


def allows(state: str, step: Step) -> bool:
    """True when the step is open to whoever may do it."""
    return WorkState(state) in _NEXT[step]


# No plan of ours runs so long: a day beyond it is a slip of the year.
FURTHEST_YEARS = 50


def check_day(day: date, today: date) -> None:
    """Work is asked for until a day that is still to come, and not in another century."""
    if day < today:
        raise RuleBroken("Ngày %(day)s đã qua. Chọn từ hôm nay trở đi.", day=f"{day:%d/%m/%Y}")
    if day.year > today.year + FURTHEST_YEARS:
        raise RuleBroken(
            "Ngày %(day)s còn xa hơn %(years)s năm. Kiểm lại năm đã ghi.",
            day=f"{day:%d/%m/%Y}",
            years=FURTHEST_YEARS,
        )


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left until a deadline: the state word of the design language and days left."""

    state: str
    days: int | None


def remaining(due_on: date | None, today: date, *, soon_days: int) -> Remaining:
    """late, soon or run; days is negative when late, None without a date."""
    if due_on is None:
        return Remaining("none", None)
    days = (due_on - today).days
    if days < 0:
        return Remaining("late", days)
    return Remaining("soon" if days <= soon_days else "run", days)
