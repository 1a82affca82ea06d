from datetime import date

import pytest

from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.documents.models import EarlierFile
from behoc.direction.documents.rules import DispatchState, Part, Urgency, parts_of, read_urgency
from behoc.direction.documents.services.papers import add_file
from behoc.direction.documents.services.reading import keep_reading
from behoc.direction.documents.services.reviewing import accept_all
from behoc.direction.documents.services.versions import replace_file
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.services.papers import Arrival, enter_paper, mend_paper
from behoc.ground.attachments.services import content_path
from behoc.ground.audit.queries import list_history
from behoc.kernel.errors import RuleBroken
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    find_ids,
    fresh,
    sample_reading,
    stored_file,
)


def by_hand(key="giay-1", **facts):
    given = {"is_incoming": True, "arrived_on": None, "number": None, "forwarded_to": None}
    return Arrival(**(given | facts), submission_key=key)


def entries():
    return RegisterEntry.objects.everything(reason="looked at by a test")


def test_a_paper_without_a_file_is_entered_with_what_is_known(world):
    clerk = world.actor(world.commune.clerk)

    entry = enter_paper(clerk, {"subject": "Xin mở tủ sách"}, by_hand())
    again = enter_paper(clerk, {"subject": "Xin mở tủ sách"}, by_hand())

    assert entry == again
    assert (entry.direction, entry.number) == ("in", 1)
    document = entry.document
    assert (document.number_symbol, document.issued_on, document.signer_name) == (None, None, None)


def test_the_number_stamped_on_the_paper_is_taken(world):
    clerk = world.actor(world.commune.clerk)

    first = enter_paper(clerk, {"subject": "Một"}, by_hand("1", number=7))
    second = enter_paper(clerk, {"subject": "Hai"}, by_hand("2"))

    assert (first.number, first.is_given, second.number) == (7, False, 8)


def test_a_file_that_comes_later_is_read_and_the_line_stays(world):
    desk = world.province
    clerk = world.actor(desk.clerk)
    entry = enter_paper(clerk, {"signer_title": "Chủ tịch xã"}, by_hand())
    dispatch = entry.document.dispatch

    add_file(clerk, dispatch, stored_file(world, desk), part=Part.MAIN)
    assert fresh(dispatch).state == DispatchState.WAITING
    keep_reading(dispatch.pk, sample_reading())
    accept_all(clerk, fresh(dispatch), find_ids(dispatch))
    assign_dispatch(clerk, fresh(dispatch))

    document = document_of(dispatch)
    assert (document.number_symbol, document.signer_title) == ("12/KH-UBND", "PHÓ CHỦ TỊCH")
    assert entries().filter(document=document).get() == entry


def test_a_better_scan_takes_the_place_and_the_old_one_stays(world):
    dispatch = assigned_dispatch(world)
    clerk = world.actor(world.province.clerk)
    kept = dispatch.files.select_related("stored_file").get()
    old = kept.stored_file
    better = stored_file(world, world.province, content=b"%PDF-1.7 ro hon")

    with pytest.raises(RuleBroken, match="vì sao"):
        replace_file(clerk, kept, better, reason=" ")
    replace_file(clerk, kept, better, reason="Bản quét rõ hơn")

    assert dispatch.files.get().stored_file == better
    earlier = EarlierFile.objects.get()
    assert (earlier.stored_file, earlier.number, earlier.reason) == (old, 1, "Bản quét rõ hơn")
    client = world.client(world.province.specialist)
    answer = client.get(f"/van-ban/{dispatch.public_id}/tep/0/ban/1/")
    assert b"".join(answer.streaming_content) == content_path(old).read_bytes()


def test_the_same_file_takes_no_place(world):
    dispatch = assigned_dispatch(world)
    clerk = world.actor(world.province.clerk)

    with pytest.raises(RuleBroken, match="giống hệt"):
        replace_file(
            clerk, dispatch.files.get(), stored_file(world, world.province), reason="Rõ hơn"
        )


def test_what_nobody_knew_is_filled_in_without_a_reason(world):
    clerk = world.actor(world.commune.clerk)
    document = enter_paper(clerk, {"subject": "Xin mở tủ sách"}, by_hand()).document

    document = mend_paper(clerk, document, {"issued_on": date(2026, 3, 1), "urgency": "urgent"})

    assert (document.issued_on, document.urgency) == (date(2026, 3, 1), Urgency.URGENT)


def test_what_was_known_changes_with_a_reason_and_both_stay_on_record(world):
    clerk = world.actor(world.commune.clerk)
    document = enter_paper(clerk, {"subject": "Xin mở tủ sách"}, by_hand()).document

    with pytest.raises(RuleBroken, match="lý do"):
        mend_paper(clerk, document, {"subject": "Xin mở thư viện"})
    mend_paper(clerk, document, {"subject": "Xin mở thư viện"}, reason="Đọc nhầm chữ")

    last = list_history("Dispatch", document.dispatch.public_id)[-1]
    assert last.action == "document.correct"
    assert last.changes["subject"] == ["Xin mở tủ sách", "Xin mở thư viện"]
    assert last.changes["reason"] == [None, "Đọc nhầm chữ"]


def test_a_mended_number_goes_on_to_its_line(world):
    clerk = world.actor(world.province.clerk)
    document = document_of(assigned_dispatch(world))

    mend_paper(clerk, document, {"number_symbol": "21/KH-UBND"}, reason="Máy đọc nhầm 21 thành 12")
    following = enter_paper(clerk, {"subject": "Sau đó"}, by_hand("2", is_incoming=False))

    assert entries().get(document=document).number == 21
    assert following.number == 22


def test_a_number_that_the_register_gave_is_not_mended_by_hand(world):
    clerk = world.actor(world.commune.clerk)
    entry = enter_paper(clerk, {"subject": "Thư ngỏ"}, by_hand(is_incoming=False))

    with pytest.raises(RuleBroken, match="sổ cấp"):
        mend_paper(clerk, entry.document, {"number_symbol": "9/UBND"}, reason="Thử")


def test_a_letter_on_top_of_others_only_carries_them():
    assert parts_of(["Kế hoạch"]) == [Part.MAIN]
    assert parts_of(["Công văn", "Kế hoạch", None]) == [Part.COVERING, Part.MAIN, Part.ATTACHMENT]
    assert parts_of(["Quyết định", "Quy chế"]) == [Part.MAIN, Part.ATTACHMENT]


def test_a_mark_of_urgency_is_understood():
    assert read_urgency("HỎA TỐC") == Urgency.EXPRESS
    assert read_urgency("THƯỢNG KHẨN") == Urgency.VERY_URGENT
    assert read_urgency("KHẨN") == Urgency.URGENT
    assert read_urgency(None) is None


def test_the_mark_on_the_paper_becomes_its_urgency(world):
    reading = sample_reading()
    reading["documents"][0]["urgency"] = "HỎA TỐC"

    document = document_of(assigned_dispatch(world, reading=reading))

    assert document.urgency == Urgency.EXPRESS
    page = world.client(world.province.clerk).get(f"/van-ban/{document.dispatch.public_id}/")
    assert "Hỏa tốc" in page.content.decode()
