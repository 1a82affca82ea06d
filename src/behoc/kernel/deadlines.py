"""Charter: the days on which something is due, from its code; one place for every app.

Codes are those of the reading contract: `2025`, `2025-Q2`, `2025-12`, `2025-12-31`, every year
`--11-20`. `P6M` (a rhythm without a start) and `?` (interval not stated) give no day: the receiver
sets one.

What recurs falls into periods (kỳ), named by the coarsest stretch of a year in which its days lie
apart: `2026`, `2026-H1` (half), `2026-Q3`, `2026-05`, `2026-05-20`. Names sort as their periods do.
"""

import calendar
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from behoc.kernel.working_days import is_day_of_rest

_MONTHS_IN_QUARTER = 3
_MONTHS_IN_HALF = 6
_MONTHS_IN_YEAR = 12
_INTERVALS = {"P1Y": _MONTHS_IN_YEAR, "P6M": _MONTHS_IN_HALF, "P3M": _MONTHS_IN_QUARTER, "P1M": 1}
_LAST_YEAR = 9998


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of what recurs: its name, its first day, its last good day where one is stated."""

    period: str
    starts_on: date
    due_on: date | None


def last_day(code: str) -> date | None:
    """The last day inside a dated code; None for yearly, rhythmic and unknown ones."""
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", code):
        return _day(*(int(part) for part in found.groups()))
    if found := re.fullmatch(r"(\d{4})-(\d{2})", code):
        return _month_end(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", code):
        return _month_end(int(found[1]), int(found[2]) * _MONTHS_IN_QUARTER)
    if found := re.fullmatch(r"(\d{4})", code):
        return _month_end(int(found[1]), 12)
    return None


def next_day(code: str, on: date) -> date | None:
    """The next last good day from that day on; a dated code keeps its day even when it is past."""
    yearly = _yearly(code)
    if yearly is None:
        return last_day(code)
    for year in (on.year, on.year + 1):
        candidate = _day(year, *yearly)
        if candidate is not None and candidate >= on:
            return candidate
    return None


def recurs(codes: Sequence[str], interval: str | None = None) -> bool:
    """True when the duty comes again: every year, in a stated rhythm, or on several days."""
    dated = {day for code in codes if (day := last_day(code))}
    yearly = any(_yearly(code) for code in codes)
    return yearly or _months(codes, interval) is not None or len(dated) > 1


def occurrences(
    codes: Sequence[str], interval: str | None = None, *, since: date, until: date
) -> list[Occurrence]:
    """The periods that begin by `until` and are not over before `since`, in their order."""
    if not recurs(codes, interval):
        return []
    days = [each for each in map(_yearly, codes) if each]
    dated = sorted({day for code in codes if (day := last_day(code))})
    if days:
        found = _on_days(days, range(max(since.year, 1), min(until.year, _LAST_YEAR) + 1))
    elif dated:
        found = _named(dated, _grain([(day.year, day.month, day.day) for day in dated]))
    else:
        months = _months(codes, interval) or _MONTHS_IN_YEAR
        found = list(_rhythm(months, since, until))
    return [one for one in found if one.starts_on <= until and (one.due_on or _end(one)) >= since]


def period_start(period: str) -> date | None:
    """The first day of a period, from its name."""
    if found := re.fullmatch(r"(\d{4})-H([12])", period):
        return _day(int(found[1]), 1 + (int(found[2]) - 1) * _MONTHS_IN_HALF, 1)
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        return _day(int(found[1]), 1 + (int(found[2]) - 1) * _MONTHS_IN_QUARTER, 1)
    if found := re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?", period):
        return _day(int(found[1]), int(found[2] or 1), 1)
    return None


def moved(day: date, *, months: int) -> date | None:
    """The same day so many months on; the last of the month where it has no such day."""
    whole = day.year * _MONTHS_IN_YEAR + day.month - 1 + months
    return _day(whole // _MONTHS_IN_YEAR, whole % _MONTHS_IN_YEAR + 1, day.day)


def counted_from(day: date, days: int, *, working: bool = False) -> date:
    """The last day of so many days from an event; the day of the event itself does not count.

    Working days are those on which offices are open: neither weekends nor public holidays count.
    """
    if not working:
        return day + timedelta(days=days)
    while days > 0:
        day += timedelta(days=1)
        days -= not is_day_of_rest(day)
    return day


def _yearly(code: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"--(\d{2})-(\d{2})", code)
    if not found:
        return None
    day = int(found[1]), int(found[2])
    return day if _day(2024, *day) else None


def _months(codes: Sequence[str], interval: str | None) -> int | None:
    for code in (interval, *codes):
        if code in _INTERVALS:
            return _INTERVALS[code]
    return None


def _on_days(days: Sequence[tuple[int, int]], years: Iterable[int]) -> list[Occurrence]:
    grain = _grain({(0, *day) for day in days})
    whole = {day for year in years for each in days if (day := _day(year, *each))}
    return _named(sorted(whole), grain)


def _grain(days: Collection[tuple[int, int, int]]) -> int:
    """The longest stretch in months that never holds two of the days; 0 when only days differ."""
    for months in (_MONTHS_IN_YEAR, _MONTHS_IN_HALF, _MONTHS_IN_QUARTER, 1):
        if len({(year, (month - 1) // months) for year, month, _ in days}) == len(days):
            return months
    return 0


def _named(days: Iterable[date], grain: int) -> list[Occurrence]:
    return [Occurrence(*_period_of(day, grain), day) for day in days]


def _rhythm(months: int, since: date, until: date) -> Iterator[Occurrence]:
    day = _period_of(since, months)[1]
    while day <= until and day.year <= _LAST_YEAR:
        yield Occurrence(*_period_of(day, months), None)
        day = moved(day, months=months) or date.max


def _period_of(day: date, grain: int) -> tuple[str, date]:
    """The name and the first day of the period of that length in which the day lies."""
    number = (day.month - 1) // grain if grain else 0
    first = date(day.year, number * grain + 1, 1) if grain else day.replace(day=1)
    name = {
        _MONTHS_IN_YEAR: f"{day:%Y}",
        _MONTHS_IN_HALF: f"{day:%Y}-H{number + 1}",
        _MONTHS_IN_QUARTER: f"{day:%Y}-Q{number + 1}",
        1: f"{day:%Y-%m}",
    }.get(grain, f"{day:%Y-%m-%d}")
    return name, first


def _end(one: Occurrence) -> date:
    """The last day of a rhythm's period."""
    months = {"H": _MONTHS_IN_HALF, "Q": _MONTHS_IN_QUARTER}.get(one.period[5:6])
    months = months or (1 if len(one.period) > len("2026") else _MONTHS_IN_YEAR)
    after = moved(one.starts_on, months=months)
    return after - timedelta(days=1) if after else date.max


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and day >= 1 and 1 <= year <= 9999):
        return None
    # 29 February of a plain year is its last day, not an error: the duty recurs every year.
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _month_end(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
