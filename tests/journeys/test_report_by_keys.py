"""A clerk fills a form of 24 rows from last period's numbers: at most 60 keys beside the digits.

The handbook writes the keys down step by step; the journey counts them again.
After a change of the screen write them anew: REPORT_KEYS=write pytest <this file>
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.kits.filling import RECEIPT_MS, national_form, open_filling
from tests.kits.journeys import do_jobs

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "handbook" / "bao-cao-tu-ky-truoc.md"
ROWS, MOST_KEYS = 24, 60
HEAD = "| Bước | Phím | Số lần | Chữ số |\n|---|---|--:|--:|\n"


@dataclass
class Step:
    """What one step asks of the hands."""

    name: str
    keys: list[str] = field(default_factory=list)
    digits: int = 0

    @property
    def row(self):
        """The step as the handbook has it; each key is named once."""
        names = ", ".join(dict.fromkeys(self.keys)).replace("Control", "Ctrl")
        return f"| {self.name} | {names} | {len(self.keys)} | {self.digits} |\n"


@dataclass
class Keys:
    """A keyboard that counts what is pressed, digits apart from the rest."""

    page: object
    steps: list[Step] = field(default_factory=list)

    def begin(self, name):
        self.steps.append(Step(name))

    def digits(self, number):
        assert number.isdecimal()
        self.page.keyboard.type(number)
        self.steps[-1].digits += len(number)

    def press(self, key):
        self.page.keyboard.press(key)
        self.steps[-1].keys.append(key)

    @property
    def pressed(self):
        return sum(len(step.keys) for step in self.steps)

    @property
    def table(self):
        digits = sum(step.digits for step in self.steps)
        total = f"| Cộng | | {self.pressed} | {digits} |\n"
        return HEAD + "".join(step.row for step in self.steps) + total


def last_answers(content):
    cells = {}
    for number, row in enumerate(row for table in content["tables"] for row in table["rows"]):
        of = 900 + 7 * number
        cells[row["key"]] = {"n": str(of - 300 - 12 * number)}
        if row.get("has_denominator"):
            cells[row["key"]]["d"] = str(of)
    texts = {each["code"]: f"Kỳ trước: {each['heading']}." for each in content["sections"]}
    return {"cells": cells, "texts": texts}


def test_twenty_four_rows_from_last_periods_in_sixty_keys(committed_world, desk):
    content = national_form(ROWS)
    last = last_answers(content)
    filling = open_filling(committed_world, desk, content=content, last=last)
    lines = desk.locator("input[data-line]:not([readonly])")
    names = [lines.nth(at).get_attribute("data-line") for at in range(lines.count())]
    keys = Keys(desk)
    _begin(keys, names[0])
    _type_all(keys, names, last)
    keys.begin("Lấy lời kỳ trước: nút đã sẵn dưới con trỏ")
    keys.press("Enter")
    keys.begin("Kiểm tra rồi gửi")
    keys.press("Control+Enter")
    expect(desk.locator(".toast")).to_contain_text("Máy chủ đã nhận báo cáo", timeout=RECEIPT_MS)
    do_jobs()

    _is_sent(filling.saved, last)
    assert keys.pressed <= MOST_KEYS, f"{keys.pressed} keys"
    if os.environ.get("REPORT_KEYS") == "write":
        _write(keys.table)
    assert f"\n{keys.table}\n" in PAGE.read_text("utf-8"), "the screen asks other keys by now"


def _begin(keys, first):
    """Over the bar to the content, then to the first line."""
    keys.begin("Bỏ qua thanh đầu trang, tới ô đầu")
    while keys.page.evaluate("document.activeElement.dataset.line") != first:
        keys.press("Tab" if keys.pressed != 1 else "Enter")
        assert keys.pressed < MOST_KEYS


def _type_all(keys, names, last):
    keys.begin(f"Gõ số mới của {ROWS} dòng ({len(names)} ô), mỗi ô một lần xuống dòng")
    for name in names:
        key, _point, at = name.rpartition(".")
        keys.digits(str(int(last["cells"][key][at]) + 3))
        keys.press("Enter")


def _is_sent(saved, last):
    assert saved.state == "submitted"
    assert len(saved.answers["cells"]) == ROWS
    assert all(
        saved.answers["cells"][key][at] == str(int(number) + 3)
        for key, cell in last["cells"].items()
        for at, number in cell.items()
    )
    assert saved.answers["texts"] == last["texts"]


def _write(table):
    before, head, after = PAGE.read_text("utf-8").partition(HEAD.split("\n", maxsplit=1)[0])
    assert head
    PAGE.write_text(f"{before}{table}\n{after.partition(chr(10) * 2)[2]}", "utf-8")
