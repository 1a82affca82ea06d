"""Charter: the one source of the present moment, so that tests can hold it still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Asia/Ho_Chi_Minh")
_held: ContextVar[datetime | None] = ContextVar("held_moment", default=None)


def now() -> datetime:
    """The present moment in UTC."""
    return _held.get() or datetime.now(UTC)  # noqa: TID251 (this is the one place)


def today() -> date:
    """The present day in Vietnam, which deadlines are counted by."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The day in Vietnam on which a moment falls."""
    return moment.astimezone(HOME).date()


def in_words(moment: datetime) -> str:
    """A moment as people in Vietnam write it: “02/03/2026 09:00”."""
    return f"{moment.astimezone(HOME):%d/%m/%Y %H:%M}"


def day_in_words(moment: datetime) -> str:
    """The day of a moment as people in Vietnam write it."""
    return f"{moment.astimezone(HOME):%d/%m/%Y}"


@contextmanager
def held(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment, for tests and for replaying a day."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
