"""The marks MẬT, TỐI MẬT and TUYỆT MẬT: such papers are turned away and nothing of them kept."""

import re
from collections.abc import Sequence
from typing import Final

from behoc.engines.reading.extraction.columns import (
    CELL_SEPARATOR,
    is_national_title,
    without_accents,
)
from behoc.engines.reading.extraction.parts import Source

_HEAD_LINES: Final = 40
_AROUND_TITLE: Final = 15
_LEVELS: Final = {"mat": "MẬT", "toimat": "TỐI MẬT", "tuyetmat": "TUYỆT MẬT"}
_ALONE: Final = re.compile(r"^[\W_]*((?:TUY[EÊÉẾỆẸ]T|T[OÔÓỐÒ]I)?M[ÂẬ]T|Mật|Tốimật|Tuyệtmật)[\W_]*$")
_NAMED: Final = re.compile(r"^\W*(?:độ|mức độ|mức) mật\W+((?:tuyệt |tối )?mật)\W*$", re.IGNORECASE)
_OTHER_WORD: Final = re.compile(r"\b(bí|bảo|cơ)$", re.IGNORECASE)  # a word broken by the line end
_AFTER_NUMBER: Final = re.compile(r"^\W*Số\b.*\d.*\s((?:TUYỆT |TỐI )?MẬT)\W*$")


def refuse_secret(source: Source, lines: Sequence[str], *, is_head: bool = True) -> None:
    """Refuse a file whose lines bear a secrecy mark; `is_head` says that they open the file."""
    if is_head or any(map(is_national_title, lines)):
        level = secrecy_mark(lines)
        if level:
            raise source.refusal("secret", level=level)


def secrecy_mark(lines: Sequence[str]) -> str | None:
    """The secrecy level marked in the head of any document among the lines, or None.

    Only a mark that stands for itself counts; “bí mật”, “bảo mật” or the word in a sentence do not.
    """
    filled = [line for line in lines if line.strip()]
    for at in sorted(_heads(filled)):
        if at and _OTHER_WORD.search(filled[at - 1]):
            continue
        pieces = filled[at].replace("**", "").split(CELL_SEPARATOR)
        for piece in pieces if len(pieces) < 3 else ():  # a wider row is a table that lists marks
            level = _level(piece.strip())
            if level:
                return level
    return None


def _heads(filled: Sequence[str]) -> set[int]:
    """Where a mark may stand: among the first lines, and around every national title."""
    heads = set(range(min(_HEAD_LINES, len(filled))))
    for at, line in enumerate(filled):
        if at >= _HEAD_LINES - _AROUND_TITLE and is_national_title(line):
            heads.update(range(max(0, at - _AROUND_TITLE), min(at + _AROUND_TITLE, len(filled))))
    return heads


def _level(piece: str) -> str | None:
    if len(piece) > 120:
        return None
    match = (
        _ALONE.match(re.sub(r"\s+", "", piece)) or _NAMED.match(piece) or _AFTER_NUMBER.match(piece)
    )
    if match is None:
        return None
    return _LEVELS[without_accents(match[1]).replace(" ", "").lower()]
