"""Figures at nodes: totals where something stands below, else what bodies there have said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Min, Q

from behoc.kernel.clock import now
from behoc.kernel.periods import Kind, Period
from behoc.kernel.scope import one
from behoc.measure.indicators.models import WHOLE, Figure, FigureMark, Indicator
from behoc.measure.indicators.queries.nodes import Node
from behoc.measure.indicators.queries.totals import list_cells_at
from behoc.measure.indicators.rules import Aggregation, Tree, View
from behoc.measure.indicators.rules.asking import Which
from behoc.measure.indicators.rules.progress import Value

SHARES = frozenset({Aggregation.RATIO, Aggregation.SHARE, Aggregation.LAST})
_REASON = "the nodes were found within reach, and bodies there stand at them"


@dataclass(frozen=True, slots=True)
class Key:
    """Where one value belongs."""

    node: int
    indicator: int
    period: int
    part: int = WHOLE


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far the totals are behind the figures: `since` is the oldest change not yet in them."""

    at: datetime
    waiting: int
    since: datetime | None


def list_indicators(body_ids: Iterable[int]) -> list[Indicator]:
    """The nation's indicators and those of the bodies, in the order they were added."""
    rows = Indicator.objects.filter(Q(organisation=None) | Q(organisation__in=list(body_ids)))
    return list(rows.select_related("within").order_by("pk"))


def get_indicator(public_id: str) -> Indicator:
    """The indicator with that public id, or NotFound; what is measured is public."""
    rows = Indicator.objects.select_related("within").filter(public_id=public_id)
    return one(Indicator, rows)


def read_values(nodes: Sequence[Node], which: Which) -> dict[Key, Value]:
    """What is known at each node; a node without a value is not in the answer."""
    found: dict[Key, Value] = {}
    for tree in {node.tree for node in nodes}:
        at = [node.pk for node in nodes if node.tree == tree]
        for cell in list_cells_at(tree, at, which):
            key = Key(cell.node, cell.indicator_id, cell.period, cell.part)
            if cell.numerator is not None:
                found[key] = Value(cell.numerator, cell.denominator, cell.bodies)
    return found


def figures_of(
    indicators: Iterable["Indicator"],
    years: Iterable[int],
    view: View,
    parts: tuple[int, ...] = (WHOLE,),
) -> Which:
    """Which figures to read: of those indicators, over those years."""
    periods = tuple(Period(Kind.YEAR, year) for year in years)
    return Which(tuple(each.pk for each in indicators), periods, view, parts)


def read_own(node: Node, indicator: Indicator, period: int) -> list[Figure]:
    """The figures that bodies at the node itself gave, of those that count there."""
    rows = Figure.objects.everything(reason=_REASON).filter(indicator=indicator, period=period)
    if node.tree == Tree.PLACE:
        rows = rows.filter(organisation__place=node.pk)
        if indicator.line:
            rows = rows.filter(organisation__line=indicator.line)
    else:
        rows = rows.filter(organisation=node.pk)
    found = rows.filter(part=WHOLE).select_related("organisation", "organisation__superior")
    return list(found.order_by("organisation__name_folded"))


def how_fresh() -> Freshness:
    """Whether changes wait to be added up, and since when."""
    told = FigureMark.objects.aggregate(waiting=Count("pk"), since=Min("at"))
    return Freshness(now(), told["waiting"], told["since"])


def has_figures() -> bool:
    """True when any body has given any figure."""
    return bool(Figure.objects.everything(reason="it says yes or no of the whole").exists())


def is_share(indicator: Indicator) -> bool:
    """True where a figure is held against its target in hundredths."""
    return indicator.denominator is not None and indicator.aggregation in SHARES


def level_of(indicator: Indicator, value: Value | None) -> Decimal | None:
    """What is held against a target, where something is known."""
    return value.level(is_share=is_share(indicator)) if value else None
