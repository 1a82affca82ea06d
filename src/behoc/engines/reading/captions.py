"""Who does an item that does not say so itself: a caption below it, or brackets at its end."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from behoc.engines.reading.bodies import read_phrase, split_bodies
from behoc.engines.reading.finds import Assignment
from behoc.engines.reading.letters import fold
from behoc.engines.reading.roles import read_coordinators
from behoc.engines.reading.tables import is_row
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from behoc.engines.reading.clauses import Unit
    from behoc.engines.reading.finds import Role

WHO = r"(?:cơ quan|đơn vị|bộ phận|cá nhân|tổ chức|phân công|người)"
LEAD = re.compile(
    rf"(?:{WHO}(?:, {WHO})* )?(?P<how>chủ trì|thực hiện|phụ trách|đầu mối|chịu trách nhiệm)"
    r"(?: thực hiện| tham mưu| triển khai)?(?: là)?\s*:\s*"
)
WITH = re.compile(rf"(?:{WHO}(?:, {WHO})* )?phối hợp(?: thực hiện)?\s*:\s*")
INSIDE = re.compile(r"[;.,]\s*" + WITH.pattern)
BRACKETS = re.compile(r"\((?P<inside>[^()]{8,300})\)\s*[.;,]*\s*$")
DOES = re.compile(r"(?<!\w)(?:chủ trì|thực hiện|phụ trách|tham mưu)(?!\w)")
ORDER_WORD = re.compile(r"(?:giao(?: cho)?|do)\s+")


def is_caption(unit: Unit) -> bool:
    """“Cơ quan chủ trì: …” or “Đơn vị phối hợp: …”: says who does the item above."""
    return bool(LEAD.match(unit.folded) or WITH.match(unit.folded))


def captioned_assignments(units: Sequence[Unit]) -> Iterable[Assignment]:
    """One task per caption that names who leads, and per item that names it in brackets."""
    for at, unit in enumerate(units):
        if is_row(unit):
            continue
        caption = LEAD.match(unit.folded)
        found = _of_caption(units, at, caption) if caption else _of_brackets(unit)
        if found:
            yield found


def bracketed(unit: Unit) -> re.Match[str] | None:
    """The brackets at the end of an item, where they name who does it."""
    found = BRACKETS.search(unit.paragraph.folded, unit.start)
    if not found:
        return None
    start = _name_start(unit, found.start("inside"))
    phrase = read_phrase(unit.paragraph.text, unit.paragraph.folded, start)
    if not phrase:
        return None
    named = LEAD.match(unit.paragraph.folded, found.start("inside"))
    does = phrase.verb >= 0 and DOES.match(unit.paragraph.folded, phrase.verb)
    return found if named or does else None


def _name_start(unit: Unit, start: int) -> int:
    folded = unit.paragraph.folded
    lead = LEAD.match(folded, start) or ORDER_WORD.match(folded, start)
    return lead.end() if lead else start


def _of_brackets(unit: Unit) -> Assignment | None:
    found = bracketed(unit)
    if not found:
        return None
    text, folded = unit.paragraph.text, unit.paragraph.folded
    start = _name_start(unit, found.start("inside"))
    phrase = read_phrase(text, folded, start)
    if not phrase:
        return None
    inside = text[start : found.end("inside")]
    lead = "chủ trì" in folded[found.start("inside") : found.end("inside")]
    with_whom = INSIDE.search(fold(inside))
    others = split_bodies(inside[with_whom.end() :]) if with_whom else ()
    return Assignment(
        actor=text[phrase.start : phrase.end].strip(" ,;:."),
        role="lead" if lead else "carry_out",
        coordinators=others or read_coordinators(inside, fold(inside)),
        force="order",
        text=text,
        trace=unit.trace(0, len(text), 0.85, "assignment.bracket", "ngoặc cuối việc nêu cơ quan"),
    )


def _of_caption(units: Sequence[Unit], at: int, caption: re.Match[str]) -> Assignment | None:
    unit = units[at]
    owner = unit.parent
    after = unit.content[caption.end() :].strip(" .;")
    with_whom = INSIDE.search(fold(after))
    actor = after[: with_whom.start()] if with_whom else after
    if not owner or not read_phrase(actor, fold(actor), 0) or len(owner.content) < 5:
        return None
    others = after[with_whom.end() :] if with_whom else _partners(units, at)
    role: Role = "lead" if caption.group("how") in ("chủ trì", "đầu mối") else "carry_out"
    text = f"{owner.paragraph.text} {unit.paragraph.text}"
    why = f"dòng “{unit.content[: caption.end()].strip(' :')}” nêu cơ quan làm việc ở trên"
    trace = owner.trace(0, len(owner.paragraph.text), 0.85, "assignment.caption", why)
    return Assignment(
        actor=_actor(actor),
        role=role,
        coordinators=split_bodies(others) or read_coordinators(actor, fold(actor)),
        force="order",
        text=text,
        trace=replace(trace, line_end=max(trace.line_end, unit.paragraph.line_end)),
    )


def _actor(text: str) -> str:
    """The name without “chủ trì, phối hợp với …” behind it."""
    phrase = read_phrase(text, fold(text), 0)
    cut = phrase and phrase.verb >= 0 and words("verbs").at("coordinate", fold(text), phrase.verb)
    return text[: phrase.end].strip(" ,;:.") if phrase and cut else text


def _partners(units: Sequence[Unit], at: int) -> str:
    """The co-ordinating bodies of the caption next to this one."""
    for unit in units[at + 1 : at + 4]:
        found = WITH.match(unit.folded)
        if found and unit.parent is units[at].parent:
            return unit.content[found.end() :].strip(" .;")
    return ""
