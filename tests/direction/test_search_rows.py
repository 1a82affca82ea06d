"""The search row follows every change; receivers outside; the page of a document."""

import pytest

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
from behoc.direction.registers.services.entering import register_outgoing
from behoc.direction.registers.services.papers import Arrival, enter_paper, mend_paper
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


def by_hand(key="giay-1", **facts):
    given = {"is_incoming": True, "arrived_on": None, "number": None, "forwarded_to": None}
    return Arrival(**(given | facts), submission_key=key)


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
