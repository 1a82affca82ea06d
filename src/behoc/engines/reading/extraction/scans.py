"""Pictures of pages made ready for recognition: ink only, the right way up, lines level."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageOps

from behoc.engines.reading.extraction.pieces import Bar, Rule

_SMALL: Final = 700  # dots of the long side on which skew is measured
_STEEPEST: Final = 4.0
_LEVEL: Final = 0.1  # degrees that cost no letter
_DARK: Final = 110  # of 255, once the paper is white
_RULE_INK: Final = 150
_SHORTEST_RULE: Final = 24.0  # in points: longer than any stroke of a letter
_TURNED: Final = 1.3  # how much clearer lines must stand upright before a page counts as lying
_PAPER: Final = 16


def ink_of(picture: Image.Image) -> Image.Image:
    """Dark ink on white paper: coloured stamps, pen and shadows fade, black letters stay."""
    grey = _without_colour(picture)
    small = grey.reduce(_PAPER) if min(grey.size) > 8 * _PAPER else grey
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    paper = paper.resize(grey.size, Image.Resampling.BILINEAR)
    ink = ImageChops.subtract(paper, grey)
    return ImageOps.autocontrast(ImageChops.invert(ink), cutoff=(0.5, 0))


def level(ink: Image.Image) -> Image.Image:
    """The page with its lines level; a page that lies on its side is stood up, on either end."""
    small = _small(ink)
    angle, score = _best_angle(small)
    lying = small.transpose(Image.Transpose.ROTATE_90)
    lying_angle, lying_score = _best_angle(lying)
    if lying_score > _TURNED * score:
        ink, angle = ink.transpose(Image.Transpose.ROTATE_90), lying_angle
    if abs(angle) < _LEVEL:
        return ink
    return ink.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)


def upside_down(ink: Image.Image) -> Image.Image:
    """The page turned round."""
    return ink.transpose(Image.Transpose.ROTATE_180)


def rules_of(ink: Image.Image, scale: float) -> list[Rule]:
    """The horizontal lines drawn on a level page, in points."""
    points = 1 / scale
    return [
        Rule(row * points, start * points, end * points)
        for row, start, end in _runs(_marks(ink), _SHORTEST_RULE / points)
    ]


def bars_of(ink: Image.Image, scale: float) -> list[Bar]:
    """The upright lines drawn on a level page, such as the borders between cells, in points."""
    points = 1 / scale
    marks = _marks(ink).transpose(Image.Transpose.TRANSPOSE)
    return [
        Bar(column * points, start * points, end * points)
        for column, start, end in _runs(marks, _SHORTEST_RULE / points)
    ]


def _without_colour(picture: Image.Image) -> Image.Image:
    """The lightest of the three colours: red, blue and violet ink all but vanish."""
    if picture.mode != "RGB":
        return picture.convert("L")
    red, green, blue = picture.split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def _marks(ink: Image.Image) -> Image.Image:
    return ink.point([0 if value < _RULE_INK else 255 for value in range(256)])


def _small(ink: Image.Image) -> Image.Image:
    factor = max(1, max(ink.size) // _SMALL)
    small = ink.reduce(factor)
    return small.point([255 if value < _DARK + 60 else 0 for value in range(256)])


def _best_angle(small: Image.Image) -> tuple[float, float]:
    """The angle at which rows of ink and rows of paper differ most, and how much they do."""
    coarse = [step * 0.5 for step in range(-int(_STEEPEST * 2), int(_STEEPEST * 2) + 1)]
    best = max(coarse, key=lambda angle: _contrast(small, angle))
    fine = [best + step * 0.1 for step in range(-3, 4)]
    found = max(fine, key=lambda angle: (_contrast(small, angle), -abs(angle)))
    return found, _contrast(small, found)


def _contrast(small: Image.Image, angle: float) -> float:
    turned = small.rotate(angle) if angle else small
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((one - two) ** 2 for one, two in pairwise(rows)) / max(1, len(rows))


def _runs(marks: Image.Image, shortest: float) -> Iterator[tuple[int, int, int]]:
    """Each long run of ink: its row and where it starts and ends; a thick line counts once."""
    width, data = marks.width, marks.tobytes()
    pattern = re.compile(rb"\x00{%d,}" % max(1, int(shortest)))
    recent: list[tuple[int, int, int]] = []
    for row in range(marks.height):
        recent = [run for run in recent if row - run[0] <= 2]
        for found in pattern.finditer(data[row * width : (row + 1) * width]):
            start, end = found.span()
            known = any(min(end, run[2]) - max(start, run[1]) > (end - start) / 2 for run in recent)
            recent.append((row, start, end))
            if not known:
                yield row, start, end
