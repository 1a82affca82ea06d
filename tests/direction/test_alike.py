from behoc.direction.documents.rules import DispatchState
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.queries.alike import list_alike, list_like_facts
from behoc.direction.registers.rules.likeness import Paper, judge, runs_of
from behoc.direction.registers.rules.symbols import Alike, compare, take_apart
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    fresh,
    read_dispatch,
    reviewed_dispatch,
    sample_reading,
)

WORDS = (
    "Bà con ấp Rạch Ông xin mở một tủ sách nhỏ ở nhà văn hóa để trẻ nhỏ có chỗ đọc buổi tối "
    "và người lớn mượn sách về nghề nuôi tôm, làm muối, đan lưới"
)


def paper(number=None, issuer=None, subject=None, signer=None, year=None, text=""):
    return Paper(number, issuer, subject, signer, year, runs_of([text]))


def unnumbered():
    """The sample paper without its number."""
    reading = sample_reading()
    reading["documents"][0]["number_symbol"] = None
    return reading


def test_a_printed_number_is_taken_apart():
    assert take_apart("151a/KH-UBND") == take_apart("Số: 151a /KH-UBND")
    assert take_apart("726-CV/BTGTU").number == 726
    assert take_apart("/KH-UBND") is None
    assert take_apart("không số") is None


def test_a_slip_of_the_pen_is_perhaps_the_same_symbol():
    assert compare("151/UBND", "151/ubnd") == Alike.SAME
    assert compare("151/UNBD", "151/UBND") == Alike.PERHAPS
    assert compare("151/UBND", "151/KH-UBND") == Alike.PERHAPS
    assert compare("151/KH-UBND", "151/QĐ-UBND") == Alike.NO
    assert compare("151/UBND", "152/UBND") == Alike.NO


def test_the_same_number_of_another_body_or_year_is_another_paper():
    one = paper("05/KH-UBND", "Ủy ban nhân dân xã Bãi Trầm", year=2026)

    assert judge(one, paper("05/KH-UBND", "Ủy ban nhân dân xã Ba Lạch")).degree == Alike.NO
    assert judge(one, paper("05/KH-UBND", year=2025)).degree == Alike.NO
    assert judge(one, paper("05/KH-UBND")).degree == Alike.SAME


def test_papers_without_a_number_agree_by_their_text():
    spoilt = WORDS.replace("buổi tối", "buoi t0i")

    assert judge(paper(text=WORDS), paper(text=WORDS.upper())).degree == Alike.SAME
    assert judge(paper(text=WORDS), paper(text=spoilt)).degree == Alike.PERHAPS
    assert judge(paper(text=WORDS), paper(text="Giấy mời họp bàn việc đắp đê")).degree == Alike.NO


def test_papers_without_a_text_agree_by_subject_and_signer():
    one = paper(subject="Xin mở tủ sách", signer="Trần Văn Sông")

    assert judge(one, paper(subject="xin mo tu sach", signer="TRẦN VĂN SÔNG")).degree == (
        Alike.PERHAPS
    )
    assert judge(one, paper(subject="Xin mở tủ sách")).degree == Alike.NO


def test_a_paper_that_came_before_is_found_before_it_is_entered(world):
    first = assigned_dispatch(world)
    second = read_dispatch(world)

    (found,) = list_alike(world.actor(world.province.clerk), second)

    assert (found.dispatch_id, found.is_same, found.is_own) == (first.public_id, True, True)
    assert list_alike(world.actor(world.cell.clerk), second) == []


def test_a_paper_without_a_number_is_found_by_its_text(world):
    first = assigned_dispatch(world, reading=unnumbered())
    second = read_dispatch(world, reading=unnumbered())

    (found,) = list_alike(world.actor(world.province.clerk), second)

    assert (found.dispatch_id, found.is_same) == (first.public_id, True)


def test_a_paper_written_down_is_compared_too(world):
    assigned_dispatch(world)
    actor = world.actor(world.province.clerk)
    facts = {"number_symbol": "12/UBND"}

    (found,) = list_like_facts(actor, facts, is_incoming=False, but="giay-1")

    assert found.number == "12/KH-UBND"
    assert not found.is_same


def test_the_clerk_is_asked_before_the_same_paper_is_entered_again(world):
    first = assigned_dispatch(world)
    second = reviewed_dispatch(world)
    client = world.client(world.province.clerk)

    asked = client.post(f"/van-ban/{second.public_id}/vao-so/")
    assert asked["Location"] == f"/van-ban/{second.public_id}/trung/"
    shown = client.get(asked["Location"]).content.decode()
    assert f"/van-ban/{first.public_id}/" in shown
    assert fresh(second).state == DispatchState.REVIEW

    client.post(f"/van-ban/{second.public_id}/vao-so/", {"reason": "Bản đính chính"})
    entry = RegisterEntry.objects.everything(reason="looked at by a test").get(
        document=document_of(second)
    )
    assert (entry.repeat, entry.duplicate_reason) == (1, "Bản đính chính")


def test_the_same_paper_is_joined_to_the_earlier_one(world):
    first = assigned_dispatch(world)
    second = reviewed_dispatch(world)
    client = world.client(world.province.clerk)

    client.post(f"/van-ban/{second.public_id}/trung/gop/", {"to": first.public_id})

    assert fresh(second).state == DispatchState.JOINED
    assert fresh(second).same_as_id == first.pk
    assert list(first.files.values_list("part", flat=True)) == ["main", "copy"]
    assert client.get(f"/van-ban/{first.public_id}/").status_code == 200
    assert client.get(f"/van-ban/{second.public_id}/").status_code == 200
    assert client.get("/van-ban/").status_code == 200
