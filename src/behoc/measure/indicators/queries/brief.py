"""A leader's one screen: what is met, what is hard, what lags, whom to call about."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.measure.indicators.queries.board import Board
from behoc.measure.indicators.queries.page import build_rows
from behoc.measure.indicators.queries.places import list_laggards, list_places
from behoc.measure.indicators.rules.progress import Light

if TYPE_CHECKING:
    from behoc.measure.indicators.queries.page import Row
    from behoc.measure.indicators.queries.places import Place

MOST_ROWS, MOST_PLACES = 3, 3  # as much as one screen of a phone holds
_URGENT = ["late", "soon", "run", "none", "done"]  # tones, what needs somebody first


@dataclass(frozen=True, slots=True)
class Brief:
    """What fits on one screen of a phone."""

    facts: tuple[dict[str, Any], ...]
    rows: tuple["Row", ...]
    opened: str
    places: tuple["Place", ...]
    board_url: str


def build_brief(board: Board) -> Brief:
    """The board in short, what needs somebody first."""
    opened = board.opened
    rows = sorted(build_rows(board), key=lambda row: _URGENT.index(row.state[0]))
    places = list_laggards(list_places(board, opened)) if opened and board.below else []
    address = reverse("indicators:board") + board.choice.address(indicator="")
    return Brief(
        facts=tuple(_facts(board, address)),
        rows=tuple(rows[:MOST_ROWS]),
        opened=opened.indicator.name if opened else "",
        places=tuple(places[:MOST_PLACES]),
        board_url=address,
    )


def _facts(board: Board, address: str) -> list[dict[str, Any]]:
    told = [
        (Light.MET, _("đã đạt"), "done"),
        (Light.LIKELY, _("còn kịp"), "soon"),
        (Light.UNLIKELY, _("khó kịp"), "late"),
    ]
    whole = len(board.judged)
    return [
        {"count": board.count(light), "whole": whole, "words": words, "tone": tone, "url": address}
        for light, words, tone in told
    ]
