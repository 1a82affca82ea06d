"""The arrival stamp is told from the letterhead by its words and its frame."""

from __future__ import annotations

from behoc.engines.reading.extraction.arrival import without_arrival_stamp
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
