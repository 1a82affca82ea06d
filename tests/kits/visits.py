"""Visiting the addresses of the product as one person or another."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from behoc.ground.accounts.models import Person
from behoc.kernel.ids import LENGTH, new_public_id
from tests.kits.belongings import Belongings
from tests.kits.discovery import Address

Visits = Sequence[Address]
_VARYING = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(rb'csrf[-\w]*["\s:=]+[\w]{32,}', re.IGNORECASE),
    re.compile(rb"\b[0-9a-f]{16}\b"),  # the id of the request
)


@dataclass(frozen=True, slots=True)
class Visit:
    """How one address is visited: the varying parts of it, and what a plain POST sends.

    `shared` says why nobody is out of reach, for the few addresses where that is so; `only` the
    role that reaches its own row, where colleagues with the same right do not.
    """

    arguments: Callable[[Belongings], dict[str, Any]] = lambda own: {}
    data: dict[str, str] = field(default_factory=dict)
    shared: str = ""
    only: str = ""


class Visitor:
    """A browser of one person (or of nobody) that visits addresses with somebody's belongings."""

    def __init__(
        self, table: dict[str, Visit], own: Belongings, person: Person | None = None
    ) -> None:
        self.table = table
        self.own = own
        self.client = own.world.client(person)

    def get(self, address: Address) -> Any:
        """A plain GET."""
        return _read(self.client.get(self._path(address)))

    def post(self, address: Address) -> Any:
        """A plain POST of what the table says."""
        data = self.table.get(address.name, Visit()).data
        return _read(self.client.post(self._path(address), data))

    def visit(self, address: Address, *, made_up: bool = False, **headers: str) -> Any:
        """A GET, or a POST where it takes nothing else. `made_up` ids belong to nothing."""
        path = self._path(address, made_up=made_up)
        response = self.client.get(path, headers=headers)
        if response.status_code == 405:
            data = self.table.get(address.name, Visit()).data
            response = self.client.post(path, data, headers=headers)
        return _read(response)

    def _path(self, address: Address, *, made_up: bool = False) -> str:
        arguments = self.table.get(address.name, Visit()).arguments(self.own)
        if made_up:
            arguments = {key: _made_up(value) for key, value in arguments.items()}
        return reverse(address.name, kwargs=arguments)


def body(response: Any) -> bytes:
    """The body without what differs from request to request."""
    content: bytes = response.content
    for pattern in _VARYING:
        content = pattern.sub(b"", content)
    return content.replace(response.request["PATH_INFO"].encode(), b"")


def _read(response: Any) -> Any:
    """A file is read to its end, so that it is closed."""
    if response.streaming:
        list(response.streaming_content)
    return response


def _made_up(value: Any) -> Any:
    return new_public_id() if isinstance(value, str) and len(value) == LENGTH else value
