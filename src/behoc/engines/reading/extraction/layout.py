"""Pieces of text on a page put into reading order, as paragraphs and table rows."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from behoc.engines.reading.extraction.columns import (
    CELL_SEPARATOR,
    completes_national_title,
    stand_side_by_side,
)
from behoc.engines.reading.extraction.pieces import Bar, Piece, Row, Rule, rows_of, together
from behoc.engines.reading.extraction.zones import Zone, within_bars, zones_of

_LABEL: Final = re.compile(
    r"^\W*(?:[-–—+*•]|\(?\d{1,3}(?:[.)](?!\d)|/(?=\s|[A-ZĐ][a-zà-ỹđ]))|\d+(?:\.\d+)+|[a-zđ]{1,2}[.)]|[IVXLC]{1,6}[.)]"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục|Căn cứ|Nơi nhận|Kính gửi|Số|Thực hiện|Theo đề nghị)\b)\s*",
)
_PAGE_NUMBER: Final = re.compile(r"^\W*(?:trang\s*)?\d{1,4}\s*(?:/\s*\d{1,4})?\W*$", re.IGNORECASE)
_WIDEST_STEP: Final = 2.4  # in letter heights: more than double spacing
_DASHES: Final = ("-", "–", "—", "+", "•")
_ENDS: Final = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a page; `open_end` says that it may run on to the next page."""

    text: str
    open_end: bool = False


def paragraphs_of(
    pieces: Sequence[Piece], rules: Sequence[Rule] = (), bars: Sequence[Bar] = ()
) -> list[Paragraph]:
    """The paragraphs of one page, columns of a letterhead or signature one after the other."""
    rows = _without_lone_pairs(_without_page_numbers(rows_of(pieces)))
    if not rows:
        return []
    margin = _right_margin(rows)
    found: list[Paragraph] = []
    for zone in zones_of(rows):
        found.extend(_zone_paragraphs(within_bars(zone, bars), margin, rules))
    return found


def may_hold_table(pieces: Sequence[Piece]) -> bool:
    """Whether enough rows have several pieces for a table to be among them."""
    widths = [len(row) for row in rows_of(pieces)]
    return max(widths, default=0) > 2 or sum(width > 1 for width in widths) > 2


def joins(first: str, second: str) -> bool:
    """Whether a paragraph left open at the end of a page runs on in the next page's first one."""
    if starts_item(second) or first.endswith((".", ":", "!", "?")):
        return False
    return second[:1].islower() or (second[:1].isdigit() and not first.endswith(";"))


def starts_item(text: str) -> bool:
    """Whether a line opens a list item, a clause or another part that stands for itself."""
    return _LABEL.match(text) is not None


def _without_page_numbers(rows: list[Row]) -> list[Row]:
    if rows and _is_page_number(rows[0]):
        rows = rows[1:]
    if rows and _is_page_number(rows[-1]):
        rows = rows[:-1]
    return rows


def _is_page_number(row: Row) -> bool:
    return len(row) == 1 and _PAGE_NUMBER.match(row[0].text) is not None


def _without_lone_pairs(rows: list[Row]) -> list[Row]:
    """A single row in two pieces is no column: one wide space, as justified lines have them."""
    lone: set[int] = set()
    for zone in zones_of(rows):
        pairs = [row for row in zone.rows if len(row) > 1]
        if len(pairs) == 1 and len(pairs[0]) == 2 and not _is_side_by_side(zone):
            lone.add(id(pairs[0]))
    return [[together(row)] if id(row) in lone else row for row in rows]


def _right_margin(rows: list[Row]) -> float:
    """Where full lines end: nearly the furthest right, so that one stray mark does not count."""
    ends = sorted(row[-1].right for row in rows)
    return ends[max(0, len(ends) - 1 - len(ends) // 20)]


def _zone_paragraphs(zone: Zone, margin: float, rules: Sequence[Rule]) -> list[Paragraph]:
    if not zone.gaps:
        return _joined([together(row) for row in zone.rows], margin)
    if _is_side_by_side(zone):
        return [each for column in _two_columns(zone) for each in _column_paragraphs(column)]
    return [Paragraph(text) for text in _table_texts(zone, rules)]


def _is_side_by_side(zone: Zone) -> bool:
    left, right = _two_columns(zone)
    return stand_side_by_side([piece.text for piece in left], [piece.text for piece in right])


def _two_columns(zone: Zone) -> tuple[list[Piece], list[Piece]]:
    widest = max(zone.gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    middle = sum(widest) / 2
    pieces = [piece for row in zone.rows for piece in row]
    left = [piece for piece in pieces if piece.middle < middle]
    return left, [piece for piece in pieces if piece.middle >= middle]


def _column_paragraphs(pieces: list[Piece]) -> list[Paragraph]:
    """A list of recipients is joined like other text; of centred lines only what is cut in two."""
    lines = [together(row) for row in rows_of(pieces)]
    if sum(line.text.startswith(_DASHES) for line in lines) >= 2:
        return _entries(lines)
    texts = [lines[0].text] if lines else []
    for line in lines[1:]:
        if _is_cut(texts[-1], line.text):
            texts[-1] = f"{texts[-1]} {line.text}"
        else:
            texts.append(line.text)
    return [Paragraph(text) for text in texts]


def _entries(lines: list[Piece]) -> list[Paragraph]:
    """The entries of a list of recipients; a dash lost in a scan still opens one."""
    margin, left, step = max(line.right for line in lines), _left_margin(lines), _line_step(lines)
    texts = [lines[0].text]
    for above, below in pairwise(lines):
        ended = above.text.endswith((";", "),", ".", ":")) or below.text.startswith("Lưu")
        if not ended and _runs_on(above, below, margin, left, step):
            texts[-1] = f"{texts[-1]} {below.text}"
        else:
            texts.append(below.text)
    return [Paragraph(text) for text in texts]


def _is_cut(above: str, below: str) -> bool:
    """Whether a narrow column broke a line that belongs together, such as the national title."""
    return completes_national_title(above, below) or (
        below[:1].islower() and not starts_item(below)
    )


def _table_texts(zone: Zone, rules: Sequence[Rule]) -> list[str]:
    """A line per row of the table; lines of one cell are put together where borders are drawn."""
    texts = []
    for rows in _ruled_rows(zone, rules):
        by_column = zip(*(zone.columns_of(row) for row in rows), strict=True)
        cells = [_cell_text(list(column)) for column in by_column]
        texts.append(_row_text(cells))
    return [text for text in texts if text]


def _row_text(cells: list[str]) -> str:
    """A row whose first or last cell is empty keeps it, so that cells stay under their heads."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or (cells[0] and cells[-1]):
        return CELL_SEPARATOR.join(cells).strip(" |")
    return f"| {CELL_SEPARATOR.join(cells)} |"


def _cell_text(lines: list[list[Piece]]) -> str:
    filled = [CELL_SEPARATOR.join(piece.text for piece in line) for line in lines if line]
    return " ".join(filled)


def _ruled_rows(zone: Zone, rules: Sequence[Rule]) -> list[list[Row]]:
    borders = _borders(zone, rules)
    if len(borders) < 3:
        return [[row] for row in zone.rows]
    groups: dict[int, list[Row]] = {}
    for row in zone.rows:
        height = (row[0].top + row[0].bottom) / 2
        groups.setdefault(sum(border < height for border in borders), []).append(row)
    return list(groups.values())


def _borders(zone: Zone, rules: Sequence[Rule]) -> list[float]:
    """The heights at which lines cross at least half of the zone, cell by cell or at once."""
    pieces = [piece for row in zone.rows for piece in row]
    width = max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
    drawn: dict[int, float] = {}
    for rule in rules:
        height = round(rule.height / 2)
        drawn[height] = drawn.get(height, 0.0) + rule.right - rule.left
    heights = sorted(height * 2.0 for height, length in drawn.items() if length > width / 2)
    return [two for one, two in pairwise([-100.0, *heights]) if two - one > 4]


def _joined(lines: list[Piece], margin: float) -> list[Paragraph]:
    """Lines put together again where only the page's width had broken them."""
    step, left = _line_step(lines), _left_margin(lines)
    paragraphs, text = [], lines[0].text
    for above, below in pairwise(lines):
        if _runs_on(above, below, margin, left, step):
            text = f"{text} {below.text}"
        else:
            paragraphs.append(Paragraph(text))
            text = below.text
    last = lines[-1]
    return [*paragraphs, Paragraph(text, open_end=margin - last.right < 4 * last.height)]


def _runs_on(above: Piece, below: Piece, margin: float, left: float, step: float) -> bool:
    """A line runs on where the next one's first word had no more room on it."""
    if starts_item(below.text) or below.top - above.top > min(
        1.5 * step, _WIDEST_STEP * below.height
    ):
        return False
    if below.left - left > 1.2 * below.height and not _hangs_under(above, below):
        return False
    first_word = below.text.split(maxsplit=1)[0]
    needed = (_widths(first_word) + 1) * (below.right - below.left) / _widths(below.text)
    return margin - above.right < needed + 0.3 * above.height


def _widths(text: str) -> float:
    """How wide a text is, counted in small letters: capitals and figures take more room."""
    return sum(1.4 if letter.isupper() else 1.1 if letter.isdigit() else 1.0 for letter in text)


def _hangs_under(above: Piece, below: Piece) -> bool:
    """Whether a line set in belongs to the item above it, rather than opening a paragraph."""
    if starts_item(above.text) and below.left > above.left + 0.6 * below.height:
        return True
    return abs(below.left - above.left) < 0.6 * below.height and not above.text.endswith(_ENDS)


def _line_step(lines: list[Piece]) -> float:
    near = [step for one, two in pairwise(lines) if (step := two.top - one.top) > 0]
    return statistics.median_low(near) if near else lines[0].height


def _left_margin(lines: list[Piece]) -> float:
    """Where most lines begin: an early one, so that lines set in do not move it."""
    starts = sorted(line.left for line in lines)
    return starts[len(starts) // 10]
