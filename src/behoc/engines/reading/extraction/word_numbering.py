"""The list labels that Word computes instead of storing: “1.”, “a)”, “Điều 2.”, “-”."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE: Final = f"{W}val"
_PLACE: Final = re.compile(r"%([1-9])")
_DEEPEST: Final = 9
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is labelled."""

    form: str
    pattern: str
    start: int
    restarts_after: int | None  # None: after any higher level; 0: never


class Numbering:
    """Counts the paragraphs of each list in document order and gives each its label."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract_of: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, number: str, depth: int) -> str:
        """The label of the next paragraph of this list at this depth."""
        abstract = self._abstract_of.get(number)
        levels = self._levels.get(number, {})
        level = levels.get(depth)
        if abstract is None or level is None or level.form == "none":
            return ""
        counts = self._counts[abstract]
        self._count(number, depth, level, counts)
        self._forget_deeper(depth, levels, counts)
        if level.form == "bullet":
            return _bullet(level.pattern)
        return _PLACE.sub(lambda place: _written(int(place[1]) - 1, levels, counts), level.pattern)

    def _count(self, number: str, depth: int, level: Level, counts: dict[int, int]) -> None:
        override = self._starts.get((number, depth))
        if override is not None and (number, depth) not in self._started:
            counts[depth] = override
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self._started.add((number, depth))

    @staticmethod
    def _forget_deeper(depth: int, levels: dict[int, Level], counts: dict[int, int]) -> None:
        for deeper in range(depth + 1, _DEEPEST):
            level = levels.get(deeper)
            after = None if level is None else level.restarts_after
            if after is None or (after > 0 and depth < after):
                counts.pop(deeper, None)

    def _read(self, root: etree._Element) -> None:
        abstracts = {
            element.get(f"{W}abstractNumId", ""): _levels_of(element)
            for element in root.iterfind(f"{W}abstractNum")
        }
        for element in root.iterfind(f"{W}num"):
            number = element.get(f"{W}numId", "")
            abstract = _value(element.find(f"{W}abstractNumId"))
            self._abstract_of[number] = abstract
            self._levels[number] = dict(abstracts.get(abstract, {}))
            for override in element.iterfind(f"{W}lvlOverride"):
                self._override(number, override)

    def _override(self, number: str, override: etree._Element) -> None:
        depth = as_number(override.get(f"{W}ilvl"), 0)
        start = override.find(f"{W}startOverride")
        if start is not None:
            self._starts[number, depth] = as_number(_value(start), 1)
        level = override.find(f"{W}lvl")
        if level is not None:
            self._levels[number][depth] = _level_of(level)


def as_number(text: str | None, otherwise: int) -> int:
    """The whole number that an attribute gives, or another where it gives none."""
    return (
        int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else otherwise
    )


def _levels_of(abstract: etree._Element) -> dict[int, Level]:
    return {
        as_number(level.get(f"{W}ilvl"), 0): _level_of(level)
        for level in abstract.iterfind(f"{W}lvl")
    }


def _level_of(level: etree._Element) -> Level:
    restart = level.find(f"{W}lvlRestart")
    return Level(
        form=_value(level.find(f"{W}numFmt")) or "decimal",
        pattern=_value(level.find(f"{W}lvlText")),
        start=as_number(_value(level.find(f"{W}start")), 1),
        restarts_after=None if restart is None else as_number(_value(restart), 0),
    )


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(_VALUE, "")


def _written(depth: int, levels: dict[int, Level], counts: dict[int, int]) -> str:
    level = levels.get(depth)
    if level is None:
        return ""
    return written_number(counts.get(depth, level.start), level.form)


def written_number(number: int, form: str) -> str:
    """The number in the form that a list asks for: digits, letters or Roman numerals."""
    if form in ("lowerLetter", "upperLetter", "a", "A"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form in ("upperLetter", "A") else letter
    if form in ("lowerRoman", "upperRoman", "i", "I"):
        return _roman(number) if form in ("upperRoman", "I") else _roman(number).lower()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _bullet(pattern: str) -> str:
    """Bullets of picture fonts become the dash that Vietnamese papers use."""
    letter = pattern[:1]
    return letter if letter in {"+", "*", "•", "–", "—"} else "-"
