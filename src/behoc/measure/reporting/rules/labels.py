"""The text of a report as a person edits it: fields and sources as short labels in braces. Pure.

`{4.892}` stands for a bound figure and `{UBND xã Hòa Bình}` for a source. Who moves or drops a
label moves or drops what it stands for; words in braces that are no label stay words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from behoc.measure.reporting.rules.bound_text import Node, Words, parse_text, print_text
from behoc.measure.reporting.rules.bound_values import write_runs

_LABEL = re.compile(r"\{[^{}\n]*\}")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with labels, and what each label stands for."""

    text: str
    legend: Mapping[str, Node]


def label_text(text: str, values: Mapping[str, str], names: Mapping[str, str]) -> Labelled:
    """The text for a person to edit; the same thing has one label, different things have two."""
    taken = set(_LABEL.findall(text))
    legend: dict[str, Node] = {}
    labels: dict[Node, str] = {}
    parts: list[str] = []
    for run in write_runs(parse_text(text), values, names):
        if isinstance(run.node, Words):
            parts.append(run.node.text)
            continue
        if run.node not in labels:
            label = _free(run.words, taken)
            taken.add(label)
            labels[run.node], legend[label] = label, run.node
        parts.append(labels[run.node])
    return Labelled("".join(parts), legend)


def read_labels(text: str, legend: Mapping[str, Node]) -> str:
    """The text as it is kept, from what a person made of the labelled one."""
    return _LABEL.sub(lambda found: _stands_for(found[0], legend), text)


def _stands_for(label: str, legend: Mapping[str, Node]) -> str:
    node = legend.get(label)
    return label if node is None else print_text([node])


def _free(words: str, taken: set[str]) -> str:
    bare = words.translate({ord(each): None for each in "{}\n"})
    label, number = f"{{{bare}}}", 1
    while label in taken:
        number += 1
        label = f"{{{bare} ·{number}}}"
    return label
