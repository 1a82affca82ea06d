"""Pictures of pages made ready for recognition: ink only, the right way up, lines level."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from behoc.engines.reading.extraction.pieces import Bar, Rule

_SMALL: Final = 700  # dots of the long side on which skew is measured
_STEEPEST: Final = 4.0
_LEVEL: Final = 0.25  # degrees that cost no letter
_DARK: Final = 110  # of 255, once the paper is white
_RULE_INK: Final = 150
_STRETCH: Final = 8  # dots along a line that are looked at together, so that grain does not cut it
_SHORTEST_RULE: Final = 40.0  # in points: longer than most words, whose gaps cut the rest
_LINE: Final = 2.6  # points that a drawn line and its soft edges are wide
_NEAR: Final = 5.0  # points within which two drawn lines meet
_COLOURED: Final = 55  # of 255: stamps and ball pens; black print and its soft edges have less
_TURNED: Final = 1.3  # how much clearer lines must stand upright before a page counts as lying
_PAPER: Final = 16
_QUARTERS: Final = {
    1: Image.Transpose.ROTATE_90,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_270,
}
_WHITE: Final = 250  # of 255
_GRAINY: Final = 0.6  # share of white dots below which a page is a copy of a copy


@dataclass(frozen=True, slots=True)
class Turn:
    """Quarter turns against the clock, then a few degrees more."""

    quarters: int
    degrees: float

    def upside_down(self) -> "Turn":
        """The same turn and half a turn more."""
        return Turn(self.quarters + 2, self.degrees)


def ink_of(picture: Image.Image) -> Image.Image:
    """Dark ink on white paper: coloured stamps, pen and shadows fade, black letters stay."""
    grey = _without_colour(picture)
    small = grey.reduce(_PAPER) if min(grey.size) > 8 * _PAPER else grey
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(3))
    paper = paper.resize(grey.size, Image.Resampling.BILINEAR)
    ink = ImageChops.subtract(paper, grey)
    return ImageOps.autocontrast(ImageChops.invert(ink), cutoff=(0.5, 0))


def turn_of(ink: Image.Image) -> Turn:
    """How to turn a page so that its lines are level; one on its side is stood on either end."""
    small = _small(ink)
    angle, score = _best_angle(small)
    lying_angle, lying_score = _best_angle(small.transpose(Image.Transpose.ROTATE_90))
    if lying_score > _TURNED * score:
        return Turn(quarters=1, degrees=lying_angle)
    return Turn(quarters=0, degrees=angle)


def turned(ink: Image.Image, turn: Turn) -> Image.Image:
    """The page turned that way, white where nothing was."""
    if turn.quarters:
        ink = ink.transpose(_QUARTERS[turn.quarters])
    if abs(turn.degrees) < _LEVEL:
        return ink
    return ink.rotate(turn.degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def rules_of(ink: Image.Image, scale: float) -> list[Rule]:
    """The horizontal lines drawn on a level page, in points."""
    marks = ink.reduce((_STRETCH, 1)).point([0 if tone < _RULE_INK else 255 for tone in range(256)])
    return [
        Rule(row / scale, start * _STRETCH / scale, end * _STRETCH / scale)
        for row, start, end in _runs(marks, _SHORTEST_RULE * scale / _STRETCH)
    ]


def bars_of(ink: Image.Image, scale: float) -> list[Bar]:
    """The upright lines drawn on a level page, such as the borders between cells, in points."""
    return [
        Bar(rule.height, rule.left, rule.right)
        for rule in rules_of(ink.transpose(Image.Transpose.TRANSPOSE), scale)
    ]


def without_lines(
    soft: Image.Image, rules: list[Rule], bars: list[Bar], scale: float
) -> Image.Image:
    """The page without the borders of its tables, which would be read as letters.

    A line that meets no upright one is left: it may be the edge of bold capitals.
    """
    bare = soft.copy()
    draw, width = ImageDraw.Draw(bare), max(5, round(scale * _LINE))
    for rule in (rule for rule in rules if any(_meet(rule, bar) for bar in bars)):
        height = rule.height * scale + 1
        draw.line((rule.left * scale, height, rule.right * scale, height), 255, width)
    for bar in bars:
        place = bar.place * scale + 1
        draw.line((place, bar.top * scale, place, bar.bottom * scale), 255, width)
    return bare


def _meet(rule: Rule, bar: Bar) -> bool:
    return (
        rule.left - _NEAR < bar.place < rule.right + _NEAR
        and bar.top - _NEAR < rule.height < bar.bottom + _NEAR
    )


def smooth(ink: Image.Image) -> Image.Image:
    """Grain taken off: a little on every scan, single dots where most of the paper is grainy.

    Thin lines go with it: they are to be looked for on the page as it was.
    """
    tones = ink.histogram()
    if sum(tones[_WHITE:]) < _GRAINY * sum(tones):
        return ink.filter(ImageFilter.MedianFilter(3))
    return ink.filter(ImageFilter.GaussianBlur(0.7))


def _without_colour(picture: Image.Image) -> Image.Image:
    """The page in grey, with whatever is red, blue or violet taken for paper."""
    if picture.mode != "RGB":
        return picture.convert("L")
    red, green, blue = picture.split()
    lightest = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    darkest = ImageChops.darker(red, ImageChops.darker(green, blue))
    colour = ImageChops.subtract(lightest, darkest)
    mask = colour.point([255 if tone > _COLOURED else 0 for tone in range(256)])
    lightest.paste(255, mask=mask)
    return lightest


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
