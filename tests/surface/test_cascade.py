"""How far a dispatch has come, as the giver, a receiver and those above see it."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from behoc.direction.assignments.models import Reminder
from behoc.direction.assignments.queries.cascade import count_by_body, count_by_task
from behoc.direction.assignments.services.breaking_down import NewPart, break_down
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.kernel import clock
from behoc.kernel.errors import NotFound
from behoc.surface.dashboards.queries import cascade_matrix
from behoc.surface.dashboards.queries.cascade import load_cascade
from behoc.surface.dashboards.queries.cascade_matrix import build_matrix
from behoc.surface.dashboards.rules import Choice, Progress
from tests.kits.dispatches import assigned_dispatch, share_of
from tests.kits.world import MOMENT


@pytest.fixture
def dispatch(world):
    """From the province to both communes, its department and the association."""
    return assigned_dispatch(world)


def names(cascade):
    return {body.name for body in cascade.bodies}


def progress(world, dispatch, desk):
    cascade = load_cascade(world.actor(world.province.head), dispatch.public_id)
    return next(body.progress for body in cascade.bodies if body.id == desk.body.pk)


def finish(world, desk, dispatch):
    actor = world.actor(desk.clerk)
    share = accept_task(actor, share_of(dispatch, desk))
    report_progress(
        actor, share, text="Đã mở buổi học.", finished=True, files=[], submission_key="mot"
    )


def test_the_giver_sees_every_body_that_is_to_act(world, dispatch):
    cascade = load_cascade(world.actor(world.province.clerk), dispatch.public_id)

    assert cascade.sees_all
    assert names(cascade) == {
        world.commune.body.name,
        world.neighbour.body.name,
        world.department.body.name,
        world.province_association.body.name,
    }


@pytest.mark.parametrize("role", ["clerk", "specialist", "head", "follower"])
def test_a_receiver_sees_its_own_row_and_not_its_neighbours(world, dispatch, role):
    actor = world.actor(world.commune.holder(role))

    cascade = load_cascade(actor, dispatch.public_id)

    assert not cascade.sees_all
    assert names(cascade) == {world.commune.body.name}
    assert [count.body_id for count in count_by_body(actor, dispatch)] == [world.commune.body.pk]
    assert [task.total("bodies") for task in count_by_task(actor, dispatch)] == [1]


def test_a_body_that_received_nothing_does_not_find_the_dispatch(world, dispatch):
    with pytest.raises(NotFound):
        load_cascade(world.actor(world.commune_party.head), dispatch.public_id)


def test_who_has_not_opened_is_counted_as_unopened_even_when_late(world, dispatch):
    with clock.held(MOMENT + timedelta(days=300)):
        assert progress(world, dispatch, world.commune) is Progress.UNOPENED


def test_who_took_the_task_on_is_under_way_and_late_after_the_last_day(world, dispatch):
    accept_task(world.actor(world.commune.clerk), share_of(dispatch, world.commune))

    assert progress(world, dispatch, world.commune) is Progress.RUNNING
    with clock.held(MOMENT + timedelta(days=300)):
        assert progress(world, dispatch, world.commune) is Progress.LATE


def test_who_has_done_everything_is_done(world, dispatch):
    finish(world, world.commune, dispatch)

    assert progress(world, dispatch, world.commune) is Progress.DONE


def test_the_matrix_has_a_table_for_each_level_and_line_with_its_own_columns(world, dispatch):
    actor = world.actor(world.province.head)
    cascade = load_cascade(actor, dispatch.public_id)

    matrix = build_matrix(actor, cascade, Choice(), count_by_task(actor, dispatch))

    tables = {table.key: table for table in matrix.tables}
    assert list(tables) == ["province.state", "province.association", "commune.state"]
    assert [column.code for column in tables["commune.state"].columns] == ["NV1"]
    assert [column.code for column in tables["province.state"].columns] == ["NV2"]
    assert tables["commune.state"].sums == ("0/2",)


def test_the_page_stands_and_narrows_by_its_address(world, dispatch):
    client = world.client(world.province.head)
    address = reverse("dashboards:cascade", args=[dispatch.public_id])

    whole = client.get(address).content.decode()
    narrowed = client.get(address, {"q": "binh giang"}).content.decode()

    assert "Xã Tân Lộc" in whole or "xã Tân Lộc" in whole
    assert "xã Bình Giang" in narrowed
    assert "xã Tân Lộc" not in narrowed


def rows_named(client, dispatch, *bodies, **asked):
    named = ".".join(body.public_id for body in bodies)
    address = reverse("dashboards:cascade", args=[dispatch.public_id])
    answer = client.get(address, {"cac-noi": named, **asked}, headers={"HX-Request": "true"})
    return answer.content.decode()


def test_a_segment_is_the_bare_rows_of_the_bodies_that_its_address_names(world, dispatch):
    client = world.client(world.province.head)

    part = rows_named(client, dispatch, world.neighbour.body, world.commune.body, cot="1")

    assert part.lstrip().startswith("<tbody")
    assert 0 < part.index("xã Tân Lộc") < part.index("xã Bình Giang")
    assert part.count("chưa nhận") == 2
    assert 'data-l="NV1"' in part
    assert "Sở Giáo dục" not in part


def test_a_segment_without_a_column_for_a_task_sums_it_up_in_the_last(world, dispatch):
    client = world.client(world.province.head)

    part = rows_named(client, dispatch, world.commune.body, rieng="1")

    assert 'data-l="Việc riêng"' in part
    assert "0/1 xong" in part


def test_a_receiver_cannot_name_a_neighbour_into_a_segment(world, dispatch):
    client = world.client(world.commune.head)

    part = rows_named(client, dispatch, world.neighbour.body, world.commune.body, cot="1")

    assert "xã Bình Giang" in part
    assert "Tân Lộc" not in part


def test_the_address_of_a_page_of_one_group_works_without_javascript(world, dispatch):
    client = world.client(world.province.head)
    address = reverse("dashboards:cascade", args=[dispatch.public_id])

    page = client.get(address, {"nhom": "commune.state", "tu": "0"}).content.decode()

    assert "<html" in page
    assert "xã Bình Giang" in page
    assert "Sở Giáo dục" not in page


def test_rows_that_are_away_name_their_bodies_and_columns(world, dispatch, monkeypatch):
    monkeypatch.setattr(cascade_matrix, "ALL_AT_ONCE", 1)
    monkeypatch.setattr(cascade_matrix, "SEGMENT", 1)
    client = world.client(world.province.head)
    page = client.get(reverse("dashboards:cascade", args=[dispatch.public_id])).content.decode()
    away = html.unescape(re.search(r'hx-get="(\?cac-noi=[^"]+)"', page)[1])

    address = reverse("dashboards:cascade", args=[dispatch.public_id]) + away
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert part.count('scope="row"') == 1
    assert 'data-l="NV' in part


def remind(client, dispatch, choice="", **data):
    address = reverse("dashboards:remind", args=[dispatch.public_id])
    return client.post(f"{address}{choice}", data, follow=True)


def reminders():
    return Reminder.objects.everything(reason="a test counts reminders").count()


def test_the_page_says_who_would_be_reminded_before_anybody_is(world, dispatch):
    client = world.client(world.province.head)

    page = client.get(reverse("dashboards:remind", args=[dispatch.public_id]) + "?chua-mo=1")

    assert "Nhắc 4 nơi" in page.content.decode()
    assert world.commune.body.name in page.content.decode()
    assert reminders() == 0


def test_all_silent_bodies_are_reminded_once_a_day(world, dispatch):
    client = world.client(world.province.head)

    first = remind(client, dispatch, "?chua-mo=1", text="Xin trả lời trong tuần.")
    second = remind(client, dispatch, "?chua-mo=1")

    assert "Đã nhắc 4 nơi." in first.content.decode()
    assert "Đã nhắc 0 nơi; 4 nơi đã nhắc hôm nay." in second.content.decode()
    assert reminders() == 4


def test_one_body_is_reminded_alone_and_the_others_tomorrow(world, dispatch):
    client = world.client(world.province.head)
    remind(client, dispatch, f"?noi={world.commune.body.public_id}")
    assert reminders() == 1

    answer = remind(client, dispatch)

    assert "Đã nhắc 3 nơi; 1 nơi đã nhắc hôm nay." in answer.content.decode()


def test_who_has_done_everything_is_not_reminded(world, dispatch):
    finish(world, world.commune, dispatch)

    answer = remind(
        world.client(world.province.head), dispatch, f"?noi={world.commune.body.public_id}"
    )

    assert answer.status_code == 404
    assert reminders() == 0


@pytest.mark.parametrize("role", ["clerk", "head", "follower"])
def test_a_receiver_cannot_remind_its_neighbours(world, dispatch, role):
    answer = remind(world.client(world.commune.holder(role)), dispatch)

    assert answer.status_code in (403, 404)
    assert reminders() == 0


def test_a_follower_of_the_giver_sees_everything_and_may_press_for_it(world, dispatch):
    client = world.client(world.province.follower)
    page = client.get(reverse("dashboards:cascade", args=[dispatch.public_id]))

    assert "Nhắc 4 nơi" in page.content.decode()
    assert "Đã nhắc 4 nơi." in remind(client, dispatch).content.decode()


def test_who_does_not_hold_the_right_to_remind_is_refused(world, dispatch):
    assert remind(world.client(world.province.administrator), dispatch).status_code == 403
    assert reminders() == 0


def test_what_a_body_passed_on_stands_below_it_only_when_asked_for(world, dispatch):
    actor = world.actor(world.province_association.head)
    share = accept_task(actor, share_of(dispatch, world.province_association))
    part = NewPart("Góp ý cho bản thảo.", bodies=(world.commune_association.body.pk,))
    break_down(actor, share, part)
    client = world.client(world.province.head)
    address = reverse("dashboards:cascade", args=[dispatch.public_id])

    plain = client.get(address).content.decode()
    below = client.get(address, {"cap-duoi": "1"}).content.decode()

    assert world.commune_association.body.short_name not in plain
    assert world.commune_association.body.short_name in below


@pytest.mark.parametrize("tab", ["tom-tat", "cap-khoi", "theo-viec", "nhat-ky"])
def test_a_receiver_reads_nothing_of_its_neighbours_in_any_tab(world, dispatch, tab):
    finish(world, world.neighbour, dispatch)
    address = reverse("dashboards:cascade", args=[dispatch.public_id])

    answer = world.client(world.commune.head).get(address, {"xem": tab})

    assert answer.status_code == 200
    assert "Tân Lộc" not in answer.content.decode()


def test_the_log_tells_what_happened_the_newest_first(world, dispatch):
    finish(world, world.commune, dispatch)
    address = reverse("dashboards:cascade", args=[dispatch.public_id])

    page = world.client(world.province.head).get(address, {"xem": "nhat-ky"}).content.decode()

    assert "báo xong NV1: Đã mở buổi học." in page
