"""Calendars fetched by phones: right in form, only what the secret opens, only for as long."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from icalendar import Calendar

from behoc.direction.assignments.models import AssignedBody
from behoc.ground.accounts.queries import list_memberships_of
from behoc.ground.accounts.services import create_membership, end_membership, set_active
from behoc.ground.notifications.models import CalendarToken
from behoc.ground.notifications.rules.calendar import Event, write_calendar
from behoc.ground.notifications.services.calendars import (
    MOST_IN_AN_HOUR,
    MOST_TOKENS,
    open_calendar,
    revoke_calendar,
)
from behoc.kernel import clock
from behoc.kernel.errors import RuleBroken
from tests.kits import dispatches
from tests.kits.world import MOMENT, SINCE

LONG = "Hạn: mở lớp; ghi “a, b” \\ và\nxuống dòng, " + "tiếng Việt có dấu ễ " * 12


def _due(body):
    rows = AssignedBody.objects.everything(reason="a test looks at all")
    return {
        f"{share.public_id}@localhost": share.due_on
        for share in rows.filter(organisation=body, due_on__isnull=False)
    }


@pytest.fixture
def tasks(world):
    """Dated tasks of the commune and of its neighbour."""
    for desk in (world.commune, world.neighbour):
        reading = dispatches.sample_reading(*[desk.body.name] * 3)
        dispatches.assigned_dispatch(world, desk, reading=reading)
    rows = AssignedBody.objects.everything(reason="a test gives every task a day")
    rows.update(due_on=date(2026, 6, 30))
    return world


def _open(world, person, *, for_body=True):
    return open_calendar(world.actor(person), for_body=for_body)


def _fetch(world, secret, **headers):
    return world.client().get(f"/lich/{secret}.ics", headers=headers)


def _days(response):
    calendar = Calendar.from_ical(response.content)
    return {str(event["UID"]): event.decoded("DTSTART") for event in calendar.walk("VEVENT")}


def test_a_calendar_reads_back_as_it_was_meant_whatever_the_text():
    event = Event("a@b.vn", date(2026, 6, 30), LONG, LONG, "https://b.vn/x/", MOMENT)

    content = write_calendar("Việc của xã; A, B", [event])

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.count(b"\n") == content.count(b"\r\n")
    calendar = Calendar.from_ical(content)
    (read,) = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not read.errors
    assert (str(read["SUMMARY"]), str(read["DESCRIPTION"])) == (LONG, LONG)
    assert read.decoded("DTSTART") == date(2026, 6, 30)
    assert read.decoded("DTEND") == date(2026, 7, 1)
    assert read.decoded("DTSTAMP") == MOMENT
    (alarm,) = read.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=-15)


def test_the_calendar_of_a_body_shows_its_tasks_and_no_others(tasks):
    _token, secret = _open(tasks, tasks.commune.clerk)

    response = _fetch(tasks, secret)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert len(_due(tasks.commune.body)) > 0
    assert _days(response) == _due(tasks.commune.body)
    assert not _days(response).keys() & _due(tasks.neighbour.body).keys()


def test_ones_own_calendar_has_the_tasks_of_all_ones_bodies_but_not_those_others_answer_for(tasks):
    clerk, other = tasks.commune.clerk, tasks.neighbour.body
    create_membership(clerk, other.pk, "clerk", granted_by_id=None, starts_on=SINCE)
    rows = AssignedBody.objects.everything(reason="a test names a colleague")
    theirs = rows.filter(organisation=tasks.commune.body).first()
    theirs.person_answerable = tasks.commune.specialist
    theirs.save()

    days = _days(_fetch(tasks, _open(tasks, clerk, for_body=False)[1]))

    wanted = _due(tasks.commune.body) | _due(other)
    wanted.pop(f"{theirs.public_id}@localhost")
    assert days == wanted


def test_the_same_task_keeps_its_uid_and_an_unchanged_calendar_is_not_sent_again(tasks):
    _token, secret = _open(tasks, tasks.commune.clerk)
    first = _fetch(tasks, secret)

    again = _fetch(tasks, secret, if_none_match=f'W/{first["ETag"]}, "other"')
    AssignedBody.objects.everything(reason="a test moves a day").update(due_on=date(2026, 7, 1))
    moved = _fetch(tasks, secret, if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert moved.status_code == 200
    assert _days(moved).keys() == _days(first).keys()


def test_a_revoked_or_made_up_secret_opens_nothing(tasks):
    token, secret = _open(tasks, tasks.commune.clerk)
    assert _fetch(tasks, secret).status_code == 200

    revoke_calendar(tasks.actor(tasks.commune.clerk), token)

    assert _fetch(tasks, secret).status_code == 404
    assert _fetch(tasks, "x" * 43).status_code == 404


def test_who_leaves_the_body_or_is_locked_leaves_no_open_calendar_behind(tasks):
    clerk, head = tasks.commune.clerk, tasks.commune.head
    secrets = [_open(tasks, person)[1] for person in (clerk, head)]
    end_membership(list_memberships_of(clerk)[0])
    set_active(head, active=False)

    with clock.held(MOMENT + timedelta(days=1)):
        answers = [_fetch(tasks, secret).status_code for secret in secrets]

    assert answers == [404, 404]


def test_the_table_holds_no_secret(tasks):
    _token, secret = _open(tasks, tasks.commune.clerk)

    rows = CalendarToken.objects.everything(reason="a test reads the table as a thief would")
    kept = str(list(rows.values_list()))
    assert sha256(secret.encode()).hexdigest() in kept
    assert secret not in kept


def test_a_program_that_asks_without_end_is_put_off_for_the_hour(tasks):
    _token, secret = _open(tasks, tasks.commune.clerk)
    for _time in range(MOST_IN_AN_HOUR):
        assert _fetch(tasks, secret).status_code == 200

    assert _fetch(tasks, secret).status_code == 429
    with clock.held(MOMENT + timedelta(hours=1)):
        assert _fetch(tasks, secret).status_code == 200


def test_a_new_address_is_shown_once_and_the_list_can_revoke_it(tasks):
    client = tasks.client(tasks.commune.clerk)

    made = client.post("/thong-bao/lich/", {"cua": "co-quan"}).content.decode()
    later = client.get("/thong-bao/lich/").content.decode()

    assert "http://localhost:8000/lich/" in made
    assert "/lich/" + made.split("/lich/")[-1].split(".ics")[0] not in later
    assert "Chưa lịch nào lấy" in later
    token = CalendarToken.objects.everything(reason="a test picks it").get()
    assert token.organisation == tasks.commune.body
    assert client.post(f"/thong-bao/lich/{token.public_id}/thu-hoi/").status_code == 303
    assert "Chưa có địa chỉ nào" in client.get("/thong-bao/lich/").content.decode()


def test_addresses_do_not_pile_up(tasks):
    for _time in range(MOST_TOKENS):
        _open(tasks, tasks.commune.clerk)

    with pytest.raises(RuleBroken, match=str(MOST_TOKENS)):
        _open(tasks, tasks.commune.clerk)
    answer = tasks.client(tasks.commune.clerk).post("/thong-bao/lich/", {"cua": "toi"})
    assert answer.status_code == 422
