"""PDF pages with a text layer: order, columns, paragraphs, tables and page numbers."""

import io
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.parts import Part
from behoc.engines.reading.extraction.tests.papers import pdf_file, set_text, write

LETTERHEAD = [
    (330, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
    (70, 60, "ỦY BAN NHÂN DÂN"),
    (390, 76, "VIỆT NAM"),
    (95, 76, "XÃ CỒN SẺ"),
    (70, 100, "Số: 9/KH-UBND"),
    (330, 100, "Cồn Sẻ, ngày 3 tháng 5 năm 2025"),
]
INTENT = (
    "Căn cứ tình hình các ấp ven sông, Ủy ban nhân dân xã mở thêm mười hai tủ sách trong mùa nước "
    "nổi, để trẻ em và người cao tuổi có chỗ đọc gần nhà, không phải chèo xuồng ra tận trung tâm."
)
TASK = "1. Trưởng ấp chọn chỗ đặt tủ, báo về xã trước ngày 20 tháng 5; nơi ngập thì để trên gác."
BULLET = "- Đoàn thanh niên đóng tủ bằng gỗ tạp, sơn lại, có khóa và có mái che mưa cho từng tủ."
TITLE = [(250, 140, "KẾ HOẠCH")]


def read(folder: Path, data: bytes) -> Part:
    return extract(write(folder, "ke-hoach.pdf", data)).parts[0]


def test_columns_of_the_letterhead_are_kept_apart(tmp_path: Path) -> None:
    part = read(tmp_path, pdf_file([LETTERHEAD + TITLE]))

    assert part.lines == (
        "ỦY BAN NHÂN DÂN",
        "XÃ CỒN SẺ",
        "Số: 9/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Cồn Sẻ, ngày 3 tháng 5 năm 2025",
        "KẾ HOẠCH",
    )


def test_lines_broken_by_the_page_width_are_one_paragraph(tmp_path: Path) -> None:
    body = [*set_text(INTENT, 180, indent=36), *set_text(TASK, 260, indent=36)]

    part = read(tmp_path, pdf_file([TITLE + body + set_text(BULLET, 320, left=90)]))

    assert part.lines == ("KẾ HOẠCH", INTENT, TASK, BULLET)


def test_a_paragraph_cut_by_the_page_end_is_put_together(tmp_path: Path) -> None:
    body = set_text(INTENT, 180, indent=36)
    rest = [(290, 40, "2"), (body[-1][0], 70, body[-1][2]), *set_text(TASK, 100, indent=36)]

    part = read(tmp_path, pdf_file([TITLE + body[:-1], rest]))

    assert part.lines == ("KẾ HOẠCH", INTENT, TASK)
    assert part.page_of_line == (1, 1, 2)
    assert part.pages == 2


def test_page_numbers_and_running_titles_are_dropped(tmp_path: Path) -> None:
    title = (70, 50, "Tủ sách ấp – lưu hành trong xã")
    works = ["Chọn chỗ", "Đóng tủ", "Gom sách", "Mở cửa", "Luân chuyển"]
    pages = [
        [(290, 30, f"- {number} -"), title, (70, 90, work), (70, 140, f"{work} xong trong tháng.")]
        for number, work in enumerate(works, start=1)
    ]

    part = read(tmp_path, pdf_file(pages))

    assert part.lines[::2] == tuple(works)
    assert part.page_of_line == (1, 1, 2, 2, 3, 3, 4, 4, 5, 5)


def test_recipients_and_signature_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = [
        (70, 100, "Trên đây là việc cần làm trong mùa nước nổi, các ấp bắt tay ngay."),
        (70, 140, "Nơi nhận:"),
        (340, 140, "TM. ỦY BAN NHÂN DÂN"),
        (70, 156, "- Như trên;"),
        (380, 156, "CHỦ TỊCH"),
        (70, 172, "- Lưu: VT."),
        (375, 240, "Lò Thị Mai Hạ"),
    ]

    part = read(tmp_path, pdf_file([page]))

    assert part.lines[1:] == (
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lò Thị Mai Hạ",
    )


def test_a_table_keeps_its_rows(tmp_path: Path) -> None:
    page = [
        *[(70, 100, "TT"), (130, 100, "Chỉ tiêu"), (400, 100, "Năm 2025")],
        *[(70, 120, "1"), (130, 120, "Ấp có tủ sách"), (400, 120, "80%")],
        *[(70, 140, "2"), (130, 140, "Cuốn sách mới"), (400, 140, "150")],
    ]

    part = read(tmp_path, pdf_file([page]))

    assert part.lines == (
        "TT | Chỉ tiêu | Năm 2025",
        "1 | Ấp có tủ sách | 80%",
        "2 | Cuốn sách mới | 150",
    )


def test_cells_of_several_lines_are_put_together_by_the_borders(tmp_path: Path) -> None:
    page = [
        *[(130, 100, "Chỉ tiêu"), (400, 100, "Năm 2025")],
        *[(130, 120, "Ấp có tủ sách"), (400, 120, "80%"), (130, 135, "của dân")],
        *[(130, 160, "Cuốn sách mới"), (400, 160, "150")],
    ]
    data = with_lines(pdf_file([page]), [84, 106, 142, 168])

    part = read(tmp_path, data)

    assert part.lines == (
        "Chỉ tiêu | Năm 2025",
        "Ấp có tủ sách của dân | 80%",
        "Cuốn sách mới | 150",
    )


def test_a_page_turned_on_its_side_is_read_as_shown(tmp_path: Path) -> None:
    page = [
        (70, 60, "Chỉ tiêu"),
        (500, 60, "Năm 2025"),
        (70, 90, "Ấp có tủ sách"),
        (500, 90, "80%"),
    ]

    part = read(tmp_path, pdf_file([page], on_its_side=True))

    assert part.lines == ("Chỉ tiêu | Năm 2025", "Ấp có tủ sách | 80%")


def with_lines(data: bytes, heights: list[float]) -> bytes:
    """The same PDF with horizontal lines across the first page at these heights."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    for height in heights:
        path = pdfium.FPDFPageObj_CreateNewPath(60, 842 - height)
        pdfium.FPDFPath_LineTo(path, 520, 842 - height)
        pdfium.FPDFPath_SetDrawMode(path, 0, True)
        pdfium.FPDFPage_InsertObject(page, path)
    page.gen_content()
    return saved(document)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_pieces_on_top_of_each_other_are_read_all_the_same(tmp_path: Path) -> None:
    page = [(70, 100, "Tủ sách của ấp"), (70, 100, "Tủ sách của ấp"), (90, 102, "mở cửa")]

    part = read(tmp_path, pdf_file([page]))

    assert "Tủ sách của ấp" in part.lines[0]
    assert "mở cửa" in " ".join(part.lines)
