"""The daily letter: when it goes, what it says, what becomes of it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from behoc.ground.accounts.services import set_active
from behoc.ground.notifications.models import Letter, Notice
from behoc.ground.notifications.rules.letters import PATIENCE
from behoc.ground.notifications.services import letters, notify
from behoc.ground.notifications.services.letters import gather_letters, send_letter
from behoc.ground.notifications.services.seeing import mark_all_seen
from behoc.ground.notifications.services.wishes import keep_wishes
from behoc.kernel import clock
from behoc.kernel.words import sentence

pytestmark = pytest.mark.usefixtures("mail_server")

EVENING = datetime(2026, 3, 2, 20, 0, tzinfo=clock.HOME)  # a Monday
SEVEN = datetime(2026, 3, 3, 7, 3, tzinfo=clock.HOME)
SATURDAY = datetime(2026, 3, 7, 7, 3, tzinfo=clock.HOME)
MONDAY = datetime(2026, 3, 9, 7, 3, tzinfo=clock.HOME)
KIND = "assignment.new"


@pytest.fixture
def clerk(world):
    person = world.commune.clerk
    person.email = "vanthu@example.vn"
    person.save()
    return person


@pytest.fixture
def urgent(monkeypatch):
    monkeypatch.setattr(letters, "urgent_kinds", lambda: frozenset({KIND}))


def _tell(person, key, *, at=EVENING, body=None):
    with clock.held(at):
        notify(
            [person.pk],
            kind=KIND,
            title=sentence("%(count)s nhiệm vụ mới từ %(source)s", count=2, source=key),
            text="Hạn gần nhất 30/06/2026.",
            url="/nhiem-vu/",
            key=key,
            body_id=body.pk if body else None,
        )


def _wish(world, person, **said):
    given = {"by_mail": True, "email": "", "hour": 7, "wanted": [KIND]} | said
    with clock.held(EVENING):
        keep_wishes(world.actor(person), **given)


def _letters():
    return list(Letter.objects.everything(reason="a test looks at all").order_by("pk"))


def _post(at):
    """What the worker does at that moment: gather, then every job that waits."""
    with clock.held(at):
        gather_letters()
        for job in ProcrastinateJob.objects.filter(task_name="notifications.send_letter"):
            send_letter(**job.args)


def test_the_letter_says_in_text_and_html_what_happened_and_where(world, clerk, mail_server):
    _tell(clerk, "KH 12 <b>&</b>", body=world.commune.body)
    _post(SEVEN)

    (letter,) = mail_server.letters
    text = letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    assert letter["To"] == "vanthu@example.vn"
    assert letter["Subject"].strip() == "Bể Học: 1 thông báo, ngày 03/03/2026"
    assert letter["Message-ID"] == _letters()[0].message_id
    assert "2 nhiệm vụ mới từ KH 12 <b>&</b>" in text
    assert "Nhiệm vụ mới giao" in text
    assert "KH 12 &lt;b&gt;&amp;&lt;/b&gt;" in html
    notice = Notice.objects.everything(reason="a test picks it").get()
    assert f"/thong-bao/{notice.public_id}/" in text
    assert f'/thong-bao/{notice.public_id}/"' in html
    assert "/thong-bao/cach-nhan/" in text


def test_one_letter_a_day_with_all_that_came_before_its_hour(clerk, mail_server):
    _tell(clerk, "KH 1")
    _tell(clerk, "KH 2")
    _post(SEVEN)
    _tell(clerk, "KH 3", at=SEVEN + timedelta(hours=1))
    _post(SEVEN + timedelta(hours=9))

    assert len(mail_server.letters) == 1
    _post(SEVEN + timedelta(days=1))
    assert [letter["Subject"].strip().split(",")[0] for letter in mail_server.letters] == [
        "Bể Học: 2 thông báo",
        "Bể Học: 1 thông báo",
    ]


def test_nothing_goes_before_ones_own_hour(world, clerk, mail_server):
    _wish(world, clerk, hour=16, email="rieng@example.vn")
    _tell(clerk, "KH 1")

    _post(SEVEN)
    assert _letters() == []
    _post(SEVEN.replace(hour=16, minute=1))

    assert [letter["To"] for letter in mail_server.letters] == ["rieng@example.vn"]


def test_what_comes_after_the_hour_waits_for_the_next_day(clerk, mail_server):
    _tell(clerk, "KH 1", at=SEVEN + timedelta(hours=1))
    _post(SEVEN + timedelta(hours=2))

    assert _letters() == []


def test_a_letter_is_never_empty(world, clerk, mail_server):
    _post(SEVEN)
    assert _letters() == []
    _tell(clerk, "KH 1")
    with clock.held(SEVEN):
        gather_letters()
        mark_all_seen(world.actor(clerk))
    _post(SEVEN)

    assert mail_server.letters == []
    assert [letter.state for letter in _letters()] == ["empty"]


@pytest.mark.parametrize("said", [{"by_mail": False}, {"wanted": []}])
def test_who_wants_no_letter_or_not_that_kind_gets_none(world, clerk, mail_server, said):
    _wish(world, clerk, **said)
    _tell(clerk, "KH 1")
    _post(SEVEN)

    assert _letters() == []


def test_who_has_no_address_or_is_locked_gets_none(world, clerk, mail_server):
    set_active(clerk, active=False)
    _tell(clerk, "KH 1")
    _tell(world.commune.head, "KH 1")
    _post(SEVEN)

    assert _letters() == []


def test_on_a_quiet_day_nothing_goes_and_all_comes_on_the_next_working_day(clerk, mail_server):
    _tell(clerk, "KH 1", at=SATURDAY - timedelta(hours=12))
    _post(SATURDAY)
    _post(SATURDAY + timedelta(days=1))
    assert _letters() == []

    _post(MONDAY)

    assert len(mail_server.letters) == 1


@pytest.mark.usefixtures("urgent")
def test_what_is_urgent_goes_on_a_quiet_day_too(clerk, mail_server):
    _tell(clerk, "KH 1", at=SATURDAY - timedelta(hours=12))
    _post(SATURDAY)

    assert len(mail_server.letters) == 1


def test_during_ones_own_leave_nothing_goes(world, clerk, mail_server):
    _wish(world, clerk, leave_from=date(2026, 3, 3), leave_until=date(2026, 3, 4))
    _tell(clerk, "KH 1")
    for days in range(2):
        _post(SEVEN + timedelta(days=days))
    assert _letters() == []

    _post(SEVEN + timedelta(days=2))

    assert len(mail_server.letters) == 1


def test_a_busy_server_is_asked_again_and_the_reason_is_kept(clerk, mail_server):
    _tell(clerk, "KH 1")
    mail_server.answer = "451 try again later"
    _post(SEVEN)
    (letter,) = _letters()
    assert (letter.state, letter.attempts) == ("waiting", 1)
    assert "try again later" in letter.failure

    mail_server.answer = "250 taken"
    _post(SEVEN + timedelta(minutes=PATIENCE[0]))

    assert [letter.state for letter in _letters()] == ["sent"]
    assert len(mail_server.letters) == 1


def test_a_server_that_stays_away_makes_the_letter_fail_and_its_news_wait(
    world, clerk, mail_server, settings
):
    _tell(clerk, "KH 1")
    settings.EMAIL_PORT = 1
    at = SEVEN
    for minutes in (0, *PATIENCE, *PATIENCE):
        at += timedelta(minutes=minutes)
        _post(at)
    (letter,) = _letters()
    assert (letter.state, letter.attempts) == ("failed", len(PATIENCE) + 1)
    page = world.client(clerk).get("/thong-bao/cach-nhan/").content.decode()
    assert "Không gửi được" in page
    assert "refused" in page

    settings.EMAIL_PORT = mail_server.port
    _post(SEVEN + timedelta(days=1))

    assert len(mail_server.letters) == 1


def test_an_address_that_does_not_exist_is_not_tried_again(clerk, mail_server):
    _tell(clerk, "KH 1")
    mail_server.answer_to_recipient = "550 no such box"
    _post(SEVEN)
    _post(SEVEN + timedelta(hours=2))

    (letter,) = _letters()
    assert (letter.state, letter.attempts) == ("failed", 1)
    assert "no such box" in letter.failure


def test_a_machine_without_a_mail_server_writes_no_letter(world, clerk, settings):
    settings.MAIL_IS_SENT = False
    _tell(clerk, "KH 1")
    _post(SEVEN)

    assert _letters() == []
    assert "chưa nối với nơi gửi thư" in (
        world.client(clerk).get("/thong-bao/cach-nhan/").content.decode()
    )


def test_gathering_takes_as_many_queries_for_many_people_as_for_one(world, clerk, mail_server):
    _tell(clerk, "KH 1")
    with clock.held(SEVEN), CaptureQueriesContext(connection) as one:
        gather_letters()
    for desk in (world.neighbour, world.province, world.cell):
        desk.clerk.email = f"{desk.body.code}@example.vn".lower()
        desk.clerk.save()
        _tell(desk.clerk, "KH 2")
    with clock.held(SEVEN), CaptureQueriesContext(connection) as three:
        gather_letters()

    asked = [len([q for q in run if "procrastinate" not in q["sql"]]) for run in (one, three)]
    assert asked[0] == asked[1]
    assert len(_letters()) == 4
