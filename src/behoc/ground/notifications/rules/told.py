"""What is told, in a form that can be kept and said again in the reader's language. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from behoc.kernel.words import Sentence

Told = Sentence | str


@dataclass(frozen=True, slots=True)
class BodyMessage:
    """What the people of one body are told: one of many in a single act of telling."""

    body_id: int
    title: Told
    url: str
    key: str
    text: Told = ""


def as_kept(told: Told) -> dict[str, Any]:
    """A sentence as its template and facts, so that it can be said in any language later."""
    if isinstance(told, str):
        return {"template": told}
    facts = {name: _fact(value) for name, value in told.facts.items()}
    return {"template": told.template, "facts": facts}


def as_told(kept: Mapping[str, Any]) -> Sentence:
    """The sentence that was kept."""
    facts = {
        name: as_told(value) if isinstance(value, dict) else value
        for name, value in kept.get("facts", {}).items()
    }
    return Sentence(kept.get("template", ""), facts)


def _fact(value: object) -> object:
    if isinstance(value, Sentence):
        return as_kept(value)
    return value if isinstance(value, int | float) else str(value)
