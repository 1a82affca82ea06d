"""A paper before a leader who is away or gone does not wait unseen."""

from datetime import timedelta

import pytest

from behoc.direction.handling.models import Submission
from behoc.direction.handling.queries import desk, screens, submissions
from behoc.direction.handling.rules import DelegationKind, SubmissionState
from behoc.direction.handling.services.delegating import StandIn, delegate
from behoc.direction.handling.services.passing_on import pass_on_waiting
from behoc.ground.accounts.models import Membership
from behoc.ground.audit.queries import list_history
from behoc.ground.notifications.models import Notice
from behoc.kernel import clock
from tests.kits import dispatches, handling
from tests.kits.world import MOMENT, appoint

REASON = "a test looks at what was kept"
TODAY = MOMENT.date()


@pytest.fixture
def submission(world):
    paper = dispatches.assigned_dispatch(world)
    return handling.submitted(world, world.commune, paper, field="finance")


@pytest.fixture
def deputy(world):
    return appoint(world.commune.body, "head", "Phó Chủ tịch", mark="pho")


def _away(world, deputy, **changes):
    facts = {
        "deputy_id": deputy.pk,
        "kind": DelegationKind.ABSENCE,
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=5),
    }
    return delegate(world.actor(world.commune.head), StandIn(**(facts | changes)))


def _leave_office(person):
    rows = Membership.objects.everything(reason=REASON).filter(person=person, role="head")
    rows.update(ends_on=TODAY)


def _fresh(submission):
    return Submission.objects.everything(reason=REASON).get(pk=submission.pk)


def _told(person, kind):
    rows = Notice.objects.everything(reason=REASON).filter(person=person, kind=kind)
    return list(rows.order_by("pk"))


def test_an_absence_that_begins_today_tells_the_deputy_of_what_waits_already(
    world, submission, deputy
):
    _away(world, deputy)

    (notice,) = _told(deputy, "handling.submitted")
    assert notice.url.endswith(f"{submission.public_id}/")


def test_an_absence_that_begins_later_tells_the_deputy_on_its_first_day(world, submission, deputy):
    _away(world, deputy, starts_on=TODAY + timedelta(days=1))
    pass_on_waiting()
    assert _told(deputy, "handling.submitted") == []

    with clock.held(MOMENT + timedelta(days=1)):
        pass_on_waiting()
        pass_on_waiting()

    assert len(_told(deputy, "handling.submitted")) == 1
    assert _fresh(submission).state == SubmissionState.WAITING


def test_a_paper_before_a_leader_who_left_goes_back_to_whoever_may_submit(world, submission):
    _leave_office(world.commune.head)

    assert pass_on_waiting() == 1
    assert pass_on_waiting() == 0

    assert _fresh(submission).state == SubmissionState.RETURNED
    assert len(_told(world.commune.clerk, "handling.returned")) == 1
    assert all(each.done_at for each in _told(world.commune.head, "handling.submitted"))
    for person in (world.commune.clerk, world.commune.specialist):
        (item,) = desk.list_waiting(world.actor(person))
        assert item["action_label"] == "Trình lại"
        assert "không còn giữ vai trò lãnh đạo" in item["quote"]


def test_what_came_back_by_itself_leaves_every_desk_once_it_is_submitted_again(
    world, submission, deputy
):
    _leave_office(world.commune.head)
    pass_on_waiting()

    again = handling.submitted(world, world.commune, submission.dispatch, key="trinh-2", to=deputy)

    assert again.leader == deputy
    assert submissions.list_returned(world.actor(world.commune.clerk)) == []
    assert submissions.list_returned(world.actor(world.commune.specialist)) == []


def test_the_log_says_that_no_person_gave_the_paper_back(world, submission):
    _leave_office(world.commune.head)
    pass_on_waiting()

    last = list_history("Submission", submission.public_id)[-1]
    assert (last.action, last.person_name) == ("handling.give_back", "Hệ thống (chuyển lượt trình)")


@pytest.mark.parametrize(
    "leaves", [pytest.param(True, id="deputy left"), pytest.param(False, id="another field")]
)
def test_who_submitted_hears_once_that_nobody_speaks_during_an_absence(
    world, submission, deputy, leaves
):
    _away(world, deputy, field="" if leaves else "culture")
    if leaves:
        _leave_office(deputy)

    pass_on_waiting()
    pass_on_waiting()

    assert len(_told(world.commune.clerk, "handling.unheard")) == 1
    assert _fresh(submission).state == SubmissionState.WAITING
    clerk = world.actor(world.commune.clerk)
    held = submissions.get_submission(clerk, submission.public_id)
    words = screens.build_submission(clerk, held).absence_words
    assert words.endswith("chưa ai cho ý kiến thay văn bản này.")


def test_a_paper_before_a_leader_who_is_there_is_left_alone(world, submission):
    assert pass_on_waiting() == 0
    assert _told(world.commune.clerk, "handling.unheard") == []
