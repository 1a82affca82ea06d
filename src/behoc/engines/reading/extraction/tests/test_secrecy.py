"""Secret papers are turned away at their mark; the word in a sentence turns nothing away."""

from pathlib import Path

import docx
import pytest

from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.refusals import Refused
from behoc.engines.reading.extraction.secrecy import secrecy_mark
from behoc.engines.reading.extraction.tests.papers import (
    PLAN,
    odt_lines,
    pdf_file,
    saved,
    word_file,
    write,
)


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("[ M Ậ T ]", "MẬT"),
        ("**TỐI MẬT**", "TỐI MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Tuyệt mật", "TUYỆT MẬT"),
        ("Số: 12/BC-UBND MẬT", "MẬT"),
        ("Số: 12/BC-UBND | MẬT", "MẬT"),
    ],
)
def test_a_mark_in_the_head_is_seen(mark: str, level: str) -> None:
    assert secrecy_mark([*PLAN[:2], mark, *PLAN[2:]]) == level


@pytest.mark.parametrize(
    "line",
    [
        "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Công tác bảo mật",
        "Tài liệu mật được quản lý riêng.",
        "BAN CƠ YẾU VÀ BẢO MẬT",
        "Mật độ dân cư các ấp ven sông",
        "NUÔI ONG LẤY MẬT",
        "1 | Danh mục | MẬT",
    ],
)
def test_the_word_alone_is_no_mark(line: str) -> None:
    assert secrecy_mark([*PLAN[:2], line, *PLAN[2:]]) is None


def test_a_word_broken_by_the_line_end_is_no_mark() -> None:
    assert secrecy_mark(["KẾ HOẠCH GIỮ GÌN BÍ", "MẬT"]) is None


def test_a_mark_far_from_any_head_is_a_word_of_the_text() -> None:
    assert secrecy_mark([*["Một câu của kế hoạch."] * 60, "MẬT"]) is None


def test_a_mark_on_a_paper_attached_further_down_is_seen() -> None:
    attached = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "XÃ CỒN SẺ", "TỐI MẬT", "PHỤ LỤC"]

    assert secrecy_mark([*["Một câu của kế hoạch."] * 60, *attached]) == "TỐI MẬT"


MARKED = (*PLAN[:2], "MẬT", *PLAN[2:])


@pytest.mark.parametrize("kind", ["txt", "docx", "odt", "pdf"])
def test_a_marked_file_of_any_kind_is_refused(tmp_path: Path, kind: str) -> None:
    makers = {
        "txt": lambda: "\n".join(MARKED).encode(),
        "docx": lambda: word_file(MARKED),
        "odt": lambda: odt_lines(MARKED),
        "pdf": lambda: pdf_file([[(70, 60 + 20 * at, line) for at, line in enumerate(MARKED)]]),
    }
    path = write(tmp_path, f"tai-lieu.{kind}", makers[kind]())

    with pytest.raises(Refused) as refused:
        extract(path)

    assert refused.value.code == "secret"
    assert "tủ sách" not in refused.value.sentence


def test_a_mark_in_the_page_header_of_word_is_seen(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    document.add_paragraph("KẾ HOẠCH")

    with pytest.raises(Refused, match="độ mật TỐI MẬT"):
        extract(write(tmp_path, "tai-lieu.docx", saved(document)))
