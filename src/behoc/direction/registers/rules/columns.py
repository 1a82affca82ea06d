"""The columns of the two registers as clerks file them: data/registers/columns.toml. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache

from behoc.kernel import data


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the fact it shows, its printed head, its share of the width of a page."""

    code: str
    name: str
    share: int


@cache
def columns(direction: str) -> tuple[Column, ...]:
    """The columns of a register, in order."""
    with data.path("registers", "columns.toml").open("rb") as source:
        rows = tomllib.load(source)[direction]
    return tuple(Column(row["code"], row["vi"], row["share"]) for row in rows)
