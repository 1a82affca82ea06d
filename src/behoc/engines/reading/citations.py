"""Instruments that a document names: symbol, date, name, issuer, and what it is to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from behoc.engines.reading.dates import DAY, read_day
from behoc.engines.reading.finds import Citation, Trace
from behoc.engines.reading.letters import UPPER, fold, squeeze
from behoc.engines.reading.marks import SYMBOL_TAIL
from behoc.engines.reading.relations import prefer_stated, read_relation
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.clauses import Unit

SYMBOL = re.compile(
    rf"(?<![\w/.])(?P<symbol>\d{{1,5}}[a-z]?(?:/\d{{4}})?\s?[/-]\s?{SYMBOL_TAIL})(?![\w])"
)
DATE_AFTER = re.compile(r"[\s,(]{0,3}(?:ký |ban hành )?(?:ngày\s*)?" + DAY.pattern, re.IGNORECASE)
ISSUER_AFTER = re.compile(r"[\s,)]{0,3}(?:của|do)\s+(?P<issuer>[^,;.()“”]{3,120})")
NAMED = re.compile(
    r"(?<!\w)(?P<name>(?:Luật sửa đổi, bổ sung một số điều của Luật|Luật|Bộ luật|Pháp lệnh|"
    r"Hiến pháp|Điều lệ)(?: (?!số |này|năm \d{4}[,;.]|ngày )[^\s,;.()]+){1,14}?)"
    r"(?=\s+(?:ngày|năm \d{4}|số|được|và các|quy định)|[,;.)]|$|\s+\()"
)
CONGRESS = re.compile(
    r"(?:Văn kiện|Nghị quyết) Đại hội[^,;.()“”]{0,110}?"
    r"(?=\s+(?:khẳng định|về|đã|xác định|đề ra|và|gắn|là|nêu|thông qua|được)(?!\w)|[,;.()“”]|$)"
)
ARTICLE = re.compile(
    r"bài viết của (?:đồng chí )?(?:Tổng Bí thư|Chủ tịch nước|Thủ tướng Chính phủ)"
    r"(?: [A-ZĐ]\w+){0,4}(?: về “[^”]{3,90}”)?"
)
CITED = "|".join(kind.capitalize() for kind in words("documents").cited_kinds())
ISSUER_END = words("verbs").pattern("issuer_ends")
NEXT_ENTRY = re.compile(rf"(?<!\w)và(?= (?![{UPPER}])| (?:{CITED})(?!\w))")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of text stands: a unit, and whether it is in the preamble."""

    unit: Unit
    is_preamble: bool


def find_citations(
    preamble: Sequence[Unit], units: Sequence[Unit], own_number: str | None, subject: str
) -> tuple[Citation, ...]:
    """Every instrument named, each once; those of the preamble are the legal bases."""
    places = [Place(unit, is_preamble=True) for unit in preamble]
    places += [Place(unit, is_preamble=False) for unit in units]
    found: dict[str, Citation] = {}
    for place in places:
        for citation in (*_with_symbol(place, subject), *_without_symbol(place)):
            key = _key(citation)
            if citation.symbol and own_number and _same(citation.symbol, own_number):
                continue
            known = found.get(key)
            if known is None:
                found[key] = citation
            elif known.date is None and citation.date:
                found[key] = replace(known, date=citation.date)
    return prefer_stated(tuple(found.values()))


def _with_symbol(place: Place, subject: str) -> list[Citation]:
    paragraph = place.unit.paragraph
    citations = []
    for found in SYMBOL.finditer(paragraph.text):
        symbol = re.sub(r"\s", "", found.group("symbol")).rstrip(".-/")
        if not _is_symbol(symbol):
            continue
        end = found.end()
        dated = DATE_AFTER.match(paragraph.text, end)
        end = dated.end() if dated else end
        issuer_at = ISSUER_AFTER.match(paragraph.text, end)
        issuer = _issuer(issuer_at.group("issuer")) if issuer_at else None
        kind, start = _kind_before(paragraph.folded, found.start())
        relation, rule, why = read_relation(
            paragraph.folded, start, end, subject, is_preamble=place.is_preamble
        )
        citations.append(
            Citation(
                symbol=symbol,
                date=read_day(dated) if dated else None,
                name=None,
                kind=kind,
                issuer=issuer,
                relation=relation,
                is_basis=place.is_preamble,
                text=paragraph.text[start:end],
                same_as=None,
                trace=place.unit.trace(start, end, 0.95, rule, why),
            )
        )
    return citations


def _without_symbol(place: Place) -> list[Citation]:
    """Laws, congress documents and articles are cited by name."""
    paragraph = place.unit.paragraph
    citations = []
    for pattern, kind in ((NAMED, "Luật"), (CONGRESS, "Văn kiện Đại hội"), (ARTICLE, "Bài viết")):
        for found in pattern.finditer(paragraph.text):
            name = squeeze(found.groupdict().get("name") or found.group())
            if kind == "Luật" and not _is_law(name):
                continue
            dated = DATE_AFTER.match(paragraph.text, found.end())
            end = dated.end() if dated else found.end()
            trace: Trace = place.unit.trace(
                found.start(), end, 0.8, "citation.named", "văn kiện nêu bằng tên, không có số"
            )
            relation = "rests_on" if place.is_preamble and kind == "Luật" else "cites"
            citations.append(
                Citation(
                    symbol=None,
                    date=read_day(dated) if dated else None,
                    name=name,
                    kind=kind,
                    issuer=None,
                    relation="rests_on" if relation == "rests_on" else "cites",
                    is_basis=place.is_preamble,
                    text=paragraph.text[found.start() : end],
                    same_as=None,
                    trace=trace,
                )
            )
    return citations


def _is_law(name: str) -> bool:
    tokens = name.split()
    return len(tokens) >= 2 and (tokens[1][:1].isupper() or tokens[1] in ("sửa", "tổ"))


def _is_symbol(symbol: str) -> bool:
    letters = re.sub(r"^\d+[a-z]?(?:/\d{4})?[/-]", "", symbol)
    return sum(one.isupper() for one in letters) >= 2


def _kind_before(folded: str, position: int) -> tuple[str | None, int]:
    """The kind printed before a symbol (“Quyết định số”), and where the citation begins."""
    window = folded[max(0, position - 60) : position]
    before = re.sub(r"[\s:]*(?:số|nghị quyết số)?[\s:]*$", "", window)
    kinds = sorted(words("documents").cited_kinds(), key=len, reverse=True)
    for kind in kinds:
        if before.endswith(kind) and not before[: -len(kind)][-1:].isalnum():
            start = max(0, position - 60) + len(before) - len(kind)
            return kind.capitalize(), start
    return None, position


def _issuer(text: str) -> str:
    ends = [
        found.start() for found in (ISSUER_END.search(fold(text)), NEXT_ENTRY.search(text)) if found
    ]
    return squeeze(text[: min(ends)] if ends else text)


def _key(citation: Citation) -> str:
    if citation.symbol:
        return re.sub(r"\W", "", citation.symbol).lower()
    if citation.kind == "Bài viết":
        return "bài viết"
    return (citation.name or "").lower()


def _same(symbol: str, other: str) -> bool:
    return re.sub(r"\W", "", symbol).lower() == re.sub(r"\W", "", other).lower()
