"""The whole way of a dispatch with the keyboard alone, and in how few keystrokes."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.kits import journeys

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LONG_PAPER = (
    Path(
        os.environ.get("READING_TEXTS", Path(__file__).resolve().parents[3] / "shared/reading/text")
    )
    / "binh-duong-151-kh-ubnd-2024.txt"
)
LABELS = LONG_PAPER.parent.parent / "gold" / f"{LONG_PAPER.stem}.json"
MOST_KEYSTROKES = 60


def test_the_whole_way_goes_by_keyboard_only(sample_world, run_jobs, desk, open_page):
    journeys.sign_in_by_keyboard(desk, "vanthu.hkh")
    journeys.tab_to(desk, desk.get_by_role("link", name="Đưa văn bản lên"))
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/tai-len/")
    _choose(desk, desk.locator("#tep"), journeys.PAPER)
    desk.wait_for_url("**/doc/")
    journeys.read_and_open(desk, run_jobs)
    _mend_and_reject_first_tasks(desk)
    _add_by_line_number(desk)
    journeys.press_all(desk, "a")
    with desk.expect_navigation():
        desk.keyboard.press("v")
    expect(desk.locator("body")).to_contain_text("Đã vào sổ và giao")

    officer = open_page()
    journeys.sign_in_by_keyboard(officer, "canbo.baitram")
    journeys.tab_to(officer, officer.get_by_role("link", name="dành một chỗ ngồi"))
    officer.keyboard.press("Enter")
    journeys.tab_to(officer, officer.get_by_role("button", name="Nhận việc"))
    officer.keyboard.press("Enter")
    journeys.tab_to(officer, officer.locator("#bao-cao textarea[name=text]"))
    officer.keyboard.type("Đã dọn một phòng.")
    picture = {"name": "phong.png", "mimeType": "image/png", "buffer": journeys.PICTURE}
    _choose(officer, officer.locator("#id_evidence"), picture)
    journeys.press_on(officer, officer.get_by_label("Nhiệm vụ đã làm xong"), "Space")
    journeys.press_on(officer, officer.get_by_role("button", name="Gửi báo cáo"))
    expect(officer.locator(".reports img")).to_have_count(1)
    _confirm(open_page())


@pytest.mark.skipif(not LONG_PAPER.exists(), reason=f"không có {LONG_PAPER.name} trên máy này")
def test_a_long_paper_is_confirmed_in_few_keystrokes(sample_world, run_jobs, desk, record_property):
    """Each task is looked at and answered by itself; the rest is taken group by group."""
    journeys.sign_in(desk, "vanthu.hkh")
    journeys.upload(desk, LONG_PAPER)
    journeys.read_and_open(desk, run_jobs)
    assert desk.locator(".fact", has_text="Loại").count() == 2
    right = _lines_of_tasks()
    assert len(right) >= 23
    strokes = 0
    while desk.locator("[data-act=accept-all]").count():
        now = desk.locator(".under .is-now").first
        group = now.get_attribute("data-group")
        if group == "task":
            find = now.get_attribute("id")
            line = now.locator("a.line").get_attribute("href").removeprefix("#d")
            is_right = int(line) in right
            desk.keyboard.press("n" if is_right else "b")
            verdict = "yes" if is_right else "no"
            expect(desk.locator(f"#{find}")).to_have_attribute("data-v", verdict)
        else:
            with desk.expect_navigation():
                desk.keyboard.press("a")
        strokes += 1
    with desk.expect_navigation():
        desk.keyboard.press("v")
    strokes += 1
    record_property("keystrokes", strokes)

    expect(desk.locator("body")).to_contain_text("Đã vào sổ và giao 23 nhiệm vụ")
    assert strokes <= MOST_KEYSTROKES


def _lines_of_tasks():
    """Where two people found tasks in that paper, in both of its documents."""
    labels = json.loads(LABELS.read_text("utf-8"))
    return {each["line"] for part in (labels, *labels["embedded"]) for each in part["assignments"]}


def _confirm(giver):
    journeys.sign_in_by_keyboard(giver, "lanhdao.hkh")
    journeys.press_on(giver, giver.get_by_role("link", name="Xem và xác nhận"))
    journeys.press_on(giver, giver.locator("main").get_by_role("link", name="UBND xã Bãi Trầm"))
    journeys.press_on(giver, giver.get_by_role("button", name="Xác nhận kết quả"))
    expect(giver.locator("body")).to_contain_text("Đã xác nhận")


def _choose(page, control, file):
    journeys.tab_to(page, control)
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)


def _mend_and_reject_first_tasks(page):
    journeys.Review(page).show("task")
    first, second = (page.locator("article.find").nth(at).get_attribute("id") for at in (0, 1))
    page.keyboard.press("s")
    wording = page.locator(f"#{first} textarea").first
    expect(wording).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Gửi kèm danh sách.")
    journeys.tab_to(page, page.get_by_role("button", name="Lưu và nhận"))
    page.keyboard.press("Enter")
    expect(page.locator(f"#{first}")).to_contain_text("Gửi kèm danh sách.")
    expect(page.locator(f"#{first}")).to_have_attribute("data-v", "yes")
    page.keyboard.press("j")
    expect(page.locator(f"#{second}")).to_be_focused()
    page.keyboard.press("b")
    expect(page.locator(f"#{second}")).to_have_attribute("data-v", "no")


def _add_by_line_number(page):
    page.keyboard.press("t")
    expect(page.locator("#them-muc select")).to_be_focused()
    for name, words in (("first_line", "17"), ("last_line", "17"), ("actor", "Văn phòng")):
        journeys.tab_to(page, page.locator(f"#them-muc input[name={name}]"))
        page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    save = page.get_by_role("button", name="Lưu và nhận")
    journeys.tab_to(page, save, most=8)
    page.keyboard.press("Enter")
    expect(page.locator("article[data-v=edit]")).to_have_count(0)
    # the answer took the form's place; the keys work on
    page.keyboard.press("j")
