"""Tables of strangers: what comes out, what is refused, and bounds that hold."""

import csv
import io
import zipfile

import pytest
import xlsxwriter

from behoc.engines.sheets.reading import Bounds, Column, read_book, stream_rows
from behoc.engines.sheets.refusals import UnreadableSheet

COLUMNS = (Column("Mã cơ quan", also=("ma",)), Column("Tử số"), Column("Ghi chú", optional=True))


def book(path, rows, *, first=0):
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Bảng")
    for at, row in enumerate(rows, start=first):
        sheet.write_row(at, first, row)
    workbook.close()
    return path


def lines(path, **bounds):
    with stream_rows(path, COLUMNS, name=path.name, bounds=Bounds(**bounds)) as rows:
        text = b"".join(rows.chunks).decode()
    return list(csv.reader(io.StringIO(text, newline=""))), rows


def refused(path, **bounds):
    with pytest.raises(UnreadableSheet) as refusal:
        lines(path, **bounds)
    return refusal.value


def test_wanted_columns_are_found_by_their_headings_wherever_they_stand(tmp_path):
    rows = [["Bảng số liệu"], [], ["TỬ SỐ", "Tên", "mã cơ quan"], [12, "Xã A", "X1"], [1.5, "", 7]]

    found, told = lines(book(tmp_path / "a.xlsx", rows, first=2))

    assert found == [["X1", "12", ""], ["7", "1,5", ""]]
    assert (told.count, told.headings, told.sheet) == (2, 5, "Bảng")


def test_a_table_in_text_is_read_in_any_usual_encoding(tmp_path):
    text = "Mã cơ quan;Tử số;Ghi chú\nX1;1.234,5;một\n\nX2\nX3;7;hai;thừa\n"
    expected = [["X1", "1.234,5", "một"], ["", "", ""], ["X2", "", ""], ["X3", "7", "hai"]]

    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(text.encode(encoding))
        assert lines(path)[0] == expected


def test_a_missing_column_is_named(tmp_path):
    refusal = refused(book(tmp_path / "a.xlsx", [["Tử số", "Tên"], [1, "a"]]))

    assert refusal.code == "headings"
    assert "thiếu cột: Mã cơ quan." in str(refusal.told)


def test_more_rows_than_allowed_are_refused_not_cut(tmp_path):
    refusal = refused(book(tmp_path / "a.xlsx", [["ma", "Tử số"], *[["X", 1]] * 12]), rows=11)

    assert "hơn 11 dòng" in str(refusal.told)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0 old", "old"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x00\x01\x02", "not_a_table"),
        ("Tử số,ma\n1,".encode() + b'"' + b"x" * 2_000_000, "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path, content, code):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)

    assert refused(path).code == code


def test_a_workbook_is_asked_for_where_only_one_will_do(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ma,Tử số\n", encoding="utf-8")

    with pytest.raises(UnreadableSheet) as refusal:
        read_book(path, name="a.csv")

    assert refusal.value.code == "not_a_workbook"


def test_a_cell_so_far_out_that_the_grid_bursts_ends_in_a_refusal(tmp_path):
    path = book(tmp_path / "a.xlsx", [["ma", "Tử số"], ["X", 1]])
    far = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(far, "w") as after:
        for part in before.namelist():
            content = before.read(part)
            if part.endswith("sheet1.xml"):
                content = content.replace(b'r="B2"', b'r="XFD1048576"')
            after.writestr(part, content)
    path.write_bytes(far.getvalue())

    assert refused(path, memory_mb=512).code in ("memory", "crashed")


def test_time_has_an_end(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ma,Tử số\n" + "X,1\n" * 10, encoding="utf-8")

    assert "quá 0 giây" in str(refused(path, seconds=0).told)
