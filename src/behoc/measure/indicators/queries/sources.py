"""Where a figure comes from: what each place below gave, what bodies here gave, and the sum."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from behoc.kernel.errors import NotFound
from behoc.measure.indicators.queries.board import Board, Standing, year_key
from behoc.measure.indicators.queries.places import Place, list_places
from behoc.measure.indicators.queries.values import read_own
from behoc.measure.indicators.queries.words import DASH, level_words, number, parts_words
from behoc.measure.indicators.rules import View
from behoc.measure.indicators.rules.progress import Value

if TYPE_CHECKING:
    from behoc.measure.indicators.models import Figure

# The page of reports of one body and period, of an app that stands above this one.
REPORTS = "reporting:of_body"


@dataclass(frozen=True, slots=True)
class Said:
    """What one body at the node itself gave."""

    body: str
    sent: str
    approved: str
    is_whole: bool
    report_url: str


@dataclass(frozen=True, slots=True)
class Source:
    """One figure taken apart."""

    name: str
    value: str
    parts: str
    below: tuple[Place, ...]
    silent: int
    own: tuple[Said, ...]
    check: str
    is_right: bool
    numerator_of: str
    denominator_of: str
    rule: str
    act: str


def build_source(board: Board) -> Source | None:
    """The opened indicator's figure taken apart; nothing where the node knows no figure at all.

    NotFound where one was asked for that the node does not know.
    """
    standing = board.opened
    asked = board.choice.indicator
    if asked and (standing is None or standing.indicator.public_id != asked):
        raise NotFound
    if standing is None:
        return None
    of, year = standing.indicator, board.choice.year
    places = list_places(board, standing)
    said = read_own(board.node, of, year_key(year))
    total, whole = _sums(board, places, said), standing.value_in(year)
    is_right = whole is None or total == whole.numerator
    return Source(
        name=of.name,
        value=level_words(of, standing.level_in(year)),
        parts=parts_words(of, whole),
        below=tuple(each for each in places if each.level is not None),
        silent=sum(each.level is None for each in places),
        own=tuple(_said(standing, each, year) for each in said),
        check=_check(standing, places, said, total),
        is_right=is_right,
        numerator_of=of.numerator,
        denominator_of=of.denominator or "",
        rule=_("cộng riêng tử số và mẫu số của mọi nơi rồi mới chia")
        if of.denominator
        else _("cộng số của mọi nơi"),
        act=of.source,
    )


def _sums(board: Board, places: list[Place], said: list["Figure"]) -> Decimal:
    """What the parts make; a figure typed for the whole stands alone."""
    own = [(each, _pair(board, each)[0]) for each in said]
    typed = [top for each, top in own if each.covers and top is not None]
    if typed:
        return sum(typed, Decimal(0))
    below = sum((each.top for each in places), Decimal(0))
    return below + sum((top for _each, top in own if top is not None), Decimal(0))


def _pair(board: Board, figure: "Figure") -> tuple[Decimal | None, Decimal | None]:
    if board.choice.view == View.APPROVED:
        return figure.approved_numerator, figure.approved_denominator
    return figure.numerator, figure.denominator


def _check(standing: Standing, places: list[Place], said: list["Figure"], total: Decimal) -> str:
    digits = standing.indicator.decimals
    if any(each.covers for each in said):
        return _("Có số ghi chung cho cả nơi này, nên số của cấp dưới được giữ mà không cộng vào.")
    facts = {
        "places": sum(each.level is not None for each in places),
        "bodies": len(said),
        "total": number(total, digits),
    }
    if not said:
        return _("%(places)s nơi cấp dưới cộng lại là %(total)s.") % facts
    if not facts["places"]:
        return _("%(bodies)s cơ quan ở đây cộng lại là %(total)s.") % facts
    return _("%(places)s nơi cấp dưới và %(bodies)s cơ quan ở đây cộng lại là %(total)s.") % facts


def _said(standing: Standing, figure: "Figure", year: int) -> Said:
    of, body = standing.indicator, figure.organisation
    sent = Value(figure.numerator, figure.denominator)
    approved = Value(figure.approved_numerator, figure.approved_denominator)
    return Said(
        body=body.name,
        sent=parts_words(of, sent) or DASH,
        approved=parts_words(of, approved) or DASH,
        is_whole=figure.covers,
        report_url=_report_of(body, year),
    )


def _report_of(body: Any, year: int) -> str:
    """Where the body's reports of that year are shown; nothing while no such page stands."""
    try:
        return reverse(REPORTS, args=[body.public_id]) + f"?ky={year}"
    except NoReverseMatch:
        return ""
