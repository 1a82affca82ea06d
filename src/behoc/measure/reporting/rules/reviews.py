"""Mid-term and final reviews: what their dossiers hold, how their conferences are held. Pure."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from behoc.kernel.data import path
from behoc.kernel.errors import RuleBroken


class Review(StrEnum):
    """Whether a duty is about a phase, and which review it is."""

    NONE = ""
    MID_TERM = "mid_term"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper of a dossier; `after`: there is none before the conference was held."""

    code: str
    vi: str
    needed: bool
    after: bool = False


@cache
def paper_kinds() -> tuple[PaperKind, ...]:
    """The kinds of papers that a dossier holds, in their order."""
    return tuple(PaperKind(**row) for row in _data()["paper"])


@cache
def conference_forms() -> dict[str, str]:
    """The ways in which a conference is held, by code."""
    return {row["code"]: row["vi"] for row in _data()["conference"]}


def list_missing(held: Iterable[str]) -> list[PaperKind]:
    """The needed kinds of which a dossier holds no paper."""
    there = set(held)
    return [kind for kind in paper_kinds() if kind.needed and kind.code not in there]


def check_paper(code: str, *, held_on: date | None, on: date) -> PaperKind:
    """The kind of that code, if there may be such a paper already."""
    kind = next((each for each in paper_kinds() if each.code == code), None)
    if kind is None:
        raise RuleBroken("Chưa chọn loại tài liệu. Chọn một loại rồi thêm tệp.")
    if kind.after and (held_on is None or held_on > on):
        raise RuleBroken("Hội nghị chưa họp nên chưa có biên bản, ảnh. Ghi ngày họp trước.")
    return kind


def _data() -> dict[str, Any]:
    with path("reporting", "reviews.toml").open("rb") as file:
        return tomllib.load(file)
