"""Reading in a process of its own: answers, refusals, and bounds that hold."""

import random
from pathlib import Path

import psutil
import pytest

from behoc.engines.isolation import children
from behoc.engines.reading.extraction import isolation
from behoc.engines.reading.extraction.isolation import read_file
from behoc.engines.reading.extraction.limits import MEGABYTE, Limits
from behoc.engines.reading.extraction.refusals import Refused
from behoc.engines.reading.extraction.tests.papers import (
    PLAN,
    archive,
    odt_lines,
    word_file,
    word_paragraph,
    word_xml,
    write,
)


def test_a_paper_is_read_with_its_lines_and_parts(tmp_path: Path) -> None:
    result = read_file(write(tmp_path, "a.docx", word_file(PLAN)), name="a.docx")

    assert result["lines"] == list(PLAN)
    assert result["page_of_line"] == [1] * len(PLAN)
    assert result["notes"] == []
    assert result["parts"] == [
        {
            "name": "a.docx",
            "kind": "docx",
            "pages": 1,
            "first_line": 1,
            "last_line": len(PLAN),
            "ocr": False,
        }
    ]
    assert isinstance(result["documents"], list)


def test_lines_and_pages_run_on_from_part_to_part(tmp_path: Path) -> None:
    members = {"1.txt": "một\n\fhai".encode(), "2.odt": odt_lines(["ba"]), "3.txt": b"bon"}

    result = read_file(write(tmp_path, "a.zip", archive(members)), name="a.zip")

    assert result["lines"] == ["một", "hai", "ba", "bon"]
    assert result["page_of_line"] == [1, 2, 3, 4]
    assert [(part["first_line"], part["last_line"]) for part in result["parts"]] == [
        (1, 2),
        (3, 3),
        (4, 4),
    ]


def test_a_refusal_comes_through_with_its_code(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_file(write(tmp_path, "tmp1", b""), name="kế hoạch.docx")

    assert refused.value.code == "empty"
    assert refused.value.sentence.startswith("Tệp “kế hoạch.docx” rỗng")


def test_a_runaway_reading_is_stopped_in_time(tmp_path: Path) -> None:
    path = write(tmp_path, "nang.docx", heavy_word_file())

    with pytest.raises(Refused) as refused:
        read_file(path, name="nang.docx", seconds=1, limits=Limits(member_bytes=100 * MEGABYTE))

    assert refused.value.code == "time"
    assert "1 giây" in refused.value.sentence


def test_a_reading_that_eats_memory_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, "nang.docx", heavy_word_file())

    with pytest.raises(Refused) as refused:
        read_file(path, name="nang.docx", memory_mb=160, limits=Limits(member_bytes=100 * MEGABYTE))

    assert refused.value.code == "memory"


def test_nothing_is_left_of_a_reading_that_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "nang.docx", heavy_word_file())
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    before = set(Path("/proc/self/fd").iterdir())

    with pytest.raises(Refused):
        read_file(path, name="nang.docx", seconds=1, limits=Limits(member_bytes=100 * MEGABYTE))

    assert list(folder.iterdir()) == []
    assert set(Path("/proc/self/fd").iterdir()) == before
    children = psutil.Process().children(recursive=True)
    told = [child.as_dict(attrs=["cmdline"], ad_value=[])["cmdline"] for child in children]
    assert not [line for line in told if isolation.CHILD in line]


def test_secrets_of_the_service_do_not_reach_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEHOC_SECRET_KEY", "khoa-bi-mat")
    monkeypatch.setenv("PYTHONSTARTUP", "/khong-co")
    environment = children.environment(str(tmp_path))

    assert "BEHOC_SECRET_KEY" not in environment
    assert "PYTHONSTARTUP" not in environment
    assert environment["TMPDIR"] == str(tmp_path)


def heavy_word_file() -> bytes:
    """An honest Word file of some hundred thousand paragraphs, which takes seconds to read."""
    numbers = random.Random(7)
    body = "".join(
        word_paragraph(f"Ấp {numbers.random()} mở tủ sách {numbers.random()}")
        for _ in range(250_000)
    )
    return word_xml(body)
