"""The periods of a duty that recurs: which runs, which comes next, when it opens, when it ends."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from behoc.kernel.data import path
from behoc.kernel.deadlines import Occurrence, last_day, next_day, occurrences, period_start
from behoc.kernel.text import fold

# A rhythm of a year has its next period within two; more is never looked at.
_AHEAD = timedelta(days=731)


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


def moved_code(code: str, old: date, new: date) -> str:
    """The code with its day moved, a yearly one for every year; another day's code stays."""
    if next_day(code, old) != old:
        return code
    return f"--{new:%m-%d}" if code.startswith("--") else new.isoformat()


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
