"""Small drawings of figures over years: the line in a row, and the chart of the one opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from behoc.measure.indicators.queries.words import level_words
from behoc.measure.indicators.rules.progress import Light

if TYPE_CHECKING:
    from behoc.measure.indicators.queries.board import Standing

_WIDE, _HIGH, _EDGE = 104.0, 30.0, 4.0
_CHART_WIDE, _CHART_HIGH = 560.0, 210.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 14.0, 46.0, 26.0, 30.0
_ROOM = Decimal("0.08")  # of the span, above the highest and below the lowest


@dataclass(frozen=True, slots=True)
class Spark:
    """The line in a row: its path, its last point, the height of the target, and words."""

    path: str
    x: float
    y: float
    goal: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One year of the chart with what stands at it."""

    x: float
    y: float
    year: str
    words: str
    is_forecast: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Years so far, the pace carried on, and the target as a mark at its year."""

    width: float
    height: float
    floor: float
    path: str
    dots: tuple[Dot, ...]
    ahead: str
    goal: Dot | None
    goal_from: float
    words: str


def spark_of(standing: "Standing") -> Spark | None:
    """The line of a row; nothing where fewer than two years are known."""
    points = standing.points
    if len(points) < 2:
        return None
    levels = [level for _year, level in points]
    aim = standing.aim.value if standing.aim else None
    low, high = min(levels), max([*levels, *([aim] if aim is not None else [])])
    places = [
        (_across(year, points[0][0], points[-1][0], _WIDE, _EDGE), _down(level, low, high))
        for year, level in points
    ]
    said = ", ".join(level_words(standing.indicator, level) for level in levels)
    return Spark(
        path=_path(places),
        x=places[-1][0],
        y=places[-1][1],
        goal=None if aim is None else _down(aim, low, high),
        words=_("%(first)s–%(last)s: %(values)s")
        % {"first": points[0][0], "last": points[-1][0], "values": said},
    )


def chart_of(standing: "Standing", year: int) -> Chart | None:
    """The chart of the indicator that is opened; nothing where no year is known."""
    points = standing.points
    if not points:
        return None
    aim, forecast = standing.aim, standing.judgement.forecast
    last = max(year, aim.year if aim else year)
    first = min(points[0][0], last - 1)
    ahead = forecast if aim and aim.year > year and points[-1][0] == year else None
    shown = [level for _year, level in points]
    shown += [each for each in (aim.value if aim else None, ahead) if each is not None]
    room = (max(shown) - min(shown) or Decimal(1)) * _ROOM
    low, high = min(shown) - room, max(shown) + room

    def at(when: int, level: Decimal) -> tuple[float, float]:
        return _across_chart(when, first, last), _down_chart(level, low, high)

    dots = tuple(_dot(standing, at(when, level), when, level) for when, level in points)
    tip = at(last, ahead) if ahead is not None else None
    goal = _dot(standing, at(aim.year, aim.value), aim.year, aim.value) if aim else None
    if ahead is not None and tip:
        dots += (_dot(standing, tip, last, ahead, is_forecast=True),)
    return Chart(
        width=_CHART_WIDE,
        height=_CHART_HIGH,
        floor=_CHART_HIGH - _BOTTOM,
        path=_path([at(*each) for each in points]),
        dots=dots,
        ahead=_path([at(*points[-1]), tip]) if tip else "",
        goal=goal if aim and aim.year >= first else None,
        goal_from=_LEFT,
        words=_chart_words(standing, ahead),
    )


def _chart_words(standing: "Standing", ahead: Decimal | None) -> str:
    """What the chart shows, for who does not see it."""
    of = standing.indicator
    told = ", ".join(f"{year}: {level_words(of, level)}" for year, level in standing.points)
    words = [told]
    if standing.aim:
        facts = {"year": standing.aim.year, "value": level_words(of, standing.aim.value)}
        words.append(_("chỉ tiêu %(year)s: %(value)s") % facts)
    if ahead is not None and standing.aim and standing.judgement.light is not Light.SILENT:
        facts = {"year": standing.aim.year, "value": level_words(of, ahead)}
        words.append(_("giữ đà thì %(year)s ước %(value)s") % facts)
    return "; ".join(words)


def _dot(
    standing: "Standing",
    place: tuple[float, float],
    year: int,
    level: Decimal,
    *,
    is_forecast: bool = False,
) -> Dot:
    return Dot(*place, str(year), level_words(standing.indicator, level), is_forecast)


def _across(year: int, first: int, last: int, wide: float, edge: float) -> float:
    return round(edge + (wide - 2 * edge) * (year - first) / max(last - first, 1), 1)


def _across_chart(year: int, first: int, last: int) -> float:
    room = _CHART_WIDE - _LEFT - _RIGHT
    return round(_LEFT + room * (year - first) / max(last - first, 1), 1)


def _down(level: Decimal, low: Decimal, high: Decimal) -> float:
    share = float((level - low) / (high - low)) if high > low else 0.5
    return round(_HIGH - _EDGE - (_HIGH - 2 * _EDGE) * share, 1)


def _down_chart(level: Decimal, low: Decimal, high: Decimal) -> float:
    room = _CHART_HIGH - _TOP - _BOTTOM
    share = float((level - low) / (high - low)) if high > low else 0.5
    return round(_CHART_HIGH - _BOTTOM - room * share, 1)


def _path(places: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in places)
