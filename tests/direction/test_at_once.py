"""Two people at the very same moment, on a real PostgreSQL."""

from functools import partial

from behoc.direction.assignments.models import Assignment, ProgressReport
from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.kernel.errors import Conflict
from tests.kits.committed import at_once
from tests.kits.dispatches import assigned_task, reviewed_dispatch


def test_of_two_confirmations_exactly_one_wins(committed_world):
    world = committed_world
    dispatch = reviewed_dispatch(world)
    people = [world.actor(world.province.head), world.actor(world.province.clerk)]

    results = at_once([partial(assign_dispatch, actor, dispatch) for actor in people])

    assert sorted(type(result) for result in results if result != 2) == [Conflict]
    assert results.count(2) == 1
    assert Assignment.objects.everything(reason="counted by a test").count() == 2


def test_a_report_sent_twice_at_once_is_one_report(committed_world):
    world = committed_world
    actor = world.actor(world.commune.clerk)
    task = accept_task(actor, assigned_task(world))
    send = partial(
        report_progress,
        actor,
        task,
        text="Đã xong.",
        finished=True,
        files=[],
        submission_key="lan-1",
    )

    first, second = at_once([send, send])

    assert first == second
    assert ProgressReport.objects.everything(reason="counted by a test").count() == 1


def test_of_two_people_who_accept_at_once_one_is_kept(committed_world):
    world = committed_world
    task = assigned_task(world)
    people = [world.actor(world.commune.head), world.actor(world.commune.clerk)]

    first, second = at_once([partial(accept_task, actor, task) for actor in people])

    assert first.accepted_by_id == second.accepted_by_id
