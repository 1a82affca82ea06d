"""Says a waiting sentence in the language of the person who reads it."""

from django.utils.translation import gettext

from behoc.kernel.errors import Refusal
from behoc.kernel.words import Sentence


def say(told: Sentence | Refusal | str) -> str:
    """The template in the reader's language, its gaps filled; so too a sentence among the facts."""
    if isinstance(told, str):
        return gettext(told)
    template = gettext(told.template)
    if not told.facts:
        return template
    return template % {name: _fact(value) for name, value in told.facts.items()}


def _fact(value: object) -> object:
    return say(value) if isinstance(value, Sentence) else value
