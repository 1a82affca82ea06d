"""A file of bodies is read row by row; whatever is wrong is named by its cell."""

import io
import unicodedata
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from behoc.ground.organisations.rules import tables
from behoc.ground.organisations.rules.bodies_file import COLUMNS, read_rows
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.ground.organisations.rules.template import template_workbook
from behoc.kernel import data

HEADINGS = [heading for _, heading, _, _ in COLUMNS]
GOOD = {
    "Mã": "A-1",
    "Tên": "Ủy ban nhân dân xã Bãi Trầm",
    "Loại": "Ủy ban nhân dân",
    "Địa bàn (mã)": "S0101",
    "Hiệu lực từ": "01/07/2025",
}


def row(**changes: object) -> dict[str, object]:
    named = {heading.split(" (")[0].replace(" ", "_"): heading for heading in HEADINGS}
    return {**GOOD, **{named[key]: value for key, value in changes.items()}}


def as_csv(*rows: dict[str, object], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = [HEADINGS, *([str(one.get(heading, "")) for heading in HEADINGS] for one in rows)]
    return "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)


def as_xlsx(*rows: dict[str, object], above: int = 0) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Cơ quan")
    sheet.write_row(above, 0, HEADINGS)
    for number, one in enumerate(rows, start=above + 1):
        for column, heading in enumerate(HEADINGS):
            value = one.get(heading)
            form = day if isinstance(value, date) else None
            sheet.write(number, column, value, form)
    book.close()
    return target.getvalue()


def faults(content: bytes, filename: str = "co-quan.csv", **known: object) -> list[str]:
    return [error.message for error in read_rows(content, filename, **known).errors]


def test_the_sample_file_is_read_without_a_fault_superiors_first():
    sheet = read_rows(data.path("sample", "bodies.csv").read_bytes(), "bodies.csv")
    place = {body.code: number for number, body in enumerate(sheet.rows)}

    assert sheet.errors == ()
    assert len(sheet.rows) == 162
    assert all(place[b.superior] < place[b.code] for b in sheet.rows if b.superior)


def test_a_row_becomes_one_body_with_kind_and_line_as_codes():
    body = read_rows(as_csv(row(Tên_gọi_khác="Bãi Trầm; UB Bãi Trầm")), "a.csv").rows[0]

    assert (body.kind, body.line, body.place) == ("people_committee", "state", "S0101")
    assert body.short_name == body.name
    assert (body.valid_from, body.valid_to) == (date(2025, 7, 1), None)
    assert body.aliases == ("Bãi Trầm", "UB Bãi Trầm")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_tables_are_read_in_every_usual_form(encoding, delimiter):
    sheet = read_rows(as_csv(row(), delimiter=delimiter, encoding=encoding), "a.csv")

    assert sheet.errors == ()
    assert sheet.rows[0].name == GOOD["Tên"]


def test_the_old_windows_code_page_is_read_too():
    """It has no letter for most vowels with a tone: the tone follows as a mark of its own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = [unicodedata.normalize("NFD", letter) for letter in as_csv(row()).decode()]
    bare = ["".join(mark for mark in letter if mark not in tones) for letter in letters]
    marks = ["".join(mark for mark in letter if mark in tones) for letter in letters]
    spread = "".join(
        unicodedata.normalize("NFC", letter) + tone
        for letter, tone in zip(bare, marks, strict=True)
    )

    sheet = read_rows(spread.encode("cp1258"), "a.csv")

    assert sheet.errors == ()
    assert sheet.rows[0].name == GOOD["Tên"]


@pytest.mark.parametrize("above", [0, 3])
def test_a_workbook_is_read_with_real_dates_and_rows_above_its_headings(above):
    sheet = read_rows(as_xlsx(row(Hiệu_lực_từ=date(2025, 7, 1)), above=above), "a.xlsx")

    assert sheet.errors == ()
    assert sheet.rows[0].row == above + 2
    assert sheet.rows[0].valid_from == date(2025, 7, 1)


def test_a_day_where_words_belong_is_told():
    content = as_xlsx(row(Ký_hiệu=date(2025, 7, 1)))

    assert faults(content, "a.xlsx") == [
        "Ô J2: ô này đang là ngày tháng; hãy định dạng ô thành chữ."
    ]


def test_headings_are_understood_loosely():
    content = as_csv(row()).decode().replace("Mã,Tên,", "MÃ CƠ QUAN,tên đơn vị,", 1)
    content = content.replace("Địa bàn (mã)", "  Mã địa bàn ", 1)

    assert read_rows(content.encode(), "a.csv").errors == ()


def test_a_place_code_that_lost_its_zeros_is_mended_from_the_known_places():
    content = as_xlsx(row(Địa_bàn=4.0))

    assert read_rows(content, "a.xlsx", known_places={"00004"}).rows[0].place == "00004"
    assert faults(content, "a.xlsx", known_places={"00008"}) == [
        "Ô G2: không có địa bàn nào mang mã “4”."
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Mã": ""}, "Ô A2: chưa ghi mã."),
        ({"Mã": "A 1"}, "Ô A2: mã không được có dấu cách hay dấu chấm phẩy."),
        ({"Tên": ""}, "Ô B2: chưa ghi tên."),
        ({"Tên": "x" * 201}, "Ô B2: “Tên” dài quá 200 ký tự; hãy rút ngắn."),
        (
            {"Loại": "Ủy hội"},
            "Ô D2: không có loại “Ủy hội”; chọn một loại trong danh mục của tệp mẫu.",
        ),
        ({"Loại": ""}, "Ô D2: chưa ghi loại; chọn một loại trong danh mục của tệp mẫu."),
        (
            {"Tuyến": "Đảng"},
            "Ô E2: loại “Ủy ban nhân dân” thuộc tuyến “Nhà nước”; sửa lại hoặc để trống.",
        ),
        ({"Cấp_trên": "KHONG"}, "Ô F2: không có cơ quan cấp trên nào mang mã “KHONG”."),
        ({"Địa_bàn": ""}, "Ô G2: chưa ghi mã địa bàn."),
        ({"Hiệu_lực_từ": "31/02/2025"}, "Ô H2: “31/02/2025” không phải ngày; ghi như 01/07/2025."),
        ({"Hiệu_lực_từ": "45000"}, "Ô H2: “45000” không phải ngày; ghi như 01/07/2025."),
        (
            {"Hiệu_lực_đến": "01/07/2025"},
            "Ô I2: ngày hết hiệu lực phải sau ngày có hiệu lực.",
        ),
        (
            {"Cấp_trên": "A-1"},
            "Ô F2: “Ủy ban nhân dân xã Bãi Trầm” đứng trên chính mình; kiểm lại cột cấp trên.",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_each_fault_names_its_cell_and_how_to_mend_it(change, message):
    assert faults(as_csv(row(**change))) == [message]


def test_a_code_and_a_name_stand_once():
    twice = [row(), row(Tên="Ủy ban khác"), row(Mã="A-3", Địa_bàn="S0102"), row(Mã="A-4")]

    assert faults(as_csv(*twice)) == [
        "Ô A3: mã “A-1” đã có ở dòng 2.",
        "Ô B5: “Ủy ban nhân dân xã Bãi Trầm” đã có ở dòng 2, cùng địa bàn và thời gian.",
    ]


def test_a_name_may_come_back_after_the_first_body_has_ended():
    earlier = row(Hiệu_lực_từ="01/01/2020", Hiệu_lực_đến="01/07/2025")

    assert faults(as_csv(earlier, row(Mã="A-2"))) == []


def test_a_superior_may_stand_below_in_the_file_or_be_known_already():
    lower = row(Mã="B", Tên="Phòng Văn hóa - Xã hội", Loại="phòng", Cấp_trên="A-1")
    sheet = read_rows(as_csv(lower, row(Cấp_trên="CAO")), "a.csv", known_codes={"CAO"})

    assert sheet.errors == ()
    assert [body.code for body in sheet.rows] == ["A-1", "B"]


def test_a_superior_with_a_fault_of_its_own_is_not_called_missing_below():
    above = row(Mã="T1", Tên="Sở Một", Hiệu_lực_từ="32/13/2026")
    below = row(Mã="T2", Tên="Sở Hai", Cấp_trên="T1")

    errors = read_rows(as_csv(above, below), "co-quan.csv").errors

    assert [error.cell for error in errors] == ["H2"]


def test_a_faulty_row_is_told_of_its_missing_superior_too():
    faulty = row(Mã="T1", Tên="Sở Một", Hiệu_lực_từ="32/13/2026", Cấp_trên="KHONG")

    errors = read_rows(as_csv(faulty), "co-quan.csv").errors

    assert [error.cell for error in errors] == ["H2", "F2"]


def test_a_ring_of_superiors_is_told_on_every_row_of_it():
    ring = [
        row(Mã="A", Cấp_trên="B"),
        row(Mã="B", Tên="B", Cấp_trên="C"),
        row(Mã="C", Tên="C", Cấp_trên="A"),
    ]

    assert [error.cell for error in read_rows(as_csv(*ring), "a.csv").errors] == ["F2", "F3", "F4"]


def test_a_long_chain_of_superiors_is_read_in_a_moment():
    chain = [row(Mã=f"A{n}", Tên=f"T{n}", Cấp_trên=f"A{n + 1}") for n in range(3000)]
    chain.append(row(Mã="A3000", Tên="T3000"))

    assert [body.code for body in read_rows(as_csv(*chain), "a.csv").rows][:2] == ["A3000", "A2999"]


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (b"", "a.csv", "Tệp rỗng"),
        (b"PK\x03\x04 nothing", "a.xlsx", "bị hỏng"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.xls", "lưu lại thành .xlsx"),
        (b"%PDF-1.7", "a.xlsx", "không phải bảng tính"),
        (b"\x00\x01\x02\x03", "a.csv", "không phải bảng dạng chữ"),
        (b"M\xe3;T\xd2n\xd2\xd2\xff\xd2", "a.csv", "Thiếu cột"),
        ("Tên,Loại\nA,B".encode(), "a.csv", "Thiếu cột “Mã”, “Địa bàn (mã)”"),
        (",".join(HEADINGS).encode(), "a.csv", "chưa có dòng dữ liệu nào"),
        (("Mã,Tên,Loại,Địa bàn\n" + '"' + "x" * 200_000).encode(), "a.csv", "ô quá dài"),
        (b"x" * (tables.MAX_BYTES + 1), "a.csv", "20 MB"),
    ],
    ids=["empty", "torn", "old", "pdf", "binary", "garbled", "columns", "bare", "cell", "big"],
)
def test_a_file_that_cannot_be_trusted_gets_one_clear_sentence(content, filename, words):
    sheet = read_rows(content, filename)

    assert sheet.rows == ()
    assert len(sheet.errors) == 1
    assert words in sheet.errors[0].message


def packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_a_workbook_that_unpacks_beyond_all_bounds_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_UNPACKED", 2_000_000)

    assert (
        "bung ra quá lớn"
        in faults(packed({"xl/worksheets/sheet1.xml": b" " * 3_000_000}), "a.xlsx")[0]
    )


def test_a_cell_at_the_far_corner_of_the_grid_is_refused_before_the_grid_is_built():
    far = b'<worksheet><sheetData><row r="9"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    assert "nằm quá xa" in faults(packed({"xl/worksheets/sheet1.xml": far}), "a.xlsx")[0]


def test_an_archive_of_very_many_parts_is_refused():
    parts = {f"xl/{number}.xml": b"" for number in range(tables.MAX_PARTS + 1)}

    assert "quá nhiều phần" in faults(packed(parts), "a.xlsx")[0]


def test_a_zip_that_is_no_workbook_is_refused():
    assert "Không đọc được tệp Excel" in faults(packed({"readme.txt": b"hi"}), "a.xlsx")[0]


def test_more_rows_than_allowed_are_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_ROWS", 10)

    assert "50.000 dòng" in faults(as_csv(*[row(Mã=f"A{n}") for n in range(40)]))[0]


def test_the_template_offers_headings_lists_and_an_example_that_reads():
    book = CalamineWorkbook.from_filelike(io.BytesIO(template_workbook()))
    notes = book.get_sheet_by_name("Hướng dẫn").to_python()
    lists = book.get_sheet_by_name("Danh mục").to_python()
    example = dict(zip(*notes[-2:], strict=True))

    assert book.sheet_names == ["Cơ quan", "Hướng dẫn", "Danh mục"]
    assert book.get_sheet_by_index(0).to_python() == [HEADINGS]
    assert [line[0] for line in lists[1:]] == [kind.vi for kind in shipped().kinds]
    assert faults(as_csv(example), known_codes={"HX-UBND"}, known_places={"S0101"}) == []


def test_the_empty_template_says_that_it_is_empty():
    assert faults(template_workbook(), "mau.xlsx") == [
        "Tệp chưa có dòng dữ liệu nào dưới dòng tiêu đề."
    ]


@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx"]))
@settings(max_examples=200, deadline=None)
def test_no_bytes_whatever_end_in_an_error_without_a_sentence(content, filename):
    sheet = read_rows(content, filename)

    assert sheet.rows or sheet.errors
    assert all(error.message.endswith(".") for error in sheet.errors)


@given(
    st.lists(
        st.text(st.characters(categories=["L", "N", "P", "Z", "C"], exclude_characters='\x00,"')),
        min_size=len(HEADINGS),
        max_size=len(HEADINGS),
    )
)
@settings(max_examples=200, deadline=None)
def test_any_cells_give_a_body_or_a_fault_in_words(cells):
    content = f"{','.join(HEADINGS)}\n{','.join(cells)}".encode("utf-8", "replace")
    sheet = read_rows(content, "a.csv")

    assert sheet.rows or sheet.errors
    assert all(error.message.endswith(".") for error in sheet.errors)
