"""What may be asked of totals: where, how deep, which indicators and periods. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.rules import LATEST, Aggregation, Tree, View

SELF, CHILDREN, GRANDCHILDREN = 0, 1, 2  # how many steps below the node


@dataclass(frozen=True, slots=True)
class Which:
    """Which figures are wanted: of some indicators, in some periods, as sent or as approved.

    `parts` are the groups of a split by their numbers; the whole is the first and most asked.
    """

    indicators: tuple[int, ...]
    periods: tuple[Period, ...]
    view: View = View.APPROVED
    parts: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: which figures at and below one node.

    `depths` says at which levels, counted down from the node. `kinds` narrows what is counted to
    what stands at places of those kinds (wards, islands); without it everything counts.
    """

    tree: Tree
    node: int
    which: Which
    depths: frozenset[int] = frozenset({SELF})
    kinds: frozenset[str] = frozenset()


@dataclass(slots=True)
class Wanted:
    """The periods to read for indicators that are joined over time in one way.

    `pairs` hold the key of a kept period and the key of an asked one that it belongs to; where
    each belongs to itself alone nothing `folds`.
    """

    latest: bool
    pairs: list[tuple[int, int]]
    indicators: list[int] = field(default_factory=list)

    @property
    def folds(self) -> bool:
        return any(key != longer for key, longer in self.pairs)


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
    for indicator, kind, how in indicators:
        latest, joins = how in LATEST, how != Aggregation.DISTINCT
        if (kind, latest, joins) not in plans:
            plans[kind, latest, joins] = Wanted(latest, _pairs(asked, kind, joins=joins))
        plans[kind, latest, joins].indicators.append(indicator)
    return [plan for plan in plans.values() if plan.pairs]


def _pairs(asked: list[Period], kind: Kind, *, joins: bool) -> list[tuple[int, int]]:
    """Key of a kept period, key of the asked period that it belongs to."""
    known = [each for each in asked if each.kind == kind or (joins and each.kind < kind)]
    return [(part.key, each.key) for each in known for part in each.parts(kind)]
