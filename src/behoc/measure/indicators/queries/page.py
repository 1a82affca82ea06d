"""The screen of a node: its head, the choices above the table, and one row for each indicator."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.kernel.clock import HOME, today
from behoc.measure.indicators.queries.board import Board, Standing, headline, percent_of
from behoc.measure.indicators.queries.lines import Spark, spark_of
from behoc.measure.indicators.queries.words import LIGHTS, gap_words, level_words, parts_words
from behoc.measure.indicators.rules import Tree, View

if TYPE_CHECKING:
    from behoc.measure.indicators.rules.choices import Choice

YEARS_OFFERED = 6
_TREES = {
    Tree.PLACE: gettext_noop("địa bàn"),
    Tree.LINE: gettext_noop("tuyến của cơ quan"),
}
_VIEWS = {View.SENT: gettext_noop("đã gửi"), View.APPROVED: gettext_noop("đã duyệt")}


@dataclass(frozen=True, slots=True)
class Bar:
    """Result against target in hundredths of the bar."""

    value: str
    gap: str
    target: str


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as its row says it."""

    name: str
    of_what: str
    url: str
    is_open: bool
    bar: Bar | None
    value: str
    target: str
    target_year: str
    gap: str
    before: str
    spark: Spark | None
    state: tuple[str, str, str]
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """Title, what is known of the figures, and the choices."""

    title: str
    place: str
    crumbs: tuple[tuple[str, str], ...]
    year: int
    fresh: str
    is_behind: bool
    complete: str
    source: str
    years: tuple[dict[str, Any], ...]
    places: tuple[dict[str, Any], ...]
    trees: tuple[dict[str, Any], ...]
    views: tuple[dict[str, Any], ...]
    tree_words: str
    view_words: str
    address: str


def build_head(board: Board) -> Head:
    """The head of every screen of the node."""
    choice = board.choice
    return Head(
        title=headline(board),
        place=board.node.name,
        crumbs=tuple((each.name, choice.address(code=each.code)) for each in board.way[:-1]),
        year=choice.year,
        fresh=fresh_words(board),
        is_behind=bool(board.fresh.waiting),
        complete=_complete(board),
        source=_source(board),
        years=tuple(_years(choice)),
        places=tuple(_places(board)),
        trees=tuple(
            _chip(_(name), choice.address(tree=tree, code=""), on=tree == choice.tree)
            for tree, name in _TREES.items()
        ),
        views=tuple(
            _chip(_(name), choice.address(view=view), on=view == choice.view)
            for view, name in _VIEWS.items()
        ),
        tree_words=_(_TREES[choice.tree]),
        view_words=_(_VIEWS[choice.view]),
        address=choice.address(),
    )


def build_rows(board: Board) -> list[Row]:
    """The indicators of which something is known, in the order they were set."""
    opened = board.opened
    return [_row(board, each, is_open=each is opened) for each in board.told]


def list_silent(board: Board) -> list[str]:
    """The names of indicators of which nothing is known at the node."""
    return [each.indicator.name for each in board.standings if not each.points]


def fresh_words(board: Board) -> str:
    """How fresh the totals are: up to when, or what still waits."""
    fresh = board.fresh
    if fresh.waiting and fresh.since:
        since = f"{fresh.since.astimezone(HOME):%H:%M, %d/%m/%Y}"
        facts = {"count": fresh.waiting, "since": since}
        return _("Còn %(count)s thay đổi từ %(since)s đang được cộng vào") % facts
    return _("Số liệu tới %(at)s") % {"at": f"{fresh.at.astimezone(HOME):%H:%M, %d/%m/%Y}"}


def bar_of(standing: Standing, year: int) -> Bar | None:
    """The bar of a row; nothing without a figure."""
    level, aim = standing.level_in(year), standing.aim
    if level is None:
        return None
    most = max([level, aim.value if aim else Decimal(0)])
    value = percent_of(standing.indicator, level, most)
    target = percent_of(standing.indicator, aim.value, most) if aim else Decimal(0)
    return Bar(
        value=f"{value:.1f}",
        gap=f"{max(target - value, Decimal(0)):.1f}" if aim else "0",
        target=f"{target:.1f}" if aim else "",
    )


def of_words(standing: Standing) -> str:
    """Of what the share is, and inside which other where it is nested."""
    of = standing.indicator
    if not of.denominator:
        return of.numerator
    if of.within is None:
        return _("trên %(whole)s") % {"whole": of.denominator}
    facts = {"whole": of.denominator, "outer": of.within.name}
    return _("trên %(whole)s (nằm trong “%(outer)s”)") % facts


def _row(board: Board, standing: Standing, *, is_open: bool) -> Row:
    of, choice, aim = standing.indicator, board.choice, standing.aim
    now, before = standing.level_in(choice.year), standing.level_in(choice.year - 1)
    value = level_words(of, now)
    return Row(
        name=of.name,
        of_what=of_words(standing),
        url=choice.address(indicator=of.public_id) + "#chi-tiet",
        is_open=is_open,
        bar=bar_of(standing, choice.year),
        value=value,
        target=level_words(of, aim.value) if aim else "–",
        target_year=str(aim.year) if aim else "",
        gap=gap_words(of, standing.judgement.gap),
        before=level_words(of, before),
        spark=spark_of(standing),
        state=_state(standing),
        words=_bar_words(standing, value, parts_words(of, standing.value_in(choice.year))),
    )


def _bar_words(standing: Standing, value: str, parts: str) -> str:
    if standing.aim is None:
        return f"{value} ({parts})" if parts else value
    target = level_words(standing.indicator, standing.aim.value)
    facts = {"value": value, "target": target, "year": standing.aim.year, "parts": parts or value}
    return _("Đạt %(value)s (%(parts)s), chỉ tiêu %(year)s là %(target)s") % facts


def _state(standing: Standing) -> tuple[str, str, str]:
    tone, icon, words = LIGHTS[standing.judgement.light]
    return tone, icon, _(words)


def _complete(board: Board) -> str:
    """How many bodies the figures come from, for the indicator that most have spoken of."""
    values = [each.value_in(board.choice.year) for each in board.told]
    most = max((value.bodies for value in values if value), default=0)
    return _("Số của %(count)s nơi") % {"count": most} if most else ""


def _source(board: Board) -> str:
    """Where the targets that the figures are held against come from."""
    sources = {each.aim.symbol for each in board.told if each.aim}
    if not sources:
        return ""
    if len(sources) == 1:
        return _("Mức do %(act)s đặt") % {"act": sources.pop()}
    return _("Mức theo %(count)s văn bản") % {"count": len(sources)}


def _years(choice: "Choice") -> list[dict[str, Any]]:
    last = max(today().year, choice.year)
    years = range(last, last - YEARS_OFFERED, -1)
    return [
        _chip(_("năm %(year)s") % {"year": year}, choice.address(year=year), on=year == choice.year)
        for year in years
    ]


def _places(board: Board) -> list[dict[str, Any]]:
    shown = [*board.way, *board.below]
    return [
        _chip(each.name, board.choice.address(code=each.code), on=each == board.node)
        for each in shown
    ]


def _chip(label: str, url: str, *, on: bool) -> dict[str, Any]:
    return {"label": label, "url": reverse("indicators:board") + url, "count": None, "on": on}
