"""What a task of a directive says of reports: whether it asks for one, how often, by when. Pure."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from behoc.kernel.data import path
from behoc.kernel.periods import Kind
from behoc.kernel.text import fold

_YEARLY = re.compile(r"--\d{2}-\d{2}")
_DATED = re.compile(r"\d{4}(-.+)?")
_RHYTHMS = {"P1Y": Kind.YEAR, "P6M": Kind.HALF, "P3M": Kind.QUARTER, "P1M": Kind.MONTH}


@dataclass(frozen=True, slots=True)
class Asked:
    """How often a report is asked and by which days; without days the receiver sets each."""

    kind: Kind
    due: tuple[dict[str, str], ...] = ()


def asks_report(text: str) -> bool:
    """True when the words of a task ask for a report."""
    said = fold(text)
    return any(word in said for word in _words())


def read_asked(codes: Iterable[str], intervals: Iterable[str]) -> Asked:
    """The rhythm and the days of a task's deadlines, as rules.turns reads them."""
    known = list(dict.fromkeys(codes))
    yearly = [code for code in known if _YEARLY.fullmatch(code)]
    dated = [code for code in known if _DATED.fullmatch(code)]
    rhythms = [_RHYTHMS[each] for each in (*intervals, *known) if each in _RHYTHMS]
    kind = _kinds().get(len(yearly)) or next(iter(rhythms), Kind.YEAR)
    due = [{"day": code, "kind": kind.name.lower()} for code in yearly]
    due += [{"day": code, "kind": Kind.YEAR.name.lower()} for code in dated if not yearly]
    return Asked(kind, tuple(due))


@cache
def _words() -> tuple[str, ...]:
    return tuple(fold(word) for word in _data()["words"])


@cache
def _kinds() -> dict[int, Kind]:
    """What kind of periods so many days in a year make."""
    return {days: Kind[name.upper()] for name, days in _data()["days"].items()}


def _data() -> dict[str, Any]:
    with path("reporting", "asking.toml").open("rb") as file:
        return tomllib.load(file)
