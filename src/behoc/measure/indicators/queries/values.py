"""Figures at nodes: totals where something stands below, else what bodies there have said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Min, Q, Sum

from behoc.kernel.clock import now
from behoc.kernel.scope import one
from behoc.measure.indicators.models import WHOLE, Figure, FigureMark, Indicator, Total
from behoc.measure.indicators.queries.nodes import Node
from behoc.measure.indicators.rules import Aggregation, Tree
from behoc.measure.indicators.rules.progress import Value

SHARES = frozenset({Aggregation.RATIO, Aggregation.SHARE})
_REASON = "the nodes were found within reach, and bodies there stand at them"


class View(StrEnum):
    """Which figures are looked at: all that were sent, or those approved."""

    SENT = "gui"
    APPROVED = "duyet"


_COLUMNS = {
    View.SENT: ("numerator", "denominator", "bodies"),
    View.APPROVED: ("approved_numerator", "approved_denominator", "approved_bodies"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures are wanted."""

    indicators: Sequence[int]
    periods: Sequence[int]
    view: View = View.SENT
    parts: Sequence[int] = (WHOLE,)


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


def read_values(nodes: Sequence[Node], asked: Asked) -> dict[Key, Value]:
    """What is known at each node; a node without a value is not in the answer."""
    found: dict[Key, Value] = {}
    for tree in Tree:
        inner = [node.pk for node in nodes if node.tree == tree and not node.is_leaf]
        leaves = [node.pk for node in nodes if node.tree == tree and node.is_leaf]
        if inner:
            found |= _totals(tree, inner, asked)
        if leaves:
            found |= _figures(tree, leaves, asked)
    return found


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
    return indicator.aggregation in SHARES


def level_of(indicator: Indicator, value: Value | None) -> Decimal | None:
    """What is held against a target, where something is known."""
    return value.level(is_share=is_share(indicator)) if value else None


def _totals(tree: Tree, nodes: Sequence[int], asked: Asked) -> dict[Key, Value]:
    top, whole, bodies = _COLUMNS[asked.view]
    rows = Total.objects.filter(
        tree=tree,
        node__in=nodes,
        indicator__in=asked.indicators,
        period__in=asked.periods,
        part__in=asked.parts,
    )
    told = rows.values_list("node", "indicator_id", "period", "part", top, whole, bodies)
    return _known(told)


def _figures(tree: Tree, nodes: Sequence[int], asked: Asked) -> dict[Key, Value]:
    top, whole, _bodies = _COLUMNS[asked.view]
    node = "organisation__place_id" if tree == Tree.PLACE else "organisation_id"
    rows = Figure.objects.everything(reason=_REASON).filter(
        **{f"{node}__in": nodes},
        indicator__in=asked.indicators,
        period__in=asked.periods,
        part__in=asked.parts,
    )
    if tree == Tree.PLACE:
        rows = rows.filter(Q(indicator__line="") | Q(indicator__line=F("organisation__line")))
    told = rows.values_list(node, "indicator_id", "period", "part").annotate(
        Sum(top), Sum(whole), Count(top)
    )
    return _known(told)


def _known(rows: Iterable[Any]) -> dict[Key, Value]:
    return {
        Key(node, indicator, period, part): Value(top, whole, bodies)
        for node, indicator, period, part, top, whole, bodies in rows
        if top is not None
    }
