"""Which series a paper's number belongs to, and how a given number is written. Pure."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from behoc.kernel import data
from behoc.kernel.text import clean, fold


class Direction(StrEnum):
    """Which of the two registers."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """How the bodies of a line number the papers of one direction, and by which text."""

    per: str
    by_type: bool
    style: str
    bare: str
    letter: str
    source: str

    @property
    def by_term(self) -> bool:
        """Numbers begin anew with the committee's term rather than with the year."""
        return self.per == "term"


@dataclass(frozen=True, slots=True)
class Book:
    """A book of its own for some types of document, as the head of the body decided."""

    id: int
    name: str
    types: tuple[str, ...]


def rule_for(line: str, direction: str) -> SeriesRule:
    """The rule of a line of bodies; bodies of a line that no rule names follow the last one."""
    rows = _shipped()["rule"]
    row = next((row for row in rows if line in row["lines"]), rows[-1])
    facts = row[direction]
    return SeriesRule(
        per=facts["per"],
        by_type=facts["by_type"],
        style=facts.get("style", ""),
        bare=facts.get("bare", ""),
        letter=facts.get("letter", ""),
        source=row["source"],
    )


def period_of(rule: SeriesRule, on: date, term_starts: Sequence[date]) -> str:
    """The period in which a number of that day counts; "" where nobody told the term."""
    if not rule.by_term:
        return str(on.year)
    begun = [start for start in term_starts if start <= on]
    return max(begun).isoformat() if begun else ""


def book_for(doc_type: str | None, books: Sequence[Book]) -> Book | None:
    """The book kept for that type; None means the common one."""
    wanted = fold(doc_type or "")
    return next((book for book in books if wanted and wanted in map(fold, book.types)), None)


def type_key(rule: SeriesRule, doc_type: str | None) -> str:
    """What parts the series by type, where the rule says so."""
    return fold(doc_type or "")[:80] if rule.by_type else ""


def write_number(rule: SeriesRule, number: int, doc_type: str | None, body: str) -> str:
    """The number and symbol of a paper whose number the platform gives: 05/KH-UBND."""
    shipped = _shipped()
    written = str(number).zfill(shipped["writing"]["digits"])
    letters = _letters(rule, doc_type)
    style = rule.style if letters else rule.bare
    if not body:
        return f"{written}/{letters}" if letters else written
    return style.format(number=written, type=letters, body=clean(body))


def known_types() -> tuple[str, ...]:
    """The types of document that have letters of their own, and the letter itself."""
    shipped = _shipped()
    return (*shipped["types"], shipped["letter"]["type"])


def _letters(rule: SeriesRule, doc_type: str | None) -> str:
    shipped = _shipped()
    wanted = fold(doc_type or "")
    if wanted == fold(shipped["letter"]["type"]):
        return rule.letter
    return next((code for name, code in shipped["types"].items() if fold(name) == wanted), "")


@cache
def _shipped() -> dict[str, Any]:  # Any: a table of TOML
    with data.path("registers", "series.toml").open("rb") as source:
        return tomllib.load(source)
