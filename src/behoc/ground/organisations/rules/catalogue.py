"""The shipped catalogue of kinds of bodies and of phrases that mean many of them."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from re import Pattern
from typing import Any

from behoc.kernel import data
from behoc.kernel.text import fold

SERIES_ENDS = {
    "commune": "(?: #[0-9]+)?(?:(?: o| tai| cua)? cac <xa>| cap xa)",
    "district": "(?: #[0-9]+)?(?:(?: o| tai| cua)? cac <huyen>| cap huyen)",
    "lower": " co so",
    "all": " (?:o )?(?:cac|ca hai|hai) cap",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the administration, with the kinds of places that belong to it."""

    code: str
    vi: str
    places: tuple[str, ...]
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of body: its line and the levels at which it is found."""

    code: str
    vi: str
    line: str
    levels: tuple[str, ...]
    symbols: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """One phrase that means many bodies, and the rule that finds them."""

    code: str
    vi: str
    pattern: Pattern[str]
    kinds: frozenset[str]
    level: str
    below: frozenset[str] = frozenset()
    name: str = ""
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """A phrase that names no body by itself, and the sentence that says so."""

    code: str
    pattern: Pattern[str]
    say: str


@dataclass(frozen=True, slots=True)
class Successor:
    """What to tell people about a level that has ended."""

    level: str
    ended_on: date
    say: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the files under data/organisations say."""

    levels: tuple[Level, ...]
    lines: tuple[tuple[str, str], ...]
    kinds: tuple[Kind, ...]
    groups: tuple[Group, ...]
    open: tuple[Open, ...]
    successors: tuple[Successor, ...]
    titles: Pattern[str]
    starters: Pattern[str]

    def kind(self, code: str) -> Kind:
        """The kind with that code; KeyError where there is none."""
        return {kind.code: kind for kind in self.kinds}[code]

    def find_kind(self, word: str) -> Kind | None:
        """The kind that a person wrote by its code or by its Vietnamese name."""
        wanted = fold(word)
        return next((k for k in self.kinds if wanted in (k.code, fold(k.vi))), None)

    def find_line(self, word: str) -> str | None:
        """The code of the line that a person wrote by its code or by its Vietnamese name."""
        wanted = fold(word)
        return next((code for code, vi in self.lines if wanted in (code, fold(vi))), None)

    def level_of_place(self, place_kind: str) -> str | None:
        """The level of the bodies that stand at a place of that kind."""
        wanted = fold(place_kind)
        found = (lv.code for lv in self.levels if wanted in {fold(word) for word in lv.places})
        return next(found, None)

    def depth(self, level: str) -> int:
        """How far a level is from the top: central is 0."""
        return [lv.code for lv in self.levels].index(level)


@cache
def shipped() -> Catalogue:
    """The catalogue that comes with the product."""
    return read(data.path("organisations"))


def read(folder: Path) -> Catalogue:
    """The catalogue written in the files of a folder."""
    kinds = tomllib.loads((folder / "kinds.toml").read_text(encoding="utf-8"))
    groups = tomllib.loads((folder / "groups.toml").read_text(encoding="utf-8"))
    words = groups["words"]
    return Catalogue(
        levels=tuple(_level(row) for row in kinds["level"]),
        lines=tuple((row["code"], row["vi"]) for row in kinds["line"]),
        kinds=tuple(_kind(row) for row in kinds["kind"]),
        groups=(
            *(_group(row, words) for row in groups["group"]),
            *(group for row in groups["series"] for group in _series(row, words)),
        ),
        open=tuple(
            Open(row["code"], _pattern(row["patterns"], words), row["say"])
            for row in groups["open"]
        ),
        successors=tuple(Successor(**row) for row in groups["successor"]),
        titles=re.compile(rf"(?:(?:cac )?(?:{'|'.join(groups['titles'])})(?:,| va)? )+"),
        starters=re.compile(rf"(?:{'|'.join(groups['starters'])})(?!\w)"),
    )


def _level(row: dict[str, Any]) -> Level:  # Any: one row of TOML
    return Level(row["code"], row["vi"], tuple(row["places"]), row.get("valid_to"))


def _kind(row: dict[str, Any]) -> Kind:  # Any: one row of TOML
    symbol = row.get("symbol", {})
    by_level = symbol if isinstance(symbol, dict) else dict.fromkeys(row["levels"], symbol)
    symbols = tuple(by_level.items())
    return Kind(row["code"], row["vi"], row["line"], tuple(row["levels"]), symbols)


def _group(row: dict[str, Any], words: dict[str, str]) -> Group:  # Any: one row of TOML
    return Group(
        code=row["code"],
        vi=row["vi"],
        pattern=_pattern(row["patterns"], words),
        kinds=frozenset(row["kinds"]),
        level=row["level"],
        below=frozenset(row.get("below", ())),
        name=row.get("name", ""),
        direct=row.get("direct", False),
    )


def _series(row: dict[str, Any], words: dict[str, str]) -> list[Group]:  # Any: one row of TOML
    names = f"(?:cac )?(?:{'|'.join(row['words'])})"
    kinds = frozenset(row["kinds"])
    return [
        Group(
            code=f"{row['code']}_{end}",
            vi=row["vi"],
            pattern=_pattern([names + pattern], words),
            kinds=kinds,
            level="any" if end in ("lower", "all") else end,
            below=kinds if end == "lower" else frozenset(),
        )
        for end, pattern in SERIES_ENDS.items()
    ]


def _pattern(patterns: list[str], words: dict[str, str]) -> Pattern[str]:
    text = "|".join(patterns)
    for name, meaning in words.items():
        text = text.replace(f"<{name}>", meaning)
    return re.compile(rf"(?:{text})(?!\w)")
