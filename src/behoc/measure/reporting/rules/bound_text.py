"""The text of a report in which figures are fields and quoted sentences name their source. Pure.

A field stands in double brackets: `[[so:ROW.n]]` a figure of the report's own table,
`[[so:ROW.n@REPORT=123]]` a figure of a lower report with what it was when it was taken over,
`[[tyle:ROW]]` a share, `[[tang:ROW.n]]` a change against the period before, `[[noi:CODE]]` how
many bodies, `[[ten:CODE]]` which. `[[bc:REPORT:SECTION#DIGEST]]` says from where a sentence is
quoted. Whatever is not written so stays words: no text is ever lost or refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from behoc.kernel.text import clean


class FieldKind(StrEnum):
    """What a field says of a row, or of the bodies asked."""

    FIGURE = "so"
    SHARE = "tyle"
    CHANGE = "tang"
    COUNT = "noi"
    NAMES = "ten"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A bound figure: of which row and report, and what it was when it was last looked at."""

    kind: FieldKind
    name: str
    report: str = ""
    seen: str | None = None

    @property
    def key(self) -> str:
        """What its value is asked by: the field without what was seen."""
        return f"{self.kind}:{self.name}" + (f"@{self.report}" if self.report else "")


@dataclass(frozen=True, slots=True)
class Source:
    """The report and section that a sentence is quoted from; the digest is of its words there."""

    report: str
    section: str
    digest: str = ""


Node = Words | Field | Source
Sentence = tuple[Node, ...]

_REPORT = "[0-9a-z]{14}"  # a public id
_NODE = re.compile(
    r"\[\[(?:"
    r"(?P<kind>so|tyle|tang|noi|ten):(?P<name>[A-Za-z0-9_.\-]+)"
    rf"(?:@(?P<report>{_REPORT}))?(?:=(?P<seen>[0-9a-z.,\-]*))?"
    rf"|bc:(?P<source>{_REPORT}):(?P<section>[A-Za-z0-9_.\-]+)(?:#(?P<digest>[0-9a-f]{{8}}))?"
    r")\]\]"
)
# Letters of the private use area stand for a field and for a source while sentences are looked for.
_FIELD_MARK, _SOURCE_MARK = "\ue000", "\ue001"
_BREAK = re.compile(
    rf"[.!?…]+[\"”’)]*(?:[ \t]*{_SOURCE_MARK})*[ \t]+(?=[\"“‘(–\-]*(\w|{_FIELD_MARK}))|\n\s*"
)
_SHORT = re.compile(
    r"(?:^|[\s(])(?:TP|TX|TT|ThS|TS|GS|PGS|BS|CN|Tr|tr|P|Q|[IVX]+|\d+|[A-ZĐ])\.\s+$"
)


def parse_text(text: str) -> Sentence:
    """The nodes of a text, in order; printing them gives the text again, letter for letter."""
    nodes: list[Node] = []
    at = 0
    for found in _NODE.finditer(text):
        if found.start() > at:
            nodes.append(Words(text[at : found.start()]))
        nodes.append(_node(found))
        at = found.end()
    if at < len(text):
        nodes.append(Words(text[at:]))
    return tuple(nodes)


def print_text(nodes: Iterable[Node]) -> str:
    """The text of nodes, as it is kept."""
    return "".join(_print(node) for node in nodes)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text with the space that follows each; together they are the text.

    The end of a line ends a sentence; marks of source belong to the sentence before them.
    """
    nodes = parse_text(text)
    flat = "".join(_flat(node) for node in nodes)
    ends = [each for each in _ends(flat) if each < len(flat)]
    return tuple(
        tuple(_cut(nodes, start, end)) for start, end in pairwise([0, *ends, len(flat)]) if end
    )


def list_fields(text: str) -> list[Field]:
    """Every field of a text, in order."""
    return [node for node in parse_text(text) if isinstance(node, Field)]


def list_sources(text: str) -> list[Source]:
    """Every mark of a source in a text, in order."""
    return [node for node in parse_text(text) if isinstance(node, Source)]


def see_values(text: str, values: dict[str, str]) -> str:
    """The text with fields of lower reports, and of bodies, as they are now."""
    return print_text(_seen(node, values) for node in parse_text(text))


def bare_words(nodes: Iterable[Node]) -> str:
    """The words with places of fields and without sources: what a digest and likeness go by."""
    return clean(
        "".join(
            node.text if isinstance(node, Words) else "#"
            for node in nodes
            if not isinstance(node, Source)
        )
    )


def _node(found: re.Match[str]) -> Node:
    if found["source"]:
        return Source(found["source"], found["section"], found["digest"] or "")
    return Field(FieldKind(found["kind"]), found["name"], found["report"] or "", found["seen"])


def _print(node: Node) -> str:
    if isinstance(node, Words):
        return node.text
    if isinstance(node, Source):
        return f"[[bc:{node.report}:{node.section}" + (f"#{node.digest}" * bool(node.digest)) + "]]"
    return f"[[{node.key}" + ("" if node.seen is None else f"={node.seen}") + "]]"


def _seen(node: Node, values: dict[str, str]) -> Node:
    if not isinstance(node, Field) or node.seen is None:
        return node
    return replace(node, seen=values.get(node.key, ""))


def _flat(node: Node) -> str:
    if isinstance(node, Words):
        return node.text
    return _FIELD_MARK if isinstance(node, Field) else _SOURCE_MARK


def _ends(flat: str) -> Iterator[int]:
    last = 0
    for found in _BREAK.finditer(flat):
        first = found[1]
        if first and not (first == _FIELD_MARK or first.isupper() or first.isdigit()):
            continue
        if first and _SHORT.search(flat[last : found.end()]):
            continue
        last = found.end()
        yield last


def _cut(nodes: Sentence, start: int, end: int) -> Iterator[Node]:
    """The nodes between two places of the flat text, in which a field is one letter."""
    at = 0
    for node in nodes:
        length = len(node.text) if isinstance(node, Words) else 1
        first, last = max(start - at, 0), min(end - at, length)
        if first < last:
            yield Words(node.text[first:last]) if isinstance(node, Words) else node
        at += length
