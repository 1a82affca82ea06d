"""Several once-only days in one task: each is kept, one after the other, and moves when amended."""

from datetime import date, datetime

import pytest

from behoc.direction.assignments.models import AssignedBody, Deadline
from behoc.direction.assignments.services import amending
from behoc.direction.assignments.services.recurring import open_periods
from behoc.kernel import clock
from tests.kits.dispatches import assigned_dispatch, assigned_task, sample_reading, share_of

FIRST, SECOND = date(2026, 6, 29), date(2026, 11, 29)
TODAY = date(2026, 3, 2)


def _two_days(first="2026-06-29", second="2026-11-29"):
    reading = sample_reading()
    document = reading["documents"][0]
    once = document["deadlines"][1] | {"line": 9, "line_end": 9}
    days = [
        once | {"text": f"trước {code}", "when": [code], "last_on_time": [code]}
        for code in (first, second)
    ]
    return {**reading, "documents": [{**document, "deadlines": days}]}


@pytest.fixture
def task(world):
    return share_of(assigned_dispatch(world, reading=_two_days()), world.commune)


def _shares(task):
    rows = AssignedBody.objects.everything(reason="a test looks")
    same = rows.filter(assignment=task.assignment, organisation=task.organisation)
    return [(each.period, each.due_on) for each in same.order_by("pk")]


def _days(task):
    return list(
        Deadline.objects.filter(assignment=task.assignment).values_list("due_on", flat=True)
    )


def _open(day):
    with clock.held(datetime(day.year, day.month, day.day, 5, tzinfo=clock.HOME)):
        open_periods()


def _amend(world, task, due_on, *, seen=0):
    change = amending.Change(text=task.assignment.text, due_on=due_on)
    ground = amending.Ground("Đổi lịch.", TODAY)
    giver = world.actor(world.province.head)
    amending.amend_task(giver, task.assignment, change, ground, seen=seen)


def test_both_days_come_onto_the_desk_each_in_its_time(task):
    assert _shares(task) == [("2026-H1", FIRST)]

    _open(date(2026, 7, 1))

    assert _shares(task) == [("2026-H1", FIRST), ("2026-H2", SECOND)]
    assert sorted(_days(task)) == [FIRST, SECOND]


def test_a_day_that_was_past_when_the_task_came_is_not_lost(world):
    reading = _two_days("2026-01-30")
    task = share_of(assigned_dispatch(world, reading=reading), world.commune)

    assert _shares(task)[0][1] == date(2026, 1, 30)


def test_an_amended_day_moves_its_deadline_and_the_other_stands(world, task):
    _amend(world, task, date(2026, 7, 15))

    assert sorted(_days(task)) == [date(2026, 7, 15), SECOND]
    _open(date(2026, 10, 1))
    assert [due for _period, due in _shares(task)] == [date(2026, 7, 15), SECOND]
    _open(date(2027, 1, 1))
    assert len(_shares(task)) == 2


def test_a_yearly_duty_keeps_the_amended_day_in_later_years(world):
    task = assigned_task(world)

    _amend(world, task, date(2026, 11, 30))
    _open(date(2027, 1, 1))

    assert _shares(task) == [("2026", date(2026, 11, 30)), ("2027", date(2027, 11, 30))]


def test_a_day_moved_past_the_next_one_moves_its_own_period_alone(world, task):
    _amend(world, task, date(2026, 12, 15))
    _open(date(2026, 7, 1))

    assert [due for _period, due in _shares(task)] == [date(2026, 12, 15), SECOND]
    assert sorted(_days(task)) == [FIRST, SECOND]


def test_the_day_of_a_duty_done_once_moves_with_its_deadline(world):
    task = assigned_task(world, world.department)

    _amend(world, task, date(2027, 7, 1))

    assert _days(task) == [date(2027, 7, 1)]
