"""Letterheads and signatures stand in two columns; this reads them one column after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from behoc.engines.reading.names import person_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.repair import Line

FAR_RIGHT = 24  # spaces before a line that belongs to the right column

Printed = tuple[str, int]  # text and its original line number


def read_columns(lines: Sequence[Line], *, to_end: bool = False) -> list[Printed]:
    """The printed texts, left column first wherever lines hold two columns.

    In a closing (`to_end`) the columns go on below the last line that shows both.
    """
    doubled = [at for at, line in enumerate(lines) if len(line.cells) > 1]
    if not doubled:
        return [(line.text, line.number) for line in lines if line.text]
    first, last = doubled[0], len(lines) - 1 if to_end else doubled[-1]
    left: list[Printed] = []
    right: list[Printed] = []
    for line in lines[first : last + 1]:
        if len(line.cells) <= 1:
            column = right if _is_right(line, to_end=to_end) else left
            column.append((line.text, line.number))
            continue
        left.extend((cell, line.number) for cell in line.cells[:1])
        right.extend((cell, line.number) for cell in line.cells[1:])
    before = [(line.text, line.number) for line in lines[:first] if line.text]
    after = [(line.text, line.number) for line in lines[last + 1 :] if line.text]
    return [one for one in (*before, *left, *right, *after) if one[0]]


def _is_right(line: Line, *, to_end: bool) -> bool:
    if line.indent >= FAR_RIGHT:
        return True
    return to_end and not line.text.startswith("-") and person_name(line.text) is not None
