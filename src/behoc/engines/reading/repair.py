"""Repair: mends spacing, marks and lost letters, and always knows the original line.

Nothing is thrown away: the caller keeps the original lines, every repaired line carries its
1-based number, and every paragraph can say which original line a position came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.engines.reading.letters import fold, is_capitals, squeeze, starts_small
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\x0c"), "")
SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000\r\v"), " ")
HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad\uf02d"), "-")
BULLETS = dict.fromkeys(map(ord, "•●▪◦○■□\uf0b7\uf0a7"), "-")
TRANSLATION = {**INVISIBLE, **SPACES, **HYPHENS, **BULLETS}

COUNT_TAG = re.compile(r"<sup>\s*(\(?\d{1,3}\)?)\s*</sup>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,60}>")
ESCAPE = re.compile(r"\\([-*.#_()\[\]+>~|])")
HEADING_MARK = re.compile(r"^\s{0,3}#{1,6}\s+")
STAR_BULLET = re.compile(r"^(\s*)\*\s{1,3}(?=\S)")
RULE = re.compile(r"^[\s\-=_.…*:|]*$")
GAP_BEFORE_MARK = re.compile(r"\s+([,;:.!?)”])(?!\w|\.{2})")
GAP_AFTER_OPEN = re.compile(r"([“(])\s+")
NUMBER_GAP = re.compile(r"(\d)\s*([/-])\s+(?=[A-ZĐƯ]{1,4}[A-Za-zĐđ]*\s?[-/])")
SYMBOL_GAP = re.compile(r"(\d) (?:(/) ?(?=[A-ZĐƯ]{2})|(-) ?(?=[A-ZĐ][A-ZĐTr]{1,3}\s?/\s?[A-ZĐ]))")
TYPE_GAP = re.compile(r"(/[A-ZĐ][A-Za-zĐđ]{1,5}-)\s+(?=[A-ZĐ][A-Za-zĐđ]*\b)")
BLANK_FACT = re.compile(r"(\b[Ss]ố\s?:?|[Nn]gày|tháng|năm)[ \t]{2,}(?=[-/]\s?[A-ZĐ]|tháng|năm)")
PAGE_NUMBER = re.compile(r"^(?:-\s?|[Tt]rang )?(\d{1,3})(?:\s?-|\s?/\s?\d{1,3})?$")
PAGE_LENGTH = 12  # lines that a page has at the least
CELL_EDGE = re.compile(r" {4,}")

ITEM = re.compile(
    r"^(?:[-+]\s*\S|\d{1,2}\s?-\s+[A-ZĐ]|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)/]\s*\D|\d{1,2}(?:\.\d{1,2}){1,3}\s+\D"
    r"|\(\d{1,2}\)|[a-zđ][.)]\s|[ivx]{1,5}[.)]\s"
    r"|(?!V/v)[IVX]{1,6}\s*[-./)]\s*\S|[A-HĐ][.)/]\s|(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Khoản)"
    r"\s+(?:[IVX\d]+|thứ|THỨ)\b)"
)
UNFINISHED = re.compile(r"(?:[,-]|(?:^|\s)(?:và|của|về|các|ngày|tháng|số|tại|theo|do|với|cho))$")
SENTENCE_END = re.compile(r"(?:[.;:!?]|\./\.?|[.;]\s*[”\"')])$")


@dataclass(frozen=True, slots=True)
class Line:
    """One repaired line with the number of the original line and its cells, if it has columns."""

    number: int
    text: str
    cells: tuple[str, ...]
    indent: int
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Repaired lines joined into one stretch of text; positions map back to original lines."""

    text: str
    folded: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    is_marked: bool
    cells: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """The original number of the first line."""
        return self.numbers[0]

    @property
    def line_end(self) -> int:
        """The original number of the last line."""
        return self.numbers[-1]

    def line_at(self, position: int) -> int:
        """The original number of the line that holds this position."""
        return self.numbers[max(0, bisect_right(self.starts, position) - 1)]


def repair_lines(lines: Sequence[str]) -> tuple[Line, ...]:
    """Repair each line by itself; the result has as many lines as the file."""
    repaired = [_repair_line(number, raw) for number, raw in enumerate(lines, start=1)]
    page, since = 0, 0
    for at, line in enumerate(repaired):
        found = PAGE_NUMBER.match(line.text)
        if found and at - since >= PAGE_LENGTH and int(found.group(1)) in (page + 1, page + 2):
            page, since = int(found.group(1)), at
            repaired[at] = Line(line.number, "", (), 0, is_marked=False)
    return tuple(repaired)


def join_paragraphs(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """Join hard-wrapped lines into paragraphs; empty lines inside a sentence do not end it."""
    kept = [line for line in lines if line.text]
    width = _wrap_width(kept)
    groups: list[list[Line]] = []
    for line in kept:
        if groups and _continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(make_paragraph(group) for group in groups)


def make_paragraph(group: Sequence[Line]) -> Paragraph:
    """One paragraph of these lines, in this order."""
    starts, position = [], 0
    for line in group:
        starts.append(position)
        position += len(line.text) + 1
    text = " ".join(line.text for line in group)
    return Paragraph(
        text=text,
        folded=fold(text),
        starts=tuple(starts),
        numbers=tuple(line.number for line in group),
        is_marked=all(line.is_marked for line in group),
        cells=group[0].cells if len(group) == 1 else (),
    )


def _repair_line(number: int, raw: str) -> Line:
    text = unicodedata.normalize("NFC", raw).translate(TRANSLATION)
    text = COUNT_TAG.sub(r" \1", text)
    text = TAG.sub(" ", text) if "<" in text else text
    is_marked = bool(HEADING_MARK.match(text)) or text.strip().startswith("**")
    text = BLANK_FACT.sub(r"\1 ", HEADING_MARK.sub("", text))
    text = STAR_BULLET.sub(r"\1- ", ESCAPE.sub(r"\1", text))
    text = text.replace("**", "").replace("*", "").replace("__", "")
    indent = len(text) - len(text.lstrip())
    if RULE.match(text):
        return Line(number, "", (), indent, is_marked=False)
    whole = mend(text.replace("|", " "))
    return Line(number, whole, _cells(text) or (whole,), indent, is_marked)


def _cells(text: str) -> tuple[str, ...]:
    """The cells of a line that has several; empty ones count only between bars or tabs."""
    stripped = text.strip(" ")
    if "|" in stripped:
        stripped = stripped.removeprefix("|").removesuffix("|")
        return tuple(mend(cell) for cell in stripped.split("|"))
    if "\t" in stripped:
        return tuple(mend(cell) for cell in stripped.split("\t"))
    if "    " not in stripped:
        return ()
    return tuple(mend(cell) for cell in CELL_EDGE.split(stripped) if cell.strip())


def mend(text: str) -> str:
    """Close gaps that scanning left around marks and inside symbols, and restore lost letters."""
    text = squeeze(text)
    text = GAP_AFTER_OPEN.sub(r"\1", GAP_BEFORE_MARK.sub(r"\1", text))
    if "/" in text or "-" in text:
        text = NUMBER_GAP.sub(r"\1\2", SYMBOL_GAP.sub(r"\1\2\3", text))
        text = TYPE_GAP.sub(r"\1", text)
    for broken, whole in words("repairs").pairs("lost_letters"):
        if broken in text:
            text = text.replace(broken, whole)
    return text


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width at which the file was wrapped; 0 where its lines are whole paragraphs."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 8:
        return 0
    widest = lengths[int(len(lengths) * 0.9)]
    return widest if 45 <= widest <= 130 else 0


def _continues(group: Sequence[Line], line: Line, width: int) -> bool:  # noqa: PLR0911 - a ladder of rules
    last = group[-1]
    if len(line.cells) > 1 and len(line.cells) > len(last.cells):
        return False
    if ITEM.match(line.text) or len(last.cells) > 2:
        return False
    if SENTENCE_END.search(last.text):
        return bool(width) and last.text.endswith(";") and starts_small(line.text)
    if not starts_small(line.text) and words("phrases").starts(
        "paragraph_openers", fold(line.text[:40])
    ):
        return False
    if is_capitals(last.text) != is_capitals(line.text) and not starts_small(line.text):
        return False
    if starts_small(line.text) or UNFINISHED.search(last.text):
        return True
    if is_capitals(line.text) and is_capitals(last.text):
        return line.number - last.number == 1 and bool(ITEM.match(group[0].text))
    is_full = bool(width) and len(last.text) >= 0.8 * width
    return is_full and len(" ".join(one.text for one in group[-2:])) >= 0.8 * width
