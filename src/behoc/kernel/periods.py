"""Charter: stretches of time that figures belong to: years, halves, quarters, months, weeks.

A period has a name that sorts as time does (`2026`, `2026-H1`, `2026-Q3`, `2026-05`, `2026-W07`)
and a key, a small whole number under which tables keep it: the kind, then the year, then the
place in the year. Weeks are those of ISO 8601.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Self

_KIND_STEP = 1_000_000
_YEAR_STEP = 100
_MONTHS_IN_YEAR = 12
_ISO_WEEK = 7
_TO_THURSDAY = timedelta(days=3)
_LAST_YEAR = 9998


class Kind(IntEnum):
    """How long a period is; the value begins its key."""

    YEAR = 1
    HALF = 2
    QUARTER = 3
    MONTH = 4
    WEEK = 5


_MONTHS = {Kind.YEAR: 12, Kind.HALF: 6, Kind.QUARTER: 3, Kind.MONTH: 1}
_MARKS = {Kind.HALF: "H", Kind.QUARTER: "Q", Kind.WEEK: "W"}
_NAME = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d{2})|W(\d{2})))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One stretch of time; `number` counts from 1 within the year."""

    kind: Kind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        """ValueError where there is no such stretch."""
        if not (0 < self.year <= _LAST_YEAR and 1 <= self.number <= _count(self.kind, self.year)):
            raise ValueError(f"no such period: {self}")

    @classmethod
    def containing(cls, day: date, kind: Kind) -> Self:
        """The period of that kind that a day lies in."""
        if kind == Kind.WEEK:
            year, week, _day = day.isocalendar()
            return cls(kind, year, week)
        return cls(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)

    @classmethod
    def named(cls, name: str) -> Self:
        """The period of a name; ValueError when it is none."""
        found = _NAME.fullmatch(name)
        if not found:
            raise ValueError(f"not the name of a period: {name!r}")
        year, half, quarter, month, week = (int(each) if each else 0 for each in found.groups())
        numbers = {Kind.HALF: half, Kind.QUARTER: quarter, Kind.MONTH: month, Kind.WEEK: week}
        kind = next(
            (each for each, part in zip(numbers, found.groups()[1:], strict=True) if part),
            Kind.YEAR,
        )
        return cls(kind, year, numbers.get(kind, 1))

    @classmethod
    def of_key(cls, key: int) -> Self:
        """The period that a table keeps under that key."""
        kind, rest = divmod(key, _KIND_STEP)
        return cls(Kind(kind), *divmod(rest, _YEAR_STEP))

    @property
    def key(self) -> int:
        """The number under which tables keep the period; keys of one kind sort as time does."""
        return self.kind * _KIND_STEP + self.year * _YEAR_STEP + self.number

    @property
    def name(self) -> str:
        """The name, as addresses carry it."""
        if self.kind == Kind.YEAR:
            return f"{self.year:04}"
        if self.kind in (Kind.MONTH, Kind.WEEK):
            return f"{self.year:04}-{_MARKS.get(self.kind, '')}{self.number:02}"
        return f"{self.year:04}-{_MARKS[self.kind]}{self.number}"

    @property
    def first_day(self) -> date:
        """The day it begins."""
        if self.kind == Kind.WEEK:
            return date.fromisocalendar(self.year, self.number, 1)
        return date(self.year, (self.number - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day inside it."""
        return self.moved(1).first_day - timedelta(days=1)

    def moved(self, steps: int) -> Self:
        """The period so many steps of its kind later, or earlier where negative."""
        if self.kind == Kind.WEEK:
            return self.containing(self.first_day + timedelta(days=_ISO_WEEK * steps), Kind.WEEK)
        in_year = _MONTHS_IN_YEAR // _MONTHS[self.kind]
        year, place = divmod(self.year * in_year + self.number - 1 + steps, in_year)
        return type(self)(self.kind, year, place + 1)

    def last(self, count: int) -> list[Self]:
        """That many periods that end with this one, oldest first."""
        return [self.moved(step) for step in range(1 - count, 1)]

    def parts(self, kind: Kind) -> list[Self]:
        """The periods of a shorter kind inside it; ValueError where the kind is longer.

        A week belongs where its Thursday lies, as ISO 8601 has it for years.
        """
        if kind < self.kind:
            raise ValueError(f"{self.name} is shorter than {kind.name}")
        if kind == self.kind:
            return [self]
        first = self.containing(self.first_day, kind)
        if kind == Kind.WEEK and _middle(first) < self.first_day:
            first = first.moved(1)
        found = []
        while _middle(first) <= self.last_day:
            found.append(first)
            first = first.moved(1)
        return found


def _middle(period: Period) -> date:
    """The day whose longer period the whole of a shorter one belongs to."""
    return period.first_day + (_TO_THURSDAY if period.kind == Kind.WEEK else timedelta())


def _count(kind: Kind, year: int) -> int:
    """How many periods of that kind the year has."""
    if kind == Kind.WEEK:
        return date(year, 12, 28).isocalendar().week
    return _MONTHS_IN_YEAR // _MONTHS[kind]
