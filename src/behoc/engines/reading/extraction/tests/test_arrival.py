"""The arrival stamp is told from the letterhead by its words and its frame."""

from __future__ import annotations

from datetime import date

import pytest

from behoc.engines.reading.extraction.arrival import (
    Stamp,
    arrival_note,
    read_stamp,
    without_arrival_stamp,
)
from behoc.engines.reading.extraction.pieces import Piece

HEAD = [Piece("ỦY BAN NHÂN DÂN", 60, 50, 180, 62), Piece("Số: 31/KH-UBND", 70, 96, 170, 108)]
STAMP = [
    Piece("PHÒNG NỘI VỤ", 40, 130, 140, 139),
    Piece("ĐẾN Số: 18", 40, 142, 120, 151),
    Piece("Ngày: 09/02/2026", 40, 154, 130, 163),
    Piece("Chuyển: Chủ tịch", 40, 166, 130, 175),
]
BODY = [Piece("ĐẾN NĂM 2030, MỖI XÃ CÓ MỘT TỦ SÁCH", 80, 300, 400, 312)]


def test_the_stamp_is_set_aside_with_all_its_lines() -> None:
    pieces, stamp = without_arrival_stamp([*HEAD, *STAMP, *BODY])

    assert pieces == [*HEAD, *BODY]
    assert stamp == "PHÒNG NỘI VỤ; ĐẾN Số: 18; Ngày: 09/02/2026; Chuyển: Chủ tịch"


def test_a_paper_without_a_stamp_is_left_alone() -> None:
    assert without_arrival_stamp([*HEAD, *BODY]) == ([*HEAD, *BODY], "")


@pytest.mark.parametrize(
    ("words", "stamp"),
    [
        (
            "PHÒNG NỘI VỤ; ĐẾN Số: 18; Ngày: 09/02/2026; Chuyển: Chủ tịch",
            Stamp(18, date(2026, 2, 9), "PHÒNG NỘI VỤ"),
        ),
        ("ĐẾN; S6: 0127; Ngày 9 tháng 2 năm 2026", Stamp(127, date(2026, 2, 9), "")),
        ("ĐẾN; Số: 5; Ngày: 31/02/2026", Stamp(5, None, "")),
        ("ĐẾN; Ngày: 09/02/2026; Lưu hồ sơ: 12", None),
        ("ĐẾN; Số: ......; Ngày: ......", None),
    ],
)
def test_the_number_and_day_of_a_stamp_are_read_from_its_note(
    words: str, stamp: Stamp | None
) -> None:
    assert read_stamp(["Nhận chữ ở trang 1.", arrival_note(1, words)]) == stamp
