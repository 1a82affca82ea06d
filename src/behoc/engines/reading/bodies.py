"""Finds where a body's name begins and ends in running text, and splits lists of bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from behoc.engines.reading.letters import fold
from behoc.engines.reading.vocabulary import words

WORD = re.compile(r"[^\s,;:.()“”\"]+")
BREAK = re.compile(r"\s*(?:[;,]|(?<!\w)(?:và|cùng|cùng với)(?!\w))\s*")
REACH = 600  # letters: longer lists of bodies are not names any more
ABBREVIATION = re.compile(r"(?:TP|TT|UB|TX|TƯ|TW|CT|PCT|Tx|Tp|H|P|Q)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A body's name at [start:end]; `verb` is where its duty begins, or -1; `mark` what ends it."""

    start: int
    end: int
    verb: int
    mark: str
    is_weak: bool


def read_phrase(text: str, folded: str, start: int) -> Phrase | None:
    """The name of a body, or a list of bodies, that begins at this position."""
    position = skip_blank(folded, start)
    bodies = words("bodies")
    head = head_at(folded, position)
    if head < 0:
        return None
    quantified = bodies.at("quantifiers", folded, position)
    first = skip_blank(folded, quantified) if quantified > 0 else position
    is_weak = bodies.at("weak_heads", folded, first) == head
    if is_weak and folded[first:head] in bodies.list("named_heads"):
        is_weak = not text[skip_blank(folded, head) :][:1].isupper()
    head = max(head, bodies.at("inside_names", folded, first))
    end, verb, mark = _follow(text, folded, head, position + REACH)
    return Phrase(position, end, verb, mark, is_weak)


def head_at(folded: str, position: int) -> int:
    """Where the opening word of a body's name ends, or -1 where no name begins here."""
    bodies = words("bodies")
    quantified = bodies.at("quantifiers", folded, position)
    first = skip_blank(folded, quantified) if quantified > 0 else position
    head = bodies.at("heads", folded, first)
    if head < 0 or bodies.at("not_heads", folded, first) >= head:
        return quantified if head < 0 and folded[position:quantified] == "các cấp" else -1
    if quantified < 0 and words("verbs").at("duty", folded, first) >= head:
        return -1
    return head


def skip_blank(text: str, position: int) -> int:
    """The next position that is not a blank."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def split_bodies(phrase: str) -> tuple[str, ...]:
    """The single bodies of a list; a group like “các sở, ban, ngành” stays one."""
    parts: list[str] = []
    position = 0
    separator = ""
    for found in [*BREAK.finditer(phrase), None]:
        end = found.start() if found else len(phrase)
        piece = phrase[position:end]
        if not parts or _starts_body(piece):
            parts.append(piece)
        else:
            parts[-1] = f"{parts[-1]}{separator}{piece}"
        if found:
            separator, position = found.group(), found.end()
    return tuple(part.strip(" ,;") for part in parts if part.strip(" ,;"))


def _starts_body(piece: str) -> bool:
    folded = fold(piece)
    bodies = words("bodies")
    quantified = bodies.at("quantifiers", folded, 0)
    if quantified > 0:
        return head_at(folded, 0) > 0
    head = bodies.at("heads", folded, 0)
    if (
        head < 0
        or bodies.at("weak_heads", folded, 0) == head
        or (head == len(folded) and " " not in folded)
    ):
        return False
    return piece[:1].isupper() or bodies.at("offices", folded, 0) > 0


def _follow(text: str, folded: str, position: int, limit: int) -> tuple[int, int, str]:
    """Go on from the opening word to the end of the name: a verb, a mark, or the text's end."""
    end = position
    bodies, verbs = words("bodies"), words("verbs")
    limit = min(limit, len(folded))
    while position < limit:
        at = skip_blank(folded, position)
        mark = folded[at : at + 1]
        if mark in ",;":
            if not mark or not _list_goes_on(text, folded, at + 1):
                return end, _verb_after(folded, at + 1), mark
            position = at + 1
            continue
        if mark == "(":
            close = folded.find(")", at, at + 80)
            if close < 0:
                return end, -1, mark
            position = close + 1
            continue
        if mark == "." and ABBREVIATION.search(text[max(0, at - 3) : at]):
            position = at + 1
            continue
        if mark == ":" and _names_follow(text, folded, end, at + 1):
            end = position = skip_blank(folded, at + 1)
            continue
        if mark in ":.)”!?":
            return end, -1, mark
        inside = bodies.at("inside_names", folded, at)
        if inside > 0:
            end = position = inside
            continue
        duty = verbs.at("duty", folded, at)
        if duty > 0 and text[at].isupper():
            end = position = duty
            continue
        if duty > 0 or verbs.at("told", folded, at) > 0:
            return end, at, " "
        if bodies.at("stops", folded, at) > 0:
            return end, -1, " "
        word = WORD.match(folded, at)
        end = position = word.end() if word else at + 1
    return end, -1, "" if position >= len(folded) else "…"


def _names_follow(text: str, folded: str, end: int, position: int) -> bool:
    """“Giám đốc các Sở: Nội vụ, Tài chính …”: after the colon come names, not a duty."""
    before = folded[max(0, end - 40) : end]
    if not any(before.endswith(one) for one in words("bodies").list("list_heads")):
        return False
    at = skip_blank(folded, position)
    if at >= len(folded) or not text[at].isupper():
        return False
    if head_at(folded, at) > 0:
        return True
    stop = re.search(r"[,;]| và ", folded[at : at + 40])
    piece = folded[at : at + stop.start()] if stop else ""
    is_name = 0 < len(piece.split()) <= 5
    return is_name and (words("verbs").at("duty", folded, at) < 0 or fold(piece) in _official())


@cache
def _official() -> frozenset[str]:
    return frozenset(words("bodies").map("casing"))


def _verb_after(folded: str, position: int) -> int:
    at = skip_blank(folded, position)
    return at if words("verbs").at("duty", folded, at) > 0 else -1


def _list_goes_on(text: str, folded: str, position: int) -> bool:
    """Whether what follows a comma still belongs to the list of bodies."""
    at = skip_blank(folded, position)
    if at >= len(folded):
        return False
    if head_at(folded, at) > 0 or words("bodies").at("inside_names", folded, at) > 0:
        return True
    if text[at].isupper():
        return words("verbs").at("duty", folded, at) < 0
    ends = (("verbs", "duty"), ("verbs", "told"), ("bodies", "stops"))
    return folded[at].isalpha() and all(words(name).at(key, folded, at) < 0 for name, key in ends)
