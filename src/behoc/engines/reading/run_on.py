"""Copies that ran letterhead, addressees and text into one line, taken apart at their marks.

Web copies keep the words of a letter but lose its lines. The marks of the prescribed form say
where a line must have begun: the State's or the Party's title, “Số:”, the place and date, “V/v”,
“Kính gửi”, a basis, a Roman heading, a dash before a capital, “Nơi nhận”, the signing authority.
Every piece keeps the number of the line that it stands in.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from behoc.engines.reading.letters import UPPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.repair import Line

LONG = 240  # letters: a line of a letterhead is never so long
MARKS_NEEDED = 3  # kinds of marks in one line before it is taken for a run-on copy
_TITLE = r"(?:CỘNG H(?:OÀ|ÒA|OA) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM)"
_MOTTO = r"Độc lập\s?-\s?Tự(?: do)?\s?-\s?Hạnh phúc"
_NUMBER = r"Số\s?:?\s?\d*\s?[-/]\s?[A-ZĐ]"
_DATE = r"ngày[\s\d.…]{0,8}tháng[\s\d.…]{0,8}năm\s?\d{0,4}"
_KINDS = tuple(
    re.compile(mark)
    for mark in (
        _TITLE,
        _MOTTO,
        _NUMBER,
        _DATE,
        r"V/v",
        r"Kính gửi",
        r"Nơi nhận\s?:",
        r"Căn (?:cứ )?[A-ZĐ]",
    )
)
_BODY = r"(?:SỞ|PHÒNG|BAN|VĂN PHÒNG|CHI CỤC|CỤC|TRUNG TÂM|TRƯỜNG|HỘI|ĐẢNG ỦY|ỦY BAN|UỶ BAN)"
_CUTS = re.compile(
    "|".join(
        (
            rf"\s+(?={_TITLE})",
            r"(?<=VIỆT NAM)\s+(?=\S)",
            rf"\s+(?={_MOTTO})",
            r"(?<=Hạnh phúc)\s+(?=\S)",
            rf"\s+(?={_NUMBER})",
            rf"(?<=[A-ZĐ])\s+(?=[{UPPER}][^\s\d,.;:/]*(?:\s[{UPPER}-][^\s\d,.;:/]*){{0,4}}\s?,\s?{_DATE})",
            rf"(?<=năm \d{{4}})\s+(?=[{UPPER}])",
            r"\s+(?=V/v\s)",
            r"\s+(?=Kính gửi)",
            r"\s+(?=-\s[" + UPPER + "])",
            r"(?<=;)\s+(?=Căn (?:cứ )?[" + UPPER + "])",
            r"(?<=;)\s+(?=Thực hiện [" + UPPER + "])",
            r"(?<=[:.;])\s+(?=[IVX]{1,4}\.?\s[" + UPPER + r"]{2,}\s)",
            r"\s+(?=Nơi nhận\s?:)",
            r"\s+(?=(?:TM|T/M|KT|K/T|TL|T/L|TUQ)\.?\s[" + UPPER + r"]{3,})",
        )
    )
)
_INSIDE_HEAD = re.compile(rf"(?<=[{UPPER}])\s+(?={_BODY}\s[{UPPER}])")
_ROMAN = re.compile(r"^([IVX]{1,4})\.?\s(?=[" + UPPER + r"]{2,}\s)")
_LOST_BASIS = re.compile(r"^Căn (?=[" + UPPER + "])")
_CAPITALS_END = re.compile(
    rf"^((?:[IVX]+\. )?(?:[{UPPER}]{{2,}}[\s,]+)+)(?=-?\s?[{UPPER}][^{UPPER}]|-\s)"
)


def take_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines; each run-on one as the lines that its marks say it was, under its own number."""
    return [
        piece for line in lines for piece in (_pieces(line) if is_run_on(line.text) else (line,))
    ]


def is_run_on(text: str) -> bool:
    """Whether so many marks of a letter stand in one line that its own lines must be lost."""
    if len(text) < LONG:
        return False
    return sum(bool(kind.search(text)) for kind in _KINDS) >= MARKS_NEEDED


def _pieces(line: Line) -> list[Line]:
    parts = [part for part in _CUTS.split(line.text) if part.strip()]
    head = _INSIDE_HEAD.split(parts[0], maxsplit=1)
    texts = [mended for part in (*head, *parts[1:]) for mended in _mended(part.strip())]
    return [replace(line, text=text, cells=(text,)) for text in texts]


def _mended(part: str) -> list[str]:
    """A heading on a line of its own; “Căn Quyết định” with the word that the copy lost."""
    part = _LOST_BASIS.sub("Căn cứ ", _ROMAN.sub(r"\1. ", part))
    heading = _CAPITALS_END.match(part)
    if heading and part[:1] in "IVX":
        return [heading[1].strip(), part[heading.end() :].strip()]
    return [part]
