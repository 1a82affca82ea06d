"""The next national target of an indicator, for who types its figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from behoc.measure.indicators.models import Target


@dataclass(frozen=True, slots=True)
class Goal:
    """What share is asked for, by which year, by which act."""

    percent: Decimal
    year: int
    symbol: str


def list_goals(indicator_ids: Iterable[int], year: int) -> dict[int, Goal]:
    """The nearest target of the nation from that year on, by indicator."""
    rows = Target.objects.filter(
        indicator__in=list(indicator_ids), organisation=None, place=None, year__gte=year
    ).order_by("-year", "-issued_on")
    return {row.indicator_id: Goal(row.value, row.year, row.symbol) for row in rows}
