"""States of a body's work on a task, and what its deadline says today. Pure."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from behoc.kernel.data import path
from behoc.kernel.deadlines import Occurrence, last_day, occurrences, period_start
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import fold
from behoc.kernel.words import gettext_noop

# A rhythm of a year has its next period within two; more is never looked at.
_AHEAD = timedelta(days=731)


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


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A deadline that comes again: its codes and interval, and the day after which it ends."""

    codes: tuple[str, ...]
    interval: str
    ends_on: date | None


def periods(rhythms: Iterable[Rhythm], *, since: date, until: date) -> list[Occurrence]:
    """The periods of a task: where two deadlines share one, the earlier day stands."""
    found: dict[str, Occurrence] = {}
    for rhythm in rhythms:
        last = min(until, rhythm.ends_on or until)
        for one in occurrences(rhythm.codes, rhythm.interval, since=since, until=last):
            known = found.get(one.period)
            if known is None or (one.due_on or date.max) < (known.due_on or date.max):
                found[one.period] = one
    return sorted(found.values(), key=lambda one: (one.starts_on, one.period))


def first_period(rhythms: Sequence[Rhythm], on: date) -> Occurrence | None:
    """The period that runs on that day, or the next one where none does."""
    return next(iter(periods(rhythms, since=on, until=on + _AHEAD)), None)


def last_period(rhythms: Sequence[Rhythm]) -> Occurrence | None:
    """The last period of a duty that has ended."""
    ends = max((each.ends_on for each in rhythms if each.ends_on), default=None)
    found = periods(rhythms, since=ends - _AHEAD, until=ends) if ends else []
    return found[-1] if found else None


def next_period(rhythms: Sequence[Rhythm], period: str) -> Occurrence | None:
    """The period after that one; None when the duty has ended."""
    start = period_start(period)
    if start is None:
        return None
    later = periods(rhythms, since=start, until=start + _AHEAD)
    return next((one for one in later if (one.starts_on, one.period) > (start, period)), None)


def opens_on(one: Occurrence) -> date:
    """The day on which a period comes onto the desks: its first, or early enough before its end."""
    if one.due_on is None:
        return one.starts_on
    return min(one.starts_on, one.due_on - timedelta(days=_lead_days()[_grain(one.period)]))


def end_of_phase(wording: str, phases: Sequence[tuple[int, int]], on: date) -> date | None:
    """The last day of the phase (giai đoạn) that the words name, else of the one that runs then."""
    named = re.search(r"giai doan\D{0,12}(\d{4})\s?(?:-|–|den)\D{0,5}(\d{4})", fold(wording))
    if named:
        return last_day(named[2])
    running = [last for first, last in phases if first <= on.year <= last]
    years = running or [last for _, last in phases]
    return last_day(str(max(years))) if years else None


def count_from_event(wording: str) -> tuple[int, bool] | None:
    """“trong vòng 30 ngày kể từ khi …”: how many days, and whether only working days count."""
    found = re.search(
        r"(\d{1,3})(?:\s*\([^)]*\))?\s+ngay(\s+lam viec)?,?\s+(?:ke\s+)?tu\s", fold(wording) + " "
    )
    return (int(found[1]), bool(found[2])) if found else None


class Told(StrEnum):
    """Whom a step of reminding reaches, seen from the body that has the share."""

    ANSWERABLE = "answerable"
    HEAD = "head"
    SUPERIOR_STAFF = "superior_staff"
    SUPERIOR_HEAD = "superior_head"


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """One step of data/assignments/escalation.toml: when it comes, and who is told.

    `after` counts from the last good day, `unopened` from the day on which the task was given.
    """

    code: str
    tells: Told
    after: int | None
    unopened: int | None
    orders_only: bool

    @property
    def goes_up(self) -> bool:
        """True when a body above is told: never of a request, nor of a body's own inner parts."""
        return self.tells in (Told.SUPERIOR_STAFF, Told.SUPERIOR_HEAD)


@cache
def escalation_steps() -> tuple[EscalationStep, ...]:
    """Every step in the order of the file."""
    with path("assignments", "escalation.toml").open("rb") as source:
        rows = tomllib.load(source)["step"]
    return tuple(
        EscalationStep(
            code=row["code"],
            tells=Told(row["tells"]),
            after=row.get("after"),
            unopened=row.get("unopened"),
            orders_only=row["force"] == Force.ORDER,
        )
        for row in rows
    )


def _grain(period: str) -> str:
    letter = period[len("2026-") :][:1]
    if letter in ("H", "Q"):
        return {"H": "half", "Q": "quarter"}[letter]
    return {len("2026"): "year", len("2026-05"): "month"}.get(len(period), "day")


@cache
def _lead_days() -> dict[str, int]:
    with path("assignments", "periods.toml").open("rb") as source:
        found: dict[str, int] = tomllib.load(source)["lead_days"]
    return found
