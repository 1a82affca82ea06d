"""The turns of a duty: which period comes due on which day. Pure.

A rule is {"day": a code of kernel.deadlines, "kind": the name of a kind of period}. “Before
20/11” is kept as its last good day, 19/11. A duty without rules has no day of its own: the
receiver sets each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from behoc.kernel.deadlines import next_day
from behoc.kernel.periods import Kind, Period


@dataclass(frozen=True, slots=True)
class Turn:
    """A period and its last good day as the paper has it."""

    period: Period
    due_on: date


def list_turns(due: Iterable[Any], kind: int, on: date) -> list[Turn]:
    """The next turn of each rule from a day on, the nearest first."""
    found = {}
    for rule in due:
        code, of = _read(rule, kind)
        day = next_day(code, on)
        if day:
            turn = Turn(Period.containing(day, of), day)
            found[turn.period.key] = turn
    return sorted(found.values(), key=lambda turn: turn.due_on)


def _read(rule: Any, kind: int) -> tuple[str, Kind]:
    if not isinstance(rule, Mapping):
        return str(rule), Kind(kind)
    named = str(rule.get("kind") or "").upper()
    return str(rule.get("day") or ""), Kind[named] if named in Kind.__members__ else Kind(kind)
