"""A plan changes while somebody drafts on it: the draft shows it and its writer is told, once."""

from datetime import date, timedelta

import pytest

from behoc.direction.assignments.services import amending
from behoc.direction.assignments.services.withdrawing import withdraw_directive
from behoc.direction.drafting.queries.drafts import get_draft
from behoc.direction.drafting.queries.screens import build_draft
from behoc.direction.drafting.services import approving, writing
from behoc.direction.drafting.services.following import follow_grounds
from behoc.ground.notifications.models import Notice
from behoc.kernel import clock
from tests.kits.dispatches import assigned_task, fresh_share
from tests.kits.world import MOMENT

TODAY = date(2026, 3, 2)
LATER = MOMENT + timedelta(hours=2)


@pytest.fixture
def task(world):
    """The commune's share; the neighbour has one of the same task."""
    return assigned_task(world)


@pytest.fixture
def writer(world):
    return world.actor(world.commune.specialist)


@pytest.fixture(params=["task", "paper"])
def draft(request, writer, task):
    """A plan of the commune, begun on the task or on the paper that the task comes from."""
    rests = {"share": task} if request.param == "task" else {"dispatch": _paper(task)}
    beginning = writing.Beginning("Kế hoạch mở lớp", "plan", "Dòng một", **rests)
    return writing.start_draft(writer, beginning, files=[], submission_key="1")


def _paper(task):
    return task.assignment.document.dispatch


def _amend(world, task, *, seen=0, **change):
    facts = {"text": "Mở hai buổi học.", "due_on": None} | change
    with clock.held(LATER):
        amending.amend_task(
            world.actor(world.province.head),
            fresh_share(task).assignment,
            amending.Change(**facts),
            amending.Ground("Đổi lịch.", TODAY),
            seen=seen,
        )


def _shown(actor, draft):
    return [
        (each["title"], each["text"])
        for each in build_draft(actor, get_draft(actor, draft.public_id)).changes
    ]


def _told(person):
    rows = Notice.objects.everything(reason="a test reads what was told")
    return list(rows.filter(person=person, kind="draft.ground"))


def test_a_draft_shows_that_the_plan_under_it_was_amended(world, writer, task, draft):
    assert _shown(writer, draft) == []

    _amend(world, task)

    assert _shown(writer, draft) == [
        ("Văn bản gốc đã sửa, áp dụng từ 02/03/2026.", "Đổi lịch."),
    ]


def test_the_writer_is_told_once_of_each_amendment(world, writer, task, draft):
    _amend(world, task)
    with clock.held(LATER):
        follow_grounds()
        follow_grounds()
    assert len(_told(world.commune.specialist)) == 1
    assert _told(world.commune.head) == []

    _amend(world, task, seen=1, text="Mở ba buổi học.")
    with clock.held(LATER):
        follow_grounds()
    assert len(_told(world.commune.specialist)) == 2


def test_the_leader_before_whom_the_draft_waits_is_told_too(world, writer, task, draft):
    approving.submit_draft(writer, draft, leader_id=world.commune.head.pk)
    _amend(world, task)

    follow_grounds()

    assert len(_told(world.commune.head)) == 1


def test_a_version_written_after_the_change_has_taken_it_in(world, writer, task, draft):
    _amend(world, task)
    with clock.held(LATER + timedelta(hours=1)):
        writing.add_version(writer, draft, text="Dòng hai", note="", based_on=1, files=[])
        follow_grounds()

    assert _shown(writer, draft) == []
    assert _told(world.commune.specialist) == []


def test_a_withdrawn_plan_shows_and_is_told_in_the_same_way(world, writer, task, draft):
    with clock.held(LATER):
        giver = world.actor(world.province.head)
        withdraw_directive(giver, _paper(task), reason="Ban hành nhầm.", on=TODAY)
        follow_grounds()
        follow_grounds()

    assert _shown(writer, draft) == [("Văn bản gốc đã thu hồi từ 02/03/2026.", "Ban hành nhầm.")]
    (notice,) = _told(world.commune.specialist)
    assert notice.url.endswith(f"{draft.public_id}/")


def test_an_amendment_that_concerns_another_body_alone_says_nothing(world, writer, task):
    beginning = writing.Beginning("Kế hoạch khác", "plan", "Dòng một")
    draft = writing.start_draft(writer, beginning, files=[], submission_key="2")
    _amend(world, task)

    assert follow_grounds() == 0
    assert _shown(writer, draft) == []
