"""The giver changes a task or withdraws its document; all who build on it hear of it."""

from datetime import date

import pytest

from behoc.direction.assignments.models import AmendmentNotice, AssignedBody, ProgressReport
from behoc.direction.assignments.policy import ACTIONS, DEEDS
from behoc.direction.assignments.queries import amendments
from behoc.direction.assignments.queries.history import STEPS
from behoc.direction.assignments.rules import WorkState
from behoc.direction.assignments.rules.differences import Piece, difference
from behoc.direction.assignments.services import amending, judging, petitioning, working
from behoc.direction.assignments.services.breaking_down import NewPart, break_down
from behoc.direction.assignments.services.withdrawing import withdraw_directive
from behoc.ground.notifications.models import Notice
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits.dispatches import (
    assigned_dispatch,
    assigned_task,
    document_of,
    done_share,
    fresh,
    fresh_share,
    sample_reading,
)
from tests.kits.related import issued_by
from tests.kits.world import MOMENT

# Rights that only open a page, what is logged of a whole task or dispatch, and a body's settings.
NOT_OF_A_SHARE = {
    "assignment.view",
    "assignment.follow",
    "assignment.give",
    "assignment.create",
    "assignment.set_steps",
    "assignment.clear_step",
}
TODAY, DUE, LATER = date(2026, 3, 2), date(2026, 11, 19), date(2026, 11, 30)


@pytest.fixture
def clerk(world):
    return world.actor(world.commune.clerk)


@pytest.fixture
def giver(world):
    return world.actor(world.province.head)


@pytest.fixture
def task(world):
    """The commune's share; the neighbour has one of the same task."""
    return assigned_task(world)


def _amend(actor, task, *, seen=0, reason="Đổi lịch.", **change):
    change = {"text": task.assignment.text, "due_on": None} | change
    ground = amending.Ground(reason, TODAY, "Công văn 9/UBND")
    assignment = fresh_share(task).assignment
    return amending.amend_task(actor, assignment, amending.Change(**change), ground, seen=seen)


def _shares(task):
    rows = AssignedBody.objects.everything(reason="a test looks")
    return {each.organisation_id: each for each in rows.filter(assignment=task.assignment)}


def test_the_old_version_stays_beside_the_new_one(giver, task):
    old = task.assignment.text

    amendment = _amend(giver, task, text="Mở hai buổi học.", due_on=LATER)

    assert (amendment.before["text"], amendment.after["text"]) == (old, "Mở hai buổi học.")
    assert (amendment.before["due_on"], amendment.after["due_on"]) == ("2026-11-19", "2026-11-30")
    assert (fresh_share(task).assignment.text, fresh_share(task).due_on) == (
        "Mở hai buổi học.",
        LATER,
    )


def test_every_body_at_the_task_hears_and_notes_it_once(world, giver, clerk, task):
    _amend(giver, task, text="Mở hai buổi học.")
    assert amendments.list_unnoted(clerk) == [task]
    notice = AmendmentNotice.objects.everything(reason="a test looks").get(assigned=task)

    amending.note_amendment(clerk, notice)
    again = amending.note_amendment(world.actor(world.commune.head), notice)

    assert (again.noted_by, again.noted_at) == (world.commune.clerk, MOMENT)
    assert amendments.count_unnoted(clerk) == 0
    assert amendments.count_unnoted(world.actor(world.neighbour.clerk)) == 1


def test_the_page_says_from_when_and_what_changed(world, giver, task):
    text = task.assignment.text
    _amend(giver, task, text=text.replace("một buổi", "hai buổi"))

    page = world.client(world.commune.clerk).get(f"/nhiem-vu/{task.public_id}/").content.decode()

    assert "Đã sửa từ ngày 02/03/2026" in page
    assert "<del>một</del>" in page
    assert "<ins>hai</ins>" in page


def test_a_body_taken_off_keeps_what_it_reported(world, giver, clerk, task):
    working.accept_task(clerk, task)
    working.report_progress(
        clerk, task, text="Đã mượn phòng.", finished=False, files=[], submission_key="lan-1"
    )

    _amend(giver, task, removed=(task.organisation_id,), reason="Sáp nhập hai xã.")

    assert (fresh_share(task).state, fresh_share(task).reason) == (
        WorkState.LAPSED,
        "Sáp nhập hai xã.",
    )
    assert (
        ProgressReport.objects.everything(reason="counted by a test").filter(assigned=task).count()
        == 1
    )


def test_a_body_added_gets_its_share_its_day_and_the_document(world, giver, task):
    party = world.commune_party.body

    _amend(giver, task, added=(party.pk,))

    share = _shares(task)[party.pk]
    assert (share.state, share.due_on, share.period) == (WorkState.NEW, DUE, task.period)
    dispatch = task.assignment.document.dispatch
    assert dispatch.deliveries.filter(organisation=party).exists()


def test_a_body_taken_off_and_added_again_starts_anew(giver, task):
    _amend(giver, task, removed=(task.organisation_id,))

    _amend(giver, task, seen=1, added=(task.organisation_id,))

    assert (fresh_share(task).state, fresh_share(task).reason) == (WorkState.NEW, "")


def test_what_was_reported_as_done_keeps_its_day_and_state(world, giver, task):
    done_share(world, task)

    _amend(giver, task, due_on=LATER)

    assert (fresh_share(task).state, fresh_share(task).due_on) == (WorkState.DONE, DUE)


def test_a_day_moved_by_an_amendment_settles_what_was_asked_up_to_it(giver, clerk, task):
    petition = petitioning.ask_extension(clerk, task, reason="Chưa kịp.", proposed_on=LATER)

    _amend(giver, task, due_on=LATER)

    with pytest.raises(Conflict):
        petitioning.grant_extension(giver, petition)


def test_a_change_made_on_an_old_page_is_refused(world, giver, task):
    _amend(giver, task, text="Mở hai buổi học.")

    with pytest.raises(Conflict, match=world.province.head.full_name):
        _amend(world.actor(world.province.clerk), task, text="Mở ba buổi học.")


@pytest.mark.parametrize(
    ("change", "words"),
    [({}, "Chưa có gì thay đổi"), ({"text": " "}, "trống"), ({"reason": " "}, "lý do")],
    ids=["nothing changed", "no words", "no reason"],
)
def test_an_empty_amendment_is_refused(giver, task, change, words):
    with pytest.raises(RuleBroken, match=words):
        _amend(giver, task, **change)


def test_a_body_does_not_amend_what_another_gave_it(world, task):
    with pytest.raises(NotAllowed):
        _amend(world.actor(world.commune.head), task, text="Không làm nữa.")


def test_a_difference_reads_like_a_sentence():
    assert difference("mở một buổi học", "mở hai buổi học tối") == (
        Piece("same", "mở"),
        Piece("old", "một"),
        Piece("new", "hai"),
        Piece("same", "buổi học"),
        Piece("new", "tối"),
    )


def _withdraw(actor, task, reason="Ban hành nhầm."):
    dispatch = task.assignment.document.dispatch
    return withdraw_directive(actor, dispatch, reason=reason, on=TODAY)


def test_open_tasks_lapse_with_their_document_and_done_ones_stay(world, giver, task):
    done_share(world, task)

    _withdraw(giver, task)

    states = {body: share.state for body, share in _shares(task).items()}
    assert states[task.organisation_id] == WorkState.DONE
    assert states[world.neighbour.body.pk] == WorkState.LAPSED
    assert judging.confirm_result(giver, task).state == WorkState.CONFIRMED


def test_a_withdrawn_document_leaves_its_trace(world, giver, task):
    _withdraw(giver, task)

    dispatch = fresh(task.assignment.document.dispatch)
    assert (dispatch.withdrawn_on, dispatch.withdrawn_by, dispatch.withdrawal_reason) == (
        TODAY,
        world.province.head,
        "Ban hành nhầm.",
    )


def test_a_report_that_comes_after_the_withdrawal_is_kept_beside_it(giver, clerk, task):
    working.accept_task(clerk, task)
    _withdraw(giver, task)

    working.report_progress(
        clerk, task, text="Đã mở một lớp.", finished=True, files=[], submission_key="lan-1"
    )

    assert (fresh_share(task).state, fresh_share(task).done_at) == (WorkState.LAPSED, None)
    assert (
        ProgressReport.objects.everything(reason="counted by a test").filter(assigned=task).count()
        == 1
    )


def test_all_who_received_it_are_told_of_the_withdrawal(world, giver, task):
    people = {world.commune.clerk.pk, world.neighbour.head.pk}

    _withdraw(giver, task)

    told = Notice.objects.everything(reason="a test looks").filter(kind="assignment.withdrawn")
    assert people <= set(told.values_list("person", flat=True))


def test_nothing_is_withdrawn_without_a_reason_or_before_it_is_entered(world, giver, task):
    with pytest.raises(RuleBroken, match="lý do"):
        _withdraw(giver, task, reason=" ")

    assert fresh_share(task).state == WorkState.NEW


def test_a_receiver_does_not_withdraw_what_it_received(world, task):
    with pytest.raises(NotAllowed):
        _withdraw(world.actor(world.commune.head), task)


def test_a_withdrawn_document_names_what_takes_its_place(world, giver, task):
    dispatch = task.assignment.document.dispatch
    newer = issued_by(sample_reading(), world.province.body.name, "15/KH-UBND")
    paper = document_of(assigned_dispatch(world, reading=newer))
    client = world.client(world.province.head)
    address = f"/van-ban/{dispatch.public_id}/thu-hoi/"

    assert "15/KH-UBND" in client.get(address).content.decode()
    sent = {"on": "2026-03-02", "reason": "Có kế hoạch mới.", "replaced_by": paper.public_id}
    assert client.post(address, sent).status_code == 303

    page = world.client(world.commune.clerk).get(f"/van-ban/{dispatch.public_id}/")
    assert "Văn bản thay thế:" in page.content.decode()
    assert f"/van-ban/{paper.dispatch.public_id}/" in page.content.decode()


def test_whoever_answers_for_a_share_hears_of_the_change(world, giver, task):
    person = world.commune.follower
    rows = AssignedBody.objects.everything(reason="a test names somebody")
    rows.filter(pk=task.pk).update(person_answerable=person)

    _amend(giver, task, text="Mở hai buổi học.")

    notices = Notice.objects.everything(reason="a test looks").filter(person=person)
    assert notices.filter(kind="assignment.amended").count() == 1


def test_who_is_taken_off_hears_so_with_the_parts_it_gave(world, giver, clerk, task):
    working.accept_task(clerk, task)
    part = NewPart("Mượn phòng.", person=world.commune.specialist)
    inner = break_down(clerk, task, part).assigned.get()

    _amend(giver, task, removed=(task.organisation_id,), reason="Sáp nhập hai xã.")

    inner.refresh_from_db()
    assert inner.state == WorkState.LAPSED
    told = Notice.objects.everything(reason="a test looks").filter(kind="assignment.ended")
    assert told.filter(person=world.commune.clerk).exists()
    assert told.filter(person=world.commune.specialist).exists()


def test_the_history_of_a_share_shows_every_step_that_is_logged_of_it():
    logged = {*ACTIONS, *DEEDS} - NOT_OF_A_SHARE

    assert logged == set(STEPS)
