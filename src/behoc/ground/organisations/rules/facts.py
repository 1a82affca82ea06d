"""The plain values that resolving a phrase works on."""

from dataclasses import dataclass
from datetime import date

from behoc.ground.organisations.rules.catalogue import Catalogue

# How far a person may trust an answer: by name or by count, by rule alone, as a proposal, in doubt.
SURE, LIKELY, POSSIBLE, DOUBTFUL = 1.0, 0.9, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What resolving needs to know of one body.

    `level` is a code of kinds.toml; `place_name` the name with its kind (“xã Bãi Trầm”); paths are
    the register's paths of ids; `valid_to` is the first day on which the body is no more.
    """

    id: int
    name: str
    short_name: str
    kind: str
    line: str
    level: str
    place_path: str
    line_path: str
    place_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The bodies found, the rule in words, and how it compares with the printed count.

    `candidates` are bodies that a person may have to choose among; they do not count as found.
    """

    bodies: tuple[BodyFacts, ...]
    rule_text_vi: str
    counted: int
    expected: int | None
    confidence: float
    candidates: tuple[BodyFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer for one part of a phrase."""

    bodies: tuple[BodyFacts, ...]
    say: str
    confidence: float
    candidates: tuple[BodyFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Who speaks, when, in which words, and the bodies there are on that day."""

    bodies: tuple[BodyFacts, ...]
    issuer: BodyFacts
    province: BodyFacts | None
    on: date
    text: str
    shown: str
    named: frozenset[int]
    catalogue: Catalogue


def is_in_force(body: BodyFacts, on: date) -> bool:
    """The body exists on that day; without dates it always does."""
    begun = body.valid_from is None or body.valid_from <= on
    return begun and (body.valid_to is None or on < body.valid_to)
