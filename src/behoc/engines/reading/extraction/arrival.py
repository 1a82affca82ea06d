"""The stamp that a receiving office puts on a paper: it is not part of the document's text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from behoc.engines.reading.extraction.columns import without_accents
from behoc.engines.reading.extraction.pieces import Piece

_OPENS: Final = re.compile(
    r"^\W*(?:(?:CONG VAN|VAN BAN) )?D[AE]N\b(?=\W*$|\W*(?:SO|S6|NGAY|GIO)\b)",
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(r"^\W*(?:CÔNG VĂN |VĂN BẢN )?[ĐD]\S?N\b")
_GOES_ON: Final = re.compile(
    r"^\W*(?:so|ngay|gio|chuyen|luu|ho so|so va ky hieu)\b.{0,40}$", re.IGNORECASE
)
_NOTED: Final = re.compile(r"^Dấu văn bản đến ở trang \d+ .*?: (.*)\.$")
_NUMBER: Final = re.compile(r"^(?:\W*|.*\bd[ae]n\W+)s[o6]\W*(\d{1,6})\b")
_DAY: Final = re.compile(
    r"\bngay\W*(\d{1,2})\W{1,3}(?:thang\W+)?(\d{1,2})\W{1,3}(?:nam\W+)?(\d{4})\b"
)
_LONGEST: Final = 60
_NEAR: Final = 1.4  # in letter heights: between the lines of one stamp


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written in an arrival stamp: the number, the day where it can be read, the office."""

    number: int
    day: date | None
    office: str


def without_arrival_stamp(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """The pieces without the arrival stamp, and the stamp's own words, if there is one."""
    opener = next((piece for piece in pieces if _is_opener(piece)), None)
    if opener is None:
        return list(pieces), ""
    below = _chain(opener, pieces, downwards=True)
    if not below:
        return list(pieces), ""
    stamp = [*reversed(_chain(opener, pieces, downwards=False)), opener, *below]
    taken = {id(piece) for piece in stamp}
    return [piece for piece in pieces if id(piece) not in taken], "; ".join(
        piece.text for piece in stamp
    )


def arrival_note(page: int, stamp: str) -> str:
    """The note that tells what was set aside."""
    return f"Dấu văn bản đến ở trang {page} được để riêng, không tính vào nội dung: {stamp}."


def read_stamp(notes: Iterable[str]) -> Stamp | None:
    """The first stamp that the notes of a reading tell of and whose number can be read."""
    for note in notes:
        words = _NOTED.match(note)
        parts = words[1].split("; ") if words else []
        plain = [without_accents(part).lower() for part in parts]
        number = next((found[1] for part in plain if (found := _NUMBER.match(part))), "")
        if int(number or 0):
            day = next((found for part in plain if (found := _DAY.search(part))), None)
            office = parts[0] if not _OPENS.match(without_accents(parts[0])) else ""
            return Stamp(int(number), _date(day), office)
    return None


def _date(found: re.Match[str] | None) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _is_opener(piece: Piece) -> bool:
    text = piece.text
    return (
        len(text) < _LONGEST
        and _CAPITALS.match(text) is not None
        and _OPENS.match(without_accents(text)) is not None
    )


def _chain(opener: Piece, pieces: Sequence[Piece], *, downwards: bool) -> list[Piece]:
    """The lines of the frame below the opener, or the name of the office above it."""
    chain: list[Piece] = []
    last = opener
    while found := next((each for each in pieces if _adjoins(last, each, downwards)), None):
        belongs = _GOES_ON.match(without_accents(found.text)) if downwards else found.text.isupper()
        if not belongs or (not downwards and len(chain) == 2):
            break
        chain.append(found)
        last = found
    return chain


def _adjoins(last: Piece, piece: Piece, downwards: bool) -> bool:  # noqa: FBT001
    gap = piece.top - last.bottom if downwards else last.top - piece.bottom
    height = min(piece.height, last.height)
    overlap = min(piece.right, last.right) - max(piece.left, last.left)
    alike = max(piece.height, last.height) < 1.6 * height
    return -0.3 * height < gap < _NEAR * height and overlap > 0 and alike and piece is not last
