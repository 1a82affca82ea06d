"""Figures of many bodies as workbooks: empty ones to fill in, rejected rows to mend. Pure.

They are written row by row, so that a hundred thousand rows need little memory.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

import xlsxwriter

from behoc.kernel.errors import RuleBroken
from behoc.measure.reporting.rules.intakes import HEADINGS, NAMES

# A workbook larger than this goes to disk while it is written.
_IN_MEMORY = 4 * 1024 * 1024
# What a sheet of Excel holds beside its headings.
MOST_ROWS: Final = 1_048_575
# Notes at cells are drawings: more of them than this and Excel opens the file slowly. The words
# stand beside every row all the same.
_NOTES = 5_000
_CELL_HOLDS = 32_767  # signs, as Excel has it
_WIDTHS = (16, 40, 24, 48, 12, 16, 16)  # letters
_WIDE = 90  # letters
_NOTE = {"width": 260, "height": 80}  # points
_TEXT = {"num_format": "@"}
_HEAD = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter", "bg_color": "#EFEBE2"}
_OPEN = {"locked": False, "num_format": "#,##0.####", "bg_color": "#FFFDF5", "border": 1}
_CLOSED = {"bg_color": "#EFEBE2", "border": 1}
_WRONG = {"bg_color": "#FBE3DF", "font_color": "#9B1C13", "num_format": "@"}


@dataclass(frozen=True, slots=True)
class Blank:
    """A table to fill in: bodies by code and name; indicators with whether they have a whole."""

    period: str
    bodies: Sequence[tuple[str, str]]
    indicators: Sequence[tuple[str, str, bool, int]]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not kept: where it stood, its cells, and what is wrong at which of them."""

    row: int
    cells: Sequence[str]
    told: Mapping[int, Sequence[str]]


def write_blank(blank: Blank) -> IO[bytes]:
    """One row for each body and indicator; only the numbers can be typed."""
    rows = len(blank.bodies) * len(blank.indicators)
    if not rows or rows > MOST_ROWS:
        raise RuleBroken(
            "Bảng này có %(rows)s dòng, ngoài mức một trang Excel chứa được. Chọn bớt chỉ số.",
            rows=f"{rows:,}".replace(",", "."),
        )
    target, book = _book()
    sheet = book.add_worksheet("Số liệu")
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True})
    style = {
        "head": book.add_format(_HEAD),
        "text": book.add_format(_TEXT),
        "open": book.add_format(_OPEN),
        "closed": book.add_format(_CLOSED),
    }
    headings = (HEADINGS[0], NAMES[0], HEADINGS[1], NAMES[1], *HEADINGS[2:])
    for column, words in enumerate(headings):
        sheet.set_column(column, column, _WIDTHS[column])
        sheet.write_string(0, column, words, style["head"])
    d = len(headings) - 1
    n = d - 1
    at = 0
    for code, name in blank.bodies:
        for indicator, words, has_whole, _decimals in blank.indicators:
            at += 1
            for column, told in enumerate((code, name, indicator, words, blank.period)):
                sheet.write_string(at, column, told, style["text"])
            sheet.write_blank(at, n, None, style["open"])
            sheet.write_blank(at, d, None, style["open" if has_whole else "closed"])
    sheet.data_validation(1, n, at, d, _not_negative())
    above = {"type": "formula", "criteria": "=AND(ISNUMBER($G2),$F2>$G2)"}
    sheet.conditional_format(1, n, at, d, {**above, "format": book.add_format(_WRONG)})
    sheet.autofilter(0, 0, at, d)
    sheet.freeze_panes(1, 2)
    book.close()
    target.seek(0)
    return target


def write_rejected(rows: Iterable[Rejected]) -> IO[bytes]:
    """The rows under the headings that are read back, the words beside, a note at each cell."""
    target, book = _book()
    sheet = book.add_worksheet("Cần sửa")
    head, text, wrong = (book.add_format(each) for each in (_HEAD, _TEXT, _WRONG))
    headings = (*HEADINGS, "Dòng trong tệp đã gửi", "Sửa thế nào")
    for column, words in enumerate(headings):
        sheet.set_column(column, column, _WIDE if column == len(headings) - 1 else _WIDTHS[0])
        sheet.write_string(0, column, words, head)
    notes = 0
    at = 0
    for at, row in enumerate(rows, start=1):
        for column in range(len(HEADINGS)):
            typed = row.cells[column] if column < len(row.cells) else ""
            said = row.told.get(column)
            sheet.write_string(at, column, typed[:_CELL_HOLDS], wrong if said else text)
            if said and notes < _NOTES:
                notes += 1
                sheet.write_comment(at, column, "\n".join(said), _NOTE)
        sheet.write_number(at, len(HEADINGS), row.row)
        words = " ".join(each for column in sorted(row.told) for each in row.told[column])
        sheet.write_string(at, len(HEADINGS) + 1, words[:_CELL_HOLDS])
    sheet.autofilter(0, 0, max(at, 1), len(headings) - 1)
    sheet.freeze_panes(1, 0)
    book.close()
    target.seek(0)
    return target


def _book() -> tuple[IO[bytes], Any]:
    target = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    return target, xlsxwriter.Workbook(target, {"constant_memory": True})


def _not_negative() -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": "Chưa đúng",
        "error_message": "Chỉ ghi số, không ghi chữ, không ghi số âm.",
    }
