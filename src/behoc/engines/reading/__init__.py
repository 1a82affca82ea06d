"""Reads a real Vietnamese official document into structure: a small, explainable, pure library.

Owns: repair, segmentation and finders. Does not own: files and OCR, tables, people's confirmation.
"""

from behoc.engines.reading.finds import Reading
from behoc.engines.reading.pipeline import read_lines

__all__ = ["Reading", "read_lines"]
