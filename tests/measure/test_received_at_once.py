"""Senders and workers at the same moment: one report, one receipt, nothing left behind."""

import pytest
from django.db import transaction

from behoc.measure.indicators.models import Figure
from behoc.measure.reporting.models import Report, ReportReceipt, ReportVersion
from behoc.measure.reporting.services import checking
from behoc.measure.reporting.services.checking import check_received
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.filling import receive
from tests.kits.committed import at_once
from tests.kits.reports import YEAR, ask, duty_of, full

REASON = "a test looks at what is kept"

pytestmark = pytest.mark.django_db(transaction=True)


class KilledError(BaseException):
    """A worker that is killed gets no chance to clear up."""


def written(world, *, years=1):
    """Reports of one body for several years, ready to be sent."""
    duty = duty_of(world, world.province, named=[world.commune.body.public_id])
    writer = world.actor(world.commune.head)
    asked = [
        ask(world, world.province, world.commune, duty=duty, period=YEAR.moved(-back))
        for back in range(years)
    ]
    for each in asked:
        save_answers(writer, each.public_id, revision=0, patch=full(), key="")
    return asked


def states():
    rows = Report.objects.everything(reason=REASON).order_by("pk")
    return list(rows.values_list("state", flat=True))


def count_versions():
    return ReportVersion.objects.everything(reason=REASON).count()


def count_waiting():
    return ReportReceipt.objects.everything(reason=REASON).filter(waits=True).count()


def test_one_sending_that_arrives_eight_times_is_one_receipt_and_one_report(committed_world):
    world = committed_world
    [asked] = written(world)
    writer = world.actor(world.commune.head)

    told = at_once([lambda: receive(writer, asked.public_id, revision=1, key="mot")] * 8)
    check_received()

    assert len(set(told)) == 1
    assert states() == ["submitted"]
    assert count_versions() == 1


def test_of_two_senders_at_once_one_is_received_and_the_other_is_told(committed_world):
    world = committed_world
    [asked] = written(world)
    people = [world.actor(each) for each in (world.commune.head, world.commune.specialist)]

    told = at_once(
        [
            lambda number=number, person=person: receive(
                person, asked.public_id, revision=1, key=f"k{number}"
            )
            for number, person in enumerate(people * 2)
        ]
    )
    check_received()

    refused = [each for each in told if isinstance(each, Exception)]
    assert len(refused) == 3
    assert all("đang kiểm tra" in str(each) for each in refused)
    assert count_versions() == 1


def test_somebody_who_writes_while_another_sends_is_in_or_is_told(committed_world):
    world = committed_world
    [asked] = written(world)
    head, other = (world.actor(each) for each in (world.commune.head, world.commune.specialist))
    more = {"cells": {"books": {"n": "9"}}}

    told = at_once(
        [
            lambda: receive(head, asked.public_id, revision=1, key="mot"),
            lambda: save_answers(other, asked.public_id, revision=1, patch=more, key="hai"),
        ]
    )
    check_received()

    refused = [each for each in told if isinstance(each, Exception)]
    assert len(refused) == 1
    assert states() == (["draft"] if refused[0] is told[0] else ["submitted"])


def test_two_workers_at_once_send_each_report_once(committed_world):
    world = committed_world
    writer = world.actor(world.commune.head)
    for each in written(world, years=6):
        receive(writer, each.public_id, revision=1, key="mot")

    settled = at_once([check_received] * 3)
    check_received()

    assert all(isinstance(each, int) for each in settled)
    assert states() == ["submitted"] * 6
    assert count_versions() == 6
    assert Figure.objects.everything(reason=REASON).count() == 12
    assert count_waiting() == 0


def test_a_worker_killed_in_the_middle_leaves_all_to_the_next(committed_world, monkeypatch):
    world = committed_world
    writer = world.actor(world.commune.head)
    for each in written(world, years=3):
        receive(writer, each.public_id, revision=1, key="mot")
    send_all = checking.send_all

    def die_after(sendings):
        send_all(sendings)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(checking, "send_all", die_after)
        with pytest.raises(KilledError):
            check_received()

    assert states() == ["draft"] * 3
    assert (count_versions(), count_waiting()) == (0, 3)
    assert check_received() == 3
    assert states() == ["submitted"] * 3
    assert (count_versions(), count_waiting()) == (3, 0)


def test_what_is_received_in_a_transaction_that_fails_leaves_nothing(committed_world):
    world = committed_world
    [asked] = written(world)
    writer = world.actor(world.commune.head)

    @transaction.atomic
    def receive_and_fail():
        receive(writer, asked.public_id, revision=1, key="mot")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        receive_and_fail()

    assert count_waiting() == 0


def test_the_workers_own_job_sends_what_was_received(committed_world, run_jobs):
    world = committed_world
    writer = world.actor(world.commune.head)
    for each in written(world, years=3):
        receive(writer, each.public_id, revision=1, key="mot")

    run_jobs()

    assert states() == ["submitted"] * 3
