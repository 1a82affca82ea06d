"""The yearly round over three levels: communes, the department, the province; one has no line.

Each sits at a screen of their own. The numbers are followed up to the province and down again.
"""

import pytest
from playwright.sync_api import expect

from behoc.kernel.clock import today
from behoc.measure.reporting.services.going_up import approve
from tests.kits.filling import RECEIPT_MS
from tests.kits.journeys import do_jobs
from tests.kits.rounds import (
    ROWS,
    count_figures,
    decide,
    fill_in,
    load_shipped,
    open_turn,
    report_of,
    send,
    sent_by_itself,
    take_report,
    take_seat,
    take_up,
    write_texts,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMMUNES = "Báo cáo năm của cấp xã về xây dựng xã hội học tập"
DEPARTMENTS = "Báo cáo tổng hợp năm của Sở Giáo dục và Đào tạo"
COMMUNE = "Ủy ban nhân dân xã Bình Giang"
CELL = "information-ability"
ROW = "Người trong độ tuổi lao động có năng lực thông tin"
REMARK = "Thôn Đông có trong số này chưa?"
MENDED = "1.520"


def test_a_yearly_round_over_three_levels_with_a_commune_off_the_line(world_of_today, open_page):
    world = world_of_today
    load_shipped()
    department = take_seat(world, open_page(), world.department.head)
    commune = take_seat(world, open_page(), world.commune.specialist)
    province = take_seat(world, open_page(), world.province.head)

    year = today().year
    round_url = _opened(department, commune, year)
    filling = _sent_without_a_line(commune)
    other = sent_by_itself(world, world.neighbour, report_of(world.neighbour, COMMUNES))
    decide(department, round_url, COMMUNE, lambda: _send_back(department))
    _mended_without_a_line(commune, filling)
    decide(department, round_url, COMMUNE, lambda: _approve(department))
    _counts_at_once(province, year, "1.520 trên 3.120")
    approve(world.actor(world.department.head), other.public_id)
    _counts_at_once(province, year, "3.010 trên 6.240")

    take_up(province, DEPARTMENTS)
    upper_url = open_turn(province, period=str(year), due_on=f"{year}-12-14")
    _put_together(department)
    decide(province, upper_url, "Sở Giáo dục và Đào tạo", lambda: _approve(province))
    _counts_at_once(province, year, "3.010 trên 6.240")
    _followed_down(province)


def _opened(department, commune, year):
    """The paper says before 20/11: the last good day is the 19th, here and at the commune."""
    take_up(department, COMMUNES)
    department.says("Văn bản ghi: trước ngày 20/11 hằng năm", "2 nơi phải nộp")
    round_url = open_turn(department, period=str(year), due_on=f"{year}-11-19")
    department.says("0/2 đã nộp", f"Nộp trước hết ngày 19/11/{year}")
    expect(department.page.locator("main")).not_to_contain_text("nơi nhận đặt")
    commune.page.goto("/")
    commune.follow(COMMUNES)
    commune.says(f"Nộp trước hết ngày 19/11/{year}", "Nơi nhận: Sở Giáo dục và Đào tạo")
    return round_url


def _sent_without_a_line(commune):
    """One row goes at once; then the line is cut, twice the page comes from this machine."""
    page = commune.page
    filling = take_report(commune, report_of(commune.world.commune, COMMUNES))
    fill_in(filling, {"learning-families": ROWS["learning-families"]})
    filling.is_kept("there")
    filling.cut()
    fill_in(filling, ROWS)
    filling.is_kept("here")
    filling.is_stored(CELL, "1490")
    page.reload()
    expect(filling.line(f"{CELL}.n")).to_have_value("1.490")
    write_texts(filling)
    page.get_by_role("button", name="Kiểm tra rồi gửi").click()
    expect(page.locator("[data-queued]")).to_contain_text("Báo cáo chờ gửi")
    expect(page.locator("[data-when=there]")).to_be_hidden()
    assert (filling.saved.state, filling.versions) == ("draft", 0)
    page.reload()
    expect(page.locator("[data-queued]")).to_be_visible()

    filling.cut(line=True)
    expect(page.locator(".toast").last).to_contain_text("Máy chủ đã nhận", timeout=RECEIPT_MS)
    do_jobs()
    assert (filling.saved.state, filling.versions) == ("submitted", 1)
    return filling


def _send_back(department):
    """A remark stands at its row; the report goes back with it."""
    department.says("1.490")
    row = department.row(ROW)
    row.locator("summary").click()
    row.locator("textarea").fill(REMARK)
    department.page.get_by_label("Lý do chung").fill("Xem lại dòng 3.1.")
    department.press("Trả lại để sửa", says="Đã trả lại kèm lý do")


def _mended_without_a_line(commune, filling):
    """What was remarked stands in its row; the answer to the sending is lost on the way."""
    page = commune.page
    page.goto("/")
    commune.says("Xem lại dòng 3.1.")
    filling.open()
    commune.says("Xem lại dòng 3.1.", REMARK)
    filling.cut()
    filling.line(f"{CELL}.n").fill(MENDED)
    filling.is_kept("here")
    page.get_by_role("button", name="Kiểm tra rồi gửi").click()
    expect(page.locator("[data-queued]")).to_be_visible()
    sent = filling.lose_answers("**/gui/", times=100)
    with page.expect_event("requestfailed", lambda request: "/gui/" in request.url):
        filling.cut(line=True)
    expect(page.locator("[data-line-notice=gone]")).to_be_visible(timeout=RECEIPT_MS)
    expect(page.locator("[data-when=there]")).to_be_hidden()
    do_jobs()
    assert filling.versions == 2
    sent.times = 0
    page.get_by_role("button", name="Thử lại ngay").click()
    expect(page.locator(".toast").last).to_contain_text("Máy chủ đã nhận", timeout=RECEIPT_MS)
    do_jobs()
    assert filling.versions == 2, "asked for again with the same key, it changed nothing"


def _approve(seat):
    seat.press("Duyệt báo cáo", says="Đã duyệt")


def _counts_at_once(province, year, parts):
    """One pass of the worker, and the province reads what is approved."""
    count_figures()
    province.page.goto(f"/chi-tieu/?ky={year}&so=duyet")
    province.follow("Số này từ đâu")
    province.says(parts)


def _put_together(department):
    """One press makes the department's report of the two below it; it writes the rest and sends."""
    filling = take_report(department, report_of(department.world.department, DEPARTMENTS))
    department.follow("Tổng hợp từ báo cáo dưới")
    department.page.get_by_label("Số đã duyệt").check()
    department.press("Lập dự thảo từ 2 báo cáo", says="Đã lập dự thảo")
    expect(department.row(ROW)).to_contain_text("3.010/6.240")
    department.says("Cả 2 nơi phải báo cáo đều đã gửi.")
    department.follow("Xem lại rồi gửi")
    expect(filling.line(f"{CELL}.n")).to_have_value("3.010")
    texts = {"direction": "Sở hướng dẫn hai xã.", "next": "Tập huấn trong quý một."}
    write_texts(filling, texts)
    send(department)
    saved = filling.saved
    assert saved.state == "submitted"
    assert saved.answers["cells"][CELL]["from"] == "below", "a sum counts nothing of its own"


def _followed_down(province):
    """From the figure of the province to the place, the body, its report and the cell."""
    province.follow("Xã Bình Giang")
    province.says("1.520 trên 3.120", COMMUNE)
    province.follow("Mở báo cáo")
    province.follow(COMMUNES)
    expect(province.row(ROW)).to_contain_text(MENDED)
    province.says("Đã duyệt", "Nơi nhận: Sở Giáo dục và Đào tạo")
