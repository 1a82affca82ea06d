"""A clerk brings a paper in, a commune's officer does what it asks, the giver sees it."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from tests.kits import journeys
from tests.kits.browser import sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.slow]
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="không có Tesseract trên máy này"
)


@pytest.mark.parametrize(
    "paper",
    [
        pytest.param(journeys.PAPER, id="word"),
        pytest.param(journeys.SCAN, id="scan", marks=needs_tesseract),
    ],
)
def test_a_dispatch_travels_from_upload_to_a_report_with_a_picture(
    sample_world, run_jobs, desk, phone, open_page, paper
):
    journeys.sign_in(desk, "vanthu.hkh")
    journeys.upload(desk, paper)
    journeys.read_and_open(desk, run_jobs)
    review = journeys.Review(desk)
    _mend_reject_and_add(desk, review)
    review.accept_groups()
    assert review.left == 0
    review.confirm()

    _accept_and_report(phone)

    giver = open_page()
    journeys.sign_in(giver, "lanhdao.hkh")
    giver.goto("/van-ban/")
    giver.locator("a.main-cell").first.click()
    given = giver.locator("#viec-da-giao")
    expect(given).to_be_visible()
    row = giver.locator("tr", has_text="dành một chỗ ngồi")
    expect(row).to_contain_text("1/12 đã nhận")
    row.locator("details.shares summary").click()
    row.get_by_role("link", name="UBND xã Bãi Trầm").click()
    expect(giver.locator("body")).to_contain_text("Đã dọn một phòng ở trụ sở cho hội.")


def _mend_reject_and_add(page, review):
    review.show("task")
    before = review.left
    card = page.locator("article.find", has_text="dành một chỗ ngồi").first
    card.get_by_role("link", name="Sửa", exact=True).click()
    wording = page.locator("article[data-v=edit] textarea").first
    wording.fill(wording.input_value().replace("hội ở trụ sở", "Hội ngay tại trụ sở"))
    page.get_by_role("button", name="Lưu và nhận").click()
    expect(page.locator("article.find", has_text="ngay tại trụ sở")).to_contain_text("Đã nhận")
    dropped = page.locator("article.find[data-v=open]", has_text="trình Ban Thường vụ").first
    dropped_id = dropped.get_attribute("id")
    dropped.get_by_role("button", name="Bỏ", exact=True).click()
    expect(page.locator(f"#{dropped_id}")).to_contain_text("Đã bỏ")
    expect(page.locator("#vao-so")).to_contain_text(f"Còn {before - 2} mục")
    _add_by_selecting(page, "Chỗ nào chưa rõ")
    assert review.left == before - 2
    added = page.locator("article.find", has_text="Chỗ nào chưa rõ")
    expect(added.first).to_contain_text("Đã nhận")
    review.show("to")
    receiver = page.locator("article.find").first.get_attribute("id")
    page.locator(f"#{receiver}").get_by_role("button", name="Nhận").click()
    expect(page.locator(f"#{receiver}")).to_have_attribute("data-v", "yes")
    review.show("left")


def _add_by_selecting(page, words):
    line = page.locator(".sheet .ln", has_text=words).first
    line.scroll_into_view_if_needed()
    line.click(click_count=3)
    page.locator("[data-add-selected]").click()
    form = page.locator("[data-add-form]")
    assert words in form.locator("textarea").input_value()
    form.locator("input[name=actor]").fill("Văn phòng Hội Khuyến học tỉnh")
    with page.expect_navigation():
        form.get_by_role("button", name="Thêm vào danh sách").click()
    page.get_by_role("button", name="Lưu và nhận").click()
    expect(page.locator("article[data-v=edit]")).to_have_count(0)


def _accept_and_report(phone):
    journeys.sign_in(phone, "canbo.baitram")
    assert sideways_scroll(phone) <= 0
    phone.get_by_role("link", name=re.compile("Xem và nhận")).first.click()
    phone.locator("a", has_text=re.compile("dành một chỗ ngồi")).first.click()
    phone.get_by_role("button", name="Nhận việc").click()
    expect(phone.locator("body")).to_contain_text("Đã nhận nhiệm vụ")
    phone.locator("#bao-cao textarea[name=text]").fill("Đã dọn một phòng ở trụ sở cho hội.")
    picture = {"name": "phong.png", "mimeType": "image/png", "buffer": journeys.PICTURE}
    phone.locator("#bao-cao input[type=file]").last.set_input_files(picture)
    expect(phone.locator("[data-shots] li")).to_have_count(1)
    phone.get_by_role("button", name="Gửi báo cáo").click()
    expect(phone.locator("body")).to_contain_text("Máy chủ đã nhận")
    expect(phone.locator("#da-bao-cao")).to_be_visible()
    expect(phone.locator(".reports img")).to_have_count(1)
    assert sideways_scroll(phone) <= 0
