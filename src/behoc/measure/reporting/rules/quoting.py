"""Sentences of lower reports taken over: bound to their figures, tied to their source. Pure."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from behoc.kernel.text import clean, fold
from behoc.measure.reporting.rules.bound_text import (
    Field,
    FieldKind,
    Node,
    Sentence,
    Source,
    Words,
    bare_words,
    parse_text,
    split_sentences,
)
from behoc.measure.reporting.rules.bound_values import write_plain

# Letters of a digest: enough that two sentences of one section never share it.
_DIGEST = 8
_NUMBER = re.compile(r"(?<![\w.,/\-])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?![\w/]|[.,\-]\d)")
_TAIL = re.compile(r"(?P<stop>[.!?…;:,]*)(?P<space>\s*)$")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that a lower report holds, and the unit it is counted in."""

    field: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence of a lower report, ready to stand in the upper one with its source."""

    report: str
    section: str
    digest: str
    nodes: Sentence

    @property
    def source(self) -> Source:
        """The mark that ties it to where it was said."""
        return Source(self.report, self.section, self.digest)


def digest_of(sentence: Sentence) -> str:
    """A short name of what a sentence says, its own table's figures left open.

    Those may change and it stays the same; words, and figures that it took over from elsewhere
    with what they were, may not.
    """
    seen = [node.seen for node in sentence if isinstance(node, Field) and node.seen is not None]
    said = "\n".join([bare_words(sentence), *seen])
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGEST]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a lower report can answer for: its values, its figures with units, names it gives."""

    report: str
    values: Mapping[str, str]
    facts: Sequence[Fact] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def quote_section(text: str, section: str, spoken: Spoken) -> Iterator[Quote]:
    """The sentences of one section of a lower report.

    Fields of its own table are bound to it, with the value they have now; a typed number that is
    plainly a figure of its table (same value, same unit, only one such) becomes a field too. What
    it took over itself from further below stands as it says it: it answers for that.
    """
    for sentence in split_sentences(text):
        if not clean(bare_words(sentence)).strip("#-–•. "):
            continue
        nodes = _bind_numbers(_own(sentence), spoken.facts)
        bound = tuple(_bind(node, spoken) for node in nodes)
        yield Quote(spoken.report, section, digest_of(sentence), bound)


def place_quote(quote: Quote) -> Sentence:
    """The sentence with its mark of source, set before the full stop."""
    return place_sources(quote.nodes, (quote.source,))


def place_sources(nodes: Sentence, sources: Sequence[Source]) -> Sentence:
    """A sentence tied to one or several sources, which are set before its full stop."""
    if not nodes or not isinstance(nodes[-1], Words):
        return (*nodes, *sources)
    last = nodes[-1].text
    found = _TAIL.search(last)
    stop = found["stop"] if found else ""
    head = last[: len(last.rstrip()) - len(stop)]
    body = (*nodes[:-1], Words(head)) if head else nodes[:-1]
    return (*body, *sources, Words(stop)) if stop else (*body, *sources)


def stale_sources(text: str, standing: Mapping[tuple[str, str], set[str]]) -> list[Source]:
    """Sources whose sentence no longer stands where it was quoted from."""
    return [
        node
        for node in parse_text(text)
        if isinstance(node, Source)
        and node.digest
        and node.digest not in standing.get((node.report, node.section), set())
    ]


def _own(sentence: Sentence) -> Sentence:
    """Without marks of deeper sources and the space at both ends."""
    kept: list[Node] = [node for node in sentence if not isinstance(node, Source)]
    if kept and isinstance(kept[0], Words):
        kept[0] = Words(kept[0].text.lstrip(" \t-–•+*"))
    if kept and isinstance(kept[-1], Words):
        kept[-1] = Words(kept[-1].text.rstrip())
    return tuple(node for node in kept if not isinstance(node, Words) or node.text)


def _bind(node: Node, spoken: Spoken) -> Node:
    """A field of the report's own table is bound to it; of any other, it stands as words."""
    if not isinstance(node, Field):
        return node
    bound = replace(node, report=spoken.report)
    if node.seen is None and not node.report:
        return replace(bound, seen=spoken.values.get(bound.key, ""))
    return Words(write_plain([node], {}, spoken.names))


def _bind_numbers(nodes: Sentence, facts: Sequence[Fact]) -> Sentence:
    if not facts:
        return nodes
    return tuple(
        part
        for node in nodes
        for part in (_split(node.text, facts) if isinstance(node, Words) else (node,))
    )


def _split(text: str, facts: Sequence[Fact]) -> Iterator[Node]:
    at = 0
    for found in _NUMBER.finditer(text):
        bound = _match(found, text, facts)
        if bound is None:
            continue
        if found.start() > at:
            yield Words(text[at : found.start()])
        yield bound
        at = found.end()
    if at < len(text):
        yield Words(text[at:])


def _match(found: re.Match[str], text: str, facts: Sequence[Fact]) -> Field | None:
    whole, rest = found[1].replace(".", ""), found[2]
    value = Decimal(f"{whole}.{rest}" if rest else whole)
    after = fold(text[found.end() :][:60]).lstrip()
    alike = {
        fact.field
        for fact in facts
        if Decimal(fact.value) == value and _begins(after, fold(fact.unit))
    }
    if len(alike) != 1:
        return None
    kind, _, name = alike.pop().partition(":")
    return Field(FieldKind(kind), name)


def _begins(after: str, unit: str) -> bool:
    return after.startswith(unit) and not after[len(unit) : len(unit) + 1].isalnum()
