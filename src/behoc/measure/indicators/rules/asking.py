"""What may be asked of totals: where, how deep, which indicators and periods. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.rules import LATEST, Aggregation, Tree, View

SELF, CHILDREN, GRANDCHILDREN = 0, 1, 2  # how many steps below the node


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the values of some indicators in some periods at and below one node.

    `depths` says at which levels, counted down from the node. `kinds` narrows what is counted to
    what stands at places of those kinds (wards, islands); without it everything counts.
    """

    tree: Tree
    node: int
    indicators: tuple[int, ...]
    periods: tuple[Period, ...]
    depths: frozenset[int] = frozenset({SELF})
    view: View = View.APPROVED
    kinds: frozenset[str] = frozenset()
    part: int = 0


@dataclass(slots=True)
class Wanted:
    """The periods to read for indicators that are joined over time in one way."""

    latest: bool
    folds: bool
    indicators: list[int] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)


def plan_periods(
    indicators: Iterable[tuple[int, Kind, Aggregation]], periods: Iterable[Period]
) -> list[Wanted]:
    """Which kept periods make each asked one, for each way of joining them.

    What is counted by the month makes a year by adding, or by its latest month where it is a
    state; what is counted by the year says nothing of a month. What must be counted anew from
    records (distinct) makes no longer period.
    """
    asked = list(periods)
    plans: dict[tuple[Kind, bool, bool], Wanted] = {}
    for indicator, kind, aggregation in indicators:
        for folds in (False, True):
            if folds and aggregation == Aggregation.DISTINCT:
                continue
            latest = aggregation in LATEST and folds
            plan = plans.setdefault((kind, folds, latest), Wanted(latest, folds))
            plan.pairs = plan.pairs or _pairs(asked, kind, folds=folds)
            plan.indicators.append(indicator)
    return [plan for plan in plans.values() if plan.pairs]


def _pairs(asked: list[Period], kind: Kind, *, folds: bool) -> list[tuple[int, int]]:
    """Key of a kept period, key of the asked period that it belongs to."""
    if not folds:
        return [(each.key, each.key) for each in asked if each.kind == kind]
    longer = [each for each in asked if each.kind < kind]
    return [(part.key, each.key) for each in longer for part in each.parts(kind)]
