"""What holds for every text whatever, hostile ones included."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from behoc.engines.reading import read_lines
from behoc.engines.reading.letters import fold
from behoc.engines.reading.repair import join_paragraphs, repair_lines

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
PRINTED = [line for one in DOCUMENTS for line in one.read_text(encoding="utf-8").split("\n")]
SCRAPS = """
I. MỤC TIÊU|1.|a)|-|+|Điều 3.|Nơi nhận:|Kính gửi:|TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|Số:|Số: /KH-UBND
KẾ HOẠCH|ngày 31 tháng 2 năm 2024|trước ngày 31/2|trước ngày 29/2 hằng năm|quý IV/2024|70%|V/v|MẬT
từ 5 - 7%|(Kèm theo Quyết định số 1/QĐ-UBND)|giai đoạn 2030 - 2020|PHỤ LỤC|\u00a0|**|İI. ABC|
trước tháng 1/2025|đến năm 9999|STT\tNội dung\tChủ trì|Chỉ tiêu\tNăm 2025\tNăm 2030|a\tb\tc
""".replace("\n", "|").split("|")
TABLES = ["| a | b | c |", "| STT | Nội dung | Chủ trì |", "| 1 | Mở lớp | Sở X | Quý I/2026 |"]
LINES = st.lists(
    st.one_of(
        st.sampled_from(PRINTED),
        st.sampled_from([*SCRAPS, *TABLES]),
        st.text(max_size=60),
        st.lists(st.sampled_from(SCRAPS), max_size=4).map(" ".join),
    ),
    max_size=40,
)
CALM = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def finds(document):
    return [
        *document.citations,
        *document.addressees,
        *document.recipients,
        *document.assignments,
        *document.deadlines,
        *document.targets,
        *document.phases,
        *document.facts,
        *([document.budget] if document.budget else []),
    ]


@CALM
@given(LINES)
@example([])
@example([""])
@example(["Số:" + "." * 5000])
def test_reading_never_fails_and_says_the_same_twice(lines):
    first = read_lines(lines).as_json()

    assert first == read_lines(list(lines)).as_json()


@CALM
@given(LINES)
def test_every_find_points_into_the_file(lines):
    for document in read_lines(lines).documents:
        for find in finds(document):
            assert 1 <= find.trace.line <= find.trace.line_end <= len(lines)
            assert 0 < find.trace.confidence <= 1
            assert find.trace.rule
            assert find.trace.why


@CALM
@given(LINES)
def test_every_quoted_text_stands_in_the_repaired_lines(lines):
    reading = read_lines(lines)
    whole = " ".join(" ".join(reading.repaired).split())

    for document in reading.documents:
        quoted = [
            *document.assignments,
            *document.deadlines,
            *document.targets,
            *document.citations,
        ]
        for find in quoted:
            assert " ".join(find.text.split()) in whole


@CALM
@given(LINES)
def test_repair_keeps_one_line_for_one_line_and_maps_positions_back(lines):
    repaired = repair_lines(lines)

    assert [line.number for line in repaired] == list(range(1, len(lines) + 1))
    for paragraph in join_paragraphs(repaired):
        for start, number in zip(paragraph.starts, paragraph.numbers, strict=True):
            assert paragraph.line_at(start) == number
            assert paragraph.text.startswith(repaired[number - 1].text, start)


@CALM
@given(LINES)
def test_documents_share_the_lines_without_overlap(lines):
    documents = read_lines(lines).documents

    for before, after in pairwise(documents):
        assert before.line_end < after.line


@CALM
@given(LINES)
def test_clause_paths_are_unique(lines):
    for document in read_lines(lines).documents:
        paths = [clause.path for clause in document.clauses]
        assert len(paths) == len(set(paths))


@given(st.text())
@example("İ")
def test_folding_keeps_every_position(text):
    assert len(fold(text)) == len(text)


LONG = {
    "letters": "a" * 200_000,
    "blanks": "a" + " " * 200_000 + "b",
    "bodies": "phối hợp với các sở, " * 9_500,
    "shares": "10% " * 5_000,
    "days": "trước ngày 1/1/2024, " * 9_500,
    "symbols": "Quyết định số 12/QĐ-UBND ngày 1/1/2024 " * 5_000,
    "capitals": "ỦY BAN NHÂN DÂN " * 12_500,
    "brackets": "(" * 200_000,
    "stops": ". " * 100_000,
    "bars": "|" * 200_000,
    "rhythms": "định kỳ " * 25_000,
    "laws": "Luật a" + " b" * 100_000,
}


@pytest.mark.parametrize("line", LONG.values(), ids=LONG)
@pytest.mark.parametrize("head", [[], ["KẾ HOẠCH", "tự học", "I. MỤC TIÊU"]], ids=["bare", "plan"])
def test_one_endless_line_is_read_in_linear_time(line, head):
    started = time.process_time()

    read_lines([*head, f"1. {line}"])

    assert time.process_time() - started < 8


def test_twenty_thousand_lines_are_read_in_linear_time():
    lines = (PRINTED * (20_000 // len(PRINTED) + 1))[:20_000]
    started = time.process_time()

    read_lines(lines)

    assert time.process_time() - started < 15
