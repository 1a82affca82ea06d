"""The clause tree: every paragraph with its label, its place under others and a unique path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.engines.reading.finds import ClauseNode, Trace
from behoc.engines.reading.letters import UPPER
from behoc.engines.reading.vocabulary import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from behoc.engines.reading.repair import Paragraph

LABELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(r"(?P<name>(?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+\w+|[IVX]+|\d+))\s*[.:]?\s*")),
    (1, re.compile(r"(?P<name>(?:Chương|CHƯƠNG)\s+(?:[IVX]+|\d+))\s*[.:]?\s*")),
    (3, re.compile(r"(?P<name>(?:Mục|MỤC)\s+(?:[IVX]+|\d+))\s*[.:]\s*")),
    (5, re.compile(r"(?P<name>(?:Điều|ĐIỀU)\s+\d+[a-zđ]?)\s*(?:[.:]|$)\s*")),
    (4, re.compile(r"(?!V/v)(?P<name>[IVX]{1,6})\s*[./)-]\s*(?=\S)")),
    (2, re.compile(rf"(?P<name>[A-HĐ])[./)]\s*(?=[{UPPER}])")),
    (8, re.compile(r"(?P<name>\d{1,2}(?:\.\d{1,2}){2,3})\s*[.)]?\s+(?=\D)")),
    (7, re.compile(r"(?P<name>\d{1,2}\.\d{1,2})(?:\s*[.)]\s*|\s+)(?=[^\W\d]|[“\"(])")),
    (6, re.compile(r"(?P<name>\d{1,2})\s*[./]\s*(?=[^\s\d])")),
    (6, re.compile(rf"(?P<name>\d{{1,2}})\s?-\s+(?=[{UPPER}])")),
    (9, re.compile(r"\(?(?P<name>\d{1,2})\)\s*(?=\S)")),
    (10, re.compile(r"(?P<name>[a-zđ])(?:\)|[./](?=\s))\s*(?=\S)")),
    (11, re.compile(r"\(?(?P<name>[ivx]{1,5})\)\s*(?=\S)")),
    (20, re.compile(r"(?P<name>-)\s*(?=\S)")),
    (21, re.compile(r"(?P<name>\+)\s*(?=\S)")),
)
ARTICLE = 5
FIRST_ARTICLE = 1.5  # “Điều 1” that holds parts I, II… ranks above them
BULLET = 20
PLAIN = 99
HEADING_LENGTH = 260


@dataclass(slots=True)
class Unit:
    """One paragraph in the tree; `labels` are the printed labels above and at it."""

    paragraph: Paragraph
    label: str
    rank: float
    start: int
    labels: tuple[str, ...]
    path: str
    parent: Unit | None
    children: list[Unit]
    lead: str = ""  # the folded plain words that introduce a run of items (“cần đạt:”)

    @property
    def content(self) -> str:
        """The text after the label."""
        return self.paragraph.text[self.start :]

    @property
    def folded(self) -> str:
        """The text after the label, folded."""
        return self.paragraph.folded[self.start :]

    def opening(self, length: int) -> str:
        """The first letters after the label, folded."""
        return self.paragraph.folded[self.start : self.start + length]

    @property
    def is_heading(self) -> bool:
        """Whether the paragraph is the title of what stands below it."""
        if not self.children or len(self.paragraph.text) - self.start > HEADING_LENGTH:
            return False
        text = self.content.rstrip()
        return bool(self.label) and (self.paragraph.is_marked or text[-1:] not in ".;!")

    def ancestors(self) -> Iterable[Unit]:
        """The units above, nearest first."""
        unit = self.parent
        while unit:
            yield unit
            unit = unit.parent

    def trace(self, start: int, end: int, confidence: float, rule: str, why: str) -> Trace:
        """Where a find at these positions of the paragraph stands."""
        line = self.paragraph.line_at(start)
        line_end = max(line, self.paragraph.line_at(max(start, end - 1)))
        return Trace(line, line_end, self.labels, self.path, confidence, rule, why)


def build_units(paragraphs: Sequence[Paragraph]) -> tuple[Unit, ...]:
    """Label every paragraph and hang it under the labels above it."""
    units: list[Unit] = []
    stack: list[Unit] = []
    seen: dict[tuple[str, str], int] = {}
    last_label = max((at for at, one in enumerate(paragraphs) if _label(one)), default=-1)
    articles_first = _articles_first(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        label, plain_rank, start = _label(paragraph) or ("", PLAIN, 0)
        rank = FIRST_ARTICLE if plain_rank == ARTICLE and articles_first else plain_rank
        if rank == PLAIN and at > last_label and _closes(paragraph, stack):
            stack = []
        while stack and stack[-1].rank >= (BULLET if rank == PLAIN else rank):
            stack.pop()
        parent = stack[-1] if stack else None
        unit = _make_unit(paragraph, label, rank, start, parent, seen)
        unit.lead = _lead_in(units, rank)
        units.append(unit)
        if parent:
            parent.children.append(unit)
        if rank != PLAIN:
            stack.append(unit)
    return tuple(units)


def read_label(text: str) -> tuple[str, int, int] | None:
    """The label at the start of a paragraph, its rank and where the text after it begins."""
    head = text[:60]
    for rank, pattern in LABELS:
        found = pattern.match(head)
        if found:
            return found.group("name"), rank, min(found.end(), len(text))
    return None


def _articles_first(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether an article comes before the first Roman number, and so holds it."""
    for paragraph in paragraphs:
        found = _label(paragraph)
        if found and found[1] in (2, 4, ARTICLE):
            return found[1] == ARTICLE
    return False


def _label(paragraph: Paragraph) -> tuple[str, int, int] | None:
    """Rows of tables begin with numbers too, and these are no labels."""
    return None if len(paragraph.cells) > 2 else read_label(paragraph.text)


def clause_nodes(units: Sequence[Unit]) -> tuple[ClauseNode, ...]:
    """The labelled parts of the text, in order, each with the lines that it covers."""
    nodes = []
    for unit in units:
        if unit.rank >= BULLET:
            continue
        parent = next((one for one in unit.ancestors() if one.rank < BULLET), None)
        nodes.append(
            ClauseNode(
                label=unit.label,
                title=unit.paragraph.text[unit.start : unit.start + 200],
                labels=unit.labels,
                path=unit.path,
                parent=parent.path if parent else None,
                level=len(unit.labels),
                line=unit.paragraph.line,
                line_end=_last_line(unit),
            )
        )
    return tuple(nodes)


def _last_line(unit: Unit) -> int:
    while unit.children:
        unit = unit.children[-1]
    return unit.paragraph.line_end


def _make_unit(
    paragraph: Paragraph,
    label: str,
    rank: float,
    start: int,
    parent: Unit | None,
    seen: dict[tuple[str, str], int],
) -> Unit:
    labels = parent.labels if parent else ()
    path = parent.path if parent else ""
    if rank < BULLET:
        count = seen[path, label] = seen.get((path, label), 0) + 1
        step = label if count == 1 else f"{label}#{count}"
        labels, path = (*labels, label), f"{path}/{step}" if path else step
    return Unit(paragraph, label, rank, start, labels, path, parent, [])


def _lead_in(units: Sequence[Unit], rank: float) -> str:
    """The words or plain title right before a run of items, handed on from item to item."""
    if not units or rank == PLAIN:
        return ""
    last = units[-1]
    text = last.paragraph.text
    is_title = last.rank == PLAIN and len(text) < 160 and text[-1:] not in ".;"
    leads_in = is_title or text.endswith(":")
    if last.rank == PLAIN or (rank > last.rank and leads_in):
        return last.opening(400) if leads_in else ""
    return last.lead if last.rank >= rank or last.lead else ""


def _closes(paragraph: Paragraph, stack: Sequence[Unit]) -> bool:
    """Whether a last paragraph speaks for the whole document again, not for the clause above."""
    if words("phrases").starts("closing_openers", paragraph.folded):
        return True
    labelled = [unit for unit in stack if unit.rank < BULLET]
    if not labelled:
        return False
    innermost = labelled[-1]
    is_bare = innermost.is_heading and all(one.rank == PLAIN for one in innermost.children)
    return not is_bare and words("phrases").starts("document_openers", paragraph.folded)
