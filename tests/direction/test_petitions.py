"""A body asks for a later day or says that a task is not its own; the giver answers."""

from datetime import date

import pytest

from behoc.direction.assignments.queries import petitions as asked
from behoc.direction.assignments.rules import WorkState
from behoc.direction.assignments.rules.petitions import PetitionState
from behoc.direction.assignments.services import judging, petitioning, working
from behoc.ground.notifications.models import Notice
from behoc.kernel.errors import Conflict, NotAllowed, NotFound, RuleBroken
from tests.kits.dispatches import assigned_task, done_share, fresh_share

DUE, LATER, LATEST = date(2026, 11, 19), date(2026, 11, 30), date(2026, 12, 10)


@pytest.fixture
def clerk(world):
    return world.actor(world.commune.clerk)


@pytest.fixture
def giver(world):
    return world.actor(world.province.head)


@pytest.fixture
def task(world, clerk):
    """The commune's share, taken on; its last good day is 19 November 2026."""
    return working.accept_task(clerk, assigned_task(world))


def _ask(actor, task, day=LATER, reason="Nhà văn hóa đang sửa."):
    return petitioning.ask_extension(actor, task, reason=reason, proposed_on=day)


def test_asking_moves_nothing_until_the_giver_answers(clerk, task):
    petition = _ask(clerk, task)

    assert petition.state == PetitionState.WAITING
    assert (fresh_share(task).due_on, fresh_share(task).state) == (DUE, WorkState.ACCEPTED)


def test_a_granted_extension_moves_the_day_and_keeps_the_old_one(clerk, giver, task):
    petition = petitioning.grant_extension(giver, _ask(clerk, task))

    assert (petition.due_before, petition.due_after, fresh_share(task).due_on) == (
        DUE,
        LATER,
        LATER,
    )


def test_the_giver_may_grant_another_day(clerk, giver, task):
    petitioning.grant_extension(giver, _ask(clerk, task, LATEST), due_on=LATER)

    assert fresh_share(task).due_on == LATER


def test_a_refused_extension_leaves_the_day_and_says_why(clerk, giver, task):
    petition = petitioning.refuse_petition(giver, _ask(clerk, task), answer="Cần số cho kỳ họp.")

    assert (petition.state, petition.answer) == (PetitionState.REFUSED, "Cần số cho kỳ họp.")
    assert fresh_share(task).due_on == DUE


def test_a_day_may_be_moved_a_second_time(clerk, giver, task):
    petitioning.grant_extension(giver, _ask(clerk, task))
    petitioning.grant_extension(giver, _ask(clerk, task, LATEST))

    assert [each.due_before for each in asked.list_petitions(task)] == [DUE, LATER]
    assert fresh_share(task).due_on == LATEST


@pytest.mark.parametrize(
    ("day", "words"),
    [(DUE, "không sau hạn"), (date(2026, 11, 1), "không sau hạn"), (None, "Chưa chọn")],
    ids=["the same day", "an earlier day", "no day"],
)
def test_an_extension_is_asked_to_a_later_day(clerk, task, day, words):
    with pytest.raises(RuleBroken, match=words):
        _ask(clerk, task, day)


def test_nothing_is_asked_or_refused_without_a_reason(clerk, giver, task):
    with pytest.raises(RuleBroken, match="lý do"):
        _ask(clerk, task, reason=" ")
    with pytest.raises(RuleBroken, match="vì sao"):
        petitioning.refuse_petition(giver, _ask(clerk, task), answer="")


def test_the_same_request_twice_is_one_and_another_one_waits(clerk, task):
    assert _ask(clerk, task) == _ask(clerk, task)

    with pytest.raises(Conflict, match="chưa trả lời"):
        _ask(clerk, task, LATEST)


def test_a_request_taken_back_makes_room_for_a_better_one(clerk, giver, task):
    petition = petitioning.take_back_petition(clerk, _ask(clerk, task))

    with pytest.raises(Conflict, match="đã rút"):
        petitioning.grant_extension(giver, petition)
    assert _ask(clerk, task, LATEST).state == PetitionState.WAITING


def test_who_answers_second_is_told_who_was_first(world, clerk, giver, task):
    petition = _ask(clerk, task)
    petitioning.grant_extension(giver, petition)

    with pytest.raises(Conflict, match=world.province.head.full_name):
        petitioning.refuse_petition(world.actor(world.province.clerk), petition, answer="Không.")


def test_a_granted_objection_ends_the_share_with_the_reason(clerk, giver, task):
    petition = petitioning.object_to_task(clerk, task, reason="Việc này của Sở.")

    petitioning.grant_objection(giver, petition)

    share = fresh_share(task)
    assert (share.state, share.reason) == (WorkState.LAPSED, "Việc này của Sở.")


def test_a_refused_objection_leaves_the_task(clerk, giver, task):
    petition = petitioning.object_to_task(clerk, task, reason="Việc này của Sở.")

    petitioning.refuse_petition(giver, petition, answer="Xã vẫn làm phần của xã.")

    assert fresh_share(task).state == WorkState.ACCEPTED


def test_finishing_the_task_drops_what_was_asked(world, clerk, giver, task):
    petition = _ask(clerk, task)
    working.report_progress(
        clerk, task, text="Xong.", finished=True, files=[], submission_key="xong"
    )

    with pytest.raises(Conflict):
        petitioning.grant_extension(giver, petition)
    assert asked.count_to_answer(giver) == 0


def test_a_finished_task_asks_for_nothing(world, clerk):
    share = done_share(world, assigned_task(world))

    with pytest.raises(RuleBroken, match="đã báo xong"):
        _ask(clerk, share)


def test_a_body_does_not_answer_itself(world, clerk, task):
    with pytest.raises(NotAllowed):
        petitioning.grant_extension(world.actor(world.commune.head), _ask(clerk, task))


def test_a_neighbour_does_not_see_what_is_asked(world, clerk, task):
    petition = _ask(clerk, task)

    with pytest.raises(NotFound):
        asked.get_petition(world.actor(world.neighbour.clerk), petition.public_id)


def test_both_sides_are_told(world, clerk, giver):
    people = [world.province.clerk, world.province.specialist, world.commune.specialist]
    task = working.accept_task(clerk, assigned_task(world))
    petitioning.grant_extension(giver, _ask(clerk, task))
    judging.confirm_result(giver, done_share(world, assigned_task(world)))

    told = Notice.objects.everything(reason="a test looks at who was told")
    kinds = set(told.values_list("person", "kind"))
    clerk_above, specialist_above, specialist = (person.pk for person in people)
    assert kinds >= {
        (clerk_above, "assignment.asked"),
        (specialist_above, "assignment.reported"),
        (specialist, "assignment.answered"),
        (specialist, "assignment.confirmed"),
    }
