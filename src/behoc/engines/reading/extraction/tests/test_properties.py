"""Whatever the bytes and whatever the name: lines come out, or one refusal, and nothing else."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behoc.engines.reading.extraction.files import extract
from behoc.engines.reading.extraction.parts import Part
from behoc.engines.reading.extraction.refusals import SENTENCES, Refused
from behoc.engines.reading.extraction.tests.papers import (
    PLAN,
    archive,
    odt_lines,
    pdf_file,
    set_text,
    word_file,
    write,
)

EXTENSIONS = [".txt", ".md", ".docx", ".odt", ".doc", ".pdf", ".zip", ".bin", ""]
STARTS = [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]


def lines_or_refusal(path: Path) -> None:
    parts, code = outcome(path)

    assert code in SENTENCES if code else parts
    for part in parts:
        assert len(part.lines) == len(part.page_of_line)
        assert all("\n" not in line and "\r" not in line for line in part.lines)
        assert "".join(part.lines).encode()


def outcome(path: Path) -> tuple[tuple[Part, ...], str | None]:
    try:
        return extract(path).parts, None
    except Refused as refused:
        return (), refused.code


@settings(
    max_examples=300,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    start=st.sampled_from(STARTS), data=st.binary(max_size=2000), end=st.sampled_from(EXTENSIONS)
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, start: bytes, data: bytes, end: str) -> None:
    lines_or_refusal(write(tmp_path, f"tep{end}", start + data))


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=500))
def test_any_text_keeps_its_lines(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tep.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    lines_or_refusal(path)


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf", "zip"])
def test_a_file_with_spoilt_bytes_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    makers = {
        "docx": lambda: word_file(PLAN),
        "odt": lambda: odt_lines(PLAN),
        "pdf": lambda: pdf_file([set_text(" ".join(PLAN), 100)]),
        "zip": lambda: archive({"a.txt": "\n".join(PLAN).encode(), "b.docx": word_file(PLAN)}),
    }
    whole = makers[kind]()
    numbers = random.Random(2025)

    for _ in range(60):
        spoilt = bytearray(whole)
        for _ in range(numbers.randint(1, 12)):
            spoilt[numbers.randrange(len(spoilt))] = numbers.randrange(256)
        lines_or_refusal(
            write(tmp_path, f"tep.{kind}", bytes(spoilt[: numbers.choice([-1, 5000])]))
        )
