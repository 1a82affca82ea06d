"""What a clerk settles once is remembered; what must not be here is destroyed; the second lock."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import expect

from behoc.config.sample import PASSWORD
from behoc.ground.attachments.models import StoredFile
from tests.kits import journeys
from tests.kits.browser import PHONE, accessibility_findings, sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHRASE = "Hội Khuyến học các xã, phường, đặc khu"
SECRET = """TỈNH ỦY HẢI XUYÊN
MẬT
Số: 09-BC/TU
Hải Xuyên, ngày 04 tháng 3 năm 2026
BÁO CÁO
Việc không được kể ở đây
Ủy ban nhân dân các xã gửi kết quả trước ngày 20/11/2026.
"""


def test_a_phrase_mended_once_needs_no_click_in_the_next_paper(sample_world, run_jobs, desk):
    journeys.sign_in(desk, "vanthu.hkh")
    journeys.upload(desk, journeys.PAPER)
    journeys.read_and_open(desk, run_jobs)
    journeys.Review(desk).show("task")
    first = _task_of(desk, PHRASE)
    expect(first.locator("details.group summary")).to_have_text("12 nơi")
    first.get_by_role("link", name="Sửa nơi").click()
    desk.get_by_label("Hội Khuyến học đặc khu Hòn Lẫm").uncheck()
    desk.get_by_role("button", name="Nhớ cách hiểu này").click()
    expect(_task_of(desk, PHRASE).locator("details.group summary")).to_have_text("11 nơi")

    journeys.upload(desk, journeys.PAPER)
    journeys.read_and_open(desk, run_jobs)
    journeys.Review(desk).show("task")
    again = _task_of(desk, PHRASE)
    again.locator("details.group summary").click()

    expect(again.locator("details.group summary")).to_have_text("11 nơi")
    expect(again.locator("details.group")).to_contain_text("Theo cách hiểu của Trần Thị Ngọc Vời")


def test_a_secret_paper_is_refused_and_its_bytes_are_gone(
    sample_world, run_jobs, desk, file_folder
):
    journeys.sign_in(desk, "vanthu.hkh")
    paper = {"name": "bao-cao.txt", "mimeType": "text/plain", "buffer": SECRET.encode()}
    journeys.upload(desk, paper)
    run_jobs()

    expect(desk.locator("#tien-do")).to_contain_text("mang dấu độ mật MẬT")
    expect(desk.get_by_role("button", name="Đọc lại")).to_have_count(0)
    kept = StoredFile.objects.everything(reason="a test looks for the bytes").get()
    assert kept.discarded_at is not None
    holders = [
        path for path in file_folder.rglob("*") if path.is_file() and _holds(path, "không được kể")
    ]
    assert holders == []
    desk.goto("/van-ban/")
    expect(desk.locator("main")).not_to_contain_text("không được kể")


def test_signing_in_asks_for_the_code_of_the_phone(sample_world, open_page):
    cache.clear()
    browser = open_page()
    journeys.sign_in(browser, "lanhdao.baitram")
    browser.goto("/tai-khoan/hai-lop/bat/")
    browser.fill("input[name=password]", PASSWORD)
    browser.press("input[name=password]", "Enter")
    browser.wait_for_url("**/hai-lop/bat/**")
    secret = re.search(r"\b[A-Z2-7]{32}\b", browser.content())[0]
    assert accessibility_findings(browser) == []
    browser.fill("input[name=code]", _code(secret))
    browser.press("input[name=code]", "Enter")
    browser.wait_for_url("**/ma-du-phong/**")
    cache.clear()  # a code is good once, and the next comes only after half a minute

    phone = open_page(viewport=PHONE)
    phone.goto(journeys.SIGN_IN)
    phone.fill("input[name=login]", "lanhdao.baitram")
    phone.fill("input[name=password]", PASSWORD)
    phone.press("input[name=password]", "Enter")
    phone.wait_for_url("**/login/ma/**")
    assert accessibility_findings(phone) == []
    assert sideways_scroll(phone) <= 0
    phone.fill("input[name=code]", _code(secret))
    phone.press("input[name=code]", "Enter")

    expect(phone.get_by_role("heading", name="Bàn làm việc", exact=True)).to_be_visible()
    assert settings.SESSION_COOKIE_NAME in {each["name"] for each in phone.context.cookies()}


def _task_of(page, phrase):
    return page.locator("article.find", has=page.locator("dd", has_text=phrase)).first


def _holds(path, words):
    return words.encode() in path.read_bytes()


def _code(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
