"""Steps of reminding: each once, an order up the line, a request never."""

from datetime import UTC, date, datetime

import pytest

from behoc.direction.assignments.models import AssignedBody, Assignment, Reminder
from behoc.direction.assignments.rules import Force
from behoc.direction.assignments.services.answering import name_answerable
from behoc.direction.assignments.services.escalating import escalate
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.ground.notifications.models import Notice
from behoc.kernel import clock
from tests.kits.committed import at_once
from tests.kits.dispatches import assigned_task

LATE = date(2026, 11, 19)


@pytest.fixture
def staff(world):
    """People are made when first named: those who are to hear of it."""
    people = [world.commune, world.neighbour, world.province]
    return [(desk.head, desk.specialist, desk.follower) for desk in people]


def _on(year: int, month: int, day: int):
    return clock.held(datetime(year, month, day, 3, tzinfo=UTC))


def _steps(task: AssignedBody) -> list[tuple[str, str]]:
    rows = Reminder.objects.everything(reason="a test reads every step").filter(assigned=task)
    return list(rows.order_by("pk").values_list("step", "told_body__code"))


def _told(person, kind: str) -> int:
    rows = Notice.objects.everything(reason="a test counts what one person was told")
    return rows.filter(person=person, kind=kind).count()


def _force(task: AssignedBody, force: Force) -> AssignedBody:
    rows = Assignment.objects.everything(reason="a test makes the order a request")
    rows.filter(pk=task.assignment_id).update(force=force)
    return task


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        ((2026, 3, 6), []),
        ((2026, 3, 7), [("unopened", "UB-BG")]),
        ((2026, 11, 15), [("unopened", "UB-BG")]),
        ((2026, 11, 16), [("soon", "UB-BG"), ("unopened", "UB-BG")]),
        ((2026, 11, 19), [("soon", "UB-BG"), ("unopened", "UB-BG")]),
        ((2026, 11, 20), [("unopened", "UB-BG"), ("late", "UB-BG")]),
        ((2026, 11, 22), [("unopened", "UB-BG"), ("late", "UB-BG"), ("late_head", "UB-BG")]),
        (
            (2026, 11, 26),
            [
                ("unopened", "UB-BG"),
                ("late", "UB-BG"),
                ("late_head", "UB-BG"),
                ("late_superior", "UB"),
            ],
        ),
    ],
)
def test_an_order_takes_the_steps_whose_day_has_come(world, staff, day, steps):
    task = assigned_task(world)

    with _on(*day):
        escalate()

    assert _steps(task) == steps


def test_on_the_fifteenth_day_the_leaders_above_hear_of_an_order(world, staff):
    task = assigned_task(world)

    with _on(2026, 12, 4):
        escalate()

    assert _steps(task)[-1] == ("late_superior_head", "UB")
    assert _told(world.province.head, "assignment.escalated") == 1
    assert _told(world.province.follower, "assignment.escalated") == 1
    assert _told(world.commune.head, "assignment.escalated") == 0


def test_a_request_is_reminded_and_never_goes_up_the_line(world, staff):
    task = _force(assigned_task(world), Force.REQUEST)

    with _on(2027, 2, 1):
        escalate()

    assert _steps(task) == [("unopened", "UB-BG"), ("late", "UB-BG")]
    assert _told(world.province.head, "assignment.escalated") == 0


def test_each_step_is_taken_once(world, staff):
    task = assigned_task(world)

    with _on(2026, 11, 20):
        escalate()
    with _on(2026, 11, 21):
        again = escalate()

    assert again == 0
    assert len(_steps(task)) == 2


def test_who_has_reported_done_is_left_in_peace(world, staff):
    actor = world.actor(world.commune.clerk)
    task = accept_task(actor, assigned_task(world))
    report_progress(actor, task, text="Xong.", finished=True, files=[], submission_key="1")

    with _on(2026, 12, 30):
        escalate()

    assert _steps(task) == []


def test_who_answers_for_the_share_is_told_instead_of_everybody(world, staff):
    task = accept_task(world.actor(world.commune.clerk), assigned_task(world))
    name_answerable(world.actor(world.commune.head), task, world.commune.specialist)

    with _on(2026, 11, 20):
        escalate()

    assert _told(world.commune.specialist, "assignment.waiting") == 1
    assert _told(world.commune.clerk, "assignment.waiting") == 0


def test_nobody_is_late_with_what_was_given_after_its_day(world, staff):
    task = assigned_task(world)
    rows = AssignedBody.objects.everything(reason="a test gives an old paper late")
    rows.filter(pk=task.pk).update(due_on=date(2024, 6, 1))

    escalate()
    assert _steps(task) == []
    with _on(2026, 3, 3):
        escalate()

    assert _steps(task) == [("late", "UB-BG")]


def test_a_part_inside_a_body_is_no_matter_for_those_above_it(world, staff):
    task = assigned_task(world)
    rows = Assignment.objects.everything(reason="a test makes the commune its own giver")
    rows.filter(pk=task.assignment_id).update(organisation=world.commune.body)

    with _on(2027, 2, 1):
        escalate()

    assert [step for step, body in _steps(task) if body == "UB"] == []
    assert ("late_head", "UB-BG") in _steps(task)


def _escalate_late():
    with _on(2026, 11, 20):
        return escalate()


def test_two_workers_at_once_take_each_step_once(committed_world):
    world = committed_world
    task, clerk = assigned_task(world), world.commune.clerk

    at_once([_escalate_late] * 3)

    assert sorted(_steps(task)) == [("late", "UB-BG"), ("unopened", "UB-BG")]
    assert _told(clerk, "assignment.waiting") == 1
