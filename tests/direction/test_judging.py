"""The giver confirms or returns what a body reported as done."""

from datetime import timedelta

import pytest

from behoc.direction.assignments.queries import judging as waiting
from behoc.direction.assignments.rules import OPEN, Step, WorkState, allows, next_state
from behoc.direction.assignments.services import judging, working
from behoc.kernel.clock import held
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits.dispatches import assigned_task, done_share, fresh_share
from tests.kits.world import MOMENT


@pytest.fixture
def done(world):
    """The commune's share, reported as done with a picture."""
    return done_share(world, assigned_task(world))


@pytest.fixture
def giver(world):
    return world.actor(world.province.specialist)


def test_a_confirmation_keeps_who_and_when(world, giver, done):
    share = judging.confirm_result(giver, done)

    assert (share.state, share.decided_by, share.decided_at) == (
        WorkState.CONFIRMED,
        world.province.specialist,
        MOMENT,
    )


def test_a_return_gives_the_reason_and_is_counted(giver, done):
    share = judging.return_result(giver, done, reason="Thiếu số người dự.")

    assert (share.state, share.reason, share.returned_times, share.done_at) == (
        WorkState.RETURNED,
        "Thiếu số người dự.",
        1,
        None,
    )


def test_a_returned_task_is_mended_reported_and_returned_a_second_time(world, giver, done):
    judging.return_result(giver, done, reason="Thiếu số người dự.")
    working.report_progress(
        world.actor(world.commune.clerk),
        done,
        text="Bổ sung: 42 người dự.",
        finished=True,
        files=[],
        submission_key="lan-2",
    )

    share = judging.return_result(giver, done, reason="Thiếu ảnh.")

    assert (share.state, share.returned_times) == (WorkState.RETURNED, 2)


def test_a_partial_report_on_a_returned_task_leaves_the_reason_standing(world, giver, done):
    judging.return_result(giver, done, reason="Thiếu số người dự.")
    working.report_progress(
        world.actor(world.commune.clerk),
        done,
        text="Đang đếm lại.",
        finished=False,
        files=[],
        submission_key="lan-2",
    )

    share = fresh_share(done)
    assert (share.state, share.reason) == (WorkState.RETURNED, "Thiếu số người dự.")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_is_returned_without_a_reason(giver, done, reason):
    with pytest.raises(RuleBroken, match="lý do"):
        judging.return_result(giver, done, reason=reason)

    assert fresh_share(done).state == WorkState.DONE


def test_pressing_twice_changes_nothing(giver, done):
    judging.return_result(giver, done, reason="Thiếu ảnh.")

    assert judging.return_result(giver, done, reason="Thiếu ảnh.").returned_times == 1


def test_who_comes_second_is_told_who_was_first(world, giver, done):
    judging.confirm_result(giver, done)

    with pytest.raises(Conflict, match=world.province.specialist.full_name):
        judging.return_result(world.actor(world.province.clerk), done, reason="Thiếu ảnh.")


def test_a_report_that_the_giver_has_not_seen_is_not_confirmed(world, giver, done):
    seen = waiting.last_report_id(done)
    judging.return_result(giver, done, reason="Thiếu ảnh.", seen=seen)
    working.report_progress(
        world.actor(world.commune.clerk),
        done,
        text="Lần nữa.",
        finished=True,
        files=[],
        submission_key="lan-2",
    )

    with held(MOMENT + timedelta(days=1)), pytest.raises(Conflict, match="báo cáo mới"):
        judging.confirm_result(world.actor(world.province.clerk), done, seen=seen)


def test_a_task_not_reported_as_done_is_neither_confirmed_nor_returned(world, giver):
    share = assigned_task(world)

    with pytest.raises(RuleBroken, match="chưa báo xong"):
        judging.confirm_result(giver, share)
    with pytest.raises(RuleBroken, match="chưa báo xong"):
        judging.return_result(giver, share, reason="Thiếu ảnh.")


def test_a_confirmation_given_by_mistake_is_taken_back_with_a_reason(giver, done):
    judging.confirm_result(giver, done)

    share = judging.reopen_result(giver, done, reason="Bấm nhầm nơi.")

    assert (share.state, share.returned_times) == (WorkState.RETURNED, 1)


def test_a_body_does_not_confirm_what_another_gave_it(world, done):
    with pytest.raises(NotAllowed):
        judging.confirm_result(world.actor(world.commune.head), done)


def test_results_without_doubt_are_confirmed_together(giver, done):
    assert judging.confirm_many(giver, [done, done]) == 1
    assert fresh_share(done).state == WorkState.CONFIRMED


def test_a_result_in_doubt_is_not_confirmed_with_the_rest(world, giver):
    bare = done_share(world, assigned_task(world), with_picture=False)

    with pytest.raises(RuleBroken, match="xem riêng"):
        judging.confirm_many(giver, [bare])

    assert fresh_share(bare).state == WorkState.DONE


def test_late_returned_or_bare_results_are_in_doubt(giver, done):
    done.due_on = (MOMENT - timedelta(days=3)).date()
    done.returned_times = 1

    assert waiting.doubts_of([done])[done.pk] == [waiting.LATE, waiting.RETURNED_BEFORE]


def test_results_wait_for_the_giver_and_not_for_the_body(world, giver, done):
    assert list(waiting.list_to_confirm(giver)) == [done]
    assert waiting.count_to_confirm(world.actor(world.commune.clerk)) == 0


CLOSED = [(state, step) for state in WorkState for step in Step if not allows(state, step)]
OWN_STEPS = (Step.ACCEPT, Step.REPORT, Step.FINISH)


@pytest.mark.parametrize(("state", "step"), CLOSED)
def test_a_step_that_is_not_open_is_refused_in_a_sentence(state, step):
    with pytest.raises(RuleBroken, match=r"\.$"):
        next_state(state, step)


@pytest.mark.parametrize("state", list(WorkState))
def test_every_state_can_be_left(state):
    assert {next_state(state, step) for step in Step if allows(state, step)} - {state}


@pytest.mark.parametrize("state", sorted(OPEN))
def test_in_every_open_state_the_body_has_a_step_of_its_own(state):
    assert [step for step in OWN_STEPS if allows(state, step)]
