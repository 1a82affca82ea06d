"""Without JavaScript, on a line that breaks, after a page that was lost."""

import re

import pytest
from playwright.sync_api import expect

from behoc.direction.documents.models import Dispatch
from tests.kits import journeys

# Not wait_for_function: the content policy forbids the eval that it needs.
WHEN_KEPT = """words => new Promise((resolve) => {
  const isKept = () => Object.values(localStorage).some((kept) => kept.includes(words));
  const look = () => isKept() ? resolve() : window.setTimeout(look, 50);
  look();
})"""
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_whole_way_goes_without_javascript(sample_world, run_jobs, plain, open_page):
    journeys.sign_in(plain, "vanthu.hkh")
    plain.goto("/van-ban/tai-len/")
    plain.set_input_files("#tep", journeys.PAPER)
    plain.get_by_role("button", name="Gửi lên và đọc").click()
    plain.wait_for_url("**/doc/")
    run_jobs()
    plain.reload()
    plain.get_by_role("link", name="Kiểm nội dung").click()
    _mend_reject_and_add(plain)
    review = journeys.Review(plain)
    review.accept_groups()
    assert review.left == 0
    review.confirm()

    officer = open_page(java_script_enabled=False)
    journeys.sign_in(officer, "canbo.baitram")
    officer.get_by_role("link", name=re.compile("Xem và nhận")).first.click()
    officer.get_by_role("link", name=re.compile("dành một chỗ ngồi")).first.click()
    officer.get_by_role("button", name="Nhận việc").click()
    officer.fill("#bao-cao textarea", "Đã dọn một phòng.")
    picture = {"name": "phong.png", "mimeType": "image/png", "buffer": journeys.PICTURE}
    officer.set_input_files("#id_evidence", picture)
    officer.get_by_role("button", name="Gửi báo cáo").click()
    expect(officer.locator("body")).to_contain_text("Máy chủ đã nhận")
    expect(officer.locator(".reports img")).to_have_count(1)


def test_an_upload_goes_on_where_a_lost_line_stopped_it(sample_world, desk):
    journeys.sign_in(desk, "vanthu.hkh")
    ranges = []

    def cut_once(route, request):
        if request.method != "PUT":
            return route.continue_()
        ranges.append(request.headers["content-range"])
        if len(ranges) == 2:
            return route.abort("internetdisconnected")
        return route.continue_()

    desk.route("**/tai-len/*/", cut_once)
    journeys.upload(desk, journeys.SCAN)

    starts = [int(re.search(r"\d+", each)[0]) for each in ranges]
    assert starts == [0, 1024 * 1024, 1024 * 1024], "a piece was lost or sent twice"
    dispatch = Dispatch.objects.everything(reason="a test counts what arrived").get()
    assert dispatch.files.get().stored_file.size == journeys.SCAN.stat().st_size


def test_words_that_were_being_typed_survive_a_reload(sample_world, run_jobs, desk):
    journeys.sign_in(desk, "vanthu.hkh")
    journeys.upload(desk, journeys.SHORT)
    journeys.read_and_open(desk, run_jobs)
    desk.locator("#them-muc > summary").click()
    desk.fill("#them-muc textarea", "Đọc sách mỗi tối thứ Bảy")
    desk.evaluate(WHEN_KEPT, "thứ Bảy")
    desk.reload()

    expect(desk.locator("#them-muc textarea")).to_be_visible()
    expect(desk.locator("#them-muc textarea")).to_have_value("Đọc sách mỗi tối thứ Bảy")
    expect(desk.locator("#them-muc .draft-notice")).to_be_visible()


def _mend_reject_and_add(page):
    journeys.Review(page).show("task")
    page.locator("article.find", has_text="dành một chỗ ngồi").get_by_role(
        "link", name="Sửa", exact=True
    ).click()
    wording = page.locator("article[data-v=edit] textarea").first
    wording.fill(wording.input_value().replace("hội ở trụ sở", "Hội ngay tại trụ sở"))
    page.get_by_role("button", name="Lưu và nhận").click()
    expect(page.locator("article.find", has_text="ngay tại trụ sở")).to_contain_text("Đã nhận")
    dropped = page.locator("article.find[data-v=open]", has_text="trình Ban Thường vụ").first
    dropped_id = dropped.get_attribute("id")
    dropped.get_by_role("button", name="Bỏ", exact=True).click()
    expect(page.locator(f"#{dropped_id}")).to_contain_text("Đã bỏ")
    page.locator("#them-muc > summary").click()
    page.fill("#them-muc input[name=first_line]", "17")
    page.fill("#them-muc input[name=last_line]", "17")
    page.fill("#them-muc input[name=actor]", "Văn phòng Hội Khuyến học tỉnh")
    page.get_by_role("button", name="Thêm vào danh sách").click()
    page.get_by_role("button", name="Lưu và nhận").click()
