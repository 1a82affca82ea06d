"""An editor picks sentences out of what the reports below say, and drops others. Pure."""

from collections.abc import Iterable, Set

from behoc.measure.reporting.rules.assembling import Group
from behoc.measure.reporting.rules.bound_text import (
    Sentence,
    Source,
    Words,
    list_sources,
    print_text,
    split_sentences,
)


def pick(text: str, groups: Iterable[Group], *, dropped: Set[Source], added: Set[Source]) -> str:
    """The text without the sentences of what was dropped, with those of what was picked at its end.

    A sentence that others said too only loses the mark of who was dropped.
    """
    kept = "".join(_without(sentence, dropped) for sentence in split_sentences(text))
    lines = [line.rstrip() for line in kept.splitlines()]
    lines = [line for line in lines if line.strip("-–• ")]
    standing = set(list_sources(text))
    for group in groups:
        sources = {each.source for each in group.quotes}
        if sources & added and not sources & (standing - dropped):
            lines.append(f"- {group.text}")
    return "\n".join(lines)


def _without(sentence: Sentence, dropped: Set[Source]) -> str:
    sources = {node for node in sentence if isinstance(node, Source)}
    if not sources & dropped:
        return print_text(sentence)
    if sources <= dropped:
        # What follows on the same line goes on it; the end of a line stays an end.
        last = sentence[-1]
        ended = isinstance(last, Words) and "\n" in last.text
        return "\n" if ended else ""
    return print_text(node for node in sentence if node not in dropped)
