"""Where else a leader's word shows: tasks of bodies below, who answers, notices, the cascade."""

import pytest

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.rules import WorkState
from behoc.direction.assignments.services.answering import name_answerable
from behoc.direction.handling.queries.cascade import list_instructed_bodies
from behoc.direction.handling.services.answering import answer_part
from behoc.direction.handling.services.instructing import amend, instruct, withdraw
from behoc.ground.notifications.models import Notice
from tests.kits import dispatches, handling

REASON = "a test looks at what was kept"


@pytest.fixture
def head(world):
    return world.actor(world.commune.head)


@pytest.fixture
def below(world):
    return handling.body_below(world.commune)


@pytest.fixture
def submission(world):
    return handling.submitted(world, world.commune, dispatches.assigned_dispatch(world))


def _shares(body):
    rows = AssignedBody.objects.everything(reason=REASON).filter(organisation=body)
    return list(rows.order_by("pk"))


def _notices(person, kind):
    rows = Notice.objects.everything(reason=REASON).filter(person=person, kind=kind)
    return list(rows.order_by("pk"))


def _to_below(world, below, **changes):
    return handling.word(
        world.commune, lead=handling.below(world.commune, below), coordinators=(), **changes
    )


def test_withdrawing_ends_the_task_of_the_body_below_with_the_reason(
    world, head, submission, below
):
    given = instruct(head, submission, _to_below(world, below), submission_key="lan-1")

    withdraw(head, given, reason="Tỉnh đã làm chung.")

    (share,) = _shares(below)
    assert (share.state, share.reason) == (WorkState.LAPSED, "Tỉnh đã làm chung.")


def test_amending_the_words_gives_the_body_below_a_new_task(world, head, submission, below):
    given = instruct(head, submission, _to_below(world, below), submission_key="lan-1")

    word = _to_below(world, below, text="Làm sớm hơn.")
    amend(head, given, word, reason="", submission_key="lan-2")

    assert [share.state for share in _shares(below)] == [WorkState.LAPSED, WorkState.NEW]


def test_amending_only_the_people_leaves_the_task_below_alone(world, head, submission, below):
    given = instruct(head, submission, _to_below(world, below), submission_key="lan-1")
    more = handling.word(
        world.commune,
        lead=handling.below(world.commune, below),
        coordinators=(handling.receiver(world.commune, world.commune.clerk),),
    )

    amend(head, given, more, reason="", submission_key="lan-2")

    assert [share.state for share in _shares(below)] == [WorkState.NEW]


def test_who_leads_answers_for_the_shares_that_the_paper_gives_the_body(world, head, submission):
    instruct(head, submission, handling.word(world.commune), submission_key="lan-1")

    (share,) = _shares(world.commune.body)
    assert share.person_answerable == world.commune.specialist


def test_withdrawing_leaves_nobody_answerable_by_a_word_that_is_gone(world, head, submission):
    given = instruct(head, submission, handling.word(world.commune), submission_key="lan-1")

    withdraw(head, given, reason="Giao nhầm người.")

    (share,) = _shares(world.commune.body)
    assert share.person_answerable is None


def test_withdrawing_gives_the_share_back_to_who_leads_by_another_word(world, head, submission):
    commune = world.commune
    instruct(head, submission, handling.word(commune), submission_key="lan-1")
    again = handling.submitted(world, commune, submission.dispatch, key="trinh-2")
    clerk = handling.receiver(commune, commune.clerk)
    given = instruct(
        head, again, handling.word(commune, lead=clerk, coordinators=()), submission_key="lan-1"
    )
    (share,) = _shares(commune.body)
    assert share.person_answerable == commune.clerk

    withdraw(head, given, reason="Giao nhầm người.")

    (share,) = _shares(commune.body)
    assert share.person_answerable == commune.specialist


def test_withdrawing_leaves_alone_whom_the_body_has_named_since(world, head, submission):
    given = instruct(head, submission, handling.word(world.commune), submission_key="lan-1")
    (share,) = _shares(world.commune.body)
    name_answerable(head, share, world.commune.clerk)

    withdraw(head, given, reason="Giao nhầm người.")

    (share,) = _shares(world.commune.body)
    assert share.person_answerable == world.commune.clerk


def test_leading_passed_to_a_body_below_releases_the_person(world, head, submission, below):
    given = instruct(head, submission, handling.word(world.commune), submission_key="lan-1")

    amend(head, given, _to_below(world, below), reason="", submission_key="lan-2")

    (share,) = _shares(world.commune.body)
    assert share.person_answerable is None


def test_leader_and_named_persons_are_told_once_and_settled_when_it_is_over(
    world, head, submission
):
    commune = world.commune
    assert [each.done_at for each in _notices(commune.head, "handling.submitted")] == [None]

    given = instruct(head, submission, handling.word(commune), submission_key="lan-1")
    instruct(head, submission, handling.word(commune), submission_key="lan-1")

    assert all(each.done_at for each in _notices(commune.head, "handling.submitted"))
    assert len(_notices(commune.specialist, "handling.instructed")) == 1

    answer_part(
        world.actor(commune.specialist),
        handling.part_of(submission, commune.specialist),
        kind="progress",
        text="Đang soạn.",
        files=[],
        submission_key="tra-1",
    )
    withdraw(head, given, reason="Nhầm.")

    assert len(_notices(commune.head, "handling.answered")) == 1
    assert len(_notices(commune.specialist, "handling.withdrawn")) == 1
    assert all(each.done_at for each in _notices(commune.specialist, "handling.instructed"))


def test_the_giver_learns_that_a_body_was_instructed_and_nothing_else(world, head, submission):
    paper = submission.dispatch.pk
    assert list_instructed_bodies([paper]) == {}

    given = instruct(head, submission, handling.word(world.commune), submission_key="lan-1")
    assert list_instructed_bodies([paper]) == {paper: frozenset({world.commune.body.pk})}

    withdraw(head, given, reason="Nhầm.")
    assert list_instructed_bodies([paper]) == {}
