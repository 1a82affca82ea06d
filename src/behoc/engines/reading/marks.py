"""The fixed marks of a letterhead and a signature, recognised line by line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from behoc.engines.reading.letters import UPPER, fold, is_capitals
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from behoc.engines.reading.repair import Line

LETTERS = r"[A-ZĐƯÔƠÂÊĂ][A-Za-zĐđƯưÔôƠơÂâÊêĂăýÝ&\d]*"
SYMBOL_TAIL = rf"{LETTERS}(?:\s?[-/.]\s?{LETTERS}){{0,5}}"
NUMBER_LINE = re.compile(
    rf"^(?:Luật\s+)?(?:Số|SỐ|số)\s*(?:hiệu)?\s*[:.;]?\s*(?P<number>(?:\d{{1,5}}|[.…_\s]{{0,60}})(?:/\d{{4}})?[a-z]?)"
    rf"\s*(?P<symbol>[-/]\s?{SYMBOL_TAIL})\s*(?P<rest>.*)$"
)
PLACE_DATE = re.compile(
    r"^(?P<place>[^,\d:;()]{2,40}?|(?:Quận|Phường) \d{1,2})"
    r"\s*,?\s*[Nn]gày\s*(?P<day>[\d\s.…_]{0,30}?)\s*tháng\s*"
    r"(?P<month>[\d\s.…_]{0,30}?)\s*năm\s*(?P<year>\d{4}|[\d\s.…_]{0,20})[.\s]*$"
)
PROSE = 170  # letters that no line of a title has
SHORT_TITLE = 12  # letters: “Theo” or “Thực hiện” alone may stand in a title
TITLE = 80  # letters that a line with only the kind of document has at the most
BASIS = re.compile(r"(?:Thực hiện|Căn cứ|Tiếp theo|Theo) [A-ZĐ][^,;]{2,60} số \d")
ABOUT = re.compile(r"^\(?(?:(?:[Vv]/[Vv]|[Vv]ề việc|Trích yếu)\s*:?|Về\s*:)\s*")
AUTHORITY = re.compile(
    rf"^(?P<prefix>(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q)(?:\.|\b)\s*)(?=[{UPPER}])(?P<rest>.*)$"
)


def is_motto(text: str) -> bool:
    """Whether the text is the State's or the Party's heading."""
    if len(text) >= 90:
        return False
    folded = fold(text)
    phrases = words("phrases")
    return phrases.starts("state_motto", folded) or (
        phrases.starts("party_title", folded) and len(text) < 30
    )


def type_line(text: str) -> tuple[str, str] | None:
    """The kind of document and what follows it, where a line begins with the kind in capitals."""
    head = text[:TITLE]
    first = fold(head.split(" ", 1)[0].strip(":."))
    if first not in _first_words():
        return None
    kind = _types().get(fold(head).rstrip(" :."))
    if kind:
        return kind, ""
    for size in (5, 4, 3, 2):
        head = " ".join(text.split()[:size])
        kind = _types().get(fold(head))
        if kind and is_capitals(head) and not text[len(head) :].lstrip().startswith(("số", ":")):
            return kind, text[len(head) :].strip(" :")
    return None


def names_itself(text: str) -> re.Match[str] | None:
    """The opening words of a text that names itself: “Kết luận số … ngày … của …”."""
    return _running().match(text)


def is_text_after_title(title: str, text: str) -> bool:
    """Whether a line right under a title line is running text already."""
    if len(text) > PROSE or (len(text) > TITLE and BASIS.match(text)):
        return True
    text = text.lstrip("- ")
    is_figures = not any(one.isalpha() for one in title)
    if not (is_capitals(title) or is_figures) or is_capitals(text) or not text[:1].isupper():
        return False
    opens_text = words("phrases").starts("basis_openers", fold(text))
    return len(text) > (SHORT_TITLE if opens_text or "," in text else TITLE)


def is_authority(text: str) -> bool:
    """Whether a signature begins here with the capacity in which it is given (TM., K/T…)."""
    found = AUTHORITY.match(text)
    return bool(found) and is_capitals(found.group("rest")[:12]) if found else False


def is_title(text: str) -> bool:
    """Whether the text is an office in capitals, as it stands above a signer's name."""
    folded = fold(text).strip(" .,")
    if not is_capitals(text) or len(text) > 70:
        return False
    return folded in _titles() or any(folded.startswith(f"{one} ") for one in _titles())


def has_number(line: Line) -> bool:
    """Whether a cell of the line gives the document's own number."""
    return any(
        len(cell) < 260 and (found := NUMBER_LINE.match(cell)) and _is_alone(found.group("rest"))
        for cell in line.cells
    )


def has_place_date(line: Line) -> bool:
    """Whether a cell of the line gives place and date."""
    return any(len(cell) < 120 and PLACE_DATE.match(cell) for cell in line.cells)


def opens_recipients(text: str) -> bool:
    """Whether the list of recipients begins here."""
    return words("phrases").starts("recipient_openers", fold(text[:40]).lstrip("- "))


def opens_addressees(text: str) -> bool:
    """Whether “Kính gửi” stands here."""
    if len(text) < 120 and text.endswith("điện:"):
        return True
    return words("phrases").starts("addressee_openers", fold(text[:40]).lstrip("- "))


def opens_appendix(text: str) -> bool:
    """Whether an appendix begins here."""
    return words("phrases").starts("appendix_openers", fold(text[:40])) and is_capitals(text[:7])


def _is_alone(rest: str) -> bool:
    """Whether nothing but a short note or the subject follows the number on its line."""
    return len(rest) < 20 or bool(ABOUT.match(rest))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(kind.split()[0] for kind in _types())


@cache
def _types() -> dict[str, str]:
    return {fold(one): one for one in words("documents").list("types")}


@cache
def _running() -> re.Pattern[str]:
    kinds = "|".join(sorted(words("documents").list("types"), key=len, reverse=True))
    return re.compile(
        rf"(?P<lead>\(?[^()]{{0,30}}\)?[\s:-]*(?:Tại|Theo)\s+)?(?P<kind>{kinds}) (?:số )?"
        rf"(?P<symbol>\d+[-/]{SYMBOL_TAIL})(?:,? ngày (?P<date>[\d/.-]{{6,10}}))?(?P<rest>.*)"
    )


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(one) for one in words("bodies").list("titles"))
