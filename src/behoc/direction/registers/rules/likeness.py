"""Whether two papers are perhaps one and the same: by number, else by subject, signer and text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from behoc.direction.registers.rules.symbols import Alike, compare, take_apart
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import fold
from behoc.kernel.words import gettext_noop

# Four words in a row are rarely shared by chance, and a slip of the reader spoils four runs only.
RUN = 4
# A second scan of one page keeps nine runs in ten; another paper of the same form about half.
SAME_TEXT, NEAR_TEXT = 0.9, 0.6  # chosen by hand on the texts of test_alike.py, not measured
_WORD = re.compile(r"\w+")
BY_NUMBER = gettext_noop("Trùng số, ký hiệu và nơi ban hành")
BY_SPELLING = gettext_noop("Cùng số, ký hiệu viết gần giống")
BY_TEXT = gettext_noop("Nội dung gần như trùng hẳn")
BY_SUBJECT = gettext_noop("Cùng trích yếu và người ký")


class CameBefore(RuleBroken):
    """A paper like this one stands in the register: a person compares and says why it enters."""

    template = gettext_noop(
        "Có văn bản giống văn bản này đã vào sổ. So hai văn bản; vẫn vào sổ thì ghi lý do."
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """What is compared of a paper; None is what nobody knows."""

    number_symbol: str | None
    issuer: str | None
    subject: str | None
    signer: str | None
    year: int | None
    runs: frozenset[int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two papers agree, and the sentence that says by what."""

    degree: Alike
    why: str


NOTHING = Likeness(Alike.NO, "")


def runs_of(lines: Sequence[str]) -> frozenset[int]:
    """Every run of words of a text, without marks and signs, as one set of numbers."""
    words = _WORD.findall(fold(" ".join(lines)))
    return frozenset(hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of runs that both texts have, of all that either has."""
    if not one or not other:
        return 0
    return len(one & other) / len(one | other)


def judge(one: Paper, other: Paper) -> Likeness:
    """How far two papers agree; a number tells more than a text, where both carry one."""
    if take_apart(one.number_symbol) and take_apart(other.number_symbol):
        return _by_number(one, other)
    share = overlap(one.runs, other.runs)
    if share >= SAME_TEXT:
        return Likeness(Alike.SAME, BY_TEXT)
    if _agree(one.subject, other.subject) and _agree(one.signer, other.signer):
        return Likeness(Alike.PERHAPS, BY_SUBJECT)
    return Likeness(Alike.PERHAPS, BY_TEXT) if share >= NEAR_TEXT else NOTHING


def _by_number(one: Paper, other: Paper) -> Likeness:
    degree = compare(one.number_symbol, other.number_symbol)
    if degree == Alike.NO or _differ(one.issuer, other.issuer) or _apart(one.year, other.year):
        return NOTHING
    if degree == Alike.SAME:
        return Likeness(Alike.SAME, BY_NUMBER)
    return Likeness(Alike.PERHAPS, BY_SPELLING)


def _agree(one: str | None, other: str | None) -> bool:
    return bool(one and other) and fold(one or "") == fold(other or "")


def _differ(one: str | None, other: str | None) -> bool:
    """Two issuers that are both known and not the same, not even one as a part of the other."""
    first, second = fold(one or ""), fold(other or "")
    return bool(first and second) and first not in second and second not in first


def _apart(one: int | None, other: int | None) -> bool:
    return bool(one and other) and one != other
