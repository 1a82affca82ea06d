"""Which body a heading or a sentence names as the one who must act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.engines.reading.bodies import Phrase, read_phrase, skip_blank
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from behoc.engines.reading.finds import Force

REACH = 700  # letters in which a sentence must have named its actor
REGARDING = re.compile(r"(?:đối với|về phía)\s+")
OF = re.compile(
    r"(?:trách nhiệm|nhiệm vụ|phân công|công việc|phần việc)"
    r"(?: thực hiện| cụ thể)?(?: của| đối với| cho)?\s+"
)
FREE = (
    "nay",
    "kính",
    "trân trọng",
    "thì",
    "thống nhất",
    "đồng ý",
    "đồng thời",
    "vì vậy",
    "do đó",
    "trước mắt",
    "trong đó",
    "theo đó",
)
LINKED = re.compile(r"(?:(?<=^)|(?<=\. ))(?:trong đó|theo đó|đồng thời|bên cạnh đó|ngoài ra),$")
TELLS = re.compile(r"ban hành (?:[^\W\d]+ ){1,4}(?:số )?\d+[-/]")  # of a document already issued
HEADING_TAIL = re.compile(r"[\s.:;,]*$")


@dataclass(frozen=True, slots=True)
class Actor:
    """A body that must act; `duty` is where its task begins in the text."""

    name: str
    duty: int
    force: Force
    rule: str
    why: str
    confidence: float
    is_weak: bool = False
    is_whole: bool = False


def heading_actor(text: str, folded: str, *, in_task_section: bool) -> Actor | None:
    """The body that a heading names: alone, after “Đề nghị”, “Giao”, “Trách nhiệm của”."""
    start, force = _after_order_word(folded)
    for prefix in (OF, REGARDING):
        found = prefix.match(folded, start)
        if found:
            start = found.end()
    phrase = read_phrase(text, folded, start)
    if not phrase or (phrase.is_weak and not in_task_section):
        return None
    rest = HEADING_TAIL.sub("", folded[phrase.end :])
    rest = rest.strip()
    is_part = rest in ("phối hợp", "chủ trì", "thực hiện")  # “Các đơn vị phối hợp” is a title
    is_whole = not rest or is_part or (rest.startswith("(") and rest.endswith(")"))
    leads_on = folded.rstrip().endswith(":") and phrase.verb >= 0
    is_list = in_task_section and phrase.mark in (",", ";") and phrase.verb < 0 and _lists(rest)
    if not is_whole and not leads_on and not is_list:
        return None
    name = text[phrase.start :].strip(" ,;:.") if is_list else _name(text, phrase)
    is_whole = is_whole or is_list
    return Actor(
        name,
        max(0, phrase.verb) if leads_on else 0,
        force,
        "heading",
        "đầu mục nêu tên cơ quan",
        0.95,
        phrase.is_weak,
        is_whole,
    )


def _lists(rest: str) -> bool:
    """Whether what follows a first name goes on naming: short pieces, and no duty among them."""
    pieces = [one.strip() for one in re.split(r"[,;]| và ", rest) if one.strip()]
    duties = (words("verbs").at("duty", one, 0) > 0 for one in pieces)
    return len(rest) < 160 and all(len(one.split()) <= 8 for one in pieces) and not any(duties)


def opening_actor(
    text: str, folded: str, *, in_task_section: bool, past_adjunct: bool = True
) -> Actor | None:
    """The body that the sentence begins with, followed by its duty or a colon."""
    regarding = REGARDING.match(folded)
    start = regarding.end() if regarding else 0
    start = start or (_after_adjunct(folded) if past_adjunct else 0)
    phrase = read_phrase(text[:REACH], folded[:REACH], start)
    if not phrase or (phrase.is_weak and not in_task_section and not regarding):
        return None
    if phrase.mark == ":" and len(folded) > phrase.end + 12:
        why = "tên cơ quan đứng trước dấu hai chấm"
        duty = folded.find(":", phrase.end) + 1
        return Actor(_name(text, phrase), duty, "order", "colon", why, 0.9, phrase.is_weak)
    if phrase.verb < 0 or words("verbs").at("told", folded, phrase.verb) > 0:
        return None
    if TELLS.match(folded, phrase.verb):
        return None
    why = "câu mở đầu bằng tên cơ quan và việc phải làm"
    return Actor(_name(text, phrase), phrase.verb, "order", "opening", why, 0.85, phrase.is_weak)


def ordered_actor(
    text: str, folded: str, *, at_start: bool = False, anywhere: bool = False
) -> Actor | None:
    """The body that an order word (“giao”, “yêu cầu”, “đề nghị”) is said to."""
    verbs = words("verbs")
    hits = verbs.pattern("orders", "requests").finditer(folded[: 2500 if anywhere else REACH])
    for hit in hits:
        if at_start and hit.start() > 0 and not _is_issuer(text, folded[: hit.start()]):
            return None
        if not anywhere and not _stands_free(text, folded, hit.start()):
            continue
        colon = folded[hit.end() : hit.end() + 1] == ":"
        phrase = read_phrase(text, folded, hit.end() + colon)
        if not phrase:
            continue
        is_request = hit.group() in verbs.list("requests")
        has_duty = phrase.verb >= 0 or phrase.mark == ":"
        if not has_duty:
            continue
        force: Force = "request" if is_request else "order"
        rule = "request" if is_request else "order"
        duty = phrase.verb if phrase.verb >= 0 else phrase.end
        why = f"cơ quan đứng sau từ “{hit.group()}”"
        return Actor(_name(text, phrase), duty, force, rule, why, 0.9, is_weak=False)
    return None


def _name(text: str, phrase: Phrase) -> str:
    return text[phrase.start : phrase.end].strip(" ,;:.")


def _after_order_word(folded: str) -> tuple[int, Force]:
    for key, force in (("requests", "request"), ("orders", "order")):
        end = words("verbs").at(key, folded, 0)
        if end > 0:
            return skip_blank(folded, end), "request" if force == "request" else "order"
    return 0, "order"


def _after_adjunct(folded: str) -> int:
    """Skip “Căn cứ …,” or “Trên cơ sở …,” before the body's name."""
    if words("verbs").at("adjuncts", folded, 0) < 0:
        return 0
    position = 0
    for _ in range(4):
        comma = folded.find(",", position, position + 260)
        if comma < 0:
            return 0
        position = skip_blank(folded, comma + 1)
        if words("bodies").at("strong_openers", folded, position) > 0:
            return position
    return 0


def _stands_free(text: str, folded: str, position: int) -> bool:
    """Whether an order word begins its sentence, or follows the issuer's name or an adjunct."""
    before = folded[:position].rstrip()
    cut = max(before.rfind(mark) for mark in ",.;:") + 1
    segment = before[cut:].strip()
    if segment and segment not in FREE:
        cut = _issuer_start(text, before, cut)
        if cut < 0:
            return False
    lead = LINKED.sub("", before[:cut])
    return (
        not lead
        or lead.endswith(".")
        or words("verbs").at("adjuncts", folded, 0) > 0
        or (words("phrases").starts("document_adjuncts", folded))
    )


def _issuer_start(text: str, before: str, cut: int) -> int:
    """Where the issuer's name begins that ends here; it may hold commas itself. -1 if none."""
    for _ in range(3):
        offset = cut + len(before[cut:]) - len(before[cut:].lstrip())
        if _is_issuer(text[offset : len(before)], before[offset:]):
            return cut
        if cut < 2 or before[cut - 1] != ",":
            return -1
        cut = max(before.rfind(mark, 0, cut - 1) for mark in ",.;:") + 1
    return -1


def _is_issuer(text: str, segment: str) -> bool:
    segment = segment.rstrip()
    phrase = read_phrase(text, segment, 0)
    return bool(phrase and phrase.start == 0 and len(segment) < 110 and phrase.end >= len(segment))
