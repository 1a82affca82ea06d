"""States of a dispatch and of a find, and what counts as reviewed. Pure."""

import re
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import Any

from behoc.kernel.data import path
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import fold


class DispatchState(StrEnum):
    """Where a dispatch stands on its way from file to tasks."""

    WAITING = "waiting"
    READING = "reading"
    REFUSED = "refused"
    REVIEW = "review"
    CONFIRMED = "confirmed"
    JOINED = "joined"


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


class Part(StrEnum):
    """What a paper or a file is within its dispatch."""

    COVERING = "covering"
    MAIN = "main"
    ATTACHMENT = "attachment"
    APPENDIX = "appendix"
    COPY = "copy"


class Urgency(StrEnum):
    """How fast a paper is to be passed on; Nghị định 30/2020/NĐ-CP, Phụ lục I."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    EXPRESS = "express"


class Purpose(StrEnum):
    """What a body receives a dispatch for; a paper to keep (lưu) goes to nobody."""

    ACT = "act"
    KNOW = "know"
    KEEP = "keep"


class Basis(StrEnum):
    """Why a body receives a dispatch: a task in it, one of its lists, or a person's word."""

    TASK = "task"
    ADDRESSEE = "addressee"
    RECIPIENT = "recipient"
    ADDED = "added"


class Way(StrEnum):
    """How a paper went to a body that is not here."""

    POST = "post"
    AXIS = "axis"
    EMAIL = "email"
    HAND = "hand"


# The role printed after a receiver's name → what the paper goes there for; the rest is to know.
_PURPOSES = {"carry_out": Purpose.ACT, "coordinate": Purpose.ACT, "keep": Purpose.KEEP}
_STRENGTH = (Purpose.KEEP, Purpose.KNOW, Purpose.ACT)
# A fact of the letterhead → the column of the document that keeps it once confirmed.
FACT_COLUMNS = {
    "issuer": "issuer_name",
    "number_symbol": "number_symbol",
    "place": "place_name",
    "doc_type": "doc_type",
    "subject": "subject",
    "signer_name": "signer_name",
    "signer_title": "signer_title",
    "signing_authority": "signing_authority",
}
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


_MARKS = {
    "hoa toc": Urgency.EXPRESS,
    "thuong khan": Urgency.VERY_URGENT,
    "khan": Urgency.URGENT,
}
_LETTER = "cong van"


def read_urgency(mark: str | None) -> Urgency | None:
    """The urgency that a printed mark means; None where no mark stands."""
    folded = fold(mark or "")
    return next((meant for word, meant in _MARKS.items() if word in folded), None)


def parts_of(types: list[str | None]) -> list[Part]:
    """What each paper of a dispatch is, in order: a letter on top of others only carries them."""
    if len(types) < len(("letter", "paper")):
        return [Part.MAIN for _ in types]
    first = Part.COVERING if fold(types[0] or "") == _LETTER else Part.MAIN
    second = Part.MAIN if first == Part.COVERING else Part.ATTACHMENT
    return [first, second, *(Part.ATTACHMENT for _ in types[2:])]


def counts(state: str) -> bool:
    """True when a person has said that the find stands."""
    return state in COUNTING


def decided(state: str) -> bool:
    """True when a person has said anything of the find."""
    return state != FindState.PROPOSED


def marker(kind: str, number: int) -> str:
    """The short code of a find on the page: NV3, TH1."""
    return f"{LETTERS[FindKind(kind)]}{number}"


def purpose_of(role: str) -> Purpose:
    """What a receiver of that printed role gets the paper for: (t/h) to act, (b/c) to know."""
    return _PURPOSES.get(role, Purpose.KNOW)


def strongest(purposes: Iterable[str]) -> Purpose:
    """The strongest of several purposes: to act comes before to know, to know before to keep."""
    return max((Purpose(each) for each in purposes), key=_STRENGTH.index)


@cache
def dissemination_forms() -> dict[str, str]:
    """The forms in which a document is made known, code → name, from data/documents."""
    with path("documents", "dissemination.toml").open("rb") as source:
        return {row["code"]: row["vi"] for row in tomllib.load(source)["form"]}


def check_told(told: int, total: int, *, before: int) -> None:
    """Refuse figures of a round that go beyond the total, alone or with the rounds before."""
    if total < 1:
        raise RuleBroken("Tổng số người phải được phổ biến ít nhất là 1.")
    if told > total:
        raise RuleBroken(
            "%(told)s người được phổ biến nhiều hơn tổng %(total)s người. "
            "Kiểm lại một trong hai số.",
            told=told,
            total=total,
        )
    if told + before > total:
        raise RuleBroken(
            "Các đợt khác đã ghi %(before)s người; thêm %(told)s là %(sum)s, nhiều hơn tổng "
            "%(total)s người. Mỗi người chỉ tính một lần.",
            before=before,
            told=told,
            sum=before + told,
            total=total,
        )


def join_readings(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Several files of one dispatch as one reading; line and page numbers run on."""
    joined: dict[str, Any] = {"lines": [], "page_of_line": [], "notes": [], "documents": []}
    pages = 0
    for result in results:
        offset = len(joined["lines"])
        joined["documents"] += [_shifted(reading, offset) for reading in result["documents"]]
        joined["lines"] += result["lines"]
        joined["page_of_line"] += [page + pages for page in result.get("page_of_line", [])]
        joined["notes"] += result.get("notes", [])
        pages = max([pages, *joined["page_of_line"]])
    return joined


def _shifted(value: Any, offset: int) -> Any:
    if isinstance(value, dict):
        return {
            key: inner + offset
            if key in ("line", "line_end") and isinstance(inner, int)
            else _shifted(inner, offset)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_shifted(inner, offset) for inner in value]
    return value


# Lexemes of the search index that are no words begin with a sign and say what they are about.
NUMBER, ISSUER, SUBJECT = ":n", ":i", ":s"
_OWNER, _ADDRESSED, _LINE, _PLACE, _STATE = ":o", ":a", ":l", ":p", ":t"
# What stands in the place of the state once a dispatch was withdrawn; a filter beside the states.
WITHDRAWN = "thu-hoi"


def number_key(written: str) -> str:
    """A number and symbol as search compares it: “09/CV-HKH” and “9 / CV–HKH” are one."""
    plain = fold(written).replace("–", "-").replace("—", "-")
    return re.sub(r"[^a-z0-9/-]", "", plain).lstrip("0")


def looks_like_number(words: str) -> bool:
    """True for “151”, “151/KH”, “384-KH/TU”: what people type when they know the number."""
    return re.fullmatch(r"\s*\d+\s*([/–-]\s*[\w./–-]*\s*)?", words) is not None


def owner_lexemes(body_id: int, line_path: str, place_path: str) -> set[str]:
    """Who reaches a document as its owner: the body, every body above it, every place around."""
    lines = {f"{_LINE}{step}" for step in line_path.split("/") if step}
    places = {f"{_PLACE}{step}" for step in place_path.split("/") if step}
    return {owned_lexeme(body_id)} | lines | places


def addressed_lexeme(body_id: int) -> str:
    """Who reaches a document because it was sent there."""
    return f"{_ADDRESSED}{body_id}"


def owned_lexeme(body_id: int) -> str:
    """That a body owns a document."""
    return f"{_OWNER}{body_id}"


def state_lexeme(state: str) -> str:
    """Where the dispatch of a document stands."""
    return f"{_STATE}{state}"


def reach_lexemes(
    *,
    owners: Iterable[int],
    addressed: Iterable[int],
    lines: Iterable[str],
    places: Iterable[str],
) -> set[str]:
    """What a document must hold at least one of to be inside a scope of these parts."""
    return (
        {owned_lexeme(body) for body in owners}
        | {addressed_lexeme(body) for body in addressed}
        | {f"{_LINE}{_last_step(path)}" for path in lines}
        | {f"{_PLACE}{_last_step(path)}" for path in places}
    )


def _last_step(path: str) -> str:
    return path.strip("/").rpartition("/")[2]
