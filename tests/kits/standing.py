"""What a body owns of standing duties: reminders, difficulties, days that are not printed."""

from dataclasses import dataclass
from typing import Any

from behoc.direction.assignments.models import (
    AssignedBody,
    Deadline,
    Difficulty,
    ProgressReport,
    Reminder,
    StepSetting,
)
from behoc.direction.assignments.services.breaking_down import NewPart, break_down
from behoc.direction.assignments.services.reminding import remind
from behoc.direction.assignments.services.setting_steps import OwnDays, set_step
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.direction.documents.models import Dispatch
from behoc.kernel import clock
from tests.kits import dispatches
from tests.kits.world import SINCE, Desk, World


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """One body's own rows about a share that waits and about days that are not printed."""

    reminder: Reminder
    difficulty: Difficulty
    undated_share: AssignedBody
    part: AssignedBody
    part_report: ProgressReport
    setting: StepSetting
    waiting_deadline: Deadline


def settle_standing(
    world: World, desk: Desk, reading: dict[str, Any], dispatch: Dispatch
) -> Standing:
    """The body reminds itself of one share and tells of a difficulty in another."""
    new = dispatches.share_of(dispatch, desk, 2)
    remind(world.actor(desk.clerk), [new], "Cho biết khi nào xong.")
    given = dispatches.assigned_dispatch(world, desk, reading=reading)
    waiting = undated(dispatches.share_of(given, desk), event="khi Bộ ban hành")
    part = _part(world, desk, waiting)
    return Standing(
        part=part,
        part_report=part.reports.get(),
        setting=set_step(world.actor(desk.head), "late", OwnDays(2, "Kế hoạch 3/KH", SINCE)),
        reminder=new.reminders.get(),
        difficulty=_difficulty(desk, dispatches.share_of(dispatch, desk)),
        undated_share=waiting,
        waiting_deadline=waiting.assignment.deadlines.get(),
    )


def _part(world: World, desk: Desk, share: AssignedBody) -> AssignedBody:
    """A part of the share for a person of the body, who has reported on it."""
    actor = world.actor(desk.specialist)
    accept_task(actor, share)
    made = break_down(actor, share, NewPart("Lo phòng học.", person=desk.specialist))
    part = accept_task(actor, made.assigned.get())
    report_progress(
        actor, part, text="Đã có phòng.", finished=False, files=[], submission_key="phan-1"
    )
    return part


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
