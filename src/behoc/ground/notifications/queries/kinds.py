"""The kinds of notice that the apps name."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


@cache
def kinds() -> dict[str, str]:
    """Every kind of notice that some app's policy names, with its sentence."""
    return {
        kind: sentence
        for policy in _policies()
        for kind, sentence in getattr(policy, "NOTICES", {}).items()
    }


@cache
def urgent_kinds() -> frozenset[str]:
    """The kinds that are told on quiet days too."""
    return frozenset().union(*(getattr(one, "URGENT_NOTICES", ()) for one in _policies()))


def _policies() -> list[object]:
    own = [one.name for one in apps.get_app_configs() if one.name.startswith("behoc.")]
    named = [f"{name}.policy" for name in own if find_spec(f"{name}.policy") is not None]
    return [import_module(name) for name in named]
