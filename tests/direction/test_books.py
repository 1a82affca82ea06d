"""What the register, the deliveries and the search row owe to one another."""

from datetime import date

import pytest

from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.assignments.services.giving import give_task
from behoc.direction.assignments.services.withdrawing import withdraw_directive
from behoc.direction.documents.models import Delivery, OutsideDelivery, SearchText
from behoc.direction.documents.queries.search import Asked, search
from behoc.direction.documents.rules import Part
from behoc.direction.documents.services import delivering, outside
from behoc.direction.documents.services.indexing import index_dispatch
from behoc.direction.documents.services.papers import add_file
from behoc.direction.documents.services.reading import keep_reading
from behoc.direction.documents.services.versions import join_dispatch
from behoc.direction.handling.services.instructing import amend, instruct, withdraw
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.rules.likeness import CameBefore
from behoc.direction.registers.services.entering import enter_delivered, register_outgoing
from behoc.direction.registers.services.keeping import cancel_entry, fill_entry
from behoc.direction.registers.services.papers import Arrival, enter_paper, mend_paper
from behoc.engines.reading.extraction.arrival import arrival_note
from behoc.ground.audit.queries import list_history
from behoc.kernel.errors import Conflict, RuleBroken
from tests.kits import handling
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    find_ids,
    fresh,
    read_dispatch,
    reviewed_dispatch,
    sample_reading,
    stored_file,
)
from tests.kits.world import MOMENT

REASON = "looked at by a test"
SUBJECT = {"subject": "Xin mở tủ sách", "signer_name": "Trần Văn Sông"}


@pytest.fixture
def clerk(world):
    return world.actor(world.commune.clerk)


def by_hand(key="giay-1", **facts):
    given = {"is_incoming": True, "arrived_on": None, "number": None, "forwarded_to": None}
    return Arrival(**(given | facts), submission_key=key)


def entry_of(world, dispatch, desk=None):
    rows = RegisterEntry.objects.everything(reason=REASON)
    body = (desk or world.commune).body
    return rows.get(document__dispatch=dispatch, organisation=body, cancelled_at=None)


# The alert


def test_no_service_enters_a_paper_twice_without_a_reason(world):
    assigned_dispatch(world)
    second = reviewed_dispatch(world)

    with pytest.raises(CameBefore):
        assign_dispatch(world.actor(world.province.head), second)

    assert fresh(second).confirmed_at is None


def test_a_paper_by_hand_without_a_number_is_known_by_subject_and_signer(world, clerk):
    enter_paper(clerk, SUBJECT, by_hand())

    with pytest.raises(CameBefore):
        enter_paper(clerk, {**SUBJECT, "subject": "XIN MỞ TỦ SÁCH"}, by_hand("giay-2"))
    entry = enter_paper(clerk, SUBJECT, by_hand("giay-3", reason="Đơn của thôn khác"))

    assert (entry.number, entry.duplicate_reason) == (2, "Đơn của thôn khác")


def test_a_numbered_paper_is_compared_with_an_earlier_one_that_had_no_number(world, clerk):
    enter_paper(clerk, SUBJECT, by_hand())

    with pytest.raises(CameBefore):
        enter_paper(clerk, {**SUBJECT, "number_symbol": "7/HKH"}, by_hand("giay-2"))


def test_a_delivered_paper_that_was_written_down_before_asks_for_a_reason(world, clerk):
    dispatch = assigned_dispatch(world)
    document = document_of(dispatch)
    facts = {"number_symbol": document.number_symbol, "issuer_name": document.issuer_name}
    with pytest.raises(CameBefore):
        enter_paper(clerk, facts, by_hand())

    entry = enter_delivered(clerk, dispatch)

    assert entry.duplicate_reason == ""


def test_an_arrival_number_that_stands_is_taken_again_only_with_a_reason(world, clerk):
    enter_paper(clerk, {"subject": "Một"}, by_hand("1", number=7))

    with pytest.raises(CameBefore, match="7"):
        enter_paper(clerk, {"subject": "Hai"}, by_hand("2", number=7))
    again = enter_paper(clerk, {"subject": "Hai"}, by_hand("2", number=7, reason="Đóng nhầm dấu"))

    assert (again.number, again.repeat, again.duplicate_reason) == (7, 1, "Đóng nhầm dấu")


def test_the_page_asks_the_clerk_and_keeps_what_was_typed(world, clerk):
    enter_paper(clerk, SUBJECT, by_hand())
    client = world.client(world.commune.clerk)
    typed = {**SUBJECT, "direction": "den", "submission_key": "giay-2", "arrived_on": "01/03/2026"}

    asked = client.post("/so-van-ban/giay/", typed)
    assert asked.status_code == 422
    assert "Vì sao vẫn vào sổ" in asked.text
    assert "Xin mở tủ sách" in asked.text
    client.post("/so-van-ban/giay/", {**typed, "reason": "Đơn khác"})

    rows = RegisterEntry.objects.everything(reason=REASON)
    assert rows.get(number=2).duplicate_reason == "Đơn khác"


# The stamp on the scan


@pytest.mark.parametrize(
    ("sent", "number", "day"), [({}, 1, MOMENT.date()), ({"lay_so_den": "1"}, 18, date(2026, 2, 9))]
)
def test_the_number_stamped_on_a_scan_is_taken_when_a_person_says_it_is_ours(
    world, sent, number, day
):
    words = "VĂN PHÒNG; ĐẾN Số: 18; Ngày: 09/02/2026"
    reading = {**sample_reading(), "notes": [arrival_note(1, words)]}
    dispatch = reviewed_dispatch(world, world.commune, reading=reading)
    client = world.client(world.commune.clerk)

    assert (
        "số 18, 09/02/2026 (VĂN PHÒNG)" in client.get(f"/van-ban/{dispatch.public_id}/kiem/").text
    )
    client.post(f"/van-ban/{dispatch.public_id}/vao-so/", sent)

    entry = entry_of(world, dispatch)
    assert (entry.number, entry.arrived_on, entry.is_given) == (number, day, not sent)


# What nobody knows


def test_what_the_form_leaves_empty_stays_unknown(world):
    client = world.client(world.commune.clerk)
    client.post(
        "/so-van-ban/giay/",
        {"subject": "Giấy mời", "direction": "den", "submission_key": "k", "urgency": ""},
    )

    entry = RegisterEntry.objects.everything(reason=REASON).get()
    document = entry.document
    facts = ("urgency", "doc_type", "number_symbol", "issued_on", "issuer_name", "signer_name")
    assert [getattr(document, name) for name in facts] == [None] * len(facts)
    assert (entry.arrived_on, entry.forwarded_to) == (None, None)
    page = client.get(f"/van-ban/{document.dispatch.public_id}/").text
    assert "Mức độ khẩn" in page
    assert "Thường" not in page


def test_a_paper_that_states_no_urgency_is_read_without_one(world):
    assert document_of(assigned_dispatch(world)).urgency is None


def test_the_day_of_arrival_is_filled_in_later_but_lies_not_ahead(world, clerk):
    entry = enter_paper(clerk, {"subject": "Giấy mời"}, by_hand())

    entry = fill_entry(clerk, entry, {"arrived_on": MOMENT.date()})
    assert entry.arrived_on == MOMENT.date()
    with pytest.raises(RuleBroken, match="sau hôm nay"):
        fill_entry(clerk, entry, {"arrived_on": date(2031, 1, 1)})


# Receipt


def test_entering_what_was_delivered_receives_it(world, clerk):
    dispatch = assigned_dispatch(world)

    enter_delivered(clerk, dispatch)

    rows = Delivery.objects.everything(reason=REASON)
    delivery = rows.get(dispatch=dispatch, organisation=world.commune.body)
    assert (delivery.received_at, delivery.received_by) == (MOMENT, world.commune.clerk)


@pytest.mark.parametrize("address", ["/", "/so-van-ban/"])
def test_a_paper_arrives_when_the_body_sees_its_desk_or_its_register(world, address):
    dispatch = assigned_dispatch(world)

    assert world.client(world.commune.clerk).get(address).status_code == 200

    rows = Delivery.objects.everything(reason=REASON).filter(dispatch=dispatch)
    arrived = rows.filter(received_at__isnull=False).values_list("organisation", flat=True)
    assert list(arrived) == [world.commune.body.pk]


# The column “Chuyển”


@pytest.fixture
def entered(world, clerk):
    """A paper that the commune entered and laid before its head."""
    dispatch = assigned_dispatch(world)
    enter_delivered(clerk, dispatch)
    return handling.submitted(world, world.commune, dispatch)


def test_the_leaders_word_fills_the_column_and_its_amendment_renews_it(world, entered):
    head, word = world.actor(world.commune.head), handling.word(world.commune)

    first = instruct(head, entered, word, submission_key="lan-1")
    entry = entry_of(world, entered.dispatch)
    assert world.commune.specialist.full_name in entry.forwarded_to
    assert "phối hợp:" in entry.forwarded_to
    assert entry.forwarded_on == MOMENT.date()

    alone = handling.word(world.commune, coordinators=())
    second = amend(head, first, alone, reason="Đổi người", submission_key="lan-2")
    assert entry_of(world, entered.dispatch).forwarded_to == world.commune.specialist.full_name

    withdraw(head, second, reason="Nhầm")
    entry = entry_of(world, entered.dispatch)
    assert (entry.forwarded_to, entry.forwarded_on) == (None, None)


def test_what_the_clerk_wrote_into_the_column_stays(world, clerk, entered):
    entry = entry_of(world, entered.dispatch)
    fill_entry(clerk, entry, {"forwarded_to": "Trạm Y tế"})
    head, word = world.actor(world.commune.head), handling.word(world.commune)

    given = instruct(head, entered, word, submission_key="lan-1")
    withdraw(head, given, reason="Nhầm")

    entry = entry_of(world, entered.dispatch)
    assert (entry.forwarded_to, entry.forwarded_on) == ("Trạm Y tế", None)


def test_a_word_on_a_paper_without_a_line_or_with_a_cancelled_one_writes_nothing(
    world, clerk, entered
):
    entry = entry_of(world, entered.dispatch)
    cancel_entry(clerk, entry, reason="Ghi nhầm")

    head, word = world.actor(world.commune.head), handling.word(world.commune)
    instruct(head, entered, word, submission_key="lan-1")

    entry.refresh_from_db()
    assert entry.forwarded_to is None


# The search row


def stale(dispatch):
    """True when indexing the dispatch anew would change what search compares."""
    kept = dict(
        SearchText.objects.filter(document__dispatch=dispatch).values_list("document", "lexemes")
    )
    index_dispatch(fresh(dispatch))
    now = dict(
        SearchText.objects.filter(document__dispatch=dispatch).values_list("document", "lexemes")
    )
    return kept != now


def test_every_path_that_changes_what_search_compares_renews_its_row(world):
    head, clerk = world.actor(world.province.head), world.actor(world.province.clerk)
    dispatch = read_dispatch(world)
    assert not stale(dispatch), "read"

    dispatch = assigned_dispatch(world)
    assert not stale(dispatch), "entered and delivered"
    document = document_of(dispatch)
    mend_paper(clerk, document, {"subject": "Mở lớp đêm"}, reason="Đọc nhầm")
    assert not stale(dispatch), "mended"
    body = world.commune_party.body
    delivering.add_recipient(
        clerk, dispatch, body=body, name="", purpose="know", reason="Cùng theo dõi"
    )
    assert not stale(dispatch), "sent to one more"
    rows = Delivery.objects.everything(reason=REASON)
    delivery = rows.get(dispatch=dispatch, organisation=body)
    delivering.withdraw_delivery(clerk, delivery, reason="Gửi nhầm")
    assert not stale(dispatch), "taken back"
    below = handling.body_below(world.province)
    give_task(head, document, text="Mở lớp.", roles={below.pk: "lead"}, due_on=None)
    assert not stale(dispatch), "passed on with a task"
    withdraw_directive(head, dispatch, reason="Nhầm", on=MOMENT.date())
    assert not stale(dispatch), "withdrawn"

    paper = enter_paper(clerk, {"subject": "Thư ngỏ"}, by_hand(is_incoming=False)).document
    assert not stale(paper.dispatch), "written down and numbered"
    add_file(
        clerk,
        paper.dispatch,
        stored_file(world, world.province, content=b"%PDF-1.7 b"),
        part=Part.MAIN,
    )
    assert not stale(paper.dispatch), "waits for its file to be read"
    keep_reading(paper.dispatch_id, sample_reading())
    assert not stale(paper.dispatch), "its file was read"

    twin = reviewed_dispatch(world)
    join_dispatch(clerk, twin, dispatch)
    assert not stale(twin), "joined"
    register_outgoing(clerk, document_of(dispatch), reason="Ghi lại")
    assert not stale(dispatch), "entered in the book"
    assert find_ids(dispatch)


def test_a_body_that_got_the_paper_with_a_task_from_a_leader_finds_it(world):
    dispatch = assigned_dispatch(world)
    below = handling.body_below(world.province)
    head = world.actor(world.province.head)

    give_task(head, document_of(dispatch), text="Mở lớp.", roles={below.pk: "lead"}, due_on=None)

    lexemes = SearchText.objects.get(document=document_of(dispatch)).lexemes
    assert f":a{below.pk}" in str(lexemes)


@pytest.mark.parametrize(
    ("state", "found"), [("", 2), ("confirmed", 1), ("review", 1), ("thu-hoi", 0), ("noi-khac", 0)]
)
def test_search_is_narrowed_by_state(world, state, found):
    assigned_dispatch(world)
    read_dispatch(world)

    answer = search(world.actor(world.province.clerk), Asked(words="buổi học", state=state))

    assert len(answer.ids) == found


def test_what_was_withdrawn_is_found_as_withdrawn_only(world):
    dispatch = assigned_dispatch(world)
    head = world.actor(world.province.head)
    withdraw_directive(head, dispatch, reason="Nhầm", on=MOMENT.date())

    def count(state):
        return len(search(head, Asked(words="buổi học", state=state)).ids)

    assert (count("thu-hoi"), count("confirmed")) == (1, 0)
    client = world.client(world.province.clerk)
    assert "12/KH-UBND" in client.get("/van-ban/?q=buoi+hoc&tinh-trang=thu-hoi").text
    assert "12/KH-UBND" not in client.get("/van-ban/?q=buoi+hoc&tinh-trang=review").text
    assert "12/KH-UBND" in client.get("/van-ban/?tinh-trang=thu-hoi").text


def test_search_by_state_finds_what_came_from_elsewhere(world):
    assigned_dispatch(world)
    asked = Asked(words="buổi học", state="noi-khac")

    assert len(search(world.actor(world.commune.clerk), asked).ids) == 1


# Receivers outside


@pytest.fixture
def receiver(world):
    """One receiver of a province's dispatch that is not on the platform."""
    dispatch = assigned_dispatch(world)
    rows = OutsideDelivery.objects.everything(reason=REASON)
    clerk = world.actor(world.province.clerk)
    for name in ("Bảo tàng Hải dương", "Đài Duyên hải"):
        delivering.add_recipient(
            clerk, dispatch, body=None, name=name, purpose="know", reason="Cùng biết"
        )
    return rows.filter(dispatch=dispatch).get(name="Bảo tàng Hải dương")


def test_a_receiver_outside_is_mended_with_a_reason_and_both_stay_on_record(world, receiver):
    clerk = world.actor(world.province.clerk)
    with pytest.raises(RuleBroken, match="lý do"):
        outside.mend_outside(clerk, receiver, name="Bảo tàng Biển", purpose="know", reason=" ")
    with pytest.raises(Conflict, match="đã có"):
        outside.mend_outside(clerk, receiver, name="dai duyen hai", purpose="know", reason="Nhầm")

    outside.mend_outside(clerk, receiver, name="Bảo tàng Biển", purpose="act", reason="Nhầm tên")

    receiver.refresh_from_db()
    assert (receiver.name, receiver.purpose) == ("Bảo tàng Biển", "act")
    last = list_history("Dispatch", receiver.dispatch.public_id)[-1]
    assert last.action == "document.mend_outside"
    assert last.changes["recipient"] == ["Bảo tàng Hải dương", "Bảo tàng Biển"]


def test_a_receiver_outside_leaves_the_list_with_a_reason(world, receiver):
    client = world.client(world.province.clerk)
    address = f"/noi-nhan-ngoai/{receiver.public_id}/bo/"

    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Ghi nhầm"}).status_code == 303

    assert client.get(address).status_code == 404
    last = list_history("Dispatch", receiver.dispatch.public_id)[-1]
    assert (last.action, last.changes["reason"]) == (
        "document.remove_outside",
        [None, "Ghi nhầm"],
    )


# The page of a document


def test_the_page_of_a_document_shows_its_tasks_without_javascript(world):
    dispatch = assigned_dispatch(world)

    page = world.client(world.commune.clerk).get(f"/van-ban/{dispatch.public_id}/").text

    assert "Việc đã giao từ văn bản này" in page
    assert "mở một buổi học cộng đồng" in page.split('id="viec-da-giao"')[1].split("</section>")[0]
