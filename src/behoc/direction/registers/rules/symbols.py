"""A printed number and symbol taken apart, and whether two of them may be one. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from behoc.kernel.text import clean, fold

# Six digits are more papers than any body sends in a term; longer runs are no numbers of papers.
_PRINTED = re.compile(r"^\D{0,4}?(\d{1,6})\s*([^\W\d_]?)(?:\s*[-/.]\s*(\S.*))?$")
_SIGNS = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """151a/KH-UBND as number 151, letter “a”, symbol “KH-UBND”."""

    number: int
    letter: str
    symbol: str


class Alike(StrEnum):
    """How far two papers agree."""

    NO = "no"
    PERHAPS = "perhaps"
    SAME = "same"


def take_apart(number_symbol: str | None) -> Printed | None:
    """The parts of a printed number; None where no number stands."""
    found = _PRINTED.match(clean(number_symbol or ""))
    if not found or not int(found[1]):
        return None
    return Printed(int(found[1]), found[2].lower(), clean(found[3] or ""))


def compare(one: str | None, other: str | None) -> Alike:
    """Whether two numbers are the same, or perhaps the same in another writing."""
    first, second = take_apart(one), take_apart(other)
    if not first or not second or (first.number, first.letter) != (second.number, second.letter):
        return Alike.NO
    left, right = _tokens(first.symbol), _tokens(second.symbol)
    if left == right:
        return Alike.SAME
    return Alike.PERHAPS if _close(left, right) else Alike.NO


def _tokens(symbol: str) -> tuple[str, ...]:
    return tuple(part for part in _SIGNS.split(fold(symbol)) if part)


def _close(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Each part of the shorter symbol has a part of the longer one that is the same or a slip."""
    if not left or not right:
        return True  # one of them is a bare number
    short, long = sorted((left, right), key=len)
    return all(any(_is_slip(a, b) for b in long) for a in short)


def _is_slip(a: str, b: str) -> bool:
    """The same, or two letters that changed places, or one letter wrong, missing or too many."""
    if a == b:
        return True
    if min(len(a), len(b)) < len("abc"):
        return False  # two letters apart are two types: KH, QD
    if len(a) == len(b):
        wrong = [at for at, pair in enumerate(zip(a, b, strict=True)) if pair[0] != pair[1]]
        swapped = sorted(a[at] for at in wrong) == sorted(b[at] for at in wrong)
        return len(wrong) == 1 or (swapped and wrong[-1] - wrong[0] == len(wrong) - 1 == 1)
    short, long = sorted((a, b), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
