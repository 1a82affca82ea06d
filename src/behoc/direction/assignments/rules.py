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


class WorkState(StrEnum):
    """How far a body is with its share of a task."""

    NEW = "new"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class Step(StrEnum):
    """What a body's person may do next."""

    ACCEPT = "accept"
    REPORT = "report"
    FINISH = "finish"


_NEXT = {
    (WorkState.NEW, Step.ACCEPT): WorkState.ACCEPTED,
    (WorkState.ACCEPTED, Step.REPORT): WorkState.IN_PROGRESS,
    (WorkState.ACCEPTED, Step.FINISH): WorkState.DONE,
    (WorkState.IN_PROGRESS, Step.REPORT): WorkState.IN_PROGRESS,
    (WorkState.IN_PROGRESS, Step.FINISH): WorkState.DONE,
}
_REFUSED = {
    Step.ACCEPT: gettext_noop("Nhiệm vụ này đã được nhận trước đó."),
    Step.REPORT: gettext_noop(
        "Hãy nhận nhiệm vụ trước khi báo kết quả; nhiệm vụ đã xong thì không báo thêm."
    ),
    Step.FINISH: gettext_noop(
        "Hãy nhận nhiệm vụ trước khi báo xong; nhiệm vụ đã xong thì không báo lại."
    ),
}


def next_state(state: str, step: Step) -> WorkState:
    """The state after a step, or RuleBroken with the reason."""
    found = _NEXT.get((WorkState(state), step))
    if found is None:
        raise RuleBroken(_REFUSED[step])
    return found


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
