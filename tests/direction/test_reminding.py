"""Reminding by hand: one, many or all; once a day; never who is done."""

from functools import partial

import pytest

from behoc.direction.assignments.models import Reminder
from behoc.direction.assignments.services.reminding import Reminded, remind
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.ground.notifications.models import Notice
from behoc.ground.notifications.rules.told import as_told
from behoc.kernel.errors import NotAllowed, RuleBroken
from tests.kits.committed import at_once
from tests.kits.dispatches import assigned_dispatch, assigned_task, share_of


def _sent() -> list[tuple[str, str]]:
    rows = Reminder.objects.everything(reason="a test counts what was sent")
    found = rows.order_by("told_body__code")
    return list(found.values_list("told_body__code", "text"))


def test_the_giver_reminds_two_communes_at_once(world):
    dispatch = assigned_dispatch(world)
    shares = [share_of(dispatch, world.commune), share_of(dispatch, world.neighbour)]

    result = remind(world.actor(world.province.follower), shares, "  Gửi  trước thứ sáu. ")

    assert result == Reminded(sent=2, already=0, done=0)
    assert _sent() == [("UB-BG", "Gửi trước thứ sáu."), ("UB-TL", "Gửi trước thứ sáu.")]


def test_a_body_is_reminded_once_a_day(world):
    dispatch = assigned_dispatch(world)
    first, second = share_of(dispatch, world.commune), share_of(dispatch, world.neighbour)
    actor = world.actor(world.province.clerk)
    remind(actor, [first])

    result = remind(actor, [first, second])

    assert result == Reminded(sent=1, already=1, done=0)
    with pytest.raises(RuleBroken, match="Hôm nay đã nhắc rồi"):
        remind(actor, [first, second])


def test_who_is_done_is_left_in_peace(world):
    actor = world.actor(world.commune.clerk)
    task = accept_task(actor, assigned_task(world))
    report_progress(actor, task, text="Xong.", finished=True, files=[], submission_key="1")

    with pytest.raises(RuleBroken, match="đã xong"):
        remind(world.actor(world.province.clerk), [task])
    assert _sent() == []


def test_the_body_that_has_the_task_cannot_remind_itself_of_anothers_order(world):
    task = assigned_task(world)

    with pytest.raises(NotAllowed):
        remind(world.actor(world.commune.head), [task])


def test_a_reminder_as_long_as_a_letter_is_refused(world):
    with pytest.raises(RuleBroken, match="1000"):
        remind(world.actor(world.province.clerk), [assigned_task(world)], "a" * 1001)


def test_of_two_people_who_remind_at_once_one_reminder_goes_out(committed_world):
    world = committed_world
    task = assigned_task(world)
    people = [world.actor(world.province.clerk), world.actor(world.province.head)]

    results = at_once([partial(remind, actor, [task]) for actor in people])

    assert sorted(type(result).__name__ for result in results) == ["Reminded", "RuleBroken"]
    assert len(_sent()) == 1


def test_the_people_of_the_body_hear_who_reminds_them_of_what(world):
    task = assigned_task(world)
    clerk = world.commune.clerk

    remind(world.actor(world.province.clerk), [task], "Gửi sớm.")

    rows = Notice.objects.everything(reason="a test reads what one person was told")
    told = rows.get(person=clerk, kind="assignment.reminded")
    assert str(as_told(told.title)).startswith("Ủy ban nhân dân tỉnh Mộc Sơn nhắc: ")
    assert str(as_told(told.text)) == "Gửi sớm."
