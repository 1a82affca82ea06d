"""News of a document: a page tells who issued which instrument, in place of the instrument."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from behoc.engines.reading.dates import DAY, read_day
from behoc.engines.reading.issuer import place_told
from behoc.engines.reading.marks import SYMBOL_TAIL
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from behoc.engines.reading.facts import Facts
    from behoc.engines.reading.segments import Segments

ABOUT_TEXT = re.compile(r"(?<!\w)(?:về việc|về|v/v)\s+(?P<subject>.+)", re.IGNORECASE)
PRINTED_DAY = r"\d{1,2}[/-]\d{1,2}(?![/\d-])|[\d/.-]{6,10}|\d{1,2} tháng \d{1,2} năm \d{4}"
OPENING = re.compile(r"^(?:.{0,20}- )?$")  # a news page may begin with its own short name
LEAD = 8  # printed paragraphs in which the news must have named the document


def read_told(segments: Segments, facts: Facts) -> None:
    """Add what a sentence tells: “UBND tỉnh vừa ban hành Kế hoạch số … ngày … về …”."""
    if segments.closing or segments.addressees or facts.value("doc_type"):
        return
    lead = [(line.text, line.number) for line in segments.head if line.text]
    lead += [(one.text, one.line) for one in (*segments.preamble, *segments.body)]
    told = [(found, line) for text, line in lead[:LEAD] if (found := _told(text[:1200]))]
    if not told:
        return
    # What is new comes first; else the last one told answers those named before it.
    found, line = next((one for one in told if one[0].group("newly")), told[-1])
    _add_told(found, [one for one, _ in lead[:LEAD]], line, facts)


def subject_of(text: str) -> str | None:
    """What follows “về việc” in a sentence."""
    about = ABOUT_TEXT.search(text)
    return about.group("subject").split(". ")[0].rstrip(".") if about else None


def _told(text: str) -> re.Match[str] | None:
    """The telling clause; without “vừa”, “đã” it must open its sentence."""
    for found in _telling().finditer(text):
        if found.group("newly") or OPENING.match(text[: found.start()]):
            return found
    return None


def _add_told(found: re.Match[str], lead: Iterable[str], line: int, facts: Facts) -> None:
    why = "câu đầu kể lại văn bản"
    kind = found.group("kind")
    facts.add("number_symbol", found.group("symbol"), line, "header.told", why, 0.6)
    facts.add("doc_type", "Công văn" if kind == "văn bản" else kind, line, "header.told", why, 0.6)
    issuer = place_told(found.group("issuer"), lead)
    facts.add("issuer", issuer, line, "header.told", why, 0.6)
    day = DAY.search(found.group("date") or found.group("early") or "")
    facts.add("issued_on", read_day(day) if day else None, line, "header.told", why, 0.6)
    facts.add("subject", subject_of(found.group("rest")), line, "header.told", why, 0.6)


@cache
def _telling() -> re.Pattern[str]:
    kinds = "|".join(sorted(words("documents").list("types"), key=len, reverse=True))
    return re.compile(
        rf"(?:Ngày (?P<early>{PRINTED_DAY}),? )?"
        r"(?P<issuer>(?:UBND|Ủy ban|Sở|Bộ|Hội|Ban|Thành ủy|Tỉnh ủy|Văn phòng|Thủ tướng|Đảng ủy)"
        r"[^,;.()]{0,80}?) (?P<newly>vừa |đã |mới )?(?:ký )?(?:ban hành|có) "
        rf"(?P<kind>{kinds}|văn bản) (?:số )?(?P<symbol>\d+[-/]{SYMBOL_TAIL})"
        rf"(?:,? ngày (?P<date>{PRINTED_DAY}))?(?P<rest>.*)"
    )
