import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from behoc.kernel.jobs import enqueue
from tests.kits.committed import at_once


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
