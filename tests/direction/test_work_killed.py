"""The worker killed in the middle of standing work: nothing is lost, nothing happens twice."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction

from behoc.direction.assignments.models import AssignedBody, Reminder
from behoc.direction.assignments.services.escalating import escalate
from behoc.direction.assignments.services.recurring import open_periods
from behoc.direction.assignments.services.reminding import remind
from behoc.ground.audit.models import AuditEntry
from behoc.ground.notifications.models import Notice
from behoc.kernel import clock
from tests.kits.dispatches import assigned_task

NEXT_YEAR = datetime(2027, 1, 1, 5, tzinfo=UTC)
LATE = datetime(2026, 11, 20, 3, tzinfo=UTC)
# The work goes on one share at a time and stops where its second step is written but not kept.
WORKER = """
import signal
from datetime import datetime
import django; django.setup()
from behoc.direction.assignments.services import {module} as work
from behoc.ground.access.queries import actor_for
from behoc.ground.accounts.models import Person
from behoc.direction.assignments.models import AssignedBody
from behoc.kernel import clock

kept, done = work.record_all, []

def stop(*told, **more):
    kept(*told, **more)
    done.extend([told] if told[-1] else [])
    if len(done) == {stop_at}:
        print("here", flush=True)
        signal.pause()

work.record_all, work.AT_ONCE = stop, 1
with clock.held(datetime.fromisoformat("{moment}")):
    {act}
"""


@pytest.fixture
def shares(committed_world):
    """The commune's and its neighbour's share of one yearly duty."""
    people = [committed_world.commune, committed_world.neighbour, committed_world.province]
    assert all(desk.head and desk.clerk for desk in people)
    task = assigned_task(committed_world)
    rows = AssignedBody.objects.everything(reason="a test picks both shares")
    return rows.filter(assignment=task.assignment).order_by("pk")


def _kill_in_the_middle(tmp_path, **code) -> None:
    """A worker process of its own, ended by force when it says that it is in the middle."""
    database = urlsplit(os.environ["DATABASE_URL"])
    database = database._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "behoc.config.settings",
        "DATABASE_URL": database,
        "BEHOC_LOCAL": "1",
        "BEHOC_VAR": str(tmp_path),
    }
    code = WORKER.format(**{"stop_at": 2, **code})
    worker = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "here\n"
    os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(60) == -signal.SIGKILL
    worker.stdout.close()


def _released(shares) -> None:
    """Wait until the database has let go of what the dead worker held."""
    with transaction.atomic():
        list(shares.select_for_update(of=("self",)))


def _periods(shares):
    return sorted(shares.values_list("organisation__code", "period"))


def _logged(action: str) -> int:
    return AuditEntry.objects.everything(reason="a test counts").filter(action=action).count()


def test_periods_open_once_after_the_worker_was_killed(shares, tmp_path):
    _kill_in_the_middle(
        tmp_path, module="recurring", moment=NEXT_YEAR.isoformat(), act="work.open_periods()"
    )
    _released(shares)
    assert len(_periods(shares)) == 3  # what the first turn kept, and nothing of the second

    with clock.held(NEXT_YEAR):
        open_periods()
        open_periods()

    bodies = sorted(set(shares.values_list("organisation__code", flat=True)))
    assert _periods(shares) == sorted((body, year) for body in bodies for year in ("2026", "2027"))
    assert shares.filter(is_current=True).count() == 2
    assert _logged("assignment.open_period") == 2


def test_a_step_is_told_once_after_the_worker_was_killed(committed_world, shares, tmp_path):
    _kill_in_the_middle(
        tmp_path, module="escalating", moment=LATE.isoformat(), act="work.escalate()"
    )
    _released(shares)
    rows = Reminder.objects.everything(reason="a test counts")
    assert rows.count() == 1

    with clock.held(LATE):
        escalate()
        escalate()

    assert sorted(rows.values_list("assigned__organisation__code", "step")) == [
        ("KH", "unopened"),
        ("SG", "unopened"),
        ("UB-BG", "late"),
        ("UB-BG", "unopened"),
        ("UB-TL", "late"),
        ("UB-TL", "unopened"),
    ]
    assert _logged("assignment.escalate") == 6
    told = Notice.objects.everything(reason="a test counts").filter(kind="assignment.waiting")
    for desk in (committed_world.commune, committed_world.neighbour):
        assert told.filter(person=desk.clerk).count() == 1  # late
        assert told.filter(person=desk.head).count() == 2  # late, and not accepted


def test_a_reminder_that_was_not_kept_is_not_told_and_can_be_sent_again(
    committed_world, shares, tmp_path
):
    head = committed_world.province.head
    act = (
        f"actor = actor_for(Person.objects.get(pk={head.pk}))[0]\n"
        "    rows = AssignedBody.objects.everything(reason='a test hands them over')\n"
        f"    work.remind(actor, list(rows.filter(pk__in={[each.pk for each in shares]})), 'Nhắc.')"
    )
    _kill_in_the_middle(tmp_path, module="reminding", moment=LATE.isoformat(), act=act, stop_at=1)
    _released(shares)
    rows = Reminder.objects.everything(reason="a test counts")
    told = Notice.objects.everything(reason="a test counts").filter(kind="assignment.reminded")
    assert (rows.count(), told.count(), _logged("assignment.remind")) == (0, 0, 0)

    with clock.held(LATE):
        sent = remind(committed_world.actor(head), list(shares), "Nhắc.")

    assert (sent.sent, rows.count(), _logged("assignment.remind")) == (2, 2, 2)
    for desk in (committed_world.commune, committed_world.neighbour):
        assert told.filter(person=desk.clerk).count() == 1
