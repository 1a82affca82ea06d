"""The form of an open round changes while a commune that has no line waits to send its report."""

from copy import deepcopy

import pytest
from playwright.sync_api import expect

from behoc.measure.reporting.services.forms import confirm_edition, propose_edition
from tests.kits.filling import RECEIPT_MS, open_filling
from tests.kits.journeys import do_jobs
from tests.kits.reports import CONTENT
from tests.kits.rounds import take_seat

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LAST = {"texts": {"results": "Năm trước."}, "cells": {"families": {"n": "30", "d": "40"}}}


@pytest.fixture
def filling(committed_world, desk):
    """The report on its page: two rows are on the server."""
    filling = open_filling(committed_world, desk, last=LAST)
    filling.line("families.n").fill("31")
    filling.line("families.d").fill("41")
    desk.locator("[data-text=results]").fill("Đã mở lớp.")
    filling.line("poor.n").fill("6")
    filling.is_kept("there")
    return filling


def queue(filling):
    """The line is gone and the report waits to be sent."""
    filling.page.get_by_role("button", name="Kiểm tra rồi gửi").click()
    expect(filling.page.locator("[data-queued]")).to_be_visible()


def change_form(filling, open_page):
    """The province asks for readers and no longer for books and the poor, in the open round."""
    world, duty = filling.world, filling.asked.duty
    content = deepcopy(CONTENT)
    rows = content["tables"][0]["rows"]
    rows[1:] = [{"key": "readers", "number": "2", "label": "Người đọc", "required": True}]
    proposer = world.actor(world.province.specialist)
    edition = propose_edition(proposer, duty.form, content=content, source="Công văn 9/UBND")
    confirm_edition(world.actor(world.province.head), edition)
    province = take_seat(world, open_page(), world.province.head)
    province.page.goto(f"/dot-bao-cao/{filling.asked.round.public_id}/")
    province.press("Dùng bản mới cho nơi chưa nộp", says="Đã đổi biểu mẫu cho 1 nơi chưa nộp")


def finish(filling):
    """What the newer form asks is filled in, and the report goes."""
    page = filling.page
    expect(page.locator("[data-line-notice=refused]")).to_contain_text("biểu mẫu vừa đổi")
    expect(filling.line("families.n")).to_have_value("31")
    expect(filling.line("books.n")).to_have_count(0)
    assert (filling.saved.state, filling.versions) == ("draft", 0)
    filling.line("readers.n").fill("250")
    page.get_by_role("button", name="Kiểm tra rồi gửi").click()
    expect(page.locator(".toast").last).to_contain_text("Máy chủ đã nhận", timeout=RECEIPT_MS)
    do_jobs()
    cells = filling.saved.answers["cells"]
    assert (cells["families"], cells["readers"]) == ({"n": "31", "d": "41"}, {"n": "250"})
    assert cells["poor"] == {"n": "6"}, "what is no longer asked stays kept"
    assert filling.versions == 1


def test_what_was_typed_without_a_line_is_shown_beside_the_newer_form(filling, open_page):
    page = filling.page
    filling.cut()
    filling.line("books.n").fill("1200")
    filling.is_stored("books", "1200")
    queue(filling)
    change_form(filling, open_page)
    filling.cut(line=True)

    differs = page.locator("[data-differs] li")
    expect(differs).to_have_count(2, timeout=RECEIPT_MS)
    expect(page.locator("[data-differs]")).to_contain_text("1.200")
    expect(page.locator("[data-differs]")).to_contain_text("6")
    differs.first.get_by_role("button", name="Đã xem").click()
    expect(differs).to_have_count(1)
    differs.get_by_role("button", name="Đã xem").click()
    expect(page.locator("[data-differs]")).to_be_hidden()
    finish(filling)


def test_a_report_that_waited_is_not_sent_by_a_form_nobody_saw(filling, open_page):
    page = filling.page
    filling.cut()
    queue(filling)
    page.goto("/nhiem-vu/")
    expect(page.locator("h1")).to_have_text("Đang mất mạng")
    change_form(filling, open_page)
    filling.cut(line=True)
    page.goto("/nhiem-vu/")

    waits = page.locator("#bao-cao-cho")
    expect(waits).to_contain_text("biểu mẫu vừa đổi", timeout=RECEIPT_MS)
    waits.get_by_role("link", name="Báo cáo năm").click()
    page.locator("[data-differs]").get_by_role("button", name="Đã xem").click()
    finish(filling)
