"""Puts a letterhead together again that a copy broke: marks cut in two, columns run into one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from behoc.engines.reading import marks
from behoc.engines.reading.letters import fold, is_capitals
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.repair import Line

MOST = 90  # letters that a mark has at the most
WIDEST = 400  # letters that a letterhead run into one line has at the most
RULE_INSIDE = re.compile(r"\s*(?:[-_=*]\s?){5,}\s*")
NAME_PART = re.compile(r"^\w{1,8}(?: \w{1,8})?$")


def mend_letterheads(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, as many as before: broken marks stand whole on their first line."""
    mended = [_side_by_side(line) for line in lines]
    for at, line in enumerate(mended):
        if not line.text or len(line.text) > MOST or len(line.cells) > 1:
            continue
        size = next((size for size in (2, 3) if _is_broken(mended, at, size)), 0)
        if not size:
            continue
        whole = " ".join(one.text for one in mended[at : at + size])
        mended[at] = replace(line, text=whole, cells=(whole,))
        for rest in range(at + 1, at + size):
            mended[rest] = replace(mended[rest], text="", cells=())
    return tuple(mended)


def _is_broken(lines: Sequence[Line], at: int, size: int) -> bool:
    """Whether these lines are one mark that none of them is alone."""
    part = lines[at : at + size]
    if len(part) < size or any(not one.text or len(one.cells) > 1 for one in part):
        return False
    texts = [one.text for one in part]
    whole = " ".join(texts)
    if len(whole) > MOST:
        return False
    if fold(whole) in words("phrases").list("state_motto"):
        return True
    if fold(texts[0]).strip(" :.") == "số":
        return size == 2 and marks.NUMBER_LINE.match(whole) is not None
    if marks.PLACE_DATE.match(whole):
        starts_cell = at == 0 or not lines[at - 1].text
        is_cut = not any(map(marks.PLACE_DATE.match, texts))
        return is_cut or (size == 2 and starts_cell and _is_name_part(texts[0]))
    return _is_broken_body(texts, whole)


def _is_name_part(text: str) -> bool:
    return bool(NAME_PART.match(text)) and text.istitle()


def _is_broken_body(texts: Sequence[str], whole: str) -> bool:
    """“ỦY” over “BAN NHÂN DÂN”: together an official name, apart none."""
    if not is_capitals(whole):
        return False
    official = words("bodies").map("casing")
    first, name = _without_capacity(texts[0]), _without_capacity(whole)
    return fold(name) in official and fold(first) not in official


def _without_capacity(text: str) -> str:
    found = marks.AUTHORITY.match(text)
    return found.group("rest") if found else text


def _side_by_side(line: Line) -> Line:
    """Two printed columns that a copy ran into one line become cells again."""
    if len(line.cells) > 1 or not 20 < len(line.text) < WIDEST:
        return line
    pieces = [part for one in RULE_INSIDE.split(line.text) if one for part in _split(one)]
    return replace(line, cells=tuple(pieces)) if _is_letterhead(pieces) else line


def _is_letterhead(pieces: Sequence[str]) -> bool:
    return len(pieces) > 1 and any(
        marks.is_motto(one) or marks.NUMBER_LINE.match(one) or marks.PLACE_DATE.match(one)
        for one in pieces
    )


def _split(text: str) -> list[str]:
    """The parts of one piece: what stands left of the State's heading, number, place and date."""
    number = marks.NUMBER_LINE.match(text)
    if number and marks.PLACE_DATE.match(number.group("rest")):
        return [text[: number.start("rest")].strip(), number.group("rest")]
    folded = fold(text)
    starts = sorted(
        {
            folded.find(one)
            for one in words("phrases").list("state_motto")
            if one in folded and _stands_by_itself(text, folded.find(one), len(one))
        }
    )
    edges = [0, *(one for one in starts if one), len(text)]
    return [part for left, right in pairwise(edges) if (part := text[left:right].strip())]


def _stands_by_itself(text: str, start: int, length: int) -> bool:
    """The heading is printed in capitals or ends its piece; in running text it is no heading."""
    before, after = text[:start].strip(), text[start + length :].strip()
    left_is_name = not before or is_capitals(before) or marks.is_motto(before)
    return left_is_name and (not after or marks.is_motto(after))
