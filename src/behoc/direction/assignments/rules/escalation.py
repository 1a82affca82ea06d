"""Steps of reminding and of going up the line, as data/assignments/escalation.toml sets them."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from behoc.direction.assignments.rules import Force
from behoc.kernel.data import path
from behoc.kernel.errors import RuleBroken


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

    @property
    def days(self) -> int:
        """The days as the file counts them, whichever day they count from."""
        return (self.unopened if self.after is None else self.after) or 0

    def moved(self, days: int) -> "EscalationStep":
        """The same step on another day."""
        if self.after is None:
            return replace(self, unopened=days)
        return replace(self, after=days)


@cache
def escalation_steps() -> tuple[EscalationStep, ...]:
    """Every step in the order of the file."""
    return tuple(
        EscalationStep(
            code=row["code"],
            tells=Told(row["tells"]),
            after=row.get("after"),
            unopened=row.get("unopened"),
            orders_only=row["force"] == Force.ORDER,
        )
        for row in _file()["step"]
    )


def check_days(steps: Sequence[EscalationStep]) -> None:
    """Refuse days that turn the steps around: a reminder after its day, a higher step first."""
    longest = _file()["longest_days"]
    late = [each.days for each in steps if each.occasion == "late"]
    for step in steps:
        if not 1 <= abs(step.days) <= longest:
            raise RuleBroken("Ghi số ngày từ 1 đến %(longest)s.", longest=longest)
    if late != sorted(late):
        raise RuleBroken(
            "Bước báo lên cấp cao hơn không đến trước bước dưới. "
            "Xem lại số ngày của các bước quá hạn."
        )


@cache
def _file() -> dict[str, Any]:
    with path("assignments", "escalation.toml").open("rb") as source:
        return tomllib.load(source)
