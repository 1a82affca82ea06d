"""The order of work: repair, split into documents, segment, find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from behoc.engines.reading.finds import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence


def read(lines: Sequence[str]) -> Reading:
    """Read the lines of one file into documents and their finds."""
    return Reading(documents=(), repaired=tuple(lines))
