"""Where on a page text runs in one column and where several columns stand side by side."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from behoc.engines.reading import marks
from behoc.engines.reading.extraction.pieces import Bar, Piece, Row

_NARROWEST_GAP: Final = 4.0
_ROWS_AFTER_LAST_PAIR: Final = 8
_ROWS_ABOVE_FIRST_PAIR: Final = 2
_WIDEST_BLANK: Final = 9.0  # in letter heights: room for a signature

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Zone:
    """Rows that share the same gaps between columns; no gaps where text runs in one column."""

    rows: list[Row]
    gaps: list[Gap]

    def columns_of(self, row: Row) -> list[list[Piece]]:
        """The pieces of a row by column."""
        columns: list[list[Piece]] = [[] for _ in range(len(self.gaps) + 1)]
        for piece in row:
            columns[sum(piece.middle > sum(gap) / 2 for gap in self.gaps)].append(piece)
        return columns


def zones_of(rows: Sequence[Row]) -> list[Zone]:
    """The page cut into zones, from top to bottom."""
    zones: list[Zone] = []
    at = 0
    while at < len(rows):
        zone = _columns_from(rows, at) if len(rows[at]) > 1 else None
        if zone and zone.rows:  # none where pieces of the row overlap, as in a spoilt file
            at += len(zone.rows)
            zones.append(_with_rows_above(zones, zone))
        else:
            if not zones or zones[-1].gaps:
                zones.append(Zone([], []))
            zones[-1].rows.append(rows[at])
            at += 1
    return [zone for zone in zones if zone.rows]


def within_bars(zone: Zone, bars: Sequence[Bar]) -> Zone:
    """The zone with the columns of its drawn table, where it has several upright borders."""
    if not zone.gaps:
        return zone
    pieces = [piece for row in zone.rows for piece in row]
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    top, bottom = pieces[0].top, pieces[-1].bottom
    drawn: dict[int, float] = {}
    for bar in bars:
        if left < bar.place < right:
            shared = min(bar.bottom, bottom) - max(bar.top, top)
            place = next((known for known in drawn if abs(known - bar.place) < 3), round(bar.place))
            drawn[place] = drawn.get(place, 0.0) + max(0.0, shared)
    places = sorted(place for place, length in drawn.items() if length > (bottom - top) / 2)
    if len(places) < len(zone.gaps):
        return zone
    return Zone(zone.rows, [(place - 1.0, place + 1.0) for place in places])


def _columns_from(rows: Sequence[Row], start: int) -> Zone:
    """The longest run of rows, from this one on, that leaves a gap between columns free."""
    gaps = [(one.right, two.left) for one, two in pairwise(rows[start])]
    end = last_pair = start
    while end < len(rows):
        kept = _gaps_kept(gaps, rows[end])
        if not kept or (end > start and _stands_apart(rows, end)):
            break
        gaps = kept
        if len(rows[end]) > 1:
            last_pair = end
        elif end - last_pair > _ROWS_AFTER_LAST_PAIR:
            break
        end += 1
    return Zone(list(rows[start:end]), gaps)


def _stands_apart(rows: Sequence[Row], at: int) -> bool:
    """Whether a row is no longer part of the columns above it, though it leaves their gap free."""
    if _blank_above(rows, at) > _WIDEST_BLANK:
        return True
    if len(rows[at]) > 1:
        return False
    text = rows[at][0].text
    return marks.opens_addressees(text) or marks.type_line(text) is not None


def _gaps_kept(gaps: list[Gap], row: Row) -> list[Gap]:
    """The gaps that this row leaves free; a lone piece that closes one belongs to other text."""
    kept = [free for gap in gaps if (free := _free_part(gap, row))]
    return [] if len(row) == 1 and len(kept) < len(gaps) else kept


def _free_part(gap: Gap, row: Row) -> Gap | None:
    """The widest part of the gap on which no piece of the row stands."""
    edges = [-math.inf, *(edge for piece in row for edge in (piece.left, piece.right)), math.inf]
    parts = [
        (max(gap[0], left), min(gap[1], right))
        for left, right in zip(edges[::2], edges[1::2], strict=True)
    ]
    widest = max(parts, key=lambda part: part[1] - part[0])
    return widest if widest[1] - widest[0] > _NARROWEST_GAP else None


def _blank_above(rows: Sequence[Row], at: int) -> float:
    above, below = rows[at - 1][0], rows[at][0]
    return (below.top - above.bottom) / max(below.height, 1.0)


def _with_rows_above(zones: list[Zone], zone: Zone) -> Zone:
    """Single lines at the very top of the page belong to the columns that follow them."""
    if len(zones) != 1 or zones[0].gaps or len(zones[0].rows) > _ROWS_ABOVE_FIRST_PAIR:
        return zone
    gaps = zone.gaps
    for row in zones[0].rows:
        gaps = _gaps_kept(gaps, row)
    return Zone(zones.pop().rows + zone.rows, gaps) if gaps else zone
