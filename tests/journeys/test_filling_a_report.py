"""A report filled in the browser: from Excel, and what is said while one types."""

import pytest
from playwright.sync_api import expect

from tests.kits.browser import accessibility_findings, sideways_scroll
from tests.kits.filling import open_filling

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASTE = """([field, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const options = { clipboardData, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def paste(filling, line, text):
    filling.page.evaluate(PASTE, [filling.line(line).element_handle(), text])


def test_what_is_typed_is_checked_at_once_and_kept(committed_world, desk):
    filling = open_filling(committed_world, desk)
    said = desk.locator('tr[data-said="families"]')
    filling.line("families.n").fill("4.892")
    filling.line("families.d").fill("4618")

    expect(said).to_contain_text("4.892 lớn hơn mẫu số 4.618")
    expect(filling.line("families.n")).to_have_attribute("aria-invalid", "true")
    expect(desk.locator("[data-checks]")).to_contain_text("4.892 lớn hơn mẫu số")
    filling.line("families.n").fill("39")
    filling.line("families.d").fill("41")
    expect(said).to_be_hidden()
    filling.line("families.n").fill("ba")
    expect(said).to_contain_text("“ba” không phải số")
    filling.line("families.n").fill("400")
    filling.line("families.d").fill("500")
    expect(said).to_contain_text("Tăng 1.233% so với kỳ trước (30).")
    said.locator("input[data-why]").fill("Sáp nhập xã")
    expect(desk.locator('[data-line="families.n"]')).not_to_have_attribute("aria-invalid", "true")
    filling.is_kept("there")
    cell = filling.saved.answers["cells"]["families"]
    assert cell == {"n": "400", "d": "500", "why": "Sáp nhập xã"}


def test_a_block_from_excel_fills_the_lines_below(committed_world, desk):
    filling = open_filling(committed_world, desk)
    paste(filling, "families.n", "1.030\r\n1.041\r\n5\r\n12\r\n")

    expect(desk.locator(".toast")).to_contain_text("Đã dán 4 ô")
    values = [desk.locator("input[data-line]").nth(at).input_value() for at in range(4)]
    assert values == ["1.030", "1.041", "5", "12"]
    paste(filling, "families.n", "31\t42\n6\t\n13\t\n99\t")
    expect(desk.locator(".toast").last).to_contain_text("1 dòng cuối không có ô")
    assert filling.line("families.d").input_value() == "42"
    assert filling.line("books.n").input_value() == "13"


def test_figures_in_prose_follow_the_table(committed_world, desk):
    filling = open_filling(committed_world, desk)
    filling.line("families.n").fill("31")
    filling.line("families.d").fill("40")
    desk.locator("[data-text=results]").fill("Đạt [[so:families.n]] nhà, bằng [[tyle:families]]%.")
    shown = desk.locator("[data-section=results] [data-bound]")

    expect(shown).to_contain_text("Đạt 31 nhà, bằng 77,5%.")
    filling.line("families.n").fill("32")
    expect(shown).to_contain_text("Đạt 32 nhà, bằng 80%.")


def test_the_page_is_sound_on_a_desk_and_on_a_phone(committed_world, desk, open_page):
    filling = open_filling(committed_world, desk)
    desk.locator("[value=send]").click()
    expect(desk.locator("[data-checks]")).to_contain_text("Ô này bắt buộc")
    assert accessibility_findings(desk) == []
    desk.set_viewport_size({"width": 390, "height": 844})
    assert sideways_scroll(desk) == 0
    assert accessibility_findings(desk) == []
    assert filling.line("families.n").bounding_box()["height"] >= 44
