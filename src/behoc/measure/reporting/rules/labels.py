"""The text of a report as a person edits it: fields and sources as short labels in braces. Pure.

`{4.892}` stands for a bound figure, `{UBND xã Hòa Bình}` for a source, `{UBND xã Hòa Bình +4}` for
five of them. Who moves or drops a label moves or drops what it stands for; words in braces that are
no label stay words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from behoc.measure.reporting.rules.bound_text import Node, Words, parse_text, print_text
from behoc.measure.reporting.rules.bound_values import Run, RunKind, write_runs

_LABEL = re.compile(r"\{[^{}\n]*\}")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with labels, and what each label stands for."""

    text: str
    legend: Mapping[str, tuple[Node, ...]]


def label_text(text: str, values: Mapping[str, str], names: Mapping[str, str]) -> Labelled:
    """The text for a person to edit; the same thing has one label, different things have two."""
    taken = set(_LABEL.findall(text))
    labels: dict[tuple[Node, ...], str] = {}
    parts: list[str] = []
    for runs in _together(write_runs(parse_text(text), values, names)):
        nodes = tuple(run.node for run in runs)
        if isinstance(nodes[0], Words):
            parts.append(nodes[0].text)
            continue
        if nodes not in labels:
            more = f" +{len(runs) - 1}" if len(runs) > 1 else ""
            labels[nodes] = _free(runs[0].words + more, taken)
            taken.add(labels[nodes])
        parts.append(labels[nodes])
    return Labelled("".join(parts), {label: nodes for nodes, label in labels.items()})


def read_labels(text: str, legend: Mapping[str, tuple[Node, ...]]) -> str:
    """The text as it is kept, from what a person made of the labelled one."""
    return _LABEL.sub(lambda found: _stands_for(found[0], legend), text)


def _together(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    """Each run by itself, neighbouring sources together."""
    for is_source, found in groupby(runs, key=lambda run: run.kind == RunKind.SOURCE):
        if is_source:
            yield tuple(found)
        else:
            yield from ((run,) for run in found)


def _stands_for(label: str, legend: Mapping[str, tuple[Node, ...]]) -> str:
    nodes = legend.get(label)
    return label if nodes is None else print_text(nodes)


def _free(words: str, taken: set[str]) -> str:
    bare = words.translate({ord(each): None for each in "{}\n"})
    label, number = f"{{{bare}}}", 1
    while label in taken:
        number += 1
        label = f"{{{bare} ·{number}}}"
    return label
