"""How far a figure is from its target, and whether it will be there in time. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from behoc.measure.indicators.rules import Direction

_HUNDRED = Decimal(100)
# A straight line through fewer years says nothing; older years say little of the present pace.
FEWEST_YEARS, MOST_YEARS = 2, 4


class Light(StrEnum):
    """What is to be said of one indicator."""

    MET = "met"
    LIKELY = "likely"  # not there yet, and there in time at the present pace
    UNLIKELY = "unlikely"
    UNSURE = "unsure"  # not there yet, and too few years to tell the pace
    SILENT = "silent"  # no figure
    AIMLESS = "aimless"  # a figure and no target


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of one indicator at one place in one period; None is not reported."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    bodies: int = 0

    def level(self, *, is_share: bool) -> Decimal | None:
        """What is held against a target: hundredths of the denominator, or the count itself."""
        if self.numerator is None:
            return None
        if not is_share:
            return self.numerator
        if not self.denominator:
            return None
        return self.numerator * _HUNDRED / self.denominator


@dataclass(frozen=True, slots=True)
class Judgement:
    """A figure beside its target: `gap` is what is missing, zero when there."""

    light: Light
    gap: Decimal | None = None
    forecast: Decimal | None = None
    pace: Decimal | None = None


def judge(
    points: Sequence[tuple[int, Decimal]],
    year: int,
    target: tuple[int, Decimal] | None,
    direction: Direction,
) -> Judgement:
    """What is to be said of an indicator in a year, by its years so far and its target."""
    now = dict(points).get(year)
    if now is None:
        return Judgement(Light.SILENT)
    if target is None:
        return Judgement(Light.AIMLESS)
    due, wanted = target
    gap = max(wanted - now if direction == Direction.MORE else now - wanted, Decimal(0))
    pace = pace_of([each for each in points if each[0] <= year])
    forecast = None if pace is None else now + pace * max(due - year, 0)
    if not gap:
        return Judgement(Light.MET, gap, forecast, pace)
    if forecast is None:
        return Judgement(Light.UNSURE, gap)
    ahead = forecast >= wanted if direction == Direction.MORE else forecast <= wanted
    return Judgement(Light.LIKELY if ahead else Light.UNLIKELY, gap, forecast, pace)


def pace_of(points: Sequence[tuple[int, Decimal]]) -> Decimal | None:
    """What a year adds: the slope of the straight line that lies closest to the latest years."""
    used = sorted(points)[-MOST_YEARS:]
    if len(used) < FEWEST_YEARS:
        return None
    count = Decimal(len(used))
    mid_year = sum(Decimal(year) for year, _value in used) / count
    mid_value = sum((value for _year, value in used), Decimal(0)) / count
    spread = sum((pow(year - mid_year, 2) for year, _value in used), Decimal(0))
    shared = sum(((year - mid_year) * (value - mid_value) for year, value in used), Decimal(0))
    return shared / spread
