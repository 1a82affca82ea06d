"""The sample work shows every desk something true to life: nothing is empty that has a list."""

from datetime import UTC, datetime

import pytest

from behoc.config.sample import load_sample_world
from behoc.config.sample_people import actor_of
from behoc.config.sample_work import load_sample_work
from behoc.direction.assignments.models import AssignedBody, Difficulty
from behoc.direction.assignments.queries.amendments import count_unnoted
from behoc.direction.assignments.queries.judging import count_to_confirm
from behoc.direction.assignments.queries.petitions import count_to_answer
from behoc.direction.documents.models import Dispatch, Dissemination
from behoc.direction.documents.queries.dispatches import count_to_review
from behoc.direction.drafting.models import Draft
from behoc.direction.drafting.rules import DraftState
from behoc.direction.handling.models import Delegation
from behoc.direction.handling.queries.submissions import (
    count_open_parts,
    count_returned,
    count_waiting_submissions,
)
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.queries.screens import list_unentered
from behoc.direction.relations.queries import list_responses
from behoc.kernel import clock

AUTUMN = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
SPRING = datetime(2026, 3, 14, 2, 0, tzinfo=UTC)


@pytest.fixture
def sample(db):
    """The sample world with its work, loaded in the autumn."""
    load_sample_world()
    with clock.held(AUTUMN):
        load_sample_work()
        yield


def _rows(model):
    return model.objects.everything(reason="a test looks at the whole sample")


def test_every_kind_of_thing_waits_for_somebody(sample):
    clerk, leader = actor_of("vanthu.hkh"), actor_of("lanhdao.hkh")

    assert count_waiting_submissions(leader) == 1
    assert count_open_parts(actor_of("chuyenvien.hkh")) == 1
    assert count_returned(clerk) == 1
    assert list_unentered(clerk).count() == 1
    assert count_to_review(clerk) == 1
    assert count_to_confirm(leader) > 0
    assert count_to_answer(leader) == 1
    assert count_unnoted(actor_of("chihoi.cuaxuyen")) == 1


def test_drafts_stand_in_every_state(sample):
    assert set(_rows(Draft).values_list("state", flat=True)) == {each.value for each in DraftState}


def test_tasks_stand_in_every_state_that_a_body_meets(sample):
    states = set(_rows(AssignedBody).values_list("state", flat=True))

    assert states >= {"new", "accepted", "in_progress", "done", "confirmed", "returned"}
    assert _rows(Difficulty).count() == 1


def test_bodies_answered_with_papers_of_their_own(sample):
    paper = _rows(Dispatch).get(title__contains="27/CV-HKH").documents.last()
    answers = list_responses([paper.pk])[paper.pk]

    assert sorted(each.kind for each in answers) == ["folds", *["implements"] * 3]


def test_registers_disseminations_delegations_and_a_withdrawal_are_not_empty(sample):
    assert set(_rows(RegisterEntry).values_list("direction", flat=True)) == {"in", "out"}
    assert _rows(Dissemination).count() == 2
    assert _rows(Delegation).count() == 1
    assert _rows(Dispatch).exclude(withdrawn_at=None).count() == 1


def test_a_story_loaded_in_the_spring_stops_on_its_day(db):
    load_sample_world()
    with clock.held(SPRING):
        assert load_sample_work() > 40
        assert load_sample_work() == 0

    assert not _rows(AssignedBody).filter(accepted_at__gt=SPRING).exists()
    assert not _rows(Dispatch).filter(created_at__gt=SPRING).exists()
