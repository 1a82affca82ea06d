"""OpenDocument texts keep their lists, tables and notes."""

from pathlib import Path

from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.tests.papers import odt_file, write


def read(folder: Path, body: str, styles: str = "") -> tuple[str, ...]:
    return extract(write(folder, "ke-hoach.odt", odt_file(body, styles))).parts[0].lines


def test_lists_get_the_labels_that_are_shown(tmp_path: Path) -> None:
    styles = (
        '<text:list-style style:name="L1">'
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
        "</text:list-style>"
    )
    inner = "<text:list><text:list-item><text:p>chọn sách</text:p></text:list-item></text:list>"
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>Sở Văn hóa</text:p>'
        f"{inner}</text:list-item><text:list-item><text:p>Sở Tài chính</text:p></text:list-item>"
        "</text:list>"
    )

    assert read(tmp_path, body, styles) == ("1. Sở Văn hóa", "a) chọn sách", "2. Sở Tài chính")


def test_breaks_spaces_notes_and_tracked_changes(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>bỏ</text:p></text:tracked-changes>"
        '<text:p>KẾ<text:s text:c="3"/>HOẠCH<text:line-break/>Mở tủ sách<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>Ở 12 ấp.</text:p>"
        "</text:note-body></text:note></text:p>"
    )

    assert read(tmp_path, body) == ("KẾ HOẠCH", "Mở tủ sách(1)", "(1) Ở 12 ấp.")


def test_a_letterhead_table_is_read_column_by_column(tmp_path: Path) -> None:
    cells = (
        "<table:table-cell><text:p>XÃ CỒN SẺ</text:p><text:p>Số: 9/TB</text:p></table:table-cell>"
        "<table:table-cell><text:p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</text:p></table:table-cell>"
    )

    lines = read(tmp_path, f"<table:table><table:table-row>{cells}</table:table-row></table:table>")

    assert lines == ("XÃ CỒN SẺ", "Số: 9/TB", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
