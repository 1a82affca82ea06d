"""Kinds and states of relations, and when two mentions mean one text. Pure."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from behoc.kernel.text import fold


class RelationKind(StrEnum):
    """What a document is to the text it names."""

    IMPLEMENTS = "implements"
    FOLDS = "folds"
    RESTS_ON = "rests_on"
    CONTINUES = "continues"
    ATTACHES = "attaches"
    AMENDS = "amends"
    REPLACES = "replaces"
    CITES = "cites"


class RelationState(StrEnum):
    """What a person said of a relation; a rejected one stays on record and counts nowhere."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Sameness(StrEnum):
    """Whether a text is only another way of writing a second one."""

    UNASKED = ""
    PROPOSED = "proposed"
    JOINED = "joined"
    APART = "apart"


RESPONSES = (RelationKind.IMPLEMENTS, RelationKind.FOLDS)
"""The kinds by which a body answers a document with one of its own."""


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What is known of a text: enough to tell it from others, or not."""

    symbol: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    name: str | None = None


def symbol_key(symbol: str | None) -> str:
    """A number and symbol as it is compared; empty where no number stands."""
    key = re.sub(r"\s", "", fold(symbol or "")).strip(".-/")
    return key if key[:1].isdigit() else ""


def number_of(symbol: str | None) -> str:
    """The number alone: 151 of 151/KH-UBND."""
    return re.split(r"[/-]", symbol_key(symbol), maxsplit=1)[0]


@lru_cache(maxsize=4096)  # thousands of bodies name one text in the same words
def same_text(one: TextFacts, other: TextFacts, *, near: bool) -> bool:
    """Whether two mentions are certainly one text.

    `near`: one body has both in hand, so that number and day suffice. Numbers start anew in every
    body and year; between strangers the issuer must be known on both sides and agree in full.
    """
    if not _days_agree(one, other) or not _issuers_agree(one.issuer, other.issuer, near=near):
        return False
    keys = symbol_key(one.symbol), symbol_key(other.symbol)
    if any(keys):
        known_day = one.issued_on is not None and other.issued_on is not None
        known_issuer = bool(one.issuer and other.issuer)
        return keys[0] == keys[1] and (known_issuer if not near else known_day or known_issuer)
    names = fold(one.name or ""), fold(other.name or "")
    return bool(names[0]) and names[0] == names[1]


def look_alike(one: TextFacts, other: TextFacts) -> bool:
    """Whether a person should say if two mentions are one text.

    The same number and day under other letters, or the same symbol where a day is missing.
    """
    if not number_of(one.symbol) or number_of(one.symbol) != number_of(other.symbol):
        return False
    if not _issuers_agree(one.issuer, other.issuer, near=True):
        return False
    if one.issued_on and other.issued_on:
        return one.issued_on == other.issued_on and _letters_nest(one.symbol, other.symbol)
    return symbol_key(one.symbol) == symbol_key(other.symbol)


def _letters_nest(one: str | None, other: str | None) -> bool:
    """Letters of the one are among those of the other: UBND and KH-UBND, not CV-HKH."""
    letters = [set(re.split(r"[/-]", symbol_key(each))[1:]) for each in (one, other)]
    return letters[0] <= letters[1] or letters[1] <= letters[0]


def _days_agree(one: TextFacts, other: TextFacts) -> bool:
    return one.issued_on is None or other.issued_on is None or one.issued_on == other.issued_on


def _issuers_agree(one: str | None, other: str | None, *, near: bool) -> bool:
    """Unknown agrees with all; near, “Ủy ban nhân dân tỉnh” is that of the own province."""
    first, second = sorted((fold(one or ""), fold(other or "")), key=len)
    if not first or first == second:
        return True
    return near and second.startswith(f"{first} ")
