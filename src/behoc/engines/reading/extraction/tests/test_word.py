"""Word files come out in the order in which a person reads them."""

from pathlib import Path

import docx
import pytest

from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.parts import Part
from behoc.engines.reading.extraction.tests.papers import (
    PLAN,
    archive,
    odt_lines,
    saved,
    word_file,
    word_paragraph,
    word_part,
    word_xml,
    write,
)


def read(folder: Path, data: bytes) -> Part:
    return extract(write(folder, "ke-hoach.docx", data)).parts[0]


def numbered(depth: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def level(depth: int, form: str, pattern: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = word_part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "lowerLetter", "%3)")
    + level(3, "bullet", "\uf0b7")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "Điều %1.")
    + level(1, "decimal", "%1.%2")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>',
)


def test_a_paper_has_the_same_lines_as_text_word_and_odt(tmp_path: Path) -> None:
    files = {
        "a.txt": "\n".join(PLAN).encode(),
        "a.docx": word_file(PLAN),
        "a.odt": odt_lines(PLAN),
    }

    read_lines = {
        name: extract(write(tmp_path, name, files[name])).parts[0].lines for name in files
    }

    assert read_lines == dict.fromkeys(files, PLAN)


def test_labels_that_word_computes_are_written_out(tmp_path: Path) -> None:
    depths = [0, 1, 2, 2, 3, 1, 2, 0, 1]
    body = "".join(word_paragraph(f"mục {at}", numbered(depth)) for at, depth in enumerate(depths))

    part = read(tmp_path, word_xml(body, numbering=NUMBERING))

    labels = [line.split(" mục")[0] for line in part.lines]
    assert labels == ["I.", "1.", "a)", "b)", "-", "2.", "a)", "II.", "1."]


def test_a_list_started_anew_counts_from_its_own_start(tmp_path: Path) -> None:
    body = "".join(
        word_paragraph("việc", numbered(depth, number))
        for depth, number in [(0, 2), (1, 2), (0, 2), (0, 3), (1, 3)]
    )

    part = read(tmp_path, word_xml(body, numbering=NUMBERING))

    assert [line.removesuffix(" việc") for line in part.lines] == [
        "Điều 1.",
        "1.1",
        "Điều 2.",
        "Điều 7.",
        "7.1",
    ]


def test_a_list_may_come_from_the_style(tmp_path: Path) -> None:
    styles = word_part(
        "styles",
        f'<w:style w:type="paragraph" w:styleId="Muc"><w:pPr>{numbered(0)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>',
    )
    body = word_paragraph("họp dân", '<w:pStyle w:val="MucCon"/>')

    part = read(tmp_path, word_xml(body, numbering=NUMBERING, styles=styles))

    assert part.lines == ("I. họp dân",)


def test_a_letterhead_table_is_read_column_by_column(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ CỒN SẺ"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 9/TB-UBND"
    table.cell(1, 1).text = "Cồn Sẻ, ngày 3 tháng 5 năm 2025"

    part = read(tmp_path, saved(document))

    assert part.lines == (
        "ỦY BAN NHÂN DÂN",
        "XÃ CỒN SẺ",
        "Số: 9/TB-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Cồn Sẻ, ngày 3 tháng 5 năm 2025",
    )


def test_a_letterhead_made_with_tabs_is_read_column_by_column(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("HUYỆN ỦY MƯỜNG TE\tĐẢNG CỘNG SẢN VIỆT NAM")
    document.add_paragraph("Số 21-CV/HU\tMường Te, ngày 3 tháng 5 năm 2025")
    document.add_paragraph("Thứ nhất:\tmở cửa tủ sách.")

    part = read(tmp_path, saved(document))

    assert part.lines[:2] == ("HUYỆN ỦY MƯỜNG TE", "Số 21-CV/HU")


def test_other_tables_are_read_row_by_row(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    texts = ["TT", "Chỉ tiêu", "Năm 2025", "1", "Ấp có tủ sách", "80%"]
    for cell, text in zip((cell for row in table.rows for cell in row.cells), texts, strict=True):
        cell.text = text

    part = read(tmp_path, saved(document))

    assert part.lines == ("TT | Chỉ tiêu | Năm 2025", "1 | Ấp có tủ sách | 80%")


def test_soft_line_breaks_part_lines_and_page_breaks_turn_pages(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Mở tủ sách</w:t></w:r></w:p>"
        '<w:p><w:r><w:br w:type="page"/><w:t>PHỤ LỤC</w:t></w:r></w:p>'
    )

    part = read(tmp_path, word_xml(body))

    assert part.lines == ("KẾ HOẠCH", "Mở tủ sách", "PHỤ LỤC")
    assert part.page_of_line == (1, 1, 2)


def test_what_was_struck_out_or_hidden_is_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>trước ngày </w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>20</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> nháp</w:t></w:r><w:r><w:t> tháng 4</w:t></w:r></w:p>"
    )

    assert read(tmp_path, word_xml(body)).lines == ("trước ngày 20 tháng 4",)


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{word_paragraph('DỰ THẢO')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>" + word_paragraph("KẾ HOẠCH")
    )

    assert read(tmp_path, word_xml(body)).lines == ("DỰ THẢO", "KẾ HOẠCH")


def test_footnotes_stand_at_the_end_under_their_mark(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t>Các ấp</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r>'
        "<w:r><w:t> mở tủ sách.</w:t></w:r></w:p>"
    )
    note = f'<w:footnote w:id="5">{word_paragraph("Gồm 12 ấp ven sông.")}</w:footnote>'

    part = read(tmp_path, word_xml(body, footnotes=word_part("footnotes", note)))

    assert part.lines == ("Các ấp(1) mở tủ sách.", "(1) Gồm 12 ấp ven sông.")


def test_headers_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Lưu hành trong tỉnh"
    document.add_paragraph("KẾ HOẠCH")

    assert read(tmp_path, saved(document)).lines == ("KẾ HOẠCH",)


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [
        (".VnTime", "Tñ s¸ch cña bµ con", "Tủ sách của bà con"),
        (".VnTimeH", "tñ s¸ch cña bµ con", "TỦ SÁCH CỦA BÀ CON"),
        ("VNI-Times", "Tuû saùch cuûa baø con", "Tủ sách của bà con"),
        ("Times New Roman", "Tủ sách của bà con", "Tủ sách của bà con"),
    ],
)
def test_runs_in_old_fonts_are_converted(tmp_path: Path, font: str, typed: str, shown: str) -> None:
    document = docx.Document()
    document.add_paragraph().add_run(typed).font.name = font
    document.add_paragraph("Họp dân ngày 3 tháng 5")

    assert read(tmp_path, saved(document)).lines == (shown, "Họp dân ngày 3 tháng 5")


def test_capitals_set_by_format_are_read_as_shown(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph().add_run("kế hoạch").font.all_caps = True

    assert read(tmp_path, saved(document)).lines == ("KẾ HOẠCH",)


def test_macros_are_ignored_and_told(tmp_path: Path) -> None:
    members = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": word_part(
            "document", f"<w:body>{word_paragraph('KẾ HOẠCH')}</w:body>"
        ).encode(),
        "word/vbaProject.bin": b"\0" * 64,
    }

    part = read(tmp_path, archive(members))

    assert part.lines == ("KẾ HOẠCH",)
    assert part.notes == ("Tệp có macro; macro bị bỏ qua, chỉ đọc phần chữ.",)
