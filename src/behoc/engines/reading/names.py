"""Writes official names out: capitals of a letterhead into the spelling of running text."""

from __future__ import annotations

import re
from functools import cache

from behoc.engines.reading.letters import UPPER, fold, is_capitals, squeeze
from behoc.engines.reading.vocabulary import words

LEVELS = "|".join((*words("bodies").list("place_words"), r"tp\.?"))
PLACE = re.compile(rf"(?<!\w)(?:{LEVELS})(?!\w)\s+(?!ủy|đoàn|hội)\S")
PARTY = re.compile(r"(?<!\w)(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|đoàn)(?!\w)")
ABBREVIATED = re.compile(
    r"^U?[BCDĐGHKLMNPQRSTVX&]{2,6}(?:[.-](?:U?[BCDĐGHKLMNPQRSTVX&]{2,6})?)?[.,]?$"
)
TITLE_PREFIX = re.compile(
    r"^(?:(?:PGS|GS|TS|TSKH|ThS|Ths|BS|BSCK ?I{1,2}|CKI{1,2}|CN|KS|KTS|LS|NGƯT|NGND|TTND|TTƯT|"
    r"Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Luật sư|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))"
    r"(?:\.\s?|\s))+"
)
NAME_WORD = re.compile(rf"^[{UPPER}][\w']*$")


def write_out(text: str) -> str:
    """A body's name as running text writes it; only what is in capitals is changed."""
    text = squeeze(text).strip(" .,;:*")
    if not is_capitals(text):
        return text
    pieces: list[str] = []
    tokens = text.split()
    while tokens:
        size, written = _longest_known(tokens)
        pieces.append(written)
        tokens = tokens[size:]
    written_out = " ".join(pieces)
    return written_out[:1].upper() + written_out[1:]


def has_place(name: str) -> bool:
    """Whether a body's name already says where it is."""
    folded = fold(name)
    party = PARTY.search(folded)
    return bool(PLACE.search(folded)) or bool(party and folded[party.end() :].strip())


def place_of(name: str) -> str:
    """The part of a body's name that says where it is, from the level's word on."""
    found = list(PLACE.finditer(fold(name)))
    return name[found[-1].start() :] if found else ""


def person_name(text: str, *, any_surname: bool = False) -> str | None:
    """The person's name a signature line holds, its lost first letter restored; None if none.

    Below an office (`any_surname`) a name may begin with a surname that the list does not hold.
    """
    text = TITLE_PREFIX.sub("", squeeze(text).strip(" .,;:*()|\\"))
    tokens = text.split()
    if not 2 <= len(tokens) <= 6 or any(one.isdigit() for one in text):
        return None
    tokens[0] = _whole_surname(tokens[0])
    if not all(map(NAME_WORD.match, tokens)):
        return None
    is_plain = len(tokens) <= 5 and not any(one.isupper() and len(one) > 1 for one in tokens)
    if tokens[0].title() not in _surnames() and not (any_surname and is_plain):
        return None
    if is_capitals(text):
        tokens = [one.capitalize() for one in tokens]
    return " ".join(tokens)


def _whole_surname(token: str) -> str:
    if not token[:1].islower():
        return token
    return next((one for one in words("bodies").list("surnames") if one[1:] == token), token)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(words("bodies").list("surnames"))


@cache
def _casing() -> dict[str, str]:
    return words("bodies").map("casing")


def _longest_known(tokens: list[str]) -> tuple[int, str]:
    for size in range(min(9, len(tokens)), 0, -1):
        phrase = " ".join(tokens[:size])
        bare = phrase.rstrip(",;")
        known = _casing().get(fold(bare))
        if known:
            return size, known + phrase[len(bare) :]
    return 1, tokens[0] if ABBREVIATED.match(tokens[0]) else tokens[0].capitalize()
