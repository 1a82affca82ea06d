"""The nodes directly below, seen by one indicator: as rows, as tiles, and who is behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.measure.indicators.queries.board import year_key
from behoc.measure.indicators.queries.values import (
    Key,
    figures_of,
    is_share,
    level_of,
    read_values,
)
from behoc.measure.indicators.queries.words import DASH, level_words, number, parts_words
from behoc.measure.indicators.rules import Direction, View
from behoc.measure.indicators.rules.tiles import Sheet, edges_of, lay_out, step_of

if TYPE_CHECKING:
    from behoc.measure.indicators.queries.board import Board, Standing
    from behoc.measure.indicators.queries.nodes import Node
    from behoc.measure.indicators.rules.progress import Value

LAGGARDS = 8
_GROWN = 1.6  # times its own size a drawing is shown, where there is room
_APPROVED = ("done", "done", gettext_noop("Đã duyệt"))
_SENT = ("wait", "hourglass", gettext_noop("Chờ duyệt"))
_SILENT = ("none", "circle-dashed", gettext_noop("Chưa gửi"))


@dataclass(frozen=True, slots=True)
class Place:
    """One node below as its row and its tile say it."""

    code: str
    name: str
    url: str
    rank: str
    level: Decimal | None
    value: str
    short: str
    parts: str
    missing: str
    lack: Decimal
    top: Decimal
    change: str
    beside: str
    state: tuple[str, str, str]
    step: int
    is_behind: bool
    x: float = 0
    y: float = 0
    path: str = ""
    inner: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """The tiles with what their steps mean."""

    width: float
    height: float
    is_placed: bool
    shown: float
    legend: tuple[tuple[int, str], ...]
    behind: int
    silent: int
    words: str


def list_places(board: "Board", standing: "Standing") -> list[Place]:
    """The nodes below, best first, those that said nothing last."""
    of, year = standing.indicator, board.choice.year
    asked = figures_of([of], (year, year - 1), board.choice.view)
    values = read_values(board.below, asked)
    approved = read_values(board.below, figures_of([of], [year], View.APPROVED))
    levels = {
        each.pk: level_of(of, values.get(Key(each.pk, of.pk, year_key(year))))
        for each in board.below
    }
    known = [level for level in levels.values() if level is not None]
    better = Direction(of.direction) == Direction.MORE
    ranked = sorted(known, reverse=better)
    ground = _Ground(board, standing, values, approved, edges_of(known), ranked)
    sheet = lay_out([each.code for each in board.below])
    found = [_place(ground, each, sheet, number_) for number_, each in enumerate(board.below)]
    worst = Decimal("-Infinity") if better else Decimal("Infinity")
    return sorted(
        found,
        key=lambda each: worst if each.level is None else each.level,
        reverse=better,
    )


def build_map(board: "Board", standing: "Standing", places: Sequence[Place]) -> Map | None:
    """The tiles of the nodes below with their legend; nothing where nothing stands below."""
    if not places:
        return None
    sheet = lay_out([each.code for each in board.below])
    known = [each.level for each in places if each.level is not None]
    return Map(
        width=sheet.width,
        height=sheet.height,
        is_placed=sheet.is_placed,
        shown=round(sheet.width * _GROWN),
        legend=tuple(_legend(standing, edges_of(known))) if known else (),
        behind=sum(each.is_behind for each in places),
        silent=sum(each.level is None for each in places),
        words=_map_words(standing, places),
    )


def list_laggards(places: Sequence[Place]) -> list[Place]:
    """The few that are furthest behind the target, the worst first."""
    behind = [each for each in places if each.is_behind]
    return list(reversed(behind))[:LAGGARDS]


def lack_of(standing: "Standing", value: "Value | None", level: Decimal | None) -> Decimal:
    """How many more it would take to be at the target, in the unit of the indicator."""
    aim, of = standing.aim, standing.indicator
    if aim is None or value is None or level is None or of.direction != Direction.MORE:
        return Decimal(0)
    if not is_share(of):
        return max(aim.value - level, Decimal(0))
    wanted = aim.value * (value.denominator or 0) / 100
    return max(wanted - (value.numerator or 0), Decimal(0))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every place is described from."""

    board: "Board"
    standing: "Standing"
    values: "Mapping[Key, Value]"
    approved: "Mapping[Key, Value]"
    edges: tuple[Decimal, ...]
    ranked: Sequence[Decimal]


def _place(ground: _Ground, node: "Node", sheet: Sheet, at: int) -> Place:
    of, choice, tile = ground.standing.indicator, ground.board.choice, sheet.tiles[at]
    key = Key(node.pk, of.pk, year_key(choice.year))
    value = ground.values.get(key)
    level = level_of(of, value)
    earlier = level_of(of, ground.values.get(Key(node.pk, of.pk, year_key(choice.year - 1))))
    whole = ground.standing.level_in(choice.year)
    lack = lack_of(ground.standing, value, level)
    return Place(
        code=node.code,
        name=node.name,
        url=choice.address(code=node.code, indicator=of.public_id) + "#chi-tiet",
        rank=str(ground.ranked.index(level) + 1) if level is not None else DASH,
        level=level,
        value=level_words(of, level),
        short=DASH if level is None else number(level),
        parts=parts_words(of, value),
        missing=number(lack) if lack else DASH,
        lack=lack,
        top=(value.numerator if value else None) or Decimal(0),
        change=_change(of, level, earlier),
        beside=_change(of, level, whole),
        state=_state(value, ground.approved.get(key)),
        step=step_of(level, ground.edges),
        is_behind=bool(lack),
        x=tile.x,
        y=tile.y,
        path=tile.path,
        inner=tile.inner,
    )


def _change(of: Any, level: Decimal | None, other: Decimal | None) -> str:
    if level is None or other is None:
        return DASH
    gap = level - other
    sign = "+" if gap > 0 else "−" if gap < 0 else ""
    return f"{sign}{number(abs(gap), 1 if is_share(of) else of.decimals)}"


def _state(value: "Value | None", approved: "Value | None") -> tuple[str, str, str]:
    tone, icon, words = _SILENT
    if approved is not None and (value is None or approved.bodies >= value.bodies):
        tone, icon, words = _APPROVED
    elif value is not None:
        tone, icon, words = _SENT
    return tone, icon, _(words)


def _legend(standing: "Standing", edges: Sequence[Decimal]) -> list[tuple[int, str]]:
    unit = "%" if is_share(standing.indicator) else ""
    if not edges:
        return [(1, _("mọi nơi như nhau"))]
    found = [(1, _("dưới %(edge)s") % {"edge": number(edges[0]) + unit})]
    for step, (low, high) in enumerate(pairwise(edges), start=2):
        found.append((step, f"{number(low)}–{number(high - 1)}{unit}"))
    last = {"edge": number(edges[-1]) + unit}
    return [*found, (len(edges) + 1, _("từ %(edge)s") % last)]


def _map_words(standing: "Standing", places: Sequence[Place]) -> str:
    told = [f"{each.name} {each.value}" for each in places if each.level is not None]
    return f"{standing.indicator.name}: {', '.join(told)}"
