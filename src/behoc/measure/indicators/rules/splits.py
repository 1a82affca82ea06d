"""Figures of groups of people (tách theo nhóm), and what of them may be shown. Pure."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from behoc.kernel import data
from behoc.measure.indicators.rules.progress import Value

SMALLEST = 10  # a group of fewer is never shown: its people could be told apart


@dataclass(frozen=True, slots=True)
class Part:
    """One group; `code` is what figures of the group are kept under."""

    code: int
    name: str


@dataclass(frozen=True, slots=True)
class Split:
    """One way to divide: by hardship, ethnic group, sex…; `is_whole` when its groups make all."""

    code: str
    name: str
    is_whole: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One group with its figure; `is_hidden` where showing it could tell people apart."""

    part: Part
    value: Value
    is_hidden: bool = False


@cache
def shipped_splits() -> tuple[Split, ...]:
    """The ways to divide that the product ships with."""
    return read_splits(data.path("indicators", "splits", "people.toml"))


def read_splits(path: Path) -> tuple[Split, ...]:
    """The ways to divide that a file tells; ValueError where two groups have one code."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))["split"]
    splits = tuple(
        Split(
            code=row["code"],
            name=row["name"],
            is_whole=row["is_whole"],
            parts=tuple(Part(part["code"], part["name"]) for part in row["parts"]),
        )
        for row in found
    )
    codes = [part.code for split in splits for part in split.parts]
    if len(codes) != len(set(codes)):
        raise ValueError(f"two groups have one code: {path}")
    return splits


def hide_small(groups: Sequence[Group], *, is_whole: bool) -> list[Group]:
    """The groups with those hidden that are too small to show.

    Where the groups make the whole and only one is hidden, its figure is what the others leave
    over; so the smallest of the others is hidden with it.
    """
    small = {each.part.code for each in groups if 0 < _size(each.value) < SMALLEST}
    if is_whole and len(small) == 1:
        others = [each for each in groups if each.part.code not in small and _size(each.value) > 0]
        small |= {each.part.code for each in sorted(others, key=lambda each: _size(each.value))[:1]}
    return [replace(each, is_hidden=each.part.code in small) for each in groups]


def _size(value: Value) -> Decimal:
    """How many people or things the group has, as far as is told."""
    size = value.numerator if value.denominator is None else value.denominator
    return size or Decimal(0)
