"""Says a waiting sentence in the language of the person who reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext

from behoc.kernel.errors import Conflict, Refusal, RuleBroken
from behoc.kernel.words import Sentence

KEPT = (RuleBroken, Conflict)
"""Refusals that a person can mend on the same form."""


def say(told: Sentence | Refusal | str) -> str:
    """The template in the reader's language, its gaps filled; so too a sentence among the facts."""
    if isinstance(told, str):
        return gettext(told)
    template = gettext(told.template)
    if not told.facts:
        return template
    return template % {name: _fact(value) for name, value in told.facts.items()}


@contextmanager
def said_on(form: Any, kinds: tuple[type[Refusal], ...] = KEPT) -> Iterator[None]:
    """A rule broken, or somebody faster, is said on the form itself: nothing typed is lost.

    What follows the block is reached only then: the page with the form again.
    """
    try:
        yield
    except kinds as refusal:
        form.add_error(None, say(refusal))


def _fact(value: object) -> object:
    return say(value) if isinstance(value, Sentence) else value
