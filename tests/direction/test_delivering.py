from datetime import date, timedelta

import pytest

from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.documents.models import Delivery, OutsideDelivery
from behoc.direction.documents.rules import FindKind
from behoc.direction.documents.services import delivering, receipts, reviewing
from behoc.direction.documents.services import outside as outside_list
from behoc.ground.audit.models import AuditEntry
from behoc.ground.notifications.models import Notice
from behoc.kernel.clock import held, today
from behoc.kernel.errors import Conflict, NotAllowed, NotFound, RuleBroken
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    find_ids,
    find_of,
    read_dispatch,
    reviewed_dispatch,
    sample_reading,
)
from tests.kits.world import MOMENT

NOBODY = "Không rõ ai"
LATER = MOMENT + timedelta(days=3)


@pytest.fixture
def clerk(world):
    return world.actor(world.province.clerk)


def _reached():
    rows = Delivery.objects.everything(reason="counted by a test")
    return {(row.organisation.code, row.purpose, row.basis) for row in rows.all()}


def _outside():
    rows = OutsideDelivery.objects.everything(reason="counted by a test")
    return dict(rows.values_list("name", "purpose"))


def _delivery(dispatch, desk):
    rows = Delivery.objects.everything(reason="a test looks at one receipt")
    return rows.get(dispatch=dispatch, organisation=desk.body)


def _deeds(action):
    return AuditEntry.objects.everything(reason="a test reads the log").filter(action=action)


def _enter(world, *recipients, addressees=(), desk=None):
    desk = desk or world.province
    reading = sample_reading(NOBODY, NOBODY, NOBODY, addressees=addressees, recipients=recipients)
    dispatch = reviewed_dispatch(world, desk, reading=reading)
    assign_dispatch(world.actor(desk.head), dispatch)
    return dispatch


def test_a_printed_role_says_what_a_body_receives_the_paper_for(world):
    _enter(
        world,
        ("Sở Giáo dục và Đào tạo (t/h)", "carry_out"),
        ("Tỉnh ủy Mộc Sơn (b/c)", "report"),
        ("Hội Khuyến học tỉnh", "receive"),
        ("Lưu: Ủy ban nhân dân xã Bình Giang", "keep"),
    )

    assert _reached() == {
        ("SG", "act", "recipient"),
        ("TU", "know", "recipient"),
        ("KH", "know", "recipient"),
    }
    assert _outside() == {}


def test_as_above_with_its_role_speaks_of_the_addressees(world):
    _enter(
        world,
        ("Như trên (t/h)", "carry_out"),
        addressees=(("Ủy ban nhân dân các xã", "receive"),),
    )

    assert _reached() == {("UB-BG", "act", "addressee"), ("UB-TL", "act", "addressee")}
    assert _outside() == {}


def test_the_strongest_purpose_wins_and_a_body_receives_once(world):
    _enter(
        world,
        ("Ủy ban nhân dân các xã (t/h)", "carry_out"),
        addressees=(("Ủy ban nhân dân xã Bình Giang", "receive"),),
    )

    assert _reached() == {("UB-BG", "act", "recipient"), ("UB-TL", "act", "recipient")}


def test_a_task_comes_before_a_list(world):
    reading = sample_reading(recipients=(("Ủy ban nhân dân các xã (b/c)", "report"),))

    assign_dispatch(world.actor(world.province.head), reviewed_dispatch(world, reading=reading))

    assert ("UB-BG", "act", "task") in _reached()


def test_a_receiver_that_is_not_here_is_noted_as_printed(world):
    _enter(
        world,
        ("Trường Đại học Biển Xanh (b/c)", "report"),
        ("Bảo tàng Hải dương", "receive"),
        ("Lưu: VT, KGVX", "keep"),
    )

    assert _reached() == set()
    assert _outside() == {"Trường Đại học Biển Xanh (b/c)": "know", "Bảo tàng Hải dương": "know"}


def test_the_sender_does_not_send_to_itself(world):
    _enter(world, ("Ủy ban nhân dân tỉnh", "receive"))

    assert _reached() == set()


def test_what_another_body_issued_is_not_sent_to_its_lists_again(world):
    _enter(world, ("Tỉnh ủy Mộc Sơn (b/c)", "report"), desk=world.commune)

    assert _reached() == set()


def test_a_rejected_receiver_gets_nothing(world):
    dispatch = read_dispatch(world)
    head = world.actor(world.province.head)
    reviewing.reject_find(head, find_of(dispatch, FindKind.RECIPIENT))
    reviewing.accept_all(head, dispatch, find_ids(dispatch))

    assign_dispatch(head, dispatch)

    reached = {code for code, *_rest in _reached()}
    assert "UB-BG" in reached
    assert "TU" not in reached


def test_the_issuer_becomes_the_one_body_that_its_name_means(world):
    assert document_of(assigned_dispatch(world)).issuer == world.province.body


def test_an_issuer_whom_nobody_here_is_stays_a_name(world):
    reading = sample_reading()
    reading["documents"][0]["issuer"] = "Ủy ban nhân dân tỉnh Lạ"

    document = document_of(assigned_dispatch(world, reading=reading))

    assert (document.issuer_name, document.issuer) == ("Ủy ban nhân dân tỉnh Lạ", None)


def test_the_first_opening_by_the_receiver_is_kept_with_its_person(world):
    dispatch = assigned_dispatch(world)
    address = f"/van-ban/{dispatch.public_id}/"

    with held(LATER):
        world.client(world.commune.specialist).get(address)
        world.client(world.commune.head).get(address)

    delivery = _delivery(dispatch, world.commune)
    assert (delivery.opened_at, delivery.opened_by) == (LATER, world.commune.specialist)
    assert delivery.received_at == LATER
    assert _deeds("document.open").count() == 1


def test_the_sender_and_whoever_looks_on_leave_no_mark(world):
    dispatch = assigned_dispatch(world)
    address = f"/van-ban/{dispatch.public_id}/"

    for person in (world.province.head, world.province.follower, world.neighbour.head):
        assert world.client(person).get(address).status_code == 200

    assert _delivery(dispatch, world.commune).opened_at is None
    assert _delivery(dispatch, world.neighbour).opened_by == world.neighbour.head


def test_a_paper_arrives_when_the_body_first_sees_it_in_its_list(world):
    dispatch = assigned_dispatch(world)

    with held(LATER):
        world.client(world.commune.clerk).get("/van-ban/")
    world.client(world.commune.clerk).get("/van-ban/")

    delivery = _delivery(dispatch, world.commune)
    assert (delivery.received_at, delivery.opened_at) == (LATER, None)
    assert _delivery(dispatch, world.neighbour).received_at is None
    assert _deeds("document.arrive").count() == 1


def test_the_clerk_says_once_that_it_was_received(world):
    dispatch = assigned_dispatch(world)
    receipts.receive_delivery(world.actor(world.commune.clerk), dispatch)
    receipts.receive_delivery(world.actor(world.commune.head), dispatch)

    delivery = _delivery(dispatch, world.commune)
    assert (delivery.received_at, delivery.received_by) == (MOMENT, world.commune.clerk)
    assert _deeds("document.receive").count() == 1


def test_who_was_sent_nothing_receives_nothing(world):
    with pytest.raises(NotFound):
        receipts.receive_delivery(world.actor(world.cell.clerk), assigned_dispatch(world))


def test_a_further_body_is_added_with_its_reason_and_the_log_says_so(world, clerk):
    dispatch = assigned_dispatch(world)
    body = world.commune_party.body

    delivering.add_recipient(
        clerk, dispatch, body=body, name="", purpose="know", reason=" Cùng theo dõi "
    )

    delivery = _delivery(dispatch, world.commune_party)
    assert (delivery.purpose, delivery.basis, delivery.reason) == ("know", "added", "Cùng theo dõi")
    entry = _deeds("document.add_recipient").get()
    assert entry.changes["recipient"] == [None, body.name]


def test_nobody_is_added_without_a_reason_or_twice(world, clerk):
    dispatch = assigned_dispatch(world)
    add = delivering.add_recipient

    with pytest.raises(RuleBroken, match="lý do"):
        add(clerk, dispatch, body=world.cell.body, name="", purpose="know", reason=" ")
    with pytest.raises(Conflict):
        add(clerk, dispatch, body=world.commune.body, name="", purpose="know", reason="Lại")
    with pytest.raises(RuleBroken, match="chính mình"):
        add(clerk, dispatch, body=world.province.body, name="", purpose="know", reason="Lại")
    with pytest.raises(RuleBroken, match="Chưa chọn"):
        add(clerk, dispatch, body=None, name=" ", purpose="know", reason="Lại")


def test_nothing_is_sent_before_it_is_entered(world, clerk):
    dispatch = reviewed_dispatch(world)

    with pytest.raises(RuleBroken, match="chưa vào sổ"):
        delivering.add_recipient(
            clerk, dispatch, body=world.cell.body, name="", purpose="know", reason="Sớm"
        )


def test_an_unopened_delivery_is_withdrawn_and_the_body_sees_it_no_more(world, clerk):
    dispatch = assigned_dispatch(world)
    client = world.client(world.province_party.head)
    address = f"/van-ban/{dispatch.public_id}/"

    delivering.withdraw_delivery(clerk, _delivery(dispatch, world.province_party), reason="Nhầm")

    assert client.get(address).status_code == 404
    assert _deeds("document.withdraw").get().changes["reason"] == [None, "Nhầm"]


def test_an_opened_delivery_stays(world, clerk):
    dispatch = assigned_dispatch(world)
    receipts.open_delivery(world.actor(world.province_party.head), dispatch)

    with pytest.raises(Conflict, match="đã nhận"):
        delivering.withdraw_delivery(
            clerk, _delivery(dispatch, world.province_party), reason="Nhầm"
        )


def test_who_has_a_task_keeps_the_paper(world, clerk):
    dispatch = assigned_dispatch(world)

    with pytest.raises(RuleBroken, match="nhiệm vụ"):
        delivering.withdraw_delivery(clerk, _delivery(dispatch, world.commune), reason="Nhầm")


def test_the_clerk_notes_the_way_and_may_correct_it(world, clerk):
    dispatch = _enter(world, ("Bảo tàng Hải dương", "receive"))
    outside = OutsideDelivery.objects.everything(reason="a test picks it").get()

    outside_list.note_outside(clerk, outside, way="post", sent_on=today(), proof="RB 12")
    outside_list.note_outside(clerk, outside, way="post", sent_on=today(), proof="RB 13")
    outside_list.note_outside(clerk, outside, way="post", sent_on=today(), proof="RB 13")

    outside.refresh_from_db()
    assert (outside.way, outside.proof, outside.noted_by) == ("post", "RB 13", world.province.clerk)
    assert _deeds("document.note_outside").filter(subject_id=dispatch.public_id).count() == 2


def test_a_day_that_has_not_come_is_no_day_of_sending(world, clerk):
    _enter(world, ("Bảo tàng Hải dương", "receive"))
    outside = OutsideDelivery.objects.everything(reason="a test picks it").get()

    with pytest.raises(RuleBroken, match="phía trước"):
        outside_list.note_outside(clerk, outside, way="post", sent_on=date(2031, 1, 1), proof="")


def test_a_specialist_sends_nothing(world):
    with pytest.raises(NotAllowed):
        delivering.add_recipient(
            world.actor(world.province.specialist),
            assigned_dispatch(world),
            body=world.cell.body,
            name="",
            purpose="know",
            reason="Thử",
        )


def test_the_page_of_the_document_says_where_it_went(world, clerk):
    dispatch = assigned_dispatch(world)
    receipts.open_delivery(world.actor(world.commune.head), dispatch)
    client = world.client(world.province.clerk)

    whole = client.get(f"/van-ban/{dispatch.public_id}/noi-nhan/").content.decode()
    unseen = client.get(f"/van-ban/{dispatch.public_id}/noi-nhan/?loc=chua-nhan").content.decode()

    assert "1/5 nơi đã mở" in whole
    assert world.commune.body.name in whole
    assert world.commune.body.name not in unseen


def test_a_receiver_sees_its_own_receipt_and_nobody_elses(world):
    dispatch = assigned_dispatch(world)
    client = world.client(world.commune.clerk)

    said = client.get(f"/van-ban/{dispatch.public_id}/noi-nhan/").content.decode()

    assert "để thực hiện" in said
    assert world.neighbour.body.name not in said


def test_a_paper_that_came_stands_on_the_desk_until_it_is_opened(world):
    dispatch = assigned_dispatch(world)
    client = world.client(world.province_party.specialist)

    assert "Văn bản mới tới" in client.get("/").content.decode()
    client.get(f"/van-ban/{dispatch.public_id}/")
    assert "Văn bản mới tới" not in client.get("/").content.decode()


def test_the_list_marks_what_came_from_elsewhere(world):
    assigned_dispatch(world)
    client = world.client(world.province_party.clerk)

    said = client.get("/van-ban/?tinh-trang=noi-khac").content.decode()

    assert "Mới tới, chưa mở" in said
    assert "Nhận từ nơi khác" in said


def test_a_refused_addition_keeps_what_was_typed(world):
    dispatch = assigned_dispatch(world)
    client = world.client(world.province.clerk)
    sent = {"body": world.commune.body.public_id, "purpose": "know", "reason": "Để họ cùng biết"}

    answer = client.post(f"/van-ban/{dispatch.public_id}/noi-nhan/them/", sent)

    assert answer.status_code == 422
    assert "đã được gửi văn bản này rồi" in answer.content.decode()
    assert "Để họ cùng biết" in answer.content.decode()


def test_a_body_without_a_task_hears_of_the_paper_until_somebody_opens_it(world):
    head = world.province_party.head  # people are told who are there when it comes
    dispatch = assigned_dispatch(world)
    notices = Notice.objects.everything(reason="a test reads what was told")
    told = notices.filter(kind="document.arrive")

    assert [notice.person for notice in told] == [head]
    receipts.open_delivery(world.actor(head), dispatch)
    assert told.filter(done_at__isnull=True).count() == 0


def test_who_has_a_task_hears_of_the_task_alone(world):
    head = world.commune.head
    assigned_dispatch(world)

    notices = Notice.objects.everything(reason="a test reads what was told").filter(person=head)
    assert {notice.kind for notice in notices} == {"assignment.new"}
