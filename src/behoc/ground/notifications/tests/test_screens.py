"""The bell and the page of notices."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.kits.world import MOMENT, SINCE

from behoc.ground.accounts.services import create_membership
from behoc.ground.notifications.models import Notice
from behoc.ground.notifications.services import notify, settle_notices
from behoc.kernel import clock
from behoc.kernel.words import sentence

PAGE = "/thong-bao/"


def _tell(person, key, *, body=None, kind="assignment.new", days=0):
    with clock.held(MOMENT + timedelta(days=days)):
        notify(
            [person.pk],
            kind=kind,
            title=sentence("%(count)s nhiệm vụ mới từ %(source)s", count=2, source=key),
            url="/nhiem-vu/",
            key=key,
            body_id=body.pk if body else None,
        )
    return Notice.objects.everything(reason="a test picks it").get(person=person, key=key)


def _text(response):
    return response.content.decode()


def test_the_bell_counts_what_was_not_looked_at(world):
    clerk = world.commune.clerk
    client = world.client(clerk)
    assert "chưa xem" not in _text(client.get("/"))

    _tell(clerk, "KH 1")
    _tell(clerk, "KH 2")
    _tell(world.commune.head, "KH 3")

    assert "2 chưa xem" in _text(client.get("/"))


def test_what_was_told_is_said_with_its_facts_and_leads_to_its_page(world):
    clerk = world.commune.clerk
    client = world.client(clerk)
    notice = _tell(clerk, "KH 1", body=world.commune.body)

    assert "2 nhiệm vụ mới từ KH 1" in _text(client.get(PAGE))
    response = client.get(reverse("notifications:open", args=[notice.public_id]))

    assert (response.status_code, response.url) == (302, "/nhiem-vu/")
    notice.refresh_from_db()
    assert notice.seen_at == MOMENT


def test_unseen_ones_stand_first_and_days_are_named(world):
    clerk = world.commune.clerk
    client = world.client(clerk)
    seen = _tell(clerk, "Mới mà đã xem", days=0)
    _tell(clerk, "Hôm qua", days=-1)
    _tell(clerk, "Lâu rồi", days=-9)
    client.post(reverse("notifications:seen", args=[seen.public_id]))

    text = _text(client.get(PAGE))

    marks = ["Chưa xem", "Hôm qua", "từ Lâu rồi", "Đã xem</h2>", "Hôm nay", "từ Mới mà đã xem"]
    places = [text.index(mark, text.index("<h1>")) for mark in marks]
    assert places == sorted(places)


def test_all_of_a_kind_are_marked_at_once_and_the_rest_stays(world):
    clerk = world.commune.clerk
    client = world.client(clerk)
    _tell(clerk, "a")
    _tell(clerk, "b")

    answer = client.post(PAGE + "da-xem/", {"loai": "assignment.new"})

    assert answer.status_code == 303
    assert "Không có thông báo nào chưa xem" in _text(client.get(PAGE))


@pytest.mark.parametrize("kind", ["", "khong-co", "assignment.new' OR 1"])
def test_an_unknown_kind_shows_all(world, kind):
    _tell(world.commune.clerk, "KH 1")

    assert "từ KH 1" in _text(world.client(world.commune.clerk).get(PAGE, {"loai": kind}))


def test_a_matter_of_another_body_is_opened_after_changing_over(world):
    person, other = world.commune.clerk, world.commune_party.body
    create_membership(person, other.pk, "clerk", granted_by_id=None, starts_on=SINCE)
    client = world.client(person)
    notice = _tell(person, "KH 1", body=other)

    text = _text(client.get(reverse("notifications:open", args=[notice.public_id])))
    answer = client.post("/lam-viec-cho/", {"body": other.public_id, "next": "/nhiem-vu/"})

    assert "Chuyển và mở" in text
    assert answer.url == "/nhiem-vu/"
    assert other.name in _text(client.get("/nhiem-vu/"))


def test_changing_over_never_leads_outside(world):
    body = world.commune.body.public_id
    client = world.client(world.commune.clerk)

    answer = client.post("/lam-viec-cho/", {"body": body, "next": "https://example.net/"})

    assert answer.url == "/"


def test_a_matter_of_a_body_left_behind_is_said_to_be_out_of_hand(world):
    notice = _tell(world.commune.clerk, "KH 1", body=world.neighbour.body)

    client = world.client(world.commune.clerk)
    text = _text(client.get(reverse("notifications:open", args=[notice.public_id])))

    assert "không còn giữ vai trò" in text
    assert "Chuyển và mở" not in text


def test_what_is_settled_waits_no_longer(world):
    clerk = world.commune.clerk
    _tell(clerk, "KH 1")

    settle_notices(["KH 1"])

    text = _text(world.client(clerk).get(PAGE))
    assert "việc đã xong" in text
    assert "Không có thông báo nào chưa xem" in text
