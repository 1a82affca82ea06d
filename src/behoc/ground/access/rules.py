"""The table of roles and what a set of roles may reach. Pure."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from behoc.kernel.data import path


class Reach(StrEnum):
    """How far a role's action extends from the body in which the role is held."""

    SELF = "SELF"
    OWN = "OWN"
    LINE = "LINE"
    PLACE = "PLACE"
    ADDRESSED = "ADDRESSED"


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its official name, what it may do how far, and which roles it may give."""

    code: str
    name: str
    grants: frozenset[str]
    actions: dict[str, frozenset[Reach]]


@cache
def roles() -> dict[str, Role]:
    """Every role by code, from data/access/roles.toml."""
    with path("access", "roles.toml").open("rb") as source:
        table = tomllib.load(source)
    return {
        code: Role(
            code=code,
            name=row["vi"],
            grants=frozenset(row["grants"]),
            actions={
                action: frozenset(Reach(reach) for reach in reaches)
                for action, reaches in row["actions"].items()
            },
        )
        for code, row in table.items()
    }


def reaches(role_codes: Iterable[str], action: str) -> frozenset[Reach]:
    """How far those roles together may do the action; empty means not at all."""
    known = roles()
    held = (known[code] for code in role_codes if code in known)
    return frozenset().union(*(role.actions.get(action, frozenset()) for role in held))


def roles_with(action: str) -> frozenset[str]:
    """The roles that carry the action, however far."""
    return frozenset(role.code for role in roles().values() if action in role.actions)


def grantable(role_codes: Iterable[str]) -> frozenset[str]:
    """The roles that a holder of those roles may give to others."""
    known = roles()
    return frozenset().union(*(known[code].grants for code in role_codes if code in known))
