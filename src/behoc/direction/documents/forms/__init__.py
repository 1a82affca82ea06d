"""The shape of what people send about documents; nothing is saved here."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _


def named(names: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """The names of wording as choices, each said when the form is shown."""
    return [(code, _(name)) for code, name in names.items()]
