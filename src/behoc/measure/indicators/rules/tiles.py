"""A map of equal tiles: where each place stands, and which of five steps its value is. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import ceil, sqrt

from behoc.kernel import data

SIZE = 25.0  # from the middle of a tile to a corner
_WIDE = SIZE * sqrt(3)
_STEP = SIZE * 1.5  # from row to row
_EDGE = 4.0  # of white around the drawing
STEPS = 5  # as many as the colours of a map that people can tell apart
_TWO = 2  # a hexagon stands half its width aside in every second row
_LEAN = 1.3  # a block of tiles is a little wider than high


@dataclass(frozen=True, slots=True)
class Tile:
    """Where one tile stands: the middle, and the six corners as a path."""

    x: float
    y: float
    path: str
    inner: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All tiles, in the order of the places that were given, and the size of the drawing."""

    tiles: tuple[Tile, ...]
    width: float
    height: float
    is_placed: bool


def lay_out(codes: Sequence[str]) -> Sheet:
    """Tiles for the places: as the shipped map has them, or in rows where it knows too few.

    A place that the map does not know stands in a row below those that it does.
    """
    known = positions()
    unknown = [code for code in codes if code not in known]
    placed = len(unknown) < len(codes) - len(unknown)
    cells = _placed(codes, unknown) if placed else _rows(len(codes))
    low_column = min((column for column, _row in cells), default=0)
    low_row = min((row for _column, row in cells), default=0)
    tiles = tuple(_tile(column - low_column, row - low_row, row) for column, row in cells)
    width = max((tile.x for tile in tiles), default=0) + _WIDE / _TWO + _EDGE
    height = max((tile.y for tile in tiles), default=0) + SIZE + _EDGE
    return Sheet(tiles, round(width, 1), round(height, 1), placed)


@cache
def positions() -> Mapping[str, tuple[int, int]]:
    """Code of a place → column and row of its tile; odd rows stand half a tile to the right."""
    path = data.path("places", "tiles.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["tile"]
    return {row["code"]: (row["column"], row["row"]) for row in rows}


def edges_of(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The lower edges of the steps above the first, so that each step holds about as many."""
    ranked = sorted(values)
    found = {
        ranked[len(ranked) * step // STEPS].quantize(Decimal(1))
        for step in range(1, STEPS)
        if ranked
    }
    return tuple(sorted(each for each in found if each > ranked[0]))


def step_of(value: Decimal | None, edges: Sequence[Decimal]) -> int:
    """1 to 5 from the lowest; 0 where nothing is known."""
    if value is None:
        return 0
    return 1 + sum(value >= edge for edge in edges)


def _placed(codes: Sequence[str], unknown: Sequence[str]) -> list[tuple[int, int]]:
    known = positions()
    below = max(known[code][1] for code in codes if code in known) + _TWO
    return [known[code] if code in known else (unknown.index(code), below) for code in codes]


def _rows(count: int) -> list[tuple[int, int]]:
    wide = max(1, ceil(sqrt(count * _LEAN)))
    return [(number % wide, number // wide) for number in range(count)]


def _tile(column: int, row: int, true_row: int) -> Tile:
    x = _EDGE + _WIDE / _TWO + column * _WIDE + (_WIDE / _TWO if true_row % _TWO else 0)
    y = _EDGE + SIZE + row * _STEP
    return Tile(round(x, 1), round(y, 1), _hexagon(x, y, SIZE), _hexagon(x, y, SIZE - _EDGE))


def _hexagon(x: float, y: float, size: float) -> str:
    half = size * sqrt(3) / _TWO
    corners = (
        (x, y - size),
        (x + half, y - size / _TWO),
        (x + half, y + size / _TWO),
        (x, y + size),
        (x - half, y + size / _TWO),
        (x - half, y - size / _TWO),
    )
    return "M" + " L".join(f"{left:.1f} {top:.1f}" for left, top in corners) + "Z"
