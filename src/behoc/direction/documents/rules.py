"""States of a dispatch and of a find, and what counts as reviewed. Pure."""

from enum import StrEnum


class DispatchState(StrEnum):
    """Where a dispatch stands on its way from file to tasks."""

    WAITING = "waiting"
    READING = "reading"
    REFUSED = "refused"
    REVIEW = "review"
    CONFIRMED = "confirmed"


class FindState(StrEnum):
    """What a person said of a find; only accepted, amended and added ones count."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    ADDED = "added"
    REJECTED = "rejected"


class FindKind(StrEnum):
    """What a find is about."""

    FACT = "fact"
    CITATION = "citation"
    ADDRESSEE = "addressee"
    RECIPIENT = "recipient"
    ASSIGNMENT = "assignment"
    DEADLINE = "deadline"
    TARGET = "target"
    PHASE = "phase"
    BUDGET = "budget"


COUNTING = frozenset({FindState.ACCEPTED, FindState.AMENDED, FindState.ADDED})
LETTERS = {
    FindKind.FACT: "TT",
    FindKind.CITATION: "CC",
    FindKind.ADDRESSEE: "KG",
    FindKind.RECIPIENT: "NN",
    FindKind.ASSIGNMENT: "NV",
    FindKind.DEADLINE: "TH",
    FindKind.TARGET: "CT",
    FindKind.PHASE: "GĐ",
    FindKind.BUDGET: "KP",
}


def counts(state: str) -> bool:
    """True when a person has said that the find stands."""
    return state in COUNTING


def decided(state: str) -> bool:
    """True when a person has said anything of the find."""
    return state != FindState.PROPOSED


def marker(kind: str, number: int) -> str:
    """The short code of a find on the page: NV3, TH1."""
    return f"{LETTERS[FindKind(kind)]}{number}"
