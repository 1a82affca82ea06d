"""What the reader finds: plain frozen values, each with its line span, clause and reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from behoc.engines.reading.output import reading_as_json

Role = Literal["direct", "lead", "coordinate", "advise", "guide", "carry_out"]
Force = Literal["order", "request"]
Relation = Literal["implements", "rests_on", "continues", "attaches", "amends", "replaces", "cites"]
Delivery = Literal["carry_out", "report", "keep", "coordinate", "inform", "receive"]
DeadlineKind = Literal["once", "yearly", "periodic", "event", "phase"]


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a find stands and why the reader believes it.

    `clause` holds the printed labels (“VII”, “1”); `path` stays unique where labels repeat
    (“II#2/1”).
    `rule` is a stable identifier, `why` a short Vietnamese phrase shown to the person who confirms.
    """

    line: int
    line_end: int
    clause: tuple[str, ...]
    path: str
    confidence: float
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """One fact of the letterhead, title or signature; a fact that is not printed has no entry."""

    name: str
    value: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Citation:
    """An instrument that the document names, with or without a number."""

    symbol: str | None
    date: str | None
    name: str | None
    kind: str | None
    issuer: str | None
    relation: Relation
    is_basis: bool
    text: str
    same_as: str | None
    trace: Trace


@dataclass(frozen=True, slots=True)
class Addressee:
    """One entry under “Kính gửi” or “Nơi nhận”; `counts` are the numbers printed in brackets."""

    name: str
    role: Delivery
    counts: tuple[int, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Assignment:
    """One item or paragraph that gives a task to a body."""

    actor: str
    role: Role
    coordinators: tuple[str, ...]
    force: Force
    text: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class Deadline:
    """One point or rhythm of time by which something is due.

    `when` keeps the printed day, `last_on_time` the last day that is still on time.
    `interval` is an ISO duration where a rhythm is printed; `event` the words it hangs on.
    """

    text: str
    kind: DeadlineKind
    when: tuple[str, ...]
    last_on_time: tuple[str, ...]
    interval: str | None
    event: str | None
    to_whom: str | None
    trace: Trace


@dataclass(frozen=True, slots=True)
class Target:
    """A number to be reached; `within` is the printed group that the share is counted in."""

    text: str
    value: int | float | str
    unit: str
    subject: str
    by_year: int | None
    within: str | None
    trace: Trace


@dataclass(frozen=True, slots=True)
class Phase:
    """A printed stretch of years in which the work is done."""

    start: int
    end: int
    text: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class BudgetSource:
    """The sentence that says where the money comes from."""

    text: str
    trace: Trace


@dataclass(frozen=True, slots=True)
class ClauseNode:
    """One labelled part of the text; `parent` is the path of the part that holds it."""

    label: str
    title: str
    labels: tuple[str, ...]
    path: str
    parent: str | None
    level: int
    line: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of lines with one function: letterhead, addressees, preamble, body and so on."""

    name: str
    line: int
    line_end: int


@dataclass(frozen=True, slots=True)
class Variant:
    """Two printed symbols that are proposed as one text, with the reason."""

    symbols: tuple[str, ...]
    date: str | None
    why: str


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """Everything found in one document of the file."""

    line: int
    line_end: int
    facts: tuple[HeaderFact, ...]
    citations: tuple[Citation, ...]
    addressees: tuple[Addressee, ...]
    recipients: tuple[Addressee, ...]
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    phases: tuple[Phase, ...]
    budget: BudgetSource | None
    clauses: tuple[ClauseNode, ...]
    zones: tuple[Zone, ...]

    def fact(self, name: str) -> str | None:
        """The value of one header fact, or None where the document does not print it."""
        return next((fact.value for fact in self.facts if fact.name == name), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole file: its documents in the order they stand, and the repaired lines."""

    documents: tuple[DocumentReading, ...]
    repaired: tuple[str, ...]
    variants: tuple[Variant, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The reading as plain values for JSON, keys as the command line prints them."""
        return reading_as_json(self)
