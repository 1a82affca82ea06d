"""The board as rows of a workbook: indicators of the node, then every place below."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.kernel.workbooks import Column
from behoc.measure.indicators.queries.board import Board, Standing
from behoc.measure.indicators.queries.page import build_head, fresh_words, of_words
from behoc.measure.indicators.queries.places import list_places
from behoc.measure.indicators.queries.words import (
    LIGHTS,
    gap_words,
    level_words,
    number,
)

if TYPE_CHECKING:
    from behoc.measure.indicators.queries.places import Place

_COLUMNS = (
    (gettext_noop("STT"), 6),
    (gettext_noop("Chỉ tiêu, nơi"), 46),
    (gettext_noop("Tính trên"), 40),
    (gettext_noop("Tử số"), 14),
    (gettext_noop("Mẫu số"), 14),
    (gettext_noop("Kết quả"), 12),
    (gettext_noop("Năm trước"), 12),
    (gettext_noop("Chỉ tiêu"), 12),
    (gettext_noop("Đến năm"), 10),
    (gettext_noop("Còn thiếu"), 14),
    (gettext_noop("Nhận định"), 16),
    (gettext_noop("Văn bản đặt mức"), 34),
)


def build_sheet(board: Board) -> tuple[list[str], list[Column], Iterator[list[str]]]:
    """Lines above, columns, rows; the opened indicator comes with all places below."""
    head = build_head(board)
    cover = [
        head.place,
        _("Chỉ tiêu năm %(year)s, số liệu %(view)s") % {"year": head.year, "view": head.view_words},
        ". ".join(filter(None, [head.title, fresh_words(board), head.complete])),
        "",
    ]
    columns = [Column(_(name), width) for name, width in _COLUMNS]
    return cover, columns, _rows(board)


def _rows(board: Board) -> Iterator[list[str]]:
    for at, standing in enumerate(board.told, 1):
        yield _standing(board, standing, at)
    opened = board.opened
    if opened is None or not board.below:
        return
    title = _("%(name)s: từng nơi") % {"name": opened.indicator.name}
    yield ["", title, *[""] * (len(_COLUMNS) - 2)]
    for at, place in enumerate(list_places(board, opened), 1):
        yield _place(place, at)


def _standing(board: Board, standing: Standing, at: int) -> list[str]:
    of, year, aim = standing.indicator, board.choice.year, standing.aim
    value = standing.value_in(year)
    return [
        str(at),
        of.name,
        of_words(standing),
        number(value.numerator if value else None, of.decimals),
        number(value.denominator if value else None, of.decimals),
        level_words(of, standing.level_in(year)),
        level_words(of, standing.level_in(year - 1)),
        level_words(of, aim.value) if aim else "",
        str(aim.year) if aim else "",
        gap_words(of, standing.judgement.gap),
        _(LIGHTS[standing.judgement.light][2]),
        aim.source if aim else "",
    ]


def _place(place: "Place", at: int) -> list[str]:
    return [
        str(at),
        place.name,
        place.parts,
        "",
        "",
        place.value,
        "",
        "",
        "",
        place.missing,
        place.state[2],
        "",
    ]
