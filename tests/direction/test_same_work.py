"""Two plans that ask the same of one body are noticed, and one report may serve both."""

import pytest

from behoc.direction.assignments.models import ProgressReport, SameWork
from behoc.direction.assignments.queries.likeness import (
    count_twice_counted,
    list_overlaps,
    list_twins,
)
from behoc.direction.assignments.rules import WorkState
from behoc.direction.assignments.rules.likeness import asks_the_same, likeness
from behoc.direction.assignments.services.filing import file_dispatch
from behoc.direction.assignments.services.same_work import (
    mark_same,
    part_again,
    report_for_all,
)
from behoc.direction.assignments.services.working import accept_task
from behoc.kernel.errors import NotAllowed, RuleBroken
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    numbered,
    read_dispatch,
    sample_reading,
    share_of,
    stored_file,
)
from tests.kits.related import national

LONG = "Mở một buổi học cộng đồng ở nhà văn hóa thôn vào tối thứ sáu của mỗi tuần"


@pytest.fixture
def pair(world):
    """Two shares of the commune in two plans that say the same."""
    first = assigned_dispatch(world)
    second = assigned_dispatch(world, reading=numbered(sample_reading(), "14/KH-UBND"))
    return share_of(first, world.commune), share_of(second, world.commune)


@pytest.fixture
def clerk(world):
    return world.actor(world.commune.clerk)


def _reports(share):
    rows = ProgressReport.objects.everything(reason="read by a test")
    return list(rows.filter(assigned=share))


def _pairs():
    return SameWork.objects.everything(reason="counted by a test").count()


@pytest.mark.parametrize(
    ("other", "together", "same"),
    [
        (LONG, False, True),
        (LONG.upper() + ", gửi ảnh về xã", False, True),
        ("Mở một buổi học cộng đồng ở nhà văn hóa thôn", False, True),
        ("Trồng cây dọc đường làng và quét dọn ngõ xóm mỗi sáng chủ nhật", False, False),
        ("Gửi ảnh chụp buổi học ở nhà văn hóa thôn vào tối thứ sáu", False, True),
        ("Soạn tài liệu, tập huấn cán bộ, phát sách ở nhà văn hóa thôn mới", True, False),
    ],
    ids=["same", "longer", "shorter", "other work", "half", "set phrase"],
)
def test_likeness_is_how_much_of_the_shorter_wording_stands_in_the_other(other, together, same):
    assert asks_the_same(LONG, other, together=together) is same
    assert likeness(LONG, other) == likeness(other, LONG)


def test_short_tasks_are_alike_only_when_they_say_the_very_same():
    assert likeness("Báo cáo quý.", "Báo cáo quý") == 1
    assert likeness("Báo cáo quý", "Báo cáo năm") == 0


def test_the_body_sees_the_other_task_and_whoever_gave_it_is_not_told(world, pair, clerk):
    first, second = pair

    assert [each["id"] for each in list_twins(clerk, first)] == [second.public_id]
    assert list_twins(world.actor(world.province.head), first) == []


def test_the_giver_sees_which_own_earlier_task_asks_the_same_of_how_many_bodies(world, pair):
    dispatch = document_of(pair[1].assignment.document.dispatch).dispatch

    overlaps = list_overlaps(world.actor(world.province.head), dispatch)

    assert {(one.other_source, one.bodies) for one in overlaps} == {("12/KH-UBND", 2)}


def test_marked_as_one_a_report_with_its_evidence_serves_both(world, pair, clerk):
    first, second = pair
    mark_same(clerk, second, first)
    mark_same(clerk, first, second)
    accept_task(clerk, first)

    report_for_all(
        clerk,
        first,
        text="Đã mở ba buổi học.",
        finished=True,
        files=[stored_file(world, world.commune)],
        submission_key="lan-1",
    )

    assert _pairs() == 1
    for share in pair:
        share.refresh_from_db()
        assert share.state == WorkState.DONE
        assert [each.text for each in _reports(share)] == ["Đã mở ba buổi học."]
        assert _reports(share)[0].evidence.count() == 1


def test_sent_twice_it_is_kept_once_in_both(pair, clerk):
    mark_same(clerk, *pair)
    accept_task(clerk, pair[0])
    for _time in range(2):
        report_for_all(
            clerk, pair[0], text="Đã mở.", finished=False, files=[], submission_key="lan-1"
        )

    assert [len(_reports(share)) for share in pair] == [1, 1]


def test_parted_again_they_are_reported_apart(pair, clerk):
    mark_same(clerk, *pair)
    part_again(clerk, *pair)
    accept_task(clerk, pair[0])

    report_for_all(clerk, pair[0], text="Đã mở.", finished=False, files=[], submission_key="lan-1")

    assert [len(_reports(share)) for share in pair] == [1, 0]


def test_nobody_joins_shares_of_two_bodies_or_of_another(world, pair, clerk):
    theirs = share_of(pair[0].assignment.document.dispatch, world.neighbour)

    with pytest.raises(NotAllowed):
        mark_same(clerk, pair[0], theirs)
    with pytest.raises(RuleBroken):
        mark_same(clerk, pair[0], pair[0])
    assert _pairs() == 0


def test_a_pair_counts_once_in_a_programme_of_both(world, pair, clerk):
    movement, head = national(), world.actor(world.province.head)
    mark_same(clerk, *pair)
    file_dispatch(head, pair[0].assignment.document.dispatch, [movement])
    assert count_twice_counted(clerk, movement) == 0

    file_dispatch(head, pair[1].assignment.document.dispatch, [movement])

    assert count_twice_counted(clerk, movement) == 1


def test_the_page_of_the_task_offers_to_do_both_as_one(world, pair):
    client = world.client(world.commune.clerk)
    first, second = pair

    shown = client.get(f"/nhiem-vu/{first.public_id}/giong/").content.decode()
    answer = client.post(f"/nhiem-vu/{first.public_id}/cung-viec/", {"other": second.public_id})

    assert second.public_id in shown
    assert answer.status_code == 303
    assert _pairs() == 1


def test_a_task_like_a_given_one_is_shown_before_the_dispatch_is_entered(world):
    assigned_dispatch(world)
    dispatch = read_dispatch(world, reading=numbered(sample_reading(), "14/KH-UBND"))
    head = world.province.head

    found = list_overlaps(world.actor(head), dispatch)
    page = world.client(head).get(f"/van-ban/{dispatch.public_id}/kiem/").content.decode()
    plain = world.client(head).get(f"/van-ban/{dispatch.public_id}/viec-trung/").content.decode()

    assert [(each.other_source, each.bodies > 0) for each in found][:1] == [("12/KH-UBND", True)]
    assert f"/van-ban/{dispatch.public_id}/viec-trung/" in page
    assert f"/van-ban/{dispatch.public_id}/phong-trao/" in page
    assert "12/KH-UBND" in plain
