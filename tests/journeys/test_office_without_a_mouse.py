"""Register, submit, instruct, draft, give an opinion, approve: with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.kits import journeys
from tests.kits.journeys import press_on, type_into

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SUBJECT = "Góp ý bộ phiếu chấm điểm"
DRAFT = "Trả lời về bộ phiếu chấm điểm"
LEADER, DEPUTY, SPECIALIST = "Phạm Thục Khuê", "Triệu Vĩnh Hảo", "Lê Hữu Đẳng"


def test_the_office_works_by_keyboard_only(sample_world, desk, open_page):
    _enter_and_submit(desk)
    leader = open_page()
    _instruct(leader)
    specialist = open_page()
    _draft_and_ask(specialist)
    _give_opinion(open_page())
    _submit_draft(specialist)
    _approve(leader)


def _enter_and_submit(page):
    journeys.sign_in_by_keyboard(page, "vanthu.hkh")
    press_on(page, page.get_by_role("link", name="Sổ văn bản"))
    press_on(page, page.get_by_role("link", name="Ghi sổ văn bản giấy"))
    type_into(page, page.get_by_label("Trích yếu"), SUBJECT)
    type_into(page, page.get_by_label("Số, ký hiệu"), "1288/SGDĐT-GDTX")
    type_into(page, page.get_by_label("Ngày văn bản"), "10/02/2026")
    type_into(page, page.get_by_label("Tác giả"), "Sở Giáo dục và Đào tạo tỉnh Hải Xuyên")
    press_on(page, page.get_by_role("button", name="Vào sổ", exact=True))
    expect(page.locator("main")).to_contain_text(SUBJECT)
    press_on(page, page.get_by_role("link", name="Trình lãnh đạo"))
    _tick(page, page.locator("label", has_text=f"{LEADER}, Chủ tịch").locator("[name=leader]"))
    _tick(page, _choice_of(page, SPECIALIST))
    press_on(page, page.get_by_role("button", name="Trình", exact=True))
    expect(page.locator("main")).to_contain_text(LEADER)


def _instruct(page):
    journeys.sign_in_by_keyboard(page, "lanhdao.hkh")
    press_on(page, page.get_by_role("link", name="Cho ý kiến"))
    _tick(page, page.locator(".pickline", has_text="Xem kỹ").locator("input"))
    press_on(page, page.get_by_role("button", name="Giao việc"))
    expect(page.locator("article.word")).to_contain_text("Xem kỹ, tham mưu cách làm")


def _draft_and_ask(page):
    journeys.sign_in_by_keyboard(page, "chuyenvien.hkh")
    press_on(page, page.get_by_role("link", name="Mở việc"))
    press_on(page, page.get_by_role("link", name="Soạn dự thảo"))
    type_into(page, page.get_by_label("Tên dự thảo"), DRAFT)
    type_into(page, page.get_by_label("Nội dung"), "Phiếu của dòng họ nên bớt hai mục.")
    press_on(page, page.get_by_role("button", name="Lưu bản 1"))
    press_on(page, page.get_by_role("link", name="Xin góp ý"))
    press_on(page, page.get_by_label(DEPUTY), "Space")
    press_on(page, page.get_by_role("button", name="Xin góp ý"))
    page.wait_for_url("**/du-thao/*/")


def _give_opinion(page):
    journeys.sign_in_by_keyboard(page, "phochutich.hkh")
    press_on(page, page.locator("main a.btn", has_text="Góp ý"))
    _tick(page, page.locator("[name=verdict][value=amend]"))
    type_into(page, page.locator("textarea[name=text]"), "Thêm cách tính nhà có người già.")
    press_on(page, page.get_by_role("button", name="Gửi góp ý"))
    expect(page.locator("main")).to_contain_text("Thêm cách tính nhà có người già.")


def _submit_draft(page):
    page.reload()
    press_on(page, page.get_by_role("link", name="Trình lãnh đạo"))
    _tick(page, page.get_by_label(LEADER))
    press_on(page, page.get_by_role("button", name="Trình duyệt"))
    expect(page.locator(".phead")).to_contain_text("Chờ duyệt")


def _approve(page):
    page.goto("/")
    press_on(page, page.get_by_role("link", name="Đọc và duyệt"))
    press_on(page, page.get_by_role("button", name="Duyệt dự thảo"))
    expect(page.locator(".phead")).to_contain_text("Đã duyệt")


def _tick(page, choice):
    """Reach one of several choices: Tab into the group, Space where none is on, then arrows."""
    group = page.locator(f"[name={choice.get_attribute('name')}]")
    at = page.evaluate(
        "wanted => Array.from(document.getElementsByName(wanted.name)).findIndex(e => e.checked)",
        choice.element_handle(),
    )
    journeys.tab_to(page, group.nth(max(at, 0)))
    if at < 0:
        page.keyboard.press("Space")
    for _press in range(group.count()):
        if choice.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("the arrows never came there")


def _choice_of(page, name):
    return page.locator(".who__l li", has_text=name).locator("[name=lead]")
