"""Days that are not printed: the body's own, those that an event sets, the end of a rhythm."""

from datetime import date
from functools import partial

import pytest

from behoc.direction.assignments.models import AssignedBody, Deadline
from behoc.direction.assignments.rules import DueSource
from behoc.direction.assignments.services.dating import set_end, set_own_day, state_event
from behoc.direction.assignments.services.recurring import open_periods
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits.committed import at_once
from tests.kits.dispatches import assigned_task
from tests.kits.standing import undated

SOON, PROOF = date(2026, 4, 30), "Thông tư 05/2026/TT-BGDĐT"


def _fresh(task: AssignedBody) -> AssignedBody:
    rows = AssignedBody.objects.everything(reason="a test looks at what was kept")
    return rows.get(pk=task.pk)


def _deadline(task: AssignedBody) -> Deadline:
    return task.assignment.deadlines.get()


def test_the_receiver_sets_its_own_day_and_it_is_shown_as_its_own(world):
    task = undated(assigned_task(world))

    set_own_day(world.actor(world.commune.specialist), task, SOON)

    assert (_fresh(task).due_on, _fresh(task).due_source) == (SOON, DueSource.OWN)


def test_its_own_day_may_be_moved_but_not_into_the_past(world):
    actor = world.actor(world.commune.clerk)
    task = set_own_day(actor, undated(assigned_task(world)), SOON)

    set_own_day(actor, task, date(2026, 5, 4))

    assert _fresh(task).due_on == date(2026, 5, 4)
    with pytest.raises(RuleBroken, match="01/03/2026 đã qua"):
        set_own_day(actor, task, date(2026, 3, 1))


def test_a_printed_day_is_not_the_receivers_to_move(world):
    with pytest.raises(RuleBroken, match="xin gia hạn"):
        set_own_day(world.actor(world.commune.clerk), assigned_task(world), SOON)


def test_a_neighbour_does_not_set_our_day(world):
    task = undated(assigned_task(world))

    with pytest.raises(NotAllowed):
        set_own_day(world.actor(world.neighbour.head), task, SOON)


@pytest.mark.parametrize(
    ("days", "working", "due_on"),
    [(30, False, date(2026, 3, 31)), (10, True, date(2026, 3, 13)), (0, False, date(2026, 3, 1))],
)
def test_days_are_counted_from_the_day_after_the_event(world, days, working, due_on):
    task = undated(assigned_task(world), event="khi Bộ ban hành", count_days=days)
    Deadline.objects.filter(assignment=task.assignment_id).update(counts_working_days=working)

    moved = state_event(
        world.actor(world.province.specialist),
        _deadline(task),
        happened_on=date(2026, 3, 1),
        proof=PROOF,
    )

    assert {share.due_on for share in moved} == {due_on}
    assert len(moved) == 2
    assert (_fresh(task).due_on, _fresh(task).due_source) == (due_on, DueSource.EVENT)


def test_an_event_without_a_count_leaves_the_day_to_the_receiver(world):
    task = undated(assigned_task(world), event="khi Bộ ban hành")
    giver = world.actor(world.province.head)

    state_event(giver, _deadline(task), happened_on=date(2026, 3, 1), proof=PROOF)

    assert _fresh(task).due_on is None
    set_own_day(world.actor(world.commune.clerk), task, SOON)
    assert _fresh(task).due_on == SOON


def test_an_event_is_stated_once_with_its_proof(world):
    task = undated(assigned_task(world), event="khi Bộ ban hành", count_days=30)
    giver, happened_on = world.actor(world.province.head), date(2026, 3, 1)
    with pytest.raises(RuleBroken, match="căn cứ"):
        state_event(giver, _deadline(task), happened_on=happened_on, proof=" ")
    with pytest.raises(RuleBroken, match="chưa tới"):
        state_event(giver, _deadline(task), happened_on=date(2026, 3, 3), proof=PROOF)

    state_event(giver, _deadline(task), happened_on=happened_on, proof=PROOF)

    assert state_event(giver, _deadline(task), happened_on=happened_on, proof=PROOF) == []
    with pytest.raises(Conflict):
        state_event(giver, _deadline(task), happened_on=date(2026, 2, 1), proof=PROOF)


def test_a_deadline_that_waits_for_nothing_takes_no_event(world):
    task = assigned_task(world)

    with pytest.raises(RuleBroken, match="không chờ"):
        state_event(
            world.actor(world.province.head),
            _deadline(task),
            happened_on=date(2026, 3, 1),
            proof=PROOF,
        )


def test_the_receiver_cannot_state_the_event_for_everybody(world):
    task = undated(assigned_task(world), event="khi Bộ ban hành")

    with pytest.raises(NotAllowed):
        state_event(
            world.actor(world.commune.head),
            _deadline(task),
            happened_on=date(2026, 3, 1),
            proof=PROOF,
        )


def test_the_giver_ends_a_rhythm_and_may_take_the_end_back(world):
    task, giver = assigned_task(world), world.actor(world.province.clerk)

    set_end(giver, task.assignment, date(2026, 12, 31))
    assert _fresh(task).next_opens_on is None
    set_end(giver, task.assignment, None)

    assert _fresh(task).next_opens_on == date(2027, 1, 1)
    assert open_periods() == 0


def test_what_is_done_once_has_no_end_to_set(world):
    task = assigned_task(world, world.department)

    with pytest.raises(RuleBroken, match="một lần"):
        set_end(world.actor(world.province.clerk), task.assignment, date(2026, 12, 31))


def test_of_two_people_who_state_the_event_at_once_one_is_believed(committed_world):
    world = committed_world
    task = undated(assigned_task(world), event="khi Bộ ban hành", count_days=30)
    giver, deadline = world.actor(world.province.head), _deadline(task)

    results = at_once(
        [
            partial(state_event, giver, deadline, happened_on=date(2026, 2, day), proof=PROOF)
            for day in (1, 2)
        ]
    )

    assert sorted(type(result).__name__ for result in results) == ["Conflict", "list"]
