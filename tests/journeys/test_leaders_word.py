"""The leader's word on a phone: few taps, to the right desks, onto the paper's slip and back."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.kits import dispatches, handling, journeys
from tests.kits.browser import accessibility_findings, sideways_scroll
from tests.kits.journeys import Thumb
from tests.kits.world import appoint

pytestmark = pytest.mark.browser

TO_AGREE, TO_DECIDE = 2, 4
LATER = date(2096, 3, 20)  # the server's clock runs on
ADVICE = "Giao chuyên viên soạn kế hoạch."


@pytest.fixture
def commune(world):
    return world.commune


@pytest.fixture
def submission(world, commune):
    appoint(commune.body, "specialist", "Cán bộ", mark="hai")
    paper = dispatches.assigned_dispatch(world)
    return handling.submitted(world, commune, paper, due_on=LATER)


@pytest.fixture
def thumb(world, commune, submission, phone):
    journeys.carry_in(phone, world.client(commune.head))
    phone.goto("/", wait_until="networkidle")
    return Thumb(phone)


def _choice(page, name, role):
    line = page.locator(".who__l li", has_text=name)
    return line.locator(".choice", has_text=role)


def _given(page):
    expect(page.locator("body")).to_contain_text("Đã giao việc")
    return page.locator("article.word")


def test_agreeing_with_the_clerk_takes_two_taps_from_the_desk(thumb, commune):
    page = thumb.page
    thumb.tap(page.get_by_role("link", name="Cho ý kiến"))
    expect(page.locator("body")).to_contain_text(ADVICE)
    expect(page.locator("#viec-cua-minh")).to_be_visible()
    assert sideways_scroll(page) <= 0
    thumb.tap(page.get_by_role("button", name="Giao việc"))

    given = _given(page)
    expect(given).to_contain_text("Đồng ý với đề xuất")
    expect(given).to_contain_text("20/03/2096")
    expect(given).to_contain_text(commune.specialist.full_name)
    assert len(thumb.taps) <= TO_AGREE


def test_lead_coordinator_date_and_sentence_take_four_taps_on_the_paper(thumb, submission):
    page = thumb.page
    page.goto(f"/trinh/{submission.public_id}/", wait_until="networkidle")
    thumb.tap(_choice(page, "Cán bộ hai", "Chủ trì"))
    thumb.tap(_choice(page, "Chuyên viên", "Phối hợp"))
    thumb.tap(page.locator(".pickline", has_text="Tổ chức làm ngay"))
    thumb.tap(page.get_by_role("button", name="Hạn 7 ngày"))

    given = _given(page)
    expect(given).to_contain_text("Tổ chức làm ngay, xong báo tôi kết quả.")
    expect(given.locator("li", has_text="Cán bộ hai")).to_contain_text("Chủ trì")
    expect(given.locator("li", has_text="Chuyên viên")).to_contain_text("Phối hợp")
    expect(given).to_contain_text(re.compile(r"còn 7 ngày"))
    assert len(thumb.taps) <= TO_DECIDE


def test_another_lead_and_sentence_take_four_taps_from_the_desk(thumb):
    page = thumb.page
    thumb.tap(page.get_by_role("link", name="Cho ý kiến"))
    thumb.tap(_choice(page, "Cán bộ hai", "Chủ trì"))
    thumb.tap(page.locator(".pickline", has_text="Xem kỹ"))
    thumb.tap(page.get_by_role("button", name="Giao việc"))

    expect(_given(page)).to_contain_text("Xem kỹ, tham mưu cách làm")
    assert len(thumb.taps) <= TO_DECIDE


def test_a_spoken_sentence_takes_four_taps_from_the_desk(thumb):
    page = thumb.page
    thumb.tap(page.get_by_role("link", name="Cho ý kiến"))
    field = page.locator("textarea[name=text]")
    thumb.tap(field)
    # The microphone is the phone's own key: its tap is counted, its words come in one piece.
    thumb.taps.append("microphone of the keyboard")
    page.keyboard.insert_text("Mời thêm Hội Khuyến học cùng làm, báo tôi trước thứ sáu.")
    thumb.tap(page.get_by_role("button", name="Giao việc"))

    expect(_given(page)).to_contain_text("Mời thêm Hội Khuyến học cùng làm")
    assert len(thumb.taps) <= TO_DECIDE


def test_the_field_for_speaking_asks_the_keyboard_for_whole_sentences(thumb, submission):
    page = thumb.page
    page.goto(f"/trinh/{submission.public_id}/", wait_until="networkidle")
    field = page.locator("textarea[name=text]")

    for name, value in (("lang", "vi"), ("inputmode", "text"), ("autocapitalize", "sentences")):
        expect(field).to_have_attribute(name, value)
    for name in ("readonly", "pattern"):
        assert field.get_attribute(name) is None


def test_without_javascript_the_leader_speaks_and_the_person_answers(
    world, commune, submission, plain, desk
):
    journeys.carry_in(plain, world.client(commune.head))
    plain.goto(f"/trinh/{submission.public_id}/")
    plain.fill("textarea[name=text]", "Làm gọn trong tuần, báo tôi.")
    plain.get_by_role("button", name="Giao việc").click()
    expect(plain.locator("article.word")).to_contain_text("Làm gọn trong tuần, báo tôi.")

    journeys.carry_in(desk, world.client(commune.specialist))
    desk.goto("/", wait_until="networkidle")
    desk.get_by_role("link", name="Mở việc").click()
    desk.get_by_label("Có vướng mắc").check()
    desk.fill("textarea[name=text]", "Thiếu số liệu của thôn Đông.")
    desk.get_by_role("button", name="Gửi", exact=True).click()
    expect(desk.locator("#da-tra-loi ~ ul, .reports")).to_contain_text("Thiếu số liệu")
    assert accessibility_findings(desk) == []

    plain.goto("/y-kien/da-cho/")
    expect(plain.locator("tbody")).to_contain_text("Thiếu số liệu của thôn Đông.")
    plain.goto(f"/trinh/{submission.public_id}/phieu/")
    expect(plain.locator(".slip")).to_contain_text("Làm gọn trong tuần, báo tôi.")


def test_an_answer_that_comes_after_the_withdrawal_keeps_its_words_on_the_page(
    world, commune, submission, desk
):
    head = world.actor(commune.head)
    instruction = handling.instruct(
        head, submission, handling.word(commune), submission_key="lan-1"
    )
    part = handling.part_of(submission, commune.specialist)
    journeys.carry_in(desk, world.client(commune.specialist))
    desk.goto(f"/viec-giao/{part.public_id}/", wait_until="networkidle")
    desk.get_by_label("Đã xong").check()
    desk.fill("textarea[name=text]", "Đã soạn đủ ba trang.")

    handling.withdraw(head, instruction, reason="Tỉnh đã làm chung.")
    desk.get_by_role("button", name="Gửi", exact=True).click()

    expect(desk.locator("body")).to_contain_text("Tỉnh đã làm chung.")
    expect(desk.locator("textarea[name=text]")).to_have_value("Đã soạn đủ ba trang.")


def test_the_slip_is_one_sheet_of_a5_without_controls(world, commune, submission, desk, tmp_path):
    pypdfium2 = pytest.importorskip("pypdfium2")
    handling.instruct(
        world.actor(commune.head), submission, handling.word(commune), submission_key="lan-1"
    )
    journeys.carry_in(desk, world.client(commune.clerk))
    desk.goto(f"/trinh/{submission.public_id}/phieu/", wait_until="networkidle")

    sheet = pypdfium2.PdfDocument(desk.pdf(format="A5"))
    text = sheet[0].get_textpage().get_text_range()
    pages = len(sheet)
    sheet.close()
    desk.emulate_media(media="print")

    assert pages == 1
    assert "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN" in text
    assert "In từ trình duyệt" not in text
    shown = [each for each in desk.locator("button, nav, .btn").all() if each.is_visible()]
    assert shown == []
