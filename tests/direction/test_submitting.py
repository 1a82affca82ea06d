"""A clerk lays a paper before a leader; it comes back, or it is taken back."""

import pytest

from behoc.direction.handling.queries import desk, submissions
from behoc.direction.handling.rules import SubmissionState
from behoc.direction.handling.services.instructing import return_submission
from behoc.direction.handling.services.submitting import (
    Proposal,
    submit_dispatch,
    take_back,
    take_up,
)
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits import dispatches, handling

REASON = "a test looks at what was kept"


@pytest.fixture
def paper(world):
    """A paper of the province that its communes received."""
    return dispatches.assigned_dispatch(world)


@pytest.fixture
def submission(world, paper):
    return handling.submitted(world, world.commune, paper)


@pytest.fixture
def head(world):
    return world.actor(world.commune.head)


def _fresh(row):
    return type(row).objects.everything(reason=REASON).get(pk=row.pk)


def test_a_submitted_paper_waits_before_its_leader_with_the_proposal(world, head, submission):
    assert submissions.list_waiting_submissions(head) == [submission]
    assert {each.person for each in submission.proposed.all()} == {
        world.commune.specialist,
        world.commune.clerk,
    }


def test_submitting_twice_is_one_submission(world, paper, submission):
    again = handling.submitted(world, world.commune, paper)

    assert again == submission


def test_a_second_submission_is_refused_while_one_waits(world, paper, submission):
    with pytest.raises(Conflict, match="đang chờ lãnh đạo"):
        handling.submitted(world, world.commune, paper, key="trinh-khac")


def test_a_paper_that_is_not_registered_is_not_submitted(world):
    waiting = dispatches.read_dispatch(world, world.commune)

    with pytest.raises(RuleBroken, match="chưa vào sổ"):
        handling.submitted(world, world.commune, waiting)


def test_a_paper_of_somebody_else_is_not_submitted(world):
    foreign = dispatches.assigned_dispatch(
        world,
        world.neighbour,
        reading=dispatches.sample_reading(*[world.neighbour.body.name] * 3),
    )

    with pytest.raises(NotAllowed):
        handling.submitted(world, world.commune, foreign)


def test_a_head_does_not_take_up_a_paper_of_a_body_below_the_own_one(world):
    below = dispatches.assigned_dispatch(
        world,
        world.commune,
        reading=dispatches.sample_reading(*[world.commune.body.name] * 3),
    )

    with pytest.raises(NotAllowed):
        take_up(world.actor(world.province.head), below)


def test_only_a_leader_of_the_own_body_is_submitted_to(world, paper):
    with pytest.raises(RuleBroken, match="không còn là lãnh đạo"):
        submit_dispatch(
            world.actor(world.commune.clerk),
            paper,
            leader_id=world.neighbour.head.pk,
            proposal=Proposal(),
            submission_key="lan-1",
        )


def test_only_people_of_the_own_body_are_proposed(world, paper):
    stranger = handling.receiver(world.neighbour, world.neighbour.clerk)

    with pytest.raises(RuleBroken, match="không còn thuộc cơ quan"):
        handling.submitted(world, world.commune, paper, lead=stranger)


def test_taking_back_frees_the_paper_for_another_submission(world, paper, submission):
    clerk = world.actor(world.commune.clerk)

    take_back(clerk, submission)
    second = handling.submitted(world, world.commune, paper, key="trinh-lai")

    assert _fresh(submission).state == SubmissionState.TAKEN_BACK
    assert submissions.list_of_dispatch(clerk, paper) == [second, submission]


def test_a_returned_paper_comes_back_to_the_clerks_desk_with_the_reason(world, head, submission):
    return_submission(head, submission, reason="Thiếu phụ lục.")

    items = desk.list_waiting(world.actor(world.commune.clerk))
    assert [item["quote"] for item in items] == ["Thiếu phụ lục."]


def test_returning_needs_a_reason(head, submission):
    with pytest.raises(RuleBroken, match="lý do trả lại"):
        return_submission(head, submission, reason=" ")

    assert _fresh(submission).state == SubmissionState.WAITING


def test_taking_up_what_waits_already_gives_that_submission(head, paper, submission):
    assert take_up(head, paper) == submission
