"""What a body may ask of the giver, and which days an extension may have. Pure."""

from datetime import date
from enum import StrEnum

from behoc.direction.assignments.rules import check_day
from behoc.kernel.errors import RuleBroken


class PetitionKind(StrEnum):
    """What is asked: a later day, or to be let off a task that is not one's own to do."""

    EXTENSION = "extension"
    OBJECTION = "objection"


class PetitionState(StrEnum):
    """What became of it; dropped when the body took it back or the matter was over before."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    DROPPED = "dropped"


def check_new_day(due_on: date | None, proposed_on: date | None, today: date) -> None:
    """An extension moves a last good day that there is to a later one that is still to come."""
    if due_on is None:
        raise RuleBroken("Nhiệm vụ này không có ngày hạn nên không cần gia hạn.")
    if proposed_on is None:
        raise RuleBroken("Chưa chọn ngày mới. Chọn một ngày sau hạn hiện tại.")
    if proposed_on <= due_on:
        raise RuleBroken(
            "Ngày %(proposed)s không sau hạn hiện tại %(due)s. Chọn ngày muộn hơn.",
            proposed=f"{proposed_on:%d/%m/%Y}",
            due=f"{due_on:%d/%m/%Y}",
        )
    check_day(proposed_on, today)
