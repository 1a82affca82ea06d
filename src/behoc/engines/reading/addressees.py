"""“Kính gửi” and “Nơi nhận”: who a document goes to, in which role, and the printed count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from behoc.engines.reading.finds import Addressee, Delivery, Trace
from behoc.engines.reading.letters import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.engines.reading.repair import Paragraph

OPENER = re.compile(r"^(?:-?\s*kính g[ửở]i\s*:?\s*|.{0,110} điện:\s*)", re.IGNORECASE)
NOTE = re.compile(r"\(([^()]{1,40})\)")
COUNT = re.compile(r"\((\d{1,3})\)")
ROLES: tuple[tuple[Delivery, re.Pattern[str]], ...] = (
    ("keep", re.compile(r"^lưu(?!\w)")),
    ("carry_out", re.compile(r"(?<!\w)(?:t/h|th/h|thực hiện|để t/hiện|thi hành)(?!\w)")),
    ("report", re.compile(r"(?<!\w)(?:b/c|báo cáo|để b/cáo|thay b/c)(?!\w)")),
    ("coordinate", re.compile(r"(?<!\w)(?:ph/h|p/h|phối hợp)(?!\w)")),
    ("inform", re.compile(r"(?<!\w)(?:để biết|đ/b|biết|chỉ đạo|theo dõi)(?!\w)")),
)


def read_addressees(paragraphs: Sequence[Paragraph]) -> tuple[Addressee, ...]:
    """The entries under “Kính gửi”."""
    entries: list[Addressee] = []
    for at, paragraph in enumerate(paragraphs):
        text = OPENER.sub("", paragraph.text) if at == 0 else paragraph.text
        for part in _split(text):
            entry = read_entry(part, paragraph.line)
            if entry:
                entries.append(entry)
    return tuple(entries)


def read_entry(text: str, line: int) -> Addressee | None:
    """One entry with its role and printed counts."""
    name = text.lstrip("-+ ").rstrip(" ;,.:/")
    if not name or not any(one.isalpha() for one in name):
        return None
    role, why = _role(name)
    counts = tuple(int(one) for one in COUNT.findall(name))
    return Addressee(name, role, counts, Trace(line, line, (), "", 0.9, f"addressee.{role}", why))


def _split(text: str) -> list[str]:
    """Entries printed in one run: after a semicolon, or after a dash between blanks."""
    return [
        part for part in re.split(r";\s*(?=\S)|(?<=[;,.])\s+-\s|^-\s|:\s*-\s", text) if part.strip()
    ]


def _role(name: str) -> tuple[Delivery, str]:
    folded = fold(name)
    if ROLES[0][1].search(folded):
        return "keep", "mục “Lưu”"
    notes = " ".join(NOTE.findall(folded))
    for role, pattern in ROLES[1:]:
        if pattern.search(notes):
            return role, "chữ ghi trong ngoặc sau tên"
    return "receive", "có tên trong danh sách nhận"
