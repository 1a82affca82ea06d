"""A report as a workbook and back: nothing typed is lost, every fault stands at its cell."""

import io
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from behoc.engines.sheets.reading import read_book
from behoc.engines.sheets.tables import whole_book
from behoc.kernel.errors import RuleBroken
from behoc.measure.reporting.rules.book_in import read_report
from behoc.measure.reporting.rules.book_layout import FAULTS, FIGURES, HIDDEN, WORDS, Stamp
from behoc.measure.reporting.rules.book_layout import read_stamp as read_stamp_of
from behoc.measure.reporting.rules.book_out import (
    Beside,
    Cover,
    Remark,
    parts_of,
    write_report,
)
from behoc.measure.reporting.rules.content import Cell, parse_form

FORM = parse_form(
    {
        "sections": [
            {"code": "results", "heading": "Kết quả", "help": "Việc đã làm", "required": True},
            {"code": "asks", "heading": "Đề nghị"},
        ],
        "tables": [
            {
                "code": "t",
                "heading": "Các số",
                "rows": [
                    {"key": "all", "number": "1", "label": "Lớp đã mở", "sum_of": ["a", "b"]},
                    {
                        "key": "a",
                        "number": "1.1",
                        "label": "Lớp ở thôn",
                        "required": True,
                        "jump": "30",
                    },
                    {"key": "b", "number": "1.2", "label": "Lớp ở chợ"},
                    {
                        "key": "share",
                        "number": "2",
                        "label": "Hộ có tủ sách",
                        "has_denominator": True,
                        "decimals": 1,
                        "most": "a",
                    },
                ],
            }
        ],
    }
)
COVER = Cover("Báo cáo năm", ("UBND xã Bình Giang", "Kỳ: năm 2026"))


def stamp(answers=None, **facts):
    told = {"report": "r1", "form": "f1", "edition": 2, "body": "UB1", "period": "2026"}
    return Stamp(**{**told, "revision": 7, "answers": answers or {}, **facts})


def read(content, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    return whole_book(path)


def typed(sheets, changes):
    """The sheets as somebody left them: what they typed by row key and column."""
    for key, column, value in changes:
        sheet = WORDS if "#" in key else FIGURES
        row = next(row for row in sheets[sheet] if row and row[0] == key)
        row.extend([None] * (column + 1 - len(row)))
        row[column] = value
    return sheets


def back(tmp_path, answers=None, changes=(), beside=None):
    given = stamp(answers)
    sheets = typed(read(write_report(FORM, given, COVER, beside or Beside()), tmp_path), changes)
    return read_report(FORM, read_stamp_of(sheets), sheets)


def test_what_was_given_out_and_not_touched_changes_nothing(tmp_path):
    answers = {
        "texts": {"results": "Mở thêm lớp\nở chợ", "asks": "=1+1"},
        "cells": {
            "a": {"n": "12"},
            "all": {"n": "99", "why": "Sổ cũ"},
            "share": {"n": "12.5", "d": "9999999999999999"},
        },
    }

    returned = back(tmp_path, answers)

    assert returned.patch == {}
    assert returned.faults == ()
    assert returned.filled == 7


def test_only_what_somebody_typed_comes_back(tmp_path):
    answers = {"cells": {"a": {"n": "12"}, "b": {"n": "3"}}}
    changes = [("a", 4, 15), ("b", 4, None), ("share", 4, "1.234,5"), ("results#0", 2, "Xong")]

    returned = back(tmp_path, answers, [*changes, ("share", 5, 2000.0), ("a", 9, "Đã đối chiếu")])

    assert returned.patch == {
        "texts": {"results": "Xong"},
        "cells": {
            "a": {"n": "15", "why": "Đã đối chiếu"},
            "b": {"n": ""},
            "share": {"n": "1234.5", "d": "2000"},
        },
    }
    assert returned.written == 5
    assert returned.faults == ()


def test_a_total_that_the_sheet_made_itself_is_not_typed(tmp_path):
    returned = back(tmp_path, None, [("all", 4, 7), ("a", 4, 3), ("b", 4, 4)])

    assert returned.patch == {"cells": {"a": {"n": "3"}, "b": {"n": "4"}}}


def test_a_total_that_somebody_typed_otherwise_is_kept(tmp_path):
    returned = back(tmp_path, None, [("all", 4, 8), ("a", 4, 3), ("b", 4, 4)])

    assert returned.patch["cells"]["all"] == {"n": "8"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("khoảng 120", "không đọc thành số"),
        ("#DIV/0!", "không đọc thành số"),
        (-5, "nhỏ hơn 0"),
        (1.5, "0 chữ số lẻ"),
        ("2026-01-05", "không đọc thành số"),
        (1e30, "không đọc thành số"),
    ],
)
def test_a_cell_that_holds_no_figure_is_told_and_left_as_it_was(tmp_path, value, words):
    returned = back(tmp_path, {"cells": {"a": {"n": "12"}}}, [("a", 4, value), ("b", 4, 6)])

    assert returned.patch == {"cells": {"b": {"n": "6"}}}
    (fault,) = returned.faults
    assert (fault.sheet, fault.key, fault.at) == (FIGURES, "a", "n")
    assert fault.cell.startswith("E")
    assert words in str(fault.told)


def test_what_stands_outside_the_form_is_told_not_dropped(tmp_path):
    sheets = read(write_report(FORM, stamp(), COVER, Beside()), tmp_path)
    sheets[FIGURES].append([None, "", None, None, 55])
    sheets[FIGURES].append(list(next(row for row in sheets[FIGURES] if row[0] == "a")))
    sheets[FIGURES] = [row for row in sheets[FIGURES] if row[0] != "b"]

    returned = read_report(FORM, stamp(), sheets)

    told = [(fault.key, str(fault.told)) for fault in returned.faults]
    assert [key for key, _words in told] == ["", "a", "b"]
    assert "“55” nằm ngoài" in told[0][1]
    assert "hai lần" in told[1][1]
    assert "không còn trong tệp" in told[2][1]


def test_columns_that_changed_places_are_refused(tmp_path):
    sheets = read(write_report(FORM, stamp(), COVER, Beside()), tmp_path)
    for row in sheets[FIGURES]:
        if len(row) > 5:
            row[4], row[5] = row[5], row[4]

    with pytest.raises(RuleBroken, match="đổi chỗ"):
        read_report(FORM, stamp(), sheets)


def test_a_strange_or_altered_workbook_is_refused(tmp_path):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet(FIGURES).write_string(0, 0, "a")
    book.close()
    altered = read(write_report(FORM, stamp(), COVER, Beside()), tmp_path)
    next(row for row in altered[HIDDEN] if row[0] == "report")[1] = "r2"

    with pytest.raises(RuleBroken, match="không phải biểu mẫu Excel"):
        read_stamp_of(read(target.getvalue(), tmp_path))
    with pytest.raises(RuleBroken, match="đã bị sửa"):
        read_stamp_of(altered)


def test_the_copy_that_goes_back_shows_what_was_typed_with_a_note_at_its_cell(tmp_path):
    remarks = (
        Remark("a", "n", "Ghi “mười”, không đọc thành số được."),
        Remark("results", "text", "Mục này bắt buộc."),
    )
    beside = Beside(typed={("a", "n"): "mười"}, remarks=remarks)

    content = write_report(FORM, stamp(), COVER, beside)

    sheets = read(content, tmp_path)
    assert next(row for row in sheets[FIGURES] if row[0] == "a")[4] == "mười"
    listed = [row[:3] for row in sheets[FAULTS][1:]]
    assert listed[0][1:] == ["Lớp ở thôn", "Ghi “mười”, không đọc thành số được."]
    assert listed[0][0].startswith(f"'{FIGURES}'!E")
    assert listed[1][0].startswith(f"'{WORDS}'!C")
    notes = zipfile.ZipFile(io.BytesIO(content))
    written = "".join(notes.read(name).decode() for name in notes.namelist() if "comments" in name)
    assert "mười" in written
    assert "bắt buộc" in written
    mended = typed(sheets, [("a", 4, 10)])
    assert read_report(FORM, read_stamp_of(mended), mended).patch == {"cells": {"a": {"n": "10"}}}


def test_only_cells_that_wait_for_somebody_are_open(tmp_path):
    content = write_report(FORM, stamp(), COVER, Beside(before={"a": Cell(n=Decimal(9))}))
    archive = zipfile.ZipFile(io.BytesIO(content))
    sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert "<sheetProtection" in sheet
    assert sheet.count("<dataValidation ") == 5 + 4  # numbers, reasons
    assert "ABS(E" in sheet
    assert 'state="veryHidden"' in archive.read("xl/workbook.xml").decode()


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n"))
)
@settings(max_examples=60, deadline=None)
def test_a_text_of_any_length_is_parted_and_joined_again(text):
    pieces = parts_of(text * 400)

    assert "".join(pieces) == text * 400
    assert all(len(piece) <= 32_767 and piece.count("\n") <= 253 for piece in pieces)


def test_a_long_text_comes_back_whole(tmp_path):
    text = "\n".join(f"Dòng {number}: " + "học tập suốt đời " * 20 for number in range(900))

    assert back(tmp_path, {"texts": {"results": text}}).patch == {}
    changes = [("results#0", 2, "Đầu\n")]
    changed = back(tmp_path, {"texts": {"results": text}}, changes)
    assert changed.patch["texts"]["results"].startswith("Đầu\n")
    assert changed.patch["texts"]["results"].endswith(text[-100:])


def test_a_workbook_is_read_in_a_process_of_its_own(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_report(FORM, stamp(), COVER, Beside()))

    assert read_stamp_of(read_book(path, name="a.xlsx")) == stamp()
