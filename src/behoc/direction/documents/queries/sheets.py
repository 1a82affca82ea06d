"""The text of a dispatch as sheets of numbered lines, with the finds marked on them."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from behoc.direction.documents.models import Find
from behoc.direction.documents.rules import FindKind

MARKS = {
    FindKind.FACT: "head",
    FindKind.CITATION: "base",
    FindKind.ADDRESSEE: "head",
    FindKind.RECIPIENT: "head",
    FindKind.ASSIGNMENT: "task",
    FindKind.DEADLINE: "time",
    FindKind.TARGET: "goal",
    FindKind.PHASE: "time",
    FindKind.BUDGET: "base",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line; plain where find_id is empty; code only where a find begins.

    A find hidden under others from its very beginning has an empty stretch with its code.
    """

    text: str
    find_id: str = ""
    kind: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line."""

    number: int
    style: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page, or of a whole text without pages."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    find: Find
    begins: bool


def build_sheets(
    lines: Sequence[str], pages: Sequence[int], finds: Sequence[Find], codes: dict[int, str]
) -> tuple[Sheet, ...]:
    """Every non-empty line on its sheet; where finds overlap the narrower one is marked."""
    by_line: dict[int, list[_Span]] = {}
    for find in finds:
        _place(find, lines, by_line)
    sheets: dict[int, list[Line]] = {}
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        page = pages[number - 1] if number <= len(pages) else 1
        segments = _segments(text, by_line.get(number, []), codes)
        sheets.setdefault(page, []).append(Line(number, _style(text), segments))
    last = max(sheets, default=1)
    return tuple(
        Sheet(f"Trang {page}/{last}" if last > 1 else "", tuple(rows))
        for page, rows in sorted(sheets.items())
    )


def _place(find: Find, lines: Sequence[str], by_line: dict[int, list[_Span]]) -> None:
    if not find.line or find.line > len(lines):
        return
    last = min(find.line_end or find.line, len(lines))
    quote, begun = _quote(find), False
    for number in range(find.line, last + 1):
        text = lines[number - 1]
        at = text.find(quote) if quote and find.line == last else -1
        start, end = (at, at + len(quote)) if at >= 0 else _written(text)
        if not begun and find.kind == FindKind.TARGET:
            start = _amount(find, text, start, end)
        if end > start:
            by_line.setdefault(number, []).append(_Span(start, end, find, begins=not begun))
            begun = True


def _amount(find: Find, text: str, start: int, end: int) -> int:
    """Where the figure of a target stands, so that each of several on a line has its own mark."""
    value = find.value.get("value")
    if not isinstance(value, int | float):
        return start
    digits = re.escape(f"{value:.10g}").replace(r"\.", "[.,]")
    unit = re.escape(str(find.value.get("unit") or "")[:1])
    found = re.compile(rf"(?<![\d.,]){digits}(?![\d])\s*{unit}").search(text, start, end)
    return found.start() if found else start


def _quote(find: Find) -> str:
    if find.kind == FindKind.FACT:
        return str(find.value.get("value") or "")
    if find.kind == FindKind.CITATION:
        return str(find.value.get("symbol") or find.text)
    if find.kind in (FindKind.ADDRESSEE, FindKind.RECIPIENT):
        return str(find.value.get("name") or "")
    return find.text


def _written(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip(" \t-–+•*"))
    return start, len(text.rstrip(" *"))


def _segments(text: str, spans: list[_Span], codes: dict[int, str]) -> tuple[Segment, ...]:
    cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    segments: list[Segment] = []
    for start, end in itertools.pairwise(cuts):
        covering = [span for span in spans if span.start <= start and end <= span.end]
        if not covering:
            segments.append(Segment(text[start:end]))
            continue
        span = min(covering, key=lambda each: (each.end - each.start, each.find.pk))
        beginning = [each for each in covering if each.begins and each.start == start]
        # a find that lies under another one still shows its code
        under = [each for each in beginning if each is not span and codes.get(each.find.pk)]
        segments += [_segment("", each, codes) for each in under]
        segments.append(_segment(text[start:end], span, codes if span in beginning else {}))
    return tuple(segments)


def _segment(text: str, span: _Span, codes: dict[int, str]) -> Segment:
    find = span.find
    return Segment(text, find.public_id, MARKS[FindKind(find.kind)], codes.get(find.pk, ""))


def _style(text: str) -> str:
    words = text.strip(" *")
    letters = [letter for letter in words if letter.isalpha()]
    if letters and all(letter.isupper() for letter in letters) and len(words) < 100:
        return "head"
    return ""
