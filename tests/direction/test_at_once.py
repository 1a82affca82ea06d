"""Two people at the very same moment, on a real PostgreSQL."""

from datetime import date
from functools import partial

import pytest
from django.db import OperationalError, connection, transaction

from behoc.direction.assignments.models import (
    Amendment,
    AssignedBody,
    Assignment,
    Petition,
    ProgressReport,
)
from behoc.direction.assignments.rules import WorkState
from behoc.direction.assignments.services import amending, judging, petitioning
from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.assignments.services.withdrawing import withdraw_directive
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.ground.audit.models import AuditEntry
from behoc.kernel.errors import Conflict
from tests.kits.committed import at_once
from tests.kits.dispatches import (
    assigned_dispatch,
    assigned_task,
    done_share,
    fresh_share,
    reviewed_dispatch,
    share_of,
)

LATER, LATEST = date(2026, 11, 30), date(2026, 12, 10)


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


def _refusals(results):
    """The refusals among the results; anything else that went wrong fails here."""
    wrong = [each for each in results if isinstance(each, Exception)]
    assert all(isinstance(each, Conflict) for each in wrong), wrong
    return wrong


def _logged(*actions):
    rows = AuditEntry.objects.everything(reason="counted by a test")
    return rows.filter(action__in=actions).count()


def _judges(world, share):
    """A confirmation and a return of the same result, and two of each kind."""
    head, clerk = world.actor(world.province.head), world.actor(world.province.clerk)
    confirm = [partial(judging.confirm_result, actor, share) for actor in (head, clerk)]
    back = [
        partial(judging.return_result, actor, share, reason=f"Thiếu ảnh {number}.")
        for number, actor in enumerate((head, clerk))
    ]
    return {"both confirm": confirm, "one returns": [confirm[0], back[1]], "both return": back}


@pytest.mark.parametrize("case", ["both confirm", "one returns", "both return"])
def test_of_two_who_judge_at_once_one_decides_and_the_other_is_told(committed_world, case):
    world = committed_world
    share = done_share(world, assigned_task(world))

    results = at_once(_judges(world, share)[case])

    (refusal,) = _refusals(results)
    kept = fresh_share(share)
    assert kept.decided_by.full_name in refusal.sentence
    assert kept.returned_times == (kept.state == WorkState.RETURNED)
    assert _logged("assignment.confirm", "assignment.return") == 1


def test_one_person_who_presses_twice_at_once_is_not_refused(committed_world):
    world = committed_world
    share = done_share(world, assigned_task(world))
    confirm = partial(judging.confirm_result, world.actor(world.province.head), share)

    results = at_once([confirm, confirm])

    assert not _refusals(results)
    assert _logged("assignment.confirm") == 1


def test_the_same_results_confirmed_together_twice_at_once_count_once(committed_world):
    world = committed_world
    dispatch = assigned_dispatch(world)
    shares = [
        done_share(world, share_of(dispatch, desk), desk)
        for desk in (world.commune, world.neighbour)
    ]
    people = [world.actor(world.province.head), world.actor(world.province.clerk)]

    counts = at_once(
        [
            partial(judging.confirm_many, people[0], shares),
            partial(judging.confirm_many, people[1], shares[::-1]),
        ]
    )

    assert sorted(counts) == [0, 2]
    assert _logged("assignment.confirm") == 2


def _asked(world):
    clerk = world.actor(world.commune.clerk)
    share = accept_task(clerk, assigned_task(world))
    return petitioning.ask_extension(clerk, share, reason="Đang sửa nhà.", proposed_on=LATER)


def test_of_two_who_answer_a_request_at_once_one_decides(committed_world):
    world = committed_world
    petition = _asked(world)
    head, clerk = world.actor(world.province.head), world.actor(world.province.clerk)

    results = at_once(
        [
            partial(petitioning.grant_extension, head, petition, due_on=LATEST),
            partial(petitioning.refuse_petition, clerk, petition, answer="Cần số sớm."),
        ]
    )

    (refusal,) = _refusals(results)
    kept = Petition.objects.everything(reason="a test looks").get(pk=petition.pk)
    moved = fresh_share(petition.assigned).due_on == LATEST
    assert moved == (kept.state == "granted")
    assert kept.answered_by.full_name in refusal.sentence
    assert _logged("assignment.extend", "assignment.refuse") == 1


def test_two_people_who_ask_for_different_days_at_once_ask_once(committed_world):
    world = committed_world
    share = accept_task(world.actor(world.commune.clerk), assigned_task(world))
    people = [(world.commune.clerk, LATER), (world.commune.head, LATEST)]

    results = at_once(
        [
            partial(
                petitioning.ask_extension,
                world.actor(person),
                share,
                reason="Chưa kịp.",
                proposed_on=day,
            )
            for person, day in people
        ]
    )

    assert len(_refusals(results)) == 1
    assert Petition.objects.everything(reason="counted by a test").count() == 1


def test_of_two_who_amend_a_task_at_once_one_makes_the_next_version(committed_world):
    world = committed_world
    share = assigned_task(world)
    ground = amending.Ground("Đổi lịch.", date(2026, 3, 2))
    people = [world.actor(world.province.head), world.actor(world.province.clerk)]

    results = at_once(
        [
            partial(
                amending.amend_task,
                actor,
                share.assignment,
                amending.Change(text=f"Mở {number} buổi học.", due_on=None),
                ground,
                seen=0,
            )
            for number, actor in enumerate(people, start=2)
        ]
    )

    (refusal,) = _refusals(results)
    kept = Amendment.objects.everything(reason="a test looks").get()
    assert kept.person.full_name in refusal.sentence
    assert fresh_share(share).assignment.text == kept.after["text"]


def test_an_extension_granted_while_the_task_is_finished_leaves_no_half(committed_world):
    world = committed_world
    petition = _asked(world)

    results = at_once(
        [
            partial(petitioning.grant_extension, world.actor(world.province.head), petition),
            _report(world, petition.assigned, finished=True),
        ]
    )

    refused = _refusals(results)
    kept = Petition.objects.everything(reason="a test looks").get(pk=petition.pk)
    assert fresh_share(petition.assigned).state == WorkState.DONE
    assert (kept.state == "dropped") == bool(refused)
    assert (fresh_share(petition.assigned).due_on == LATER) == (kept.state == "granted")


def _report(world, share, *, finished, key="lan-1"):
    return partial(
        report_progress,
        world.actor(world.commune.clerk),
        share,
        text="Đã mở ba lớp.",
        finished=finished,
        files=[],
        submission_key=key,
    )


@pytest.mark.parametrize("finished", [False, True])
def test_a_document_withdrawn_while_a_task_is_reported_loses_nothing(committed_world, finished):
    world = committed_world
    share = accept_task(world.actor(world.commune.clerk), assigned_task(world))
    dispatch = share.assignment.document.dispatch
    send = _report(world, share, finished=finished)
    withdraw = partial(
        withdraw_directive,
        world.actor(world.province.head),
        dispatch,
        reason="Ban hành nhầm.",
        on=date(2026, 3, 2),
    )

    results = at_once([send, withdraw, send])

    assert not _refusals(results)
    assert results[0] == results[2]
    assert ProgressReport.objects.everything(reason="counted by a test").count() == 1
    ends = {WorkState.LAPSED} | ({WorkState.DONE} if finished else set())
    assert fresh_share(share).state in ends
    others = AssignedBody.objects.everything(reason="a test looks").exclude(pk=share.pk)
    assert set(others.values_list("state", flat=True)) == {WorkState.LAPSED}


def test_of_two_who_withdraw_at_once_one_does(committed_world):
    world = committed_world
    dispatch = assigned_dispatch(world)
    people = [world.actor(world.province.head), world.actor(world.province.clerk)]

    results = at_once(
        [
            partial(withdraw_directive, actor, dispatch, reason="Nhầm.", on=date(2026, 3, 2))
            for actor in people
        ]
    )

    assert len(_refusals(results)) == 1
    assert _logged("document.revoke") == 1


def test_a_task_amended_while_its_document_is_withdrawn_ends_lapsed(committed_world):
    world = committed_world
    share = assigned_task(world)
    amend = partial(
        amending.amend_task,
        world.actor(world.province.clerk),
        share.assignment,
        amending.Change(text="Mở hai buổi học.", due_on=LATER),
        amending.Ground("Đổi lịch.", date(2026, 3, 2)),
        seen=0,
    )
    withdraw = partial(
        withdraw_directive,
        world.actor(world.province.head),
        share.assignment.document.dispatch,
        reason="Nhầm.",
        on=date(2026, 3, 2),
    )

    at_once([amend, withdraw])

    assert fresh_share(share).state == WorkState.LAPSED


def test_a_withdrawal_cut_off_in_the_middle_leaves_nothing_half(committed_world):
    world = committed_world
    share = accept_task(world.actor(world.commune.clerk), assigned_task(world))
    withdraw = partial(
        withdraw_directive,
        world.actor(world.province.head),
        share.assignment.document.dispatch,
        reason="Nhầm.",
        on=date(2026, 3, 2),
    )

    with pytest.raises(OperationalError):
        _cut_off(withdraw)
    connection.close()

    assert fresh_share(share).state == WorkState.ACCEPTED
    assert _logged("document.revoke", "assignment.lapse") == 0
    assert withdraw() > 0
    assert fresh_share(share).state == WorkState.LAPSED


@transaction.atomic
def _cut_off(act):
    """The act, and then the loss of the line to the database before it is committed."""
    act()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
