"""When the daily letter goes out, and what becomes of it. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from behoc.ground.notifications.rules.quiet_days import Leave, is_quiet
from behoc.kernel.clock import HOME

USUAL_HOUR = 7  # before the office opens; each person may choose another
HOURS = range(24)
# A server that is busy is asked again after these minutes, then the letter is given up.
PATIENCE = (5, 15, 60, 180)
# A sender that has said nothing for so many minutes was killed.
SILENCE = timedelta(minutes=15)
# What nobody looked at for so many days is no news any more.
NEWS_FOR = timedelta(days=30)


class LetterState(StrEnum):
    """How far a letter is."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    EMPTY = "empty"
    FAILED = "failed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How one person wants to be told."""

    by_mail: bool = True
    address: str = ""
    hour: int = USUAL_HOUR
    muted: frozenset[str] = frozenset()
    leave: Leave = field(default_factory=Leave)


def due_at(wishes: Wishes, day: date) -> datetime:
    """The moment of that day at which the person's letter is due."""
    return datetime.combine(day, time(wishes.hour), HOME)


def belongs(
    kind: str, told_at: datetime, *, wishes: Wishes, due: datetime, urgent: frozenset[str]
) -> bool:
    """True when a notice of that kind goes into the letter that is due then."""
    if kind in wishes.muted or not due - NEWS_FOR <= told_at <= due:
        return False
    return kind in urgent or not is_quiet(due.astimezone(HOME).date(), wishes.leave)


def next_try(attempts: int, moment: datetime) -> datetime | None:
    """When a letter that could not be handed over is tried again; None when it is given up."""
    if attempts > len(PATIENCE):
        return None
    return moment + timedelta(minutes=PATIENCE[attempts - 1])
