import pytest

from behoc.direction.assignments.models import AssignedBody, Evidence, ProgressReport
from behoc.direction.assignments.queries import tasks
from behoc.direction.assignments.rules import WorkState
from behoc.direction.assignments.services import working
from behoc.kernel.errors import NotAllowed, NotFound, RuleBroken
from tests.kits.dispatches import assigned_task, stored_file
from tests.kits.world import MOMENT


@pytest.fixture
def task(world):
    """The commune's share of its task."""
    return assigned_task(world)


@pytest.fixture
def clerk(world):
    return world.actor(world.commune.clerk)


def _fresh(task):
    return AssignedBody.objects.everything(reason="a test looks").get(pk=task.pk)


def _reports():
    return ProgressReport.objects.everything(reason="counted by a test")


def _report(actor, task, *, key="lan-1", finished=False, text="Đã mở một buổi học.", files=()):
    return working.report_progress(
        actor, task, text=text, finished=finished, files=files, submission_key=key
    )


def test_a_body_accepts_its_task_and_the_person_is_kept(world, clerk, task):
    task = working.accept_task(clerk, task)

    assert (task.state, task.accepted_by, task.accepted_at) == (
        WorkState.ACCEPTED,
        world.commune.clerk,
        MOMENT,
    )


def test_accepting_twice_keeps_the_first_person(world, clerk, task):
    working.accept_task(clerk, task)

    task = working.accept_task(world.actor(world.commune.head), task)

    assert task.accepted_by == world.commune.clerk


def test_a_report_moves_the_task_on_and_keeps_its_evidence(world, clerk, task):
    working.accept_task(clerk, task)
    file = stored_file(world, world.commune, content=b"\xff\xd8\xff anh")

    report = _report(clerk, task, files=[file])

    assert _fresh(task).state == WorkState.IN_PROGRESS
    evidence = Evidence.objects.everything(reason="a test looks").get(report=report)
    assert evidence.stored_file == file


def test_the_last_report_finishes_the_task(clerk, task):
    working.accept_task(clerk, task)

    _report(clerk, task, finished=True)

    assert (_fresh(task).state, _fresh(task).done_at) == (WorkState.DONE, MOMENT)


def test_the_same_submission_twice_is_one_report(clerk, task):
    working.accept_task(clerk, task)

    assert _report(clerk, task, finished=True) == _report(clerk, task, finished=True)
    assert _reports().count() == 1


def test_two_submissions_are_two_reports(clerk, task):
    working.accept_task(clerk, task)

    _report(clerk, task, key="lan-1")
    _report(clerk, task, key="lan-2")

    assert _reports().count() == 2


@pytest.mark.parametrize("finished", [False, True])
def test_a_task_is_accepted_before_it_is_reported(clerk, task, finished):
    with pytest.raises(RuleBroken, match="nhận nhiệm vụ trước"):
        _report(clerk, task, finished=finished)

    assert not _reports().exists()


def test_a_finished_task_takes_no_more_reports(clerk, task):
    working.accept_task(clerk, task)
    _report(clerk, task, finished=True)

    with pytest.raises(RuleBroken):
        _report(clerk, task, key="lan-2")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_report_says_something(clerk, task, text):
    working.accept_task(clerk, task)

    with pytest.raises(RuleBroken, match="Chưa ghi"):
        _report(clerk, task, text=text)


def test_evidence_is_a_file_of_ones_own(world, clerk, task):
    working.accept_task(clerk, task)

    with pytest.raises(NotAllowed):
        _report(clerk, task, files=[stored_file(world, world.neighbour)])

    assert not _reports().exists()


def test_opening_is_noted_once_and_only_for_the_body_itself(world, clerk, task):
    working.open_task(world.actor(world.province.head), task)
    assert _fresh(task).opened_at is None

    working.open_task(clerk, task)
    assert _fresh(task).opened_at == MOMENT


def test_a_neighbour_does_not_find_the_task(world, task):
    with pytest.raises(NotFound):
        tasks.get_task(world.actor(world.neighbour.clerk), task.public_id)


def test_a_neighbour_neither_accepts_nor_reports_it(world, task):
    neighbour = world.actor(world.neighbour.clerk)

    with pytest.raises(NotAllowed):
        working.accept_task(neighbour, task)
    with pytest.raises(NotAllowed):
        _report(neighbour, task)


def test_the_body_that_gave_the_task_sees_it_but_does_not_do_it(world, task):
    giver = world.actor(world.province.clerk)

    assert tasks.get_task(giver, task.public_id) == task
    with pytest.raises(NotAllowed):
        working.accept_task(giver, task)


def test_a_follower_sees_and_does_nothing(world, task):
    follower = world.actor(world.commune.follower)

    assert tasks.get_task(follower, task.public_id) == task
    with pytest.raises(NotAllowed):
        working.accept_task(follower, task)
