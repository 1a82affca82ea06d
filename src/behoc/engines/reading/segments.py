"""Segmentation: letterhead, addressees, preamble, body, closing and appendices of one document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.engines.reading import marks
from behoc.engines.reading.finds import Zone
from behoc.engines.reading.letters import fold, is_capitals, starts_small
from behoc.engines.reading.repair import Line, Paragraph, join_paragraphs
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

CLAUSE = re.compile(
    r"^(?:(?!V/v)[IVX]{1,6}\s*[./)-]\s*\S|\d{1,2}[.)]\s*\D|\d{1,2}\s?-\s+\S"
    r"|(?:Điều|ĐIỀU)\s+\d|(?:Chương|CHƯƠNG|Phần|PHẦN)\s+(?:[IVX]+|\d+|thứ|THỨ)(?!\w))"
)
LONG = 160
SHORT = 60  # letters: a first line as short as this is a title, not an introduction


@dataclass(frozen=True, slots=True)
class Segments:
    """One document's lines by function; closing and head stay lines, the rest is joined."""

    head: tuple[Line, ...]
    addressees: tuple[Paragraph, ...]
    preamble: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    closing: tuple[Line, ...]
    appendix: tuple[Paragraph, ...]
    zones: tuple[Zone, ...]


def segment(lines: Sequence[Line]) -> Segments:
    """Cut one document into its functional zones."""
    head_end = _head_end(lines)
    closing_start, closing_end = _closing_span(lines, head_end)
    paragraphs = join_paragraphs(lines[head_end:closing_start])
    addressees_end = _addressees_end(paragraphs)
    preamble_end = addressees_end + _preamble_length(paragraphs[addressees_end:])
    parts: dict[str, Sequence[Line] | Sequence[Paragraph]] = {
        "letterhead": lines[:head_end],
        "addressees": paragraphs[:addressees_end],
        "preamble": paragraphs[addressees_end:preamble_end],
        "body": paragraphs[preamble_end:],
        "closing": lines[closing_start:closing_end],
        "appendix": lines[closing_end:],
    }
    return Segments(
        head=tuple(lines[:head_end]),
        addressees=paragraphs[:addressees_end],
        preamble=paragraphs[addressees_end:preamble_end],
        body=paragraphs[preamble_end:],
        closing=tuple(lines[closing_start:closing_end]),
        appendix=join_paragraphs(lines[closing_end:]),
        zones=tuple(zone for name, part in parts.items() if (zone := _zone(name, part))),
    )


def attached_notes(head: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The lines under a title that say what a document is attached to."""
    phrases = words("phrases")
    return tuple(
        one
        for one in join_paragraphs(head)
        if one.text.startswith("(") and phrases.has("attached_notes", one.folded)
    )


def _zone(name: str, part: Sequence[Line] | Sequence[Paragraph]) -> Zone | None:
    spans = [_span(one) for one in part if one.text]
    return Zone(name, spans[0][0], spans[-1][1]) if spans else None


def _span(one: Line | Paragraph) -> tuple[int, int]:
    if isinstance(one, Line):
        return one.number, one.number
    return one.line, one.line_end


def _head_end(lines: Sequence[Line]) -> int:
    """The position of the first line that is no longer letterhead or title."""
    if not any(map(_is_mark, lines)):
        return _unmarked_head_end(lines)
    title_open = title_seen = marked = False
    previous = ""
    for position, line in enumerate(lines):
        if not line.text:
            title_open = title_open and not title_seen
            continue
        if marks.opens_addressees(line.text) or _opens_text(line, marked, title_open):
            return position
        if title_open and _closes_title(line.text):
            return position
        if title_open and title_seen and marks.is_text_after_title(previous, line.text):
            return position
        continues = starts_small(line.text) or previous.endswith((",", "-"))
        after_title = title_seen and not title_open
        if not title_open and not continues and _is_prose(line, marked, after_title):
            return position
        kind = marks.type_line(line.text)
        if kind:
            title_open, title_seen, marked = True, bool(kind[1]), True
        elif title_open:
            title_seen = True
        marked = marked or marks.has_number(line) or any(map(marks.is_motto, line.cells))
        previous = line.text
    return len(lines)


def _is_mark(line: Line) -> bool:
    """Whether a line is a fixed mark of a document's head."""
    return (
        marks.has_number(line)
        or marks.has_place_date(line)
        or marks.type_line(line.text) is not None
        or any(marks.is_motto(cell) for cell in line.cells)
        or (len(line.text) < LONG and marks.ABOUT.match(line.text) is not None)
    )


def _unmarked_head_end(lines: Sequence[Line]) -> int:
    """An excerpt or news has no letterhead, but its first lines may name the document."""
    printed = [at for at, line in enumerate(lines) if line.text][:5]
    naming = [at for at in printed if marks.names_itself(lines[at].text[:1200])]
    return naming[-1] + 1 if naming else 0


def _opens_text(line: Line, marked: bool, title_open: bool) -> bool:  # noqa: FBT001
    return marked and bool(CLAUSE.match(line.text)) and not (title_open and line.text[0] == "(")


def _closes_title(text: str) -> bool:
    folded = fold(text).lstrip("- ")
    return folded.startswith(("căn cứ", "xét ", "theo đề nghị")) and not is_capitals(text)


def _is_prose(line: Line, marked: bool, after_title: bool) -> bool:  # noqa: FBT001
    text = line.text
    if is_capitals(text) or marks.names_itself(text):
        return False
    if after_title and len(text) > 60 and len(line.cells) == 1 and not text.startswith("("):
        return not marks.has_number(line) and not marks.has_place_date(line)
    if words("phrases").starts("basis_openers", fold(text)):
        return marked or len(text) > 40
    return len(text) > LONG


def _closing_span(lines: Sequence[Line], start: int) -> tuple[int, int]:
    """Where recipients and signature begin, and where appendices after them begin."""
    first = len(lines)
    for position in range(start, len(lines)):
        line = lines[position]
        if line.text and (_opens_closing(line) or _is_bare_title(lines, position)):
            first = position
            break
    end = len(lines)
    for position in range(first + 1, len(lines)):
        if marks.opens_appendix(lines[position].text):
            end = position
            break
    return first, end


def _opens_closing(line: Line) -> bool:
    return any(marks.opens_recipients(cell) and len(cell) < 60 for cell in line.cells) or any(
        map(marks.is_authority, line.cells)
    )


def _is_bare_title(lines: Sequence[Line], position: int) -> bool:
    """An office in capitals near the end, with nothing but a name after it."""
    if position < len(lines) - 40 or not any(
        marks.is_title(cell) for cell in lines[position].cells
    ):
        return False
    after = [line.text for line in lines[position + 1 :] if line.text]
    return len(after) <= 4 and all(len(text) < 60 for text in after)


def _addressees_end(paragraphs: Sequence[Paragraph]) -> int:
    if not paragraphs or not marks.opens_addressees(paragraphs[0].text):
        return 0
    end = 1
    for paragraph in paragraphs[1:]:
        text = paragraph.text
        is_entry = text.startswith(("-", "+")) or (
            len(text) < LONG
            and words("bodies").starts("heads", _without_quantifier(fold(text)))
            and not CLAUSE.match(text)
            and not re.search(r"[.:]$", text.rstrip())
        )
        if not is_entry or words("phrases").starts("basis_openers", fold(text)):
            break
        end += 1
    return end


def _without_quantifier(folded: str) -> str:
    found = words("bodies").pattern("quantifiers").match(folded)
    return folded[found.end() :].lstrip() if found else folded


def _preamble_length(paragraphs: Sequence[Paragraph]) -> int:
    """Paragraphs before the first clause, or before the first one that only orders."""
    clause = next((at for at, one in enumerate(paragraphs) if CLAUSE.match(one.text)), None)
    if clause is not None:
        return clause
    length = 0
    for paragraph in paragraphs:
        is_basis = words("phrases").starts("basis_openers", paragraph.folded)
        listed = is_basis and paragraph.text.rstrip().endswith(";")
        goes_on = length > 0 and not re.search(r"[.:!?]\W*$", paragraphs[length - 1].text)
        if not is_basis and not goes_on and (length or len(paragraph.text) < SHORT):
            break
        if length and not listed and _orders(paragraph):
            break
        length += 1
    return length


def _orders(paragraph: Paragraph) -> bool:
    if words("phrases").starts("proposal_openers", paragraph.folded):
        return False
    return words("verbs").has("requests", paragraph.folded) or words("verbs").has(
        "orders", paragraph.folded
    )
