"""Setting how one is told."""

import pytest

from behoc.ground.audit.models import AuditEntry
from behoc.ground.notifications.models import NoticeWishes

PAGE = "/thong-bao/cach-nhan/"
GIVEN = {
    "by_mail": "on",
    "email": "lan@example.vn",
    "hour": "16",
    "wanted": ["assignment.new"],
    "leave_from": "",
    "leave_until": "",
}


def _wishes():
    return list(NoticeWishes.objects.everything(reason="a test looks at all"))


def _logged():
    rows = AuditEntry.objects.everything(reason="a test looks at all")
    return rows.filter(action="notice.set").count()


def test_what_is_chosen_is_kept_and_shown_again(world):
    client = world.client(world.commune.clerk)

    answer = client.post(PAGE, GIVEN)

    assert answer.status_code == 303
    (wishes,) = _wishes()
    assert (wishes.email, wishes.hour, wishes.person) == (
        "lan@example.vn",
        16,
        world.commune.clerk,
    )
    assert "assignment.new" not in wishes.muted
    assert 'value="lan@example.vn"' in client.get(PAGE).content.decode()


def test_a_kind_that_is_not_ticked_is_muted(world):
    world.client(world.commune.clerk).post(PAGE, GIVEN | {"wanted": []})

    assert "assignment.new" in _wishes()[0].muted


def test_sent_twice_it_is_one_row_and_one_entry_of_the_log(world):
    client = world.client(world.commune.clerk)
    client.post(PAGE, GIVEN)
    client.post(PAGE, GIVEN)

    assert len(_wishes()) == 1
    assert _logged() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "khong-phai-thu"}, "email"),
        ({"email": ""}, "Ghi địa chỉ thư điện tử"),
        ({"hour": "24"}, "24"),
        ({"wanted": ["khong-co"]}, "khong-co"),
        ({"leave_from": "2026-03-05"}, "Ghi cả ngày đầu và ngày cuối"),
        ({"leave_from": "2026-03-05", "leave_until": "2026-03-04"}, "Ngày cuối phải từ ngày đầu"),
        ({"leave_from": "hôm nay", "leave_until": "2026-03-04"}, "Ghi ngày như 01/07/2026"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_kept(world, change, words):
    answer = world.client(world.commune.clerk).post(PAGE, GIVEN | change)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert _wishes() == []


def test_the_page_names_the_next_public_holiday(world):
    text = world.client(world.commune.clerk).get(PAGE).content.decode()

    assert "Ngày Giỗ Tổ Hùng Vương, 26/04/2026" in text
