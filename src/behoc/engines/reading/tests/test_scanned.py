"""What recognition misreads is mended in fixed places, and nowhere else."""

from __future__ import annotations

import pytest

from behoc.engines.reading import read_lines
from behoc.engines.reading.scanned import mend_scanned


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("TM. UY BAN NHAN DAN", "TM. ỦY BAN NHÂN DÂN"),
        ("PHO CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("TĨNH HẢI XUYÊN", "TỈNH HẢI XUYÊN"),
        ("ĐẢẲNG CỘNG SẢN VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("V/w chuẩn bị Tháng khuyến học", "V/v chuẩn bị Tháng khuyến học"),
        ("- Như trên (th);", "- Như trên (t/h);"),
        ("- Thường trực Tỉnh ủy (để b/€);", "- Thường trực Tỉnh ủy (để b/c);"),
        ("- Lưu: VŨ KGVX.", "- Lưu: VT, KGVX."),
        ("xong trong quý IH/2026.", "xong trong quý III/2026."),
        ("xong trong quý II⁄/2026.", "xong trong quý II/2026."),
        ("gửi trước ngày 3O/6/2026", "gửi trước ngày 30/6/2026"),
    ],
)
def test_a_fixed_place_is_mended(seen: str, meant: str) -> None:
    assert mend_scanned([seen]) == [meant]


@pytest.mark.parametrize(
    "line",
    [
        "HỘI KHUYẾN HỌC HÀ TĨNH",
        "Số: 31/KH-UBND",
        "chỉ bộ phận một cửa mới nhận hồ sơ",
        "gửi trong quý 1/2026",
        "Lưu ý các thôn vùng sâu",
        "Kinh phí 1.200 triệu đồng, đạt 20/12 tiêu chí",
    ],
)
def test_what_is_right_stays(line: str) -> None:
    assert mend_scanned([line]) == [line]


def test_a_heading_that_lost_a_stroke_is_counted_by_its_neighbours() -> None:
    lines = ["I.MỤC ĐÍCH", "II CHỈ TIỂU", "II. KINH PHÍ", "IV. TỔ CHÚC THỰC HIỆN"]

    assert mend_scanned(lines) == [
        "I. MỤC ĐÍCH",
        "II. CHỈ TIÊU",
        "III. KINH PHÍ",
        "IV. TỔ CHỨC THỰC HIỆN",
    ]


def test_only_scanned_lines_are_mended() -> None:
    lines = ["UY BAN NHAN DAN", "XÃ HÒA LÂM", "Số: 5/KH-UBND"]

    assert read_lines(lines).repaired[0] == "UY BAN NHAN DAN"
    assert read_lines(lines, scanned=True).repaired[0] == "ỦY BAN NHÂN DÂN"
