"""Pieces of text with their place on a page put into reading order, as paragraphs."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from behoc.engines.reading.extraction.columns import CELL_SEPARATOR, stand_side_by_side

_LABEL: Final = re.compile(
    r"^\W*(?:[-–—+*•]|\(?\d{1,3}[.)/]|\d+(?:\.\d+)+|[a-zđ]{1,2}[.)]|[IVXLC]{1,6}[.)]"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục|Căn cứ|Nơi nhận|Kính gửi|Số|Thực hiện|Theo đề nghị)\b)\s*",
)
_PAGE_NUMBER: Final = re.compile(r"^\W*(?:trang\s*)?\d{1,4}\s*(?:/\s*\d{1,4})?\W*$", re.IGNORECASE)
_COLUMN_GAP: Final = 1.6  # in letter heights: wider than the spaces of a justified line
_ENDS: Final = (".", ";", ":", "./.", "!", "?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together on one line of a page; places in points from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """The height of the letters."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a page; `open_end` says that it may run on to the next page."""

    text: str
    open_end: bool = False


Row = list[Piece]


def paragraphs_of(pieces: Sequence[Piece]) -> list[Paragraph]:
    """The paragraphs of one page, columns of a letterhead or signature one after the other."""
    rows = without_page_numbers(rows_of(pieces))
    if not rows:
        return []
    margin = _right_margin(rows)
    found: list[Paragraph] = []
    for zone in _zones(rows):
        found.extend(_zone_paragraphs(zone, margin))
    return found


def pieces_of_words(words: Sequence[Piece]) -> list[Piece]:
    """Words in reading order put together where no more than a space stands between them."""
    pieces: list[Piece] = []
    for word in words:
        if pieces and _follows(pieces[-1], word):
            pieces[-1] = _together(pieces[-1], word)
        else:
            pieces.append(word)
    return pieces


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """The pieces in rows from top to bottom, each row from left to right."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda each: (each.top + each.bottom, each.left)):
        if rows and _same_row(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda each: each.left)
    return rows


def without_page_numbers(rows: list[Row]) -> list[Row]:
    """The rows without a page number at the head or the foot of the page."""
    if rows and _is_page_number(rows[0]):
        rows = rows[1:]
    if rows and _is_page_number(rows[-1]):
        rows = rows[:-1]
    return rows


def joins(first: str, second: str) -> bool:
    """Whether a paragraph left open at the end of a page runs on in the next page's first one."""
    return second[:1].islower() and not starts_item(second) and not first.endswith(_ENDS)


def starts_item(text: str) -> bool:
    """Whether a line opens a list item, a clause or another part that stands for itself."""
    return _LABEL.match(text) is not None


def _follows(piece: Piece, word: Piece) -> bool:
    height = max(piece.height, word.height)
    gap = word.left - piece.right
    return _same_row([piece], word) and -0.5 * height < gap < _COLUMN_GAP * height


def _together(one: Piece, two: Piece) -> Piece:
    return Piece(
        f"{one.text} {two.text}",
        min(one.left, two.left),
        min(one.top, two.top),
        max(one.right, two.right),
        max(one.bottom, two.bottom),
    )


def _same_row(row: Row, piece: Piece) -> bool:
    last = row[-1]
    overlap = min(last.bottom, piece.bottom) - max(last.top, piece.top)
    return overlap > 0.5 * min(last.height, piece.height)


def _is_page_number(row: Row) -> bool:
    return len(row) == 1 and _PAGE_NUMBER.match(row[0].text) is not None


def _right_margin(rows: list[Row]) -> float:
    """Where full lines end: nearly the furthest right, so that one stray mark does not count."""
    ends = sorted(row[-1].right for row in rows)
    return ends[max(0, len(ends) - 1 - len(ends) // 20)]


def _zones(rows: list[Row]) -> list[list[Row]]:
    """Runs of rows that share a gutter, and the runs of single lines between them."""
    zones: list[list[Row]] = []
    at = 0
    while at < len(rows):
        end = _gutter_end(rows, at) if len(rows[at]) > 1 else at
        if end > at:
            start = _pull_back(zones, rows[at:end])
            zones.append(start + rows[at:end])
            at = end
        else:
            if not zones or _has_gutter(zones[-1]):
                zones.append([])
            zones[-1].append(rows[at])
            at += 1
    return [zone for zone in zones if zone]


def _gutter_end(rows: list[Row], start: int) -> int:
    """Where the run of rows ends that leave a common gap between two columns free."""
    gap = _widest_gap(rows[start])
    end = last_pair = start
    while end < len(rows):
        narrowed = _free_part(gap, rows[end])
        if narrowed is None:
            break
        gap = narrowed
        if len(rows[end]) > 1:
            last_pair = end
        elif end - last_pair > 8:
            break
        end += 1
    return end


def _widest_gap(row: Row) -> tuple[float, float]:
    gaps = [(one.right, two.left) for one, two in pairwise(row)]
    return max(gaps, key=lambda gap: gap[1] - gap[0])


def _free_part(gap: tuple[float, float], row: Row) -> tuple[float, float] | None:
    left, right = gap
    for piece in row:
        if piece.right <= left or piece.left >= right:
            continue
        middle = (left + right) / 2
        if piece.left < middle < piece.right:
            if piece.left - left > right - piece.right:
                right = piece.left
            else:
                left = piece.right
        elif piece.right <= middle:
            left = piece.right
        else:
            right = piece.left
    return (left, right) if right - left > 4 else None


def _has_gutter(zone: list[Row]) -> bool:
    return any(len(row) > 1 for row in zone)


def _pull_back(zones: list[list[Row]], run: list[Row]) -> list[Row]:
    """Single lines at the very top of the page belong to the columns that follow them."""
    if len(zones) != 1 or _has_gutter(zones[0]) or len(zones[0]) > 2:
        return []
    gap = _widest_gap(run[0])
    for row in [*run, *zones[0]]:
        narrowed = _free_part(gap, row)
        if narrowed is None:
            return []
        gap = narrowed
    return zones.pop()


def _zone_paragraphs(zone: list[Row], margin: float) -> list[Paragraph]:
    if not _has_gutter(zone):
        return _joined([row[0] for row in zone], margin)
    left, right = _columns(zone)
    if stand_side_by_side([piece.text for piece in left], [piece.text for piece in right]):
        return [*_column_paragraphs(left), *_column_paragraphs(right)]
    return [Paragraph(CELL_SEPARATOR.join(piece.text for piece in row)) for row in zone]


def _columns(zone: list[Row]) -> tuple[list[Piece], list[Piece]]:
    gap = _widest_gap(next(row for row in zone if len(row) > 1))
    for row in zone:
        gap = _free_part(gap, row) or gap
    middle = sum(gap) / 2
    pieces = [piece for row in zone for piece in row]
    left = [piece for piece in pieces if (piece.left + piece.right) / 2 < middle]
    return left, [piece for piece in pieces if (piece.left + piece.right) / 2 >= middle]


def _column_paragraphs(pieces: list[Piece]) -> list[Paragraph]:
    """A list of recipients is joined like other text; centred lines of a letterhead stay apart."""
    lines = [
        Piece(
            " ".join(piece.text for piece in row),
            row[0].left,
            row[0].top,
            row[-1].right,
            row[0].bottom,
        )
        for row in rows_of(pieces)
    ]
    if sum(starts_item(line.text) for line in lines) >= 2:
        return _joined(lines, max(line.right for line in lines))
    return [Paragraph(line.text) for line in lines]


def _joined(lines: list[Piece], margin: float) -> list[Paragraph]:
    """Lines put together again where only the page's width had broken them."""
    if not lines:
        return []
    step = _line_step(lines)
    left = _left_margin(lines)
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
    if starts_item(below.text) or below.top - above.top > 1.5 * step:
        return False
    if below.left - left > 1.2 * below.height:  # a first line set in, or a centred one
        return False
    letters = max(len(below.text), 1)
    first_word = below.text.split(maxsplit=1)[0]
    needed = (len(first_word) + 1) * (below.right - below.left) / letters
    return margin - above.right < needed + 0.3 * above.height


def _line_step(lines: list[Piece]) -> float:
    steps = [two.top - one.top for one, two in pairwise(lines)]
    near = [step for step in steps if step > 0]
    return statistics.median_low(near) if near else lines[0].height


def _left_margin(lines: list[Piece]) -> float:
    """Where most lines begin: an early one, so that lines set in do not move it."""
    starts = sorted(line.left for line in lines)
    return starts[len(starts) // 10]
