"""What a body owns of standing duties: reminders, difficulties, days that are not printed."""

from dataclasses import dataclass
from typing import Any

from behoc.direction.assignments.models import AssignedBody, Deadline, Difficulty, Reminder
from behoc.direction.assignments.services.reminding import remind
from behoc.direction.documents.models import Dispatch
from behoc.kernel import clock
from tests.kits import dispatches
from tests.kits.world import Desk, World


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """One body's own rows about a share that waits and about days that are not printed."""

    reminder: Reminder
    difficulty: Difficulty
    undated_share: AssignedBody
    waiting_deadline: Deadline


def settle_standing(
    world: World, desk: Desk, reading: dict[str, Any], dispatch: Dispatch
) -> Standing:
    """The body reminds itself of one share and tells of a difficulty in another."""
    new = dispatches.share_of(dispatch, desk, 2)
    remind(world.actor(desk.clerk), [new], "Cho biết khi nào xong.")
    given = dispatches.assigned_dispatch(world, desk, reading=reading)
    waiting = undated(dispatches.share_of(given, desk), event="khi Bộ ban hành")
    return Standing(
        reminder=new.reminders.get(),
        difficulty=_difficulty(desk, dispatches.share_of(dispatch, desk)),
        undated_share=waiting,
        waiting_deadline=waiting.assignment.deadlines.get(),
    )


def undated(share: AssignedBody, *, event: str = "", count_days: int | None = None) -> AssignedBody:
    """The share as if its text named no day, or a day that hangs on an event."""
    rows = AssignedBody.objects.everything(reason="a test takes the day away")
    same = rows.filter(assignment=share.assignment_id)
    same.update(due_on=None, next_opens_on=None, period="")
    deadlines = Deadline.objects.filter(assignment=share.assignment_id)
    kind = "event" if event else "periodic"
    deadlines.update(codes=[], due_on=None, kind=kind, event=event, count_days=count_days)
    share.refresh_from_db()
    return share


def _difficulty(desk: Desk, share: AssignedBody) -> Difficulty:
    difficulty = Difficulty(
        assigned=share,
        person=desk.clerk,
        text="Nhà văn hóa đang sửa.",
        submission_key="kho-1",
        created_at=clock.now(),
    )
    difficulty.save()
    return difficulty
