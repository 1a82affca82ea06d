"""Kinds of programmes, their files and their years. Pure."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from behoc.kernel.text import fold


class ProgrammeKind(StrEnum):
    """What a programme is called officially."""

    MOVEMENT = "movement"
    SCHEME = "scheme"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class PhaseFacts:
    """One stretch of years of a programme."""

    name: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A programme as a file or a form describes it; what is not known is None."""

    name: str
    short_name: str
    kind: ProgrammeKind
    founding_symbol: str | None
    founding_on: date | None
    founder: str | None
    first_year: int | None
    last_year: int | None
    phases: tuple[PhaseFacts, ...] = ()
    code: str | None = None
    source: str = ""


def founding_key(symbol: str | None) -> str:
    """A number and symbol as it is compared with what a document cites."""
    return re.sub(r"\s", "", fold(symbol or ""))


def years_in_words(first: int | None, last: int | None) -> str:
    """A period as people write it; empty where neither end is known."""
    if first and last:
        return f"{first}–{last}"
    return str(first or last or "")


def read_programmes(folder: Path) -> Iterator[ProgrammeFacts]:
    """The programmes of the shipped files, in the order of their names."""
    for path in sorted(folder.glob("*.toml")):
        yield from map(_facts, tomllib.loads(path.read_text(encoding="utf-8"))["programme"])


def _facts(row: dict[str, Any]) -> ProgrammeFacts:
    return ProgrammeFacts(
        name=row["name"],
        short_name=row["short_name"],
        kind=ProgrammeKind(row["kind"]),
        founding_symbol=row["founding_symbol"],
        founding_on=row["founding_on"],
        founder=row["founder"],
        first_year=row["first_year"],
        last_year=row["last_year"],
        phases=tuple(PhaseFacts(**phase) for phase in row.get("phases", [])),
        code=row["code"],
        source=row["source"],
    )
