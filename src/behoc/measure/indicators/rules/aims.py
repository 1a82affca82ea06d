"""Which target holds where, when several acts and bodies have set one. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, auto


class Level(IntEnum):
    """Who set a target, seen from the place that is looked at; the highest number holds."""

    NATION = auto()
    ABOVE = auto()
    HERE = auto()


@dataclass(frozen=True, slots=True)
class Aim:
    """One target as it stands beside others."""

    pk: int
    level: Level
    depth: int
    year: int
    value: Decimal
    symbol: str
    issuer: str
    issued_on: date | None = None
    document: str = ""
    line: int | None = None
    note: str = ""
    is_own: bool = False

    @property
    def source(self) -> str:
        """The act in words: number, day, issuer."""
        day = f"{self.issued_on:%d/%m/%Y}" if self.issued_on else ""
        return " · ".join(filter(None, [self.symbol, day, self.issuer]))


def pick_aim(aims: Iterable[Aim], year: int) -> Aim | None:
    """The target that a year is judged by.

    The nearest setter's comes first, then the first year that is not past, then the newest act;
    a target whose year is past is taken only where no other is left. One with a note (set for a
    place that is no more) judges nothing.
    """
    found = [each for each in aims if not each.note]
    ahead = [each for each in found if each.year >= year]
    if ahead:
        return min(ahead, key=lambda each: (-each.level, -each.depth, each.year, *_newest(each)))
    return min(
        found, key=lambda each: (-each.level, -each.depth, -each.year, *_newest(each)), default=None
    )


def in_order(aims: Iterable[Aim]) -> list[Aim]:
    """Targets as a reader compares them: the nation's first, year by year."""
    return sorted(aims, key=lambda each: (each.level, each.depth, each.year, each.symbol))


def _newest(aim: Aim) -> tuple[int, str]:
    return (-aim.issued_on.toordinal() if aim.issued_on else 0, aim.symbol)
