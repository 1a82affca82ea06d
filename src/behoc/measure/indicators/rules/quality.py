"""What looks odd in figures that were reported: reasons to ask, never proof of a fault. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import median

from behoc.measure.indicators.rules.progress import Value

_ROUND_FROM = Decimal(100)  # below it, a number that ends in 00 cannot stand out
_ROUND_STEP = Decimal(100)
_FULL_FROM = Decimal(10)  # nine of nine is no wonder
_JUMP = Decimal("0.30")  # of last year's count, up or down
_TELLING = Decimal(20)  # smaller counts jump, or stay, by chance
_FAR = Decimal(25)  # points away from the middle of its peers
_FEWEST_PEERS = 5  # fewer have no middle worth the name


class Flag(StrEnum):
    """One thing that looks odd."""

    MISSING = "missing"
    ABOVE = "above"  # more than the whole
    COPY = "copy"  # the same two numbers as last year
    JUMP = "jump"
    FULL = "full"  # all of a large whole
    ROUND = "round"
    FAR = "far"  # away from its peers


# What a reader looks at first.
ORDER = tuple(Flag)


@dataclass(frozen=True, slots=True)
class Odd:
    """One odd thing of one figure; `facts` are the numbers that say why."""

    flag: Flag
    facts: tuple[tuple[str, Decimal], ...] = ()


def find_odd(value: Value, before: Value, peers: Sequence[Decimal]) -> list[Odd]:
    """What looks odd in one figure, seen beside last year's and the rates of its peers."""
    if value.numerator is None:
        return [Odd(Flag.MISSING)] if before.numerator is not None else []
    return [*_alone(value), *_beside(value, before), *_among(value, peers)]


def _alone(value: Value) -> Iterator[Odd]:
    top, whole = value.numerator, value.denominator
    if top is None:
        return
    if whole is not None and top > whole:
        yield Odd(Flag.ABOVE, (("top", top), ("whole", whole)))
    elif whole is not None and top == whole and whole >= _FULL_FROM:
        yield Odd(Flag.FULL, (("whole", whole),))
    if top >= _ROUND_FROM and top % _ROUND_STEP == 0:
        yield Odd(Flag.ROUND, (("top", top),))


def _beside(value: Value, before: Value) -> Iterator[Odd]:
    top, earlier = value.numerator, before.numerator
    if top is None or not earlier:
        return
    if earlier >= _TELLING and top == earlier and value.denominator == before.denominator:
        yield Odd(Flag.COPY, (("top", top),))
    elif earlier >= _TELLING and abs(top - earlier) > earlier * _JUMP:
        yield Odd(Flag.JUMP, (("top", top), ("earlier", earlier)))


def _among(value: Value, peers: Sequence[Decimal]) -> Iterator[Odd]:
    level = value.level(is_share=True)
    if level is None or len(peers) < _FEWEST_PEERS:
        return
    middle = median(peers)
    if abs(level - middle) > _FAR:
        yield Odd(Flag.FAR, (("level", level), ("middle", middle)))
