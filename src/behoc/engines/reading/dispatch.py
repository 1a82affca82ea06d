"""Splits one file into its documents: a covering dispatch and what is attached to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from behoc.engines.reading import marks
from behoc.engines.reading.letters import fold, is_capitals
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.repair import Line

NEAR = 14  # printed lines that a letterhead and title may take


def split_documents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """The lines of each document, in the order they stand; together they are all the lines."""
    bounds = [0]
    closed = False
    for position, line in enumerate(lines):
        if not line.text:
            continue
        if closed and _opens_document(lines, position):
            bounds.append(_back_to_letterhead(lines, position, bounds[-1]))
            closed = False
        elif marks.opens_recipients(line.text) or any(map(marks.is_authority, line.cells)):
            closed = True
    return tuple(
        tuple(lines[start:end])
        for start, end in zip(bounds, [*bounds[1:], len(lines)], strict=True)
    )


def _opens_document(lines: Sequence[Line], position: int) -> bool:
    line = lines[position]
    if marks.has_number(line) or any(map(marks.is_motto, line.cells)):
        return True
    kind = marks.type_line(line.text)
    if not kind or not is_capitals(line.text):
        return False
    following = [one for one in lines[position + 1 : position + 2 * NEAR] if one.text][:NEAR]
    return any(_is_attached_note(one.text) or marks.has_place_date(one) for one in following[:6])


def _is_attached_note(text: str) -> bool:
    folded = fold(text).lstrip("( ")
    return words("phrases").starts("attached_notes", folded)


def _back_to_letterhead(lines: Sequence[Line], position: int, floor: int) -> int:
    """Take along the issuer's lines printed above the first mark."""
    start = position
    steps = 0
    for before in range(position - 1, floor, -1):
        text = lines[before].text
        if not text:
            continue
        steps += 1
        if steps > 4 or not _is_letterhead(text):
            break
        start = before
    return start


def _is_letterhead(text: str) -> bool:
    if not is_capitals(text) or marks.is_authority(text) or marks.is_title(text):
        return False
    folded = fold(text)
    return words("bodies").starts("heads", folded) or words("bodies").starts("place_words", folded)
