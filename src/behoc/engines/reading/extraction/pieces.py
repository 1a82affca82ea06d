"""Pieces of text with their places on a page, and the rows that they form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_COLUMN_GAP: Final = 1.6  # in letter heights: wider than the spaces of a justified line


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

    @property
    def middle(self) -> float:
        """Half-way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn horizontal line, such as the border between two rows of a table."""

    height: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn upright line, such as the border between two cells of a table."""

    place: float
    top: float
    bottom: float


Row = list[Piece]


def pieces_of_words(words: Sequence[Piece], bars: Sequence[Bar] = ()) -> list[Piece]:
    """Words in reading order put together where no more than a space stands between them."""
    groups: list[list[Piece]] = []
    for word in words:
        if groups and _follows(groups[-1][-1], word) and not _parted(groups[-1][-1], word, bars):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [together(group) for group in groups]


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """The pieces in rows from top to bottom, each row from left to right."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda each: (each.top + each.bottom, each.left)):
        if rows and _same_row(rows[-1][-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda each: each.left)
    return rows


def together(row: Sequence[Piece]) -> Piece:
    """One piece that covers all of these."""
    return Piece(
        " ".join(piece.text for piece in row),
        min(piece.left for piece in row),
        min(piece.top for piece in row),
        max(piece.right for piece in row),
        max(piece.bottom for piece in row),
    )


def _follows(last: Piece, word: Piece) -> bool:
    height = max(last.height, word.height)
    gap = word.left - last.right
    return _same_row(last, word) and -0.5 * height < gap < _COLUMN_GAP * height


def _parted(last: Piece, word: Piece, bars: Sequence[Bar]) -> bool:
    """Whether a border stands between two words."""
    height = (last.top + last.bottom) / 2
    return any(
        last.middle < bar.place < word.middle and bar.top < height < bar.bottom for bar in bars
    )


def _same_row(one: Piece, two: Piece) -> bool:
    overlap = min(one.bottom, two.bottom) - max(one.top, two.top)
    return overlap > 0.5 * min(one.height, two.height)
