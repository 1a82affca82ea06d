"""Letterheads and signatures stand in two columns; this reads them one column after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.repair import Line

FAR_RIGHT = 24  # spaces before a line that belongs to the right column

Printed = tuple[str, int]  # text and its original line number


def read_columns(lines: Sequence[Line]) -> list[Printed]:
    """The printed texts, left column first wherever lines hold two columns."""
    doubled = [at for at, line in enumerate(lines) if len(line.cells) > 1]
    if not doubled:
        return [(line.text, line.number) for line in lines if line.text]
    first, last = doubled[0], doubled[-1]
    left: list[Printed] = []
    right: list[Printed] = []
    for line in lines[first : last + 1]:
        if len(line.cells) == 1:
            column = right if line.indent >= FAR_RIGHT else left
            column.append((line.text, line.number))
            continue
        left.extend((cell, line.number) for cell in line.cells[:1])
        right.extend((cell, line.number) for cell in line.cells[1:])
    before = [(line.text, line.number) for line in lines[:first] if line.text]
    after = [(line.text, line.number) for line in lines[last + 1 :] if line.text]
    return [*before, *left, *right, *after]
