"""Phases of the work and the sentence on money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from behoc.engines.reading.finds import BudgetSource, Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.clauses import Unit

YEARS = r"\s*[:(,]*\s*(?:từ\s*)?(?:năm\s*)?(?P<start>\d{4})\s?(?:-|đến)\s?(?:năm\s*)?(?P<end>\d{4})"
PHASE = re.compile(rf"^giai đoạn\s*(?:\d{{1,2}}|[iv]{{1,3}}|năm|từ|thứ \w+)?{YEARS}")
LISTED = re.compile(rf"giai đoạn\s*(?:\d|[iv]{{1,3}}){YEARS}")
MONEY = re.compile(r"(?<!\w)kinh phí(?!\w)")
MONEY_SENTENCE = re.compile(
    r"^(?:nguồn )?kinh phí(?: để)? "
    r"(?:thực hiện|triển khai|tổ chức|bảo đảm|đảm bảo|hoạt động|từ|được)"
)


def find_phases(units: Sequence[Unit]) -> tuple[Phase, ...]:
    """Years of phases, where a heading or item begins with them or a sentence lists them."""
    found: dict[tuple[int, int], Phase] = {}
    for unit in units:
        hits = [PHASE.match(unit.folded)] if len(unit.folded) < 400 else []
        for hit in [*hits, *LISTED.finditer(unit.folded)]:
            if not hit:
                continue
            years = int(hit.group("start")), int(hit.group("end"))
            if not 1945 <= years[0] <= years[1] <= 2100:
                continue
            begin = unit.start + hit.start()
            end = unit.start + hit.end("end")
            text = unit.paragraph.text[begin:end]
            trace = unit.trace(begin, end, 0.85, "phase.named", "giai đoạn nêu thành mục riêng")
            found.setdefault(years, Phase(*years, text, trace))
    return tuple(found.values())


def find_budget(units: Sequence[Unit]) -> BudgetSource | None:
    """The first paragraph under a heading on money, else a sentence that begins with it."""
    for unit in units:
        parent = unit.parent
        under = parent and parent.is_heading and MONEY.search(parent.opening(60))
        if under and len(unit.content) > 20:
            return _budget(unit, "budget.heading", "đoạn dưới mục kinh phí")
    for unit in units:
        if MONEY_SENTENCE.match(unit.folded) and not unit.is_heading:
            return _budget(unit, "budget.sentence", "câu mở đầu bằng “kinh phí”")
    return None


def _budget(unit: Unit, rule: str, why: str) -> BudgetSource:
    trace = unit.trace(unit.start, len(unit.paragraph.text), 0.85, rule, why)
    return BudgetSource(unit.content, trace)
