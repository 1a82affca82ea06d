"""Every indicator at one node in one year: result, target, gap, trend, and what is to be said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.queries.aims import list_aims
from behoc.measure.indicators.queries.nodes import Node, get_node, list_below, list_way
from behoc.measure.indicators.queries.values import (
    Freshness,
    Key,
    figures_of,
    how_fresh,
    is_share,
    level_of,
    list_indicators,
    read_values,
)
from behoc.measure.indicators.rules import Direction
from behoc.measure.indicators.rules.aims import Aim, pick_aim
from behoc.measure.indicators.rules.progress import Judgement, Light, Value, judge

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor
    from behoc.measure.indicators.models import Indicator
    from behoc.measure.indicators.rules.choices import Choice

YEARS = 6  # so many years make the little line of a row


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator at the node: its years, its targets, and what is said of it."""

    indicator: "Indicator"
    years: tuple[tuple[int, Value], ...]
    aims: tuple[Aim, ...]
    aim: Aim | None
    judgement: Judgement

    @property
    def points(self) -> list[tuple[int, Decimal]]:
        """The years in which something is known, as they are held against a target."""
        known = [(year, level_of(self.indicator, value)) for year, value in self.years]
        return [(year, level) for year, level in known if level is not None]

    def value_in(self, year: int) -> Value | None:
        """What is known of one year."""
        return dict(self.years).get(year)

    def level_in(self, year: int) -> Decimal | None:
        """What is held against a target in one year."""
        return level_of(self.indicator, self.value_in(year))


@dataclass(frozen=True, slots=True)
class Board:
    """All that the screens of a node begin from."""

    choice: "Choice"
    node: Node
    way: tuple[Node, ...]
    below: tuple[Node, ...]
    standings: tuple[Standing, ...]
    fresh: Freshness

    @property
    def told(self) -> list[Standing]:
        """Indicators of which something is known this year, or was before."""
        return [each for each in self.standings if each.points]

    @property
    def judged(self) -> list[Standing]:
        """Indicators with a figure and a target."""
        silent = (Light.SILENT, Light.AIMLESS)
        return [each for each in self.standings if each.judgement.light not in silent]

    def count(self, light: Light) -> int:
        """How many indicators stand so."""
        return sum(each.judgement.light is light for each in self.standings)

    @property
    def opened(self) -> Standing | None:
        """The indicator that was asked for; else the one with which most is wrong."""
        asked = self.choice.indicator
        found = next((each for each in self.told if each.indicator.public_id == asked), None)
        return found or min(self.told, key=_urgency, default=None)


def load_board(actor: "Actor", choice: "Choice") -> Board:
    """The board of a node in reach; NotFound elsewhere."""
    node = get_node(actor, choice.tree, choice.code)
    indicators = [
        each for each in list_indicators([*_bodies(actor, node)]) if each.period_kind == Kind.YEAR
    ]
    years = range(choice.year - YEARS + 1, choice.year + 1)
    values = read_values([node], figures_of(indicators, years, choice.view))
    aims = list_aims(actor, node)
    return Board(
        choice=replace(choice, code=node.code),
        node=node,
        way=tuple(list_way(actor, node)),
        below=() if node.is_leaf else tuple(list_below(node)),
        standings=tuple(
            _standing(each, node, values, aims.get(each.pk, []), choice.year) for each in indicators
        ),
        fresh=how_fresh(),
    )


def headline(board: Board) -> str:
    """The situation in one line, as it could be read aloud."""
    judged, met = len(board.judged), board.count(Light.MET)
    if not judged:
        return _("Chưa có số liệu năm %(year)s") % {"year": board.choice.year}
    hard = board.count(Light.UNLIKELY)
    facts = {"met": met, "all": judged, "hard": hard}
    if hard:
        return _("Đạt %(met)s/%(all)s chỉ tiêu, %(hard)s chỉ tiêu khó kịp") % facts
    return _("Đạt %(met)s/%(all)s chỉ tiêu") % facts


def year_key(year: int) -> int:
    """The key of a year in tables."""
    return Period(Kind.YEAR, year).key


def percent_of(indicator: "Indicator", value: Decimal, most: Decimal) -> Decimal:
    """Where a value stands on a bar that ends at 100%, or at the most of what it shows."""
    whole = Decimal(100) if is_share(indicator) else most
    return min(max(value * 100 / whole, Decimal(0)), Decimal(100)) if whole else Decimal(0)


def _bodies(actor: "Actor", node: Node) -> tuple[int, ...]:
    """Bodies whose own indicators stand on the board: the actor's and those above it."""
    own = [actor.body_id] if actor.body_id else []
    return (*own, *(int(each) for each in actor.line_path.strip("/").split("/") if each))


def _standing(
    indicator: "Indicator",
    node: Node,
    values: dict[Key, Value],
    aims: Sequence[Aim],
    year: int,
) -> Standing:
    found = [
        (each, values.get(Key(node.pk, indicator.pk, year_key(each))))
        for each in range(year - YEARS + 1, year + 1)
    ]
    years = tuple((each, value) for each, value in found if value)
    aim = pick_aim(aims, year)
    target = (aim.year, aim.value) if aim else None
    bare = Standing(indicator, years, tuple(aims), aim, Judgement(Light.SILENT))
    judgement = judge(bare.points, year, target, Direction(indicator.direction))
    return replace(bare, judgement=judgement)


_URGENT = (
    Light.UNLIKELY,
    Light.LIKELY,
    Light.UNSURE,
    Light.MET,
    Light.AIMLESS,
    Light.SILENT,
)


def _urgency(standing: Standing) -> tuple[int, Decimal, int]:
    gap = standing.judgement.gap or Decimal(0)
    return (_URGENT.index(standing.judgement.light), -gap, standing.indicator.pk)
