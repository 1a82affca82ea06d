"""One paper all the way: clerk, leader's phone, specialist, communes, giver, follower."""

import re

import pytest
from playwright.sync_api import expect

from tests.kits import journeys
from tests.kits.browser import PHONE, accessibility_findings, sideways_scroll
from tests.kits.journeys import Thumb

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAPER_NUMBER = "27/CV-HKH"
LEADER, SPECIALIST = "lanhdao.hkh", "chuyenvien.hkh"
OWN_PLAN = "Kế hoạch của Hội tỉnh làm theo văn bản này"
TASK = "dành một chỗ ngồi"
TO_DECIDE = 4
REPORTS = {
    "canbo.baitram": "Đã dọn một phòng ở trụ sở cho hội.",
    "canbo.benque": "Hội ngồi cạnh bộ phận một cửa.",
}


def test_a_paper_goes_from_the_clerk_to_the_followers_cascade(
    sample_world, run_jobs, desk, phone, open_page
):
    _clerk_enters_and_submits(desk, run_jobs)
    _leader_instructs(phone)
    draft = _specialist_drafts_a_plan(open_page())
    _leader_approves(phone, draft)
    for officer, words in REPORTS.items():
        _commune_accepts_and_reports(open_page(viewport=PHONE, has_touch=True), officer, words)
    _giver_confirms(open_page())
    _follower_sees_the_cascade(open_page())


def _clerk_enters_and_submits(page, run_jobs):
    journeys.sign_in(page, "vanthu.hkh")
    journeys.upload(page, journeys.PAPER)
    journeys.read_and_open(page, run_jobs)
    review = journeys.Review(page)
    review.accept_groups()
    review.confirm()
    page.get_by_role("link", name="Trình lãnh đạo").first.click()
    _choose_leader(page, "Phạm Thục Khuê")
    page.get_by_label("Ý kiến đề xuất").fill("Giao Chánh Văn phòng soạn kế hoạch của Hội.")
    _line_of(page, "Lê Hữu Đẳng").locator(".choice", has_text="Chủ trì").click()
    page.get_by_role("button", name="Trình", exact=True).click()
    expect(page.locator("main")).to_contain_text("Phạm Thục Khuê")


def _leader_instructs(page):
    journeys.sign_in(page, LEADER)
    thumb = Thumb(page)
    thumb.tap(page.get_by_role("link", name="Cho ý kiến"))
    page.wait_for_url("**/trinh/**", wait_until="load")
    assert sideways_scroll(page) <= 0
    thumb.tap(page.locator(".pickline", has_text="Dự thảo kế hoạch"))
    thumb.tap(page.get_by_role("button", name="Giao việc"))
    expect(page.locator("article.word")).to_contain_text("Dự thảo kế hoạch của cơ quan mình")
    assert len(thumb.taps) <= TO_DECIDE


def _specialist_drafts_a_plan(page):
    journeys.sign_in(page, SPECIALIST)
    item = page.locator("li", has_text="Dự thảo kế hoạch của cơ quan mình").first
    item.get_by_role("link", name="Mở việc").click()
    page.get_by_role("link", name="Soạn dự thảo").click()
    page.get_by_label("Tên dự thảo").fill(OWN_PLAN)
    page.get_by_label("Loại").select_option(label="Kế hoạch")
    page.get_by_label("Nội dung").fill("I. Việc phải xong\n1. Mỗi hội cấp xã có một chỗ ngồi.")
    page.get_by_role("button", name="Lưu bản 1").click()
    page.get_by_role("link", name="Trình lãnh đạo").click()
    _choose_leader(page, "Phạm Thục Khuê")
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.locator(".phead")).to_contain_text("Chờ duyệt")
    page.wait_for_load_state()
    return page.url


def _leader_approves(page, draft):
    page.goto("/")
    item = page.locator("li", has_text=OWN_PLAN).first
    item.get_by_role("link", name="Đọc và duyệt").tap()
    page.wait_for_url(draft)
    page.get_by_role("button", name="Duyệt dự thảo").tap()
    expect(page.locator(".phead")).to_contain_text("Đã duyệt")


def _commune_accepts_and_reports(page, officer, words):
    journeys.sign_in(page, officer)
    page.locator("a", has_text=re.compile(TASK)).first.click()
    page.get_by_role("button", name="Nhận việc").click()
    page.locator("#bao-cao textarea[name=text]").fill(words)
    page.locator("#bao-cao").get_by_label("Nhiệm vụ đã làm xong").check()
    picture = {"name": "phong.png", "mimeType": "image/png", "buffer": journeys.PICTURE}
    page.locator("#bao-cao input[type=file]").last.set_input_files(picture)
    expect(page.locator("[data-shots] li")).to_have_count(1)
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator("body")).to_contain_text("Máy chủ đã nhận")


def _giver_confirms(page):
    journeys.sign_in(page, SPECIALIST)
    page.get_by_role("link", name="Xem và xác nhận").click()
    page.get_by_role("link", name="UBND xã Bãi Trầm").first.click()
    expect(page.locator(".reports img")).to_have_count(1)
    page.get_by_role("button", name="Xác nhận kết quả").click()
    expect(page.locator("body")).to_contain_text("Đã xác nhận")


def _follower_sees_the_cascade(page):
    """Two of fifty bodies have opened it; both did the task, of one the result is confirmed."""
    journeys.sign_in(page, "theodoi.hkh")
    page.get_by_role("link", name="Lan tỏa").click()
    page.get_by_role("link", name=PAPER_NUMBER).first.click()
    page.wait_for_url("**/lan-toa/*/**")
    main = page.locator("main")
    expect(main.locator("h2#tong-hop")).to_have_text("50 nơi phải làm")
    expect(main.locator(".legend li", has_text="chưa mở")).to_contain_text("48")
    expect(_row(page, "UBND xã Bãi Trầm")).to_contain_text("xác nhận")
    expect(_row(page, "UBND phường Bến Quế")).to_contain_text("báo xong")
    communes = page.locator("table", has=_row(page, "UBND xã Bãi Trầm"))
    expect(communes.locator(".sums td", has_text="2/12")).to_have_count(1)
    assert accessibility_findings(page) == []


def _row(page, name):
    return page.locator("tr", has_text=name)


def _choose_leader(page, name):
    page.locator("label", has_text=name).first.click()


def _line_of(page, name):
    return page.locator(".who__l li", has_text=name)
