"""What the code itself says there is, so that nothing new escapes the kits.

Scoped tables, queries and services that take an actor, addresses: all found by walking the product.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

import behoc
from behoc.kernel.scope import Scoped

ASKERS = frozenset({"actor", "scope"})


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name with its namespaces, its route, its view, the parts that vary."""

    name: str
    route: str
    view: Callable[..., Any]
    arguments: frozenset[str]

    @property
    def action(self) -> str | None:
        """The action that its view declares."""
        return getattr(self.view, "action", None)

    @property
    def public(self) -> str | None:
        """Why its view is open to all, where it is."""
        return getattr(self.view, "public", None)


def scoped_models() -> list[type[Scoped]]:
    """Every table behind the door."""
    return [model for model in apps.get_models() if issubclass(model, Scoped)]


def own_models() -> list[type[Any]]:
    """Every table of the product's own apps."""
    return [model for model in apps.get_models() if model.__module__.startswith("behoc.")]


def questions() -> dict[str, Callable[..., Any]]:
    """Every public query whose first argument is an actor or a scope, as "documents.get_find"."""
    return {
        name: function
        for name, function in _functions("queries")
        if next(iter(inspect.signature(function).parameters), "") in ASKERS
    }


def orders() -> dict[str, Callable[..., Any]]:
    """Every public service whose first argument is an actor, as "documents.amend_find"."""
    return {
        name: function
        for name, function in _functions("services")
        if next(iter(inspect.signature(function).parameters), "") == "actor"
    }


def addresses() -> list[Address]:
    """Every address that the resolver knows."""
    return list(_walk(get_resolver(), ""))


def _functions(room: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for module_name in _modules(room):
        module = importlib.import_module(module_name)
        app = module_name.split(".")[2]
        for name, function in inspect.getmembers(module, inspect.isfunction):
            # functools.wraps keeps __module__, so a decorated service still counts as its own
            if function.__module__ == module_name and not name.startswith("_"):
                yield f"{app}.{name}", function


def _modules(room: str) -> Iterator[str]:
    for info in pkgutil.walk_packages(behoc.__path__, "behoc."):
        parts = info.name.split(".")
        if len(parts) >= 4 and parts[3] == room and "tests" not in parts:
            yield info.name


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield Address(
                name=f"{namespace}{pattern.name}",
                route=str(pattern.pattern),
                view=pattern.callback,
                arguments=frozenset(pattern.pattern.regex.groupindex),
            )
