"""Finds the data files that ship with the product: vocabulary, regulation, places."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3] / "data"


def path(name: str) -> Path:
    """The path of one shipped data file, given relative to the data folder."""
    return ROOT / name
