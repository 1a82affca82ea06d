"""Sentences that wait for their reader: a Vietnamese template and its facts, free of Django.

Rules and engines know no language but the source one. They hand over a Sentence; whoever shows it
says it in the reader's language with kernel.speech.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template as `Dòng %(first)s` and what stands in its gaps; str() says it in Vietnamese."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.facts if self.facts else self.template


def sentence(template: str, /, **facts: object) -> Sentence:
    """A sentence of a pure module; the string gate and the catalogue know this name."""
    return Sentence(template, facts)


def gettext_noop(text: str) -> str:
    """Marks a text of a pure module for the catalogue; elsewhere Django's own mark is used."""
    return text
