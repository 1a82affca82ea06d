"""Steps of reminding and of going up the line, as data/assignments/escalation.toml sets them."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from behoc.direction.assignments.rules import Force
from behoc.kernel.data import path


class Told(StrEnum):
    """Whom a step of reminding reaches, seen from the body that has the share."""

    ANSWERABLE = "answerable"
    HEAD = "head"
    SUPERIOR_STAFF = "superior_staff"
    SUPERIOR_HEAD = "superior_head"


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """One step of data/assignments/escalation.toml: when it comes, and who is told.

    `after` counts from the last good day, `unopened` from the day on which the task was given.
    """

    code: str
    tells: Told
    after: int | None
    unopened: int | None
    orders_only: bool

    @property
    def occasion(self) -> str:
        """What the step is about: not accepted, due soon, or late."""
        if self.after is None:
            return "unopened"
        return "soon" if self.after < 0 else "late"

    @property
    def goes_up(self) -> bool:
        """True when a body above is told: never of a request, nor of a body's own inner parts."""
        return self.tells in (Told.SUPERIOR_STAFF, Told.SUPERIOR_HEAD)


@cache
def escalation_steps() -> tuple[EscalationStep, ...]:
    """Every step in the order of the file."""
    with path("assignments", "escalation.toml").open("rb") as source:
        rows = tomllib.load(source)["step"]
    return tuple(
        EscalationStep(
            code=row["code"],
            tells=Told(row["tells"]),
            after=row.get("after"),
            unopened=row.get("unopened"),
            orders_only=row["force"] == Force.ORDER,
        )
        for row in rows
    )
