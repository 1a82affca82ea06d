"""Reads a real Vietnamese official document into structure: a small, explainable, pure library.

Owns: repair, segmentation and finders. Does not own: files and OCR, tables, people's confirmation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from behoc.engines.reading.finds import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Reading", "read_lines"]


def read_lines(lines: Sequence[str]) -> Reading:
    """Read the lines of one file; never raises on any text."""
    from behoc.engines.reading.pipeline import read

    return read(lines)
