"""Several senders at once, and senders that are killed: a letter never goes twice."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.kits.committed import at_once
from tests.kits.mail_server import TAKEN

from behoc.ground.notifications.models import Letter
from behoc.ground.notifications.services import notify
from behoc.ground.notifications.services.letters import gather_letters, send_letter
from behoc.kernel import clock

SEVEN = datetime(2026, 3, 3, 7, 3, tzinfo=clock.HOME)
SENDER = """
import django; django.setup()
from behoc.ground.notifications.services.letters import send_letter
send_letter({letter_id})
"""


@pytest.fixture
def letter(committed_world, mail_server):
    clerk = committed_world.commune.clerk
    clerk.email = "vanthu@example.vn"
    clerk.save()
    notify([clerk.pk], kind="assignment.new", title="Có việc mới", url="/nhiem-vu/", key="1")
    with clock.held(SEVEN):
        assert gather_letters() == 1
    return Letter.objects.everything(reason="a test picks it").get()


def _sender(letter, mail_server, tmp_path):
    """The sender as a process of its own, as the worker is."""
    database = urlsplit(os.environ["DATABASE_URL"])
    database = database._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "behoc.config.settings",
        "DATABASE_URL": database,
        "BEHOC_LOCAL": "1",
        "BEHOC_VAR": str(tmp_path),
        "EMAIL_URL": mail_server.url,
    }
    code = SENDER.format(letter_id=letter.pk)
    return subprocess.Popen([sys.executable, "-c", code], env=environment)


def _again(letter):
    """Everything that the product does later to bring letters on their way."""
    for minutes in (5, 20, 40):
        with clock.held(SEVEN + timedelta(minutes=minutes)):
            gather_letters()
            for job in ProcrastinateJob.objects.filter(task_name="notifications.send_letter"):
                send_letter(**job.args)
    letter.refresh_from_db()


def test_a_sender_killed_after_the_server_took_the_letter_sends_it_no_second_time(
    letter, mail_server, tmp_path
):
    started = []

    def kill_and_take():
        os.kill(started[0].pid, signal.SIGKILL)
        started[0].wait()
        return TAKEN

    mail_server.answer = kill_and_take
    started.append(_sender(letter, mail_server, tmp_path))
    assert started[0].wait(60) == -signal.SIGKILL
    letter.refresh_from_db()
    assert letter.state == "sending"
    mail_server.answer = TAKEN
    Letter.objects.everything(reason="a test turns the clock").update(sending_at=SEVEN)

    _again(letter)

    assert len(mail_server.letters) == 1
    assert letter.state == "unsure"


def test_a_sender_killed_before_it_began_is_followed_by_another(letter, mail_server, tmp_path):
    # The first job was taken, and its worker killed.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

    _again(letter)

    assert letter.state == "sent"
    assert len(mail_server.letters) == 1


def test_a_whole_sender_of_its_own_sends_through_the_server_that_the_environment_names(
    letter, mail_server, tmp_path
):
    assert _sender(letter, mail_server, tmp_path).wait(60) == 0

    letter.refresh_from_db()
    assert letter.state == "sent"
    assert [one["To"] for one in mail_server.letters] == ["vanthu@example.vn"]


def test_two_senders_at_once_send_one_letter(letter, mail_server):
    at_once([lambda: send_letter(letter.pk)] * 4)

    letter.refresh_from_db()
    assert letter.state == "sent"
    assert len(mail_server.letters) == 1


def test_two_who_gather_at_once_write_one_letter(letter, committed_world):
    head = committed_world.commune.head
    head.email = "lanhdao@example.vn"
    head.save()
    notify([head.pk], kind="assignment.new", title="Có việc mới", url="/nhiem-vu/", key="2")

    def gather():
        with clock.held(SEVEN):
            return gather_letters()

    at_once([gather] * 4)

    assert Letter.objects.everything(reason="a test counts").filter(person=head).count() == 1
