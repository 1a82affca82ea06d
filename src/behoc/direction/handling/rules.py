"""States of submissions, instructions and their parts, and who may stand in for whom. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from behoc.kernel.data import path
from behoc.kernel.errors import Conflict
from behoc.kernel.words import gettext_noop


class SubmissionState(StrEnum):
    """Where a submission stands."""

    WAITING = "waiting"
    INSTRUCTED = "instructed"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"


class InstructionState(StrEnum):
    """Whether an instruction still stands."""

    STANDING = "standing"
    AMENDED = "amended"
    WITHDRAWN = "withdrawn"


class PartRole(StrEnum):
    """What a person or body is asked to be: who leads, who co-ordinates."""

    LEAD = "lead"
    COORDINATE = "coordinate"


class PartState(StrEnum):
    """How far a person is with a part of an instruction."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DIFFICULTY = "difficulty"
    DONE = "done"


class AnswerKind(StrEnum):
    """What an answer says."""

    PROGRESS = "progress"
    DIFFICULTY = "difficulty"
    DONE = "done"


class DelegationKind(StrEnum):
    """A deputy stands in beside the leader, or in the leader's place during an absence."""

    BESIDE = "beside"
    ABSENCE = "absence"


_CLOSED = {
    SubmissionState.INSTRUCTED: gettext_noop("Lượt trình này lãnh đạo đã cho ý kiến rồi."),
    SubmissionState.RETURNED: gettext_noop("Lượt trình này đã được trả lại trước đó."),
    SubmissionState.TAKEN_BACK: gettext_noop("Lượt trình này đã được rút lại trước đó."),
}
_ENDED = {
    InstructionState.AMENDED: gettext_noop(
        "Lãnh đạo vừa sửa ý kiến này. Tải lại trang để xem ý kiến mới; chữ đang nhập còn trên máy."
    ),
    InstructionState.WITHDRAWN: gettext_noop(
        "Lãnh đạo đã thu hồi ý kiến này, không cần làm tiếp. Những gì đã báo vẫn được giữ."
    ),
}


def require_waiting(state: str) -> None:
    """Refuse when the submission no longer waits, and say why."""
    if state != SubmissionState.WAITING:
        raise Conflict(_CLOSED[SubmissionState(state)])


def require_standing(state: str) -> None:
    """Refuse when the instruction no longer stands, and say why."""
    if state != InstructionState.STANDING:
        raise Conflict(_ENDED[InstructionState(state)])


def state_after(kind: str) -> PartState:
    """How far a part is after an answer of that kind."""
    return {
        AnswerKind.PROGRESS: PartState.IN_PROGRESS,
        AnswerKind.DIFFICULTY: PartState.DIFFICULTY,
        AnswerKind.DONE: PartState.DONE,
    }[AnswerKind(kind)]


def covers(delegated_field: str, field: str) -> bool:
    """A delegation without a field is for everything; one with a field for that field alone."""
    return not delegated_field or delegated_field == field


def is_in_force(starts_on: date, ends_on: date | None, on: date) -> bool:
    """Both days count."""
    return starts_on <= on and (ends_on is None or on <= ends_on)


@dataclass(frozen=True, slots=True)
class PickedSentence:
    """A sentence that leaders pick instead of writing."""

    code: str
    text: str


@cache
def sentences() -> Mapping[str, PickedSentence]:
    """The shipped sentences by code, in the order of data/handling/sentences.toml."""
    rows = _table("sentences.toml")["sentence"]
    return {row["code"]: PickedSentence(row["code"], row["text"]) for row in rows}


@cache
def fields_of_work() -> Mapping[str, str]:
    """Fields of work by code, from data/handling/fields.toml."""
    return {row["code"]: row["vi"] for row in _table("fields.toml")["field"]}


@cache
def stands_in_prefix(line: str) -> str:
    """How a body of that line marks that a deputy signs in the head's place."""
    rows = _table("signing.toml")
    return str(rows["line"].get(line, rows["otherwise"]))


def _table(name: str) -> dict[str, Any]:
    with path("handling", name).open("rb") as source:
        return tomllib.load(source)
