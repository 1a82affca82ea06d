"""What a document is to an instrument it names: implements, rests on, continues, attaches…"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from behoc.engines.reading.finds import Relation, Variant
from behoc.engines.reading.letters import fold
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.finds import Citation, DocumentReading

Found = tuple[Relation, str, str]
WORD = re.compile(r"\w+")
TITLE_AFTER = re.compile(
    r".{0,140}?(?<!\w)(?:về việc|về|ban hành|phê duyệt|triển khai)\s+(?P<title>[^;]{10,320})"
)
NESTING = re.compile(
    r"(?<!\w)(?:về|ban hành|phê duyệt|triển khai|thực hiện|tại|theo|trong)(?!\w)(?=[^;]*$)"
)
REACH = 700  # letters before a citation in which its relation is looked for
FAR = 4000  # letters that a list of bases may take
IMPLEMENTING = ("thực hiện", "triển khai")
OVERLAP = 0.62
SAME_SUBJECT = "relation.same_subject"
COMMON = frozenset(words("verbs").list("common_words"))


def read_relation(folded: str, start: int, end: int, subject: str, *, is_preamble: bool) -> Found:
    """The relation that the words around a citation express."""
    around = folded[max(0, start - 90) : start]
    after = folded[end : end + 160]
    if _is_attached(folded, start, end) and not is_preamble:
        return "attaches", "relation.attaches", "có chữ “kèm theo, đính kèm”"
    for key, relation in (("replacing_words", "replaces"), ("amending_words", "amends")):
        if words("phrases").pattern(key).search(around[-45:]) and not is_preamble:
            kind: Relation = "replaces" if relation == "replaces" else "amends"
            return kind, f"relation.{relation}", "có chữ sửa đổi hoặc thay thế"
    if is_preamble:
        return _in_preamble(folded, start, after, subject)
    opener = folded[_clause_start(folded, start) : start]
    if words("phrases").starts("continuing_openers", opener) and not _is_nested(opener):
        return "continues", "relation.continues", "câu mở đầu bằng “tiếp tục”"
    return "cites", "relation.cites", "chỉ nhắc đến"


def prefer_stated(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """A likeness of titles is a guess: where the preamble says what is implemented, it is none."""
    stated = any(
        one.relation == "implements" and one.trace.rule != SAME_SUBJECT for one in citations
    )
    if not stated:
        return tuple(citations)
    return tuple(
        replace(
            one,
            relation="rests_on",
            trace=replace(one.trace, rule="relation.rests_on", why="nêu trong phần căn cứ"),
        )
        if one.trace.rule == SAME_SUBJECT
        else one
        for one in citations
    )


def propose_variants(documents: Sequence[DocumentReading]) -> tuple[Variant, ...]:
    """Symbols with the same number and day but other letters are proposed as one text."""
    by_number: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document in documents:
        for citation in document.citations:
            if citation.symbol and citation.date:
                by_number[_number(citation.symbol), citation.date].add(citation.symbol)
        symbol, day = document.fact("number_symbol"), document.fact("issued_on")
        if symbol and day and symbol[0].isdigit():
            by_number[_number(symbol), day].add(symbol)
    return tuple(
        Variant(
            tuple(sorted(symbols, key=len, reverse=True)), day, "cùng số, cùng ngày, khác ký hiệu"
        )
        for (_, day), symbols in by_number.items()
        if len(symbols) > 1
    )


def mark_variants(
    citations: Sequence[Citation], variants: Sequence[Variant]
) -> tuple[Citation, ...]:
    """Each citation with the fuller symbol that it may stand for."""
    fuller = {one: variant.symbols[0] for variant in variants for one in variant.symbols[1:]}
    return tuple(replace(one, same_as=fuller.get(one.symbol or "")) for one in citations)


def _in_preamble(  # noqa: PLR0911 - a ladder of rules
    folded: str, start: int, after: str, subject: str
) -> Found:
    sentence_start = _sentence_start(folded, start)
    opener = folded[sentence_start : min(start, sentence_start + REACH)]
    phrases = words("phrases")
    if _is_nested(folded[max(sentence_start, start - REACH) : start]):
        return "cites", "relation.nested", "nằm trong tên của văn bản khác"
    if phrases.starts("continuing_openers", opener):
        return "continues", "relation.continues", "câu mở đầu bằng “tiếp tục”"
    before = folded[max(0, start - 20) : start].rstrip()
    if phrases.starts("implementing_openers", opener) or before.endswith(IMPLEMENTING):
        return "implements", "relation.implements", "câu mở đầu bằng “thực hiện”"
    if phrases.starts("resting_openers", opener):
        if not opener.startswith(("theo", "xét")) and _overlaps(after, subject):
            why = "căn cứ vào văn bản cùng nội dung với trích yếu"
            return "implements", SAME_SUBJECT, why
        return "rests_on", "relation.rests_on", "nêu trong phần căn cứ"
    if phrases.has("received_words", folded[max(sentence_start, start - 60) : start]):
        return "implements", "relation.received", "văn bản nhận được và triển khai tiếp"
    return "rests_on", "relation.rests_on", "nêu trong phần mở đầu"


def _sentence_start(folded: str, position: int) -> int:
    """Where the sentence begins; parts of a list after “;” belong to the opener before it."""
    floor = max(0, position - FAR)
    while position > floor:
        semicolon = folded.rfind(";", floor, position)
        stop = folded.rfind(". ", floor, position)
        cut = max(semicolon, stop)
        start = cut + 1
        while 0 < start < len(folded) and folded[start] in " -.":
            start += 1
        opens = words("phrases").starts("basis_openers", folded[start : start + 40])
        if cut < 0 or opens or stop > semicolon:
            return max(start, floor)
        position = cut
    return floor


def _clause_start(folded: str, position: int) -> int:
    cut = max(folded.rfind(mark, max(0, position - REACH), position) for mark in (";", ". ", ":"))
    while 0 <= cut + 1 < len(folded) and folded[cut + 1] in " -":
        cut += 1
    return cut + 1


def _is_nested(opener: str) -> bool:
    """Whether the citation stands inside another's title: a verb after an earlier symbol."""
    symbols = list(re.finditer(r"\d[/-][a-zđ]", opener))
    if not symbols:
        return False
    tail = opener[symbols[-1].end() :]
    tail = tail[max(tail.rfind(";"), _list_comma(tail)) + 1 :]
    return bool(NESTING.search(tail))


def _list_comma(tail: str) -> int:
    """A comma right before the kind of the next instrument begins a new entry of the list."""
    for found in re.finditer(r"[,;]\s*(?:và\s+)?|(?<=[”\"])\s*và\s+", tail):
        rest = tail[found.end() :].rstrip()
        if not rest or rest.removesuffix("số").strip() in words("documents").cited_kinds():
            return found.start()
    return -1


def _is_attached(folded: str, start: int, end: int) -> bool:
    before, after = folded[max(0, start - 40) : start], folded[end : end + 60]
    pattern = words("phrases").pattern("attached_words")
    return bool(pattern.search(before)) or bool(re.match(r"[^;.]{0,40}\((?:đính|gửi)? ?kèm", after))


def _overlaps(after: str, subject: str) -> bool:
    """Whether the cited text's title says what this document's own subject says."""
    found = TITLE_AFTER.match(after + " " * 20)
    if not found or not subject:
        return False
    own = {
        word for word in WORD.findall(fold(subject)) if word not in COMMON and not word.isdigit()
    }
    cited = [word for word in WORD.findall(found.group("title")) if word not in COMMON]
    cited = [word for word in cited if not word.isdigit()]
    return len(cited) >= 5 and sum(word in own for word in cited) / len(cited) >= OVERLAP


def _number(symbol: str) -> str:
    return re.split(r"[/-]", symbol, maxsplit=1)[0]
