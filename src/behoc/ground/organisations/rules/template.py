"""The workbook that a body administrator fills in to hand over a province's bodies."""

import io

import xlsxwriter

from behoc.ground.organisations.rules.bodies_file import COLUMNS, HEADINGS, NEEDED
from behoc.ground.organisations.rules.catalogue import Catalogue, shipped
from behoc.ground.organisations.rules.tables import MAX_ROWS, column_letters

# Widths of columns in letters, wide enough for the longest usual entry.
WIDTHS = {"name": 48, "short_name": 28, "kind": 34, "aliases": 36}
# Widths of the other columns, of the page of notes and of the lists to choose from.
USUAL, NOTED, LISTED = 16, 20, 40
EXAMPLE = {
    "code": "HX-UBND-BT",
    "name": "Ủy ban nhân dân xã Bãi Trầm",
    "short_name": "UBND xã Bãi Trầm",
    "kind": "Ủy ban nhân dân",
    "line": "Nhà nước",
    "superior": "HX-UBND",
    "place": "S0101",
    "valid_from": "01/07/2025",
    "symbol": "UBND",
}
NOTES = (
    "Ghi mỗi cơ quan, tổ chức một dòng ở trang “Cơ quan”. Các cột in đậm là bắt buộc.",
    "Mã do địa phương đặt, không dấu cách, không trùng nhau.",
    "Cấp trên: mã của cơ quan cấp trên cùng tuyến; để trống nếu cấp trên ở ngoài địa phương.",
    "Địa bàn ghi mã đơn vị hành chính (tỉnh 2 số, xã 5 số), giữ cả số 0 ở đầu.",
    "Ngày ghi như 01/07/2025. Để trống ngày hết hiệu lực nếu cơ quan đang hoạt động.",
    "Tên gọi khác: nhiều tên cách nhau bằng dấu chấm phẩy.",
    "Ví dụ một dòng:",
)


def template_workbook(catalogue: Catalogue | None = None) -> bytes:
    """An empty workbook with headings, lists to choose from, notes and one example."""
    catalogue = catalogue or shipped()
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    bold = book.add_format({"bold": True, "bottom": 1})
    plain = book.add_format({"bottom": 1})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    bodies = book.add_worksheet("Cơ quan")
    for index, (field, heading, _, _) in enumerate(COLUMNS):
        form = day if field.startswith("valid_") else text
        bodies.set_column(index, index, WIDTHS.get(field, USUAL), form)
        bodies.write_string(0, index, heading, bold if field in NEEDED else plain)
    bodies.freeze_panes(1, 1)
    lists = {
        "kind": [kind.vi for kind in catalogue.kinds],
        "line": [vi for _, vi in catalogue.lines],
    }
    _write_notes(book.add_worksheet("Hướng dẫn"), bold)
    _write_lists(book.add_worksheet("Danh mục"), lists)
    for column, (field, words) in enumerate(lists.items()):
        letters = column_letters(column)
        place = list(HEADINGS).index(field)
        source = f"='Danh mục'!${letters}$2:${letters}${len(words) + 1}"
        rule = {
            "validate": "list",
            "source": source,
            "error_message": "Chọn một mục trong danh sách.",
        }
        bodies.data_validation(1, place, MAX_ROWS, place, rule)
    book.close()
    return target.getvalue()


def _write_notes(sheet: xlsxwriter.worksheet.Worksheet, bold: xlsxwriter.format.Format) -> None:
    sheet.set_column(0, len(COLUMNS), NOTED)
    for row, note in enumerate(NOTES):
        sheet.write_string(row, 0, note)
    for column, (field, heading, _, _) in enumerate(COLUMNS):
        sheet.write_string(len(NOTES), column, heading, bold)
        sheet.write_string(len(NOTES) + 1, column, EXAMPLE.get(field, ""))


def _write_lists(sheet: xlsxwriter.worksheet.Worksheet, lists: dict[str, list[str]]) -> None:
    for column, (field, words) in enumerate(lists.items()):
        sheet.set_column(column, column, LISTED)
        sheet.write_string(0, column, HEADINGS[field])
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, column, word)
