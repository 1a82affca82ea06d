"""An archive of several papers is one dispatch, read in the order of their names."""

from pathlib import Path

from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.tests.papers import archive, odt_lines, word_file, write


def test_papers_are_read_in_the_natural_order_of_their_names(tmp_path: Path) -> None:
    members = {
        "van-ban/10.txt": "phụ lục".encode(),
        "van-ban/2.docx": word_file(["kế hoạch"]),
        "van-ban/1.odt": odt_lines(["công văn"]),
    }

    parts = extract(write(tmp_path, "a.zip", archive(members))).parts

    assert [(part.name, part.lines) for part in parts] == [
        ("1.odt", ("công văn",)),
        ("2.docx", ("kế hoạch",)),
        ("10.txt", ("phụ lục",)),
    ]


def test_what_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    members = {
        "__MACOSX/._a.txt": b"\0\1\2",
        "Thumbs.db": b"\xd0\xcf",
        "a.txt": "kế hoạch".encode(),
        "b.exe": b"MZ\0\0" * 20,
    }

    parts = extract(write(tmp_path, "a.zip", archive(members))).parts

    assert [part.name for part in parts] == ["a.txt"]
    assert parts[0].notes == ("Bỏ qua “b.exe” trong tệp nén: không thuộc loại đọc được.",)
