"""A duty that recurs comes onto the desks again, period by period, until it ends."""

from datetime import date, datetime, timedelta

import pytest

from behoc.direction.assignments.models import AssignedBody, Deadline
from behoc.direction.assignments.rules import DueSource, WorkState
from behoc.direction.assignments.services.recurring import open_periods
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.ground.audit.queries import list_history
from behoc.kernel import clock
from tests.kits.committed import at_once
from tests.kits.dispatches import assigned_task


def _shares(task: AssignedBody) -> list[AssignedBody]:
    rows = AssignedBody.objects.everything(reason="a test looks at every period")
    same = rows.filter(assignment=task.assignment_id, organisation=task.organisation_id)
    return list(same.order_by("period"))


def _held(day: date):
    return clock.held(datetime(day.year, day.month, day.day, 5, tzinfo=clock.HOME))


def _open_on_the_first_of_march() -> int:
    """A thread of its own knows nothing of the held clock."""
    with _held(date(2026, 3, 1)):
        return open_periods()


def _deadline(task: AssignedBody) -> Deadline:
    return task.assignment.deadlines.get()


def test_a_yearly_duty_begins_with_the_period_of_this_year(world):
    task = assigned_task(world)

    assert (task.period, task.due_on) == ("2026", date(2026, 11, 19))
    assert task.next_opens_on == date(2027, 1, 1)


def test_a_duty_that_is_done_once_has_one_share_without_a_period(world):
    task = assigned_task(world, world.department)

    assert (task.period, task.due_on) == ("", date(2027, 6, 14))
    assert task.next_opens_on is None


def test_the_next_year_opens_on_its_first_day_with_its_own_state(world):
    actor = world.actor(world.commune.clerk)
    task = accept_task(actor, assigned_task(world))
    report_progress(actor, task, text="Xong.", finished=True, files=[], submission_key="1")

    with _held(date(2026, 12, 31)):
        assert open_periods() == 0
    with _held(date(2027, 1, 1)):
        open_periods()

    first, second = _shares(task)
    assert (first.state, first.is_current) == (WorkState.DONE, False)
    assert (second.period, second.due_on) == ("2027", date(2027, 11, 19))
    assert (second.state, second.is_current) == (WorkState.ACCEPTED, True)
    assert second.opened_at is None
    assert not second.reports.exists()


def test_a_period_of_a_duty_that_nobody_accepted_waits_to_be_accepted(world):
    task = assigned_task(world)

    with _held(date(2027, 1, 1)):
        open_periods()

    assert _shares(task)[1].state == WorkState.NEW


def test_the_log_says_that_the_period_was_opened(world):
    task = assigned_task(world)

    with _held(date(2027, 1, 1)):
        open_periods()

    opened = _shares(task)[1]
    entries = list_history("AssignedBody", opened.public_id)
    assert [entry.action for entry in entries] == ["assignment.open_period"]


def test_running_again_opens_nothing_more(world):
    task = assigned_task(world)

    with _held(date(2027, 1, 1)):
        open_periods()
        again = open_periods()

    assert again == 0
    assert len(_shares(task)) == 2


def test_missed_nights_are_caught_up_period_by_period(world):
    task = assigned_task(world)

    with _held(date(2029, 5, 1)):
        open_periods()

    assert [share.period for share in _shares(task)] == ["2026", "2027", "2028", "2029"]
    assert [share.is_current for share in _shares(task)] == [False, False, False, True]


def test_a_duty_ends_with_its_phase(world):
    task = assigned_task(world)
    Deadline.objects.filter(pk=_deadline(task).pk).update(ends_on=date(2027, 12, 31))

    with _held(date(2030, 5, 1)):
        open_periods()

    assert [share.period for share in _shares(task)] == ["2026", "2027"]


@pytest.mark.parametrize(
    ("codes", "interval", "days"),
    [
        (["--06-14", "--12-14"], "P1Y", [("2026-H2", date(2026, 12, 14))]),
        (["P6M"], "P6M", [("2026-H2", date(2026, 12, 20))]),
        ([], "P1Y", [("2027", date(2027, 6, 20))]),
    ],
    ids=["two days a year", "every six months", "every year without a day"],
)
def test_the_next_period_keeps_the_printed_day_or_the_bodys_own(world, codes, interval, days):
    task = assigned_task(world)
    Deadline.objects.filter(pk=_deadline(task).pk).update(codes=codes, interval=interval)
    task.period = days[0][0].replace("2027", "2026").replace("H2", "H1")
    task.due_on, task.due_source = date(2026, 6, 20), DueSource.OWN
    task.next_opens_on = clock.today()
    task.save()

    open_periods()

    opened = _shares(task)[1]
    assert [(opened.period, opened.due_on)] == days


def test_a_day_early_in_the_year_is_told_of_two_months_before(world):
    task = assigned_task(world)
    Deadline.objects.filter(pk=_deadline(task).pk).update(codes=["--01-15"])
    task.next_opens_on = clock.today()
    task.save()

    open_periods()

    opened = _shares(task)[1]
    assert (opened.period, opened.due_on) == ("2027", date(2027, 1, 15))
    assert opened.next_opens_on == date(2028, 1, 15) - timedelta(days=60)


def test_two_workers_at_once_open_one_period(committed_world):
    task = assigned_task(committed_world)
    rows = AssignedBody.objects.everything(reason="a test brings the day near")
    rows.filter(pk=task.pk).update(next_opens_on=date(2026, 3, 1))

    at_once([_open_on_the_first_of_march] * 3)

    assert [share.period for share in _shares(task)] == ["2026", "2027"]
