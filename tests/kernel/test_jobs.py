from threading import Event

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from behoc.kernel.jobs import enqueue, enqueue_sweep
from tests.kits.committed import at_once

SWEEP = "reporting.check"


def _waiting():
    jobs = ProcrastinateJob.objects.filter(task_name="documents.read")
    return [(job.queue_name, job.args, job.status) for job in jobs]


@transaction.atomic
def _enqueue_and_fail(dispatch_id):
    enqueue("documents.read", dispatch_id=dispatch_id)
    raise ZeroDivisionError


def test_a_committed_job_is_there_once(transactional_db):
    with transaction.atomic():
        enqueue("documents.read", dispatch_id=7)

    assert _waiting() == [("documents", {"dispatch_id": 7}, "todo")]


def test_a_job_is_seen_by_nobody_else_before_its_data_is_committed(transactional_db):
    with transaction.atomic():
        enqueue("documents.read", dispatch_id=7)
        seen = at_once([_waiting])

    assert seen == [[]]


def test_a_rolled_back_transaction_takes_its_job_along(transactional_db):
    with pytest.raises(ZeroDivisionError):
        _enqueue_and_fail(7)

    assert _waiting() == []


def test_a_rolled_back_part_of_a_transaction_takes_its_job_along(db):
    enqueue("documents.read", dispatch_id=1)
    with pytest.raises(ZeroDivisionError):
        _enqueue_and_fail(2)

    assert _waiting() == [("documents", {"dispatch_id": 1}, "todo")]


def _asked(status="todo"):
    return ProcrastinateJob.objects.filter(task_name=SWEEP, status=status).count()


def test_a_sweep_that_is_asked_for_often_waits_once(db):
    for _time in range(3):
        enqueue_sweep(SWEEP)

    assert _asked() == 1


def test_a_sweep_that_many_ask_for_at_once_waits_once(transactional_db):
    told = at_once([transaction.atomic(lambda: enqueue_sweep(SWEEP))] * 6)

    assert told == [None] * 6
    assert _asked() == 1


def test_a_sweep_that_has_begun_is_asked_for_again(transactional_db):
    enqueue_sweep(SWEEP)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    enqueue_sweep(SWEEP)

    assert (_asked("doing"), _asked()) == (1, 1)


def test_a_sweep_begins_only_when_whoever_counted_on_it_has_committed(transactional_db):
    """Else it would look too early, and what was written is left behind."""
    order, turn = [], app.tasks[SWEEP].func
    has_asked = Event()

    def write():
        with transaction.atomic():
            enqueue_sweep(SWEEP)
            has_asked.set()
            while not order and not _is_waited_for():
                pass
            order.append("written")

    def begin():
        has_asked.wait()
        turn()
        order.append("swept")

    assert at_once([write, begin]) == [None, None]
    assert order == ["written", "swept"]


def _is_waited_for():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0] > 0
