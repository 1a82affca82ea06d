"""What the register, the deliveries and the search row owe to one another."""

from datetime import date

import pytest

from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.documents.models import Delivery
from behoc.direction.handling.services.instructing import amend, instruct, withdraw
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.rules.likeness import CameBefore
from behoc.direction.registers.services.entering import enter_delivered
from behoc.direction.registers.services.keeping import cancel_entry, fill_entry
from behoc.direction.registers.services.papers import Arrival, enter_paper
from behoc.engines.reading.extraction.arrival import arrival_note
from behoc.kernel.errors import RuleBroken
from tests.kits import handling
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    fresh,
    reviewed_dispatch,
    sample_reading,
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
