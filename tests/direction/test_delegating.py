"""A deputy stands in for a leader, under the own name, and never further than before."""

from datetime import date, timedelta

import pytest

from behoc.direction.handling.queries import screens, submissions
from behoc.direction.handling.queries.slip import build_slip
from behoc.direction.handling.rules import DelegationKind
from behoc.direction.handling.services.delegating import StandIn, delegate, end_delegation
from behoc.direction.handling.services.instructing import instruct
from behoc.ground.accounts.models import Membership
from behoc.ground.audit.queries import list_history
from behoc.ground.notifications.models import NoticeWishes
from behoc.ground.notifications.services.wishes import keep_leave
from behoc.kernel import clock
from behoc.kernel.errors import NotAllowed, RuleBroken
from tests.kits import dispatches, handling
from tests.kits.world import MOMENT, appoint

TODAY = MOMENT.date()


@pytest.fixture
def head(world):
    return world.actor(world.commune.head)


@pytest.fixture
def deputy(world):
    return appoint(world.commune.body, "head", "Phó Chủ tịch", mark="pho")


@pytest.fixture
def submission(world):
    return handling.submitted(
        world, world.commune, dispatches.assigned_dispatch(world), field="finance"
    )


def _delegate(head, deputy, **changes):
    facts = {"kind": DelegationKind.BESIDE, "starts_on": TODAY, "ends_on": None}
    return delegate(head, StandIn(deputy_id=deputy.pk, **(facts | changes)))


def _instruct(world, person, submission):
    return instruct(
        world.actor(person), submission, handling.word(world.commune), submission_key="lan-1"
    )


@pytest.mark.parametrize("field", ["", "finance"])
def test_a_deputy_sees_what_waits_and_instructs_in_the_leaders_place(
    world, head, deputy, submission, field
):
    delegation = _delegate(head, deputy, field=field)

    assert submissions.list_waiting_submissions(world.actor(deputy)) == [submission]
    instruction = _instruct(world, deputy, submission)

    assert instruction.given_by == deputy
    assert instruction.on_behalf_of == world.commune.head
    assert instruction.delegation == delegation


def test_slip_and_log_name_the_deputy_and_in_whose_place(world, head, deputy, submission):
    _delegate(head, deputy, ends_on=TODAY + timedelta(days=9))
    _instruct(world, deputy, submission)

    held = submissions.get_submission(head, submission.public_id)
    (said,) = build_slip(head, held).instructions
    last = list_history("Submission", submission.public_id)[-1]
    assert said.who_words == (
        f"{deputy.full_name}, KT. lãnh đạo theo ủy quyền của "
        f"{world.commune.head.full_name} (từ 02/03/2026 đến 11/03/2026)"
    )
    assert last.person_name == deputy.full_name
    assert last.changes["in_place_of"] == [None, world.commune.head.full_name]


def test_a_party_body_marks_standing_in_its_own_way(world):
    desk = world.commune_party
    paper = dispatches.assigned_dispatch(
        world, desk, reading=dispatches.sample_reading(*[desk.body.name] * 3)
    )
    submission = handling.submitted(world, desk, paper)
    deputy = appoint(desk.body, "head", "Phó Bí thư", mark="pho")
    _delegate(world.actor(desk.head), deputy)
    instruct(world.actor(deputy), submission, handling.word(desk), submission_key="lan-1")

    held = submissions.get_submission(world.actor(desk.head), submission.public_id)
    (said,) = screens.build_submission(world.actor(desk.head), held).instructions
    assert ", K/T lãnh đạo theo ủy quyền của " in said.who_words


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"field": "culture"}, id="another field"),
        pytest.param({"starts_on": TODAY + timedelta(days=1)}, id="not yet"),
    ],
)
def test_a_delegation_for_something_else_gives_nothing(world, head, deputy, submission, changes):
    _delegate(head, deputy, **changes)

    assert submissions.list_waiting_submissions(world.actor(deputy)) == []
    with pytest.raises(NotAllowed):
        _instruct(world, deputy, submission)


def test_a_delegation_ends_with_its_last_day(world, head, deputy, submission):
    _delegate(head, deputy, ends_on=TODAY)

    with clock.held(MOMENT + timedelta(days=1)), pytest.raises(NotAllowed):
        _instruct(world, deputy, submission)


def _wishes(person):
    rows = NoticeWishes.objects.everything(reason="a test looks at what was kept")
    return rows.filter(person=person).first()


def test_an_absence_may_hold_the_letters_of_those_days_back_and_ending_it_lets_them_go(
    head, deputy
):
    last = TODAY + timedelta(days=5)
    away = _delegate(head, deputy, kind=DelegationKind.ABSENCE, ends_on=last, rests=True)
    kept = _wishes(away.leader)
    assert (kept.leave_from, kept.leave_until) == (TODAY, last)

    end_delegation(head, away)

    kept = _wishes(away.leader)
    assert (kept.leave_from, kept.leave_until) == (None, None)


def test_ending_an_absence_leaves_other_leave_alone(head, deputy):
    away = _delegate(
        head, deputy, kind=DelegationKind.ABSENCE, ends_on=TODAY + timedelta(days=5), rests=True
    )
    keep_leave(head, TODAY, TODAY + timedelta(days=9))

    end_delegation(head, away)

    assert _wishes(away.leader).leave_until == TODAY + timedelta(days=9)


def test_standing_in_beside_the_leader_keeps_the_letters_coming(head, deputy):
    beside = _delegate(head, deputy, rests=True)

    assert _wishes(beside.leader) is None


def test_an_ended_delegation_gives_nothing_and_keeps_what_was_said(world, head, deputy, submission):
    delegation = _delegate(head, deputy)
    instruction = _instruct(world, deputy, submission)

    end_delegation(head, delegation)
    end_delegation(head, delegation)

    assert submissions.get_instruction(head, instruction.public_id).given_by == deputy
    later = handling.submitted(world, world.commune, submission.dispatch, key="sau")
    with pytest.raises(NotAllowed):
        _instruct(world, deputy, later)


def test_who_may_not_instruct_here_is_no_deputy(world, head):
    for person in (world.commune.specialist, world.neighbour.head):
        with pytest.raises(RuleBroken, match="cũng giữ vai trò lãnh đạo"):
            _delegate(head, person)


def test_a_deputy_who_loses_the_role_loses_the_delegation(world, head, deputy, submission):
    _delegate(head, deputy)
    actor = world.actor(deputy)
    rows = Membership.objects.everything(reason="a test ends a role")
    rows.filter(person=deputy).update(ends_on=TODAY)

    assert submissions.list_waiting_submissions(actor) == []
    with pytest.raises(NotAllowed):
        instruct(actor, submission, handling.word(world.commune), submission_key="lan-1")


def test_a_leader_who_left_delegates_no_more(world, head, deputy, submission):
    _delegate(head, deputy)
    rows = Membership.objects.everything(reason="a test ends a role")
    rows.filter(person=world.commune.head).update(ends_on=TODAY)

    assert submissions.list_waiting_submissions(world.actor(deputy)) == []


def test_nobody_ends_somebody_elses_delegation(world, head, deputy):
    delegation = _delegate(head, deputy)

    with pytest.raises(NotAllowed, match="Chỉ người ủy quyền"):
        end_delegation(world.actor(deputy), delegation)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"kind": DelegationKind.ABSENCE}, "ghi ngày cuối", id="absence without end"),
        pytest.param({"ends_on": TODAY - timedelta(days=1)}, "từ ngày đầu", id="turned round"),
        pytest.param(
            {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 1, 9)}, "đã qua", id="over"
        ),
        pytest.param({"field": "bay"}, "Lĩnh vực", id="unknown field"),
    ],
)
def test_a_delegation_that_makes_no_sense_is_refused(head, deputy, changes, words):
    with pytest.raises(RuleBroken, match=words):
        _delegate(head, deputy, **changes)


def test_delegating_twice_is_once_and_not_to_oneself(world, head, deputy):
    assert _delegate(head, deputy) == _delegate(head, deputy)
    with pytest.raises(RuleBroken, match="chính mình"):
        _delegate(head, world.commune.head)


def test_an_absence_is_said_plainly_to_who_submits(world, head, deputy):
    _delegate(head, deputy, kind=DelegationKind.ABSENCE, ends_on=TODAY + timedelta(days=4))
    paper = dispatches.assigned_dispatch(world)
    client = world.client(world.commune.clerk)

    form = client.get(f"/van-ban/{paper.public_id}/trinh/").content.decode()
    submission = handling.submitted(world, world.commune, paper)
    shown = client.get(f"/trinh/{submission.public_id}/").content.decode()

    note = f"vắng từ 02/03/2026 đến 06/03/2026, {deputy.full_name} cho ý kiến thay"
    assert note in form
    assert f"{deputy.full_name} cho ý kiến thay." in shown


def test_an_absence_without_its_last_day_is_refused_on_the_form_and_keeps_what_was_chosen(
    world, deputy
):
    client = world.client(world.commune.head)
    given = {"kind": "absence", "deputy": deputy.public_id, "starts_on": f"{TODAY}", "field": ""}

    answer = client.post("/y-kien/vang-mat/", given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Vắng mặt thì ghi ngày cuối" in page
    assert f'value="{deputy.public_id}" selected' in page
