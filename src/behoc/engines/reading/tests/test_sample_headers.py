"""The header facts of documents of our own writing, of many kinds and layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from behoc.engines.reading import read_lines

DOCUMENTS = Path(__file__).parent / "documents"


def read(name: str) -> list[dict]:
    text = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return read_lines(text.split("\n")).as_json()["documents"]


HEADERS = {
    "decision": (
        "Ủy ban nhân dân tỉnh An Hải",
        "1208/QĐ-UBND",
        "An Hải",
        "2023-09-07",
        "Quyết định",
        "Lương Thị Hoài Thu",
        "PHÓ CHỦ TỊCH",
    ),
    "directive": (
        "Ủy ban nhân dân thành phố Sông Mây",
        "11/CT-UBND",
        "Sông Mây",
        "2025-08-18",
        "Chỉ thị",
        "Đỗ Minh Khang",
        "CHỦ TỊCH",
    ),
    "party_conclusion": (
        "Tỉnh ủy An Hải",
        "214-KL/TU",
        "An Hải",
        "2024-06-25",
        "Kết luận",
        "Tạ Quang Vinh",
        "PHÓ BÍ THƯ",
    ),
    "party_guidance": (
        "Ban Tuyên giáo Huyện ủy Bắc Nguyên",
        "31-HD/BTGHU",
        "Bắc Nguyên",
        "2024-03-04",
        "Hướng dẫn",
        "Mai Xuân Lộc",
        "PHÓ TRƯỞNG BAN",
    ),
    "telegram": (
        "Ủy ban nhân dân tỉnh An Hải",
        "06/CĐ-UBND",
        "An Hải",
        "2024-09-11",
        "Công điện",
        "Hà Văn Đại",
        "PHÓ CHỦ TỊCH",
    ),
    "letter_to_communes": (
        "Sở Giáo dục và Đào tạo tỉnh Thanh Bình",
        "2045/SGDĐT-GDTX",
        "Thanh Bình",
        "2025-09-22",
        "Công văn",
        "Vương Thị Kim Liên",
        "PHÓ GIÁM ĐỐC",
    ),
    "association_plan": (
        "Hội Khuyến học tỉnh Thanh Bình",
        "17/KH-HKH",
        "Thanh Bình",
        "2026-01-09",
        "Kế hoạch",
        "Nông Văn Thắng",
        "CHỦ TỊCH",
    ),
    "report": (
        "Phòng Giáo dục và Đào tạo huyện Bắc Nguyên",
        "90/BC-PGDĐT",
        "Bắc Nguyên",
        "2023-11-28",
        "Báo cáo",
        "Cao Thị Bích",
        "TRƯỞNG PHÒNG",
    ),
    "plan_with_table": (
        "Ủy ban nhân dân xã Hòa Lâm",
        "58/KH-UBND",
        "Hòa Lâm",
        "2026-02-03",
        "Kế hoạch",
        "Lò Văn Pánh",
        "CHỦ TỊCH",
    ),
    "attached_plan": (
        "Bộ Văn hóa và Học tập",
        "77/QĐ-BVHHT",
        "Hà Nội",
        "2022-05-12",
        "Quyết định",
        "Phan Đình Trạch",
        "BỘ TRƯỞNG",
    ),
    "wrapped_plan": (
        "Thành ủy Phú Xuyên",
        "-KH/TU",
        "Phú Xuyên",
        None,
        "Kế hoạch",
        "Trần Thế Hiển",
        "BÍ THƯ",
    ),
    "secret_letter": (
        "Công an tỉnh Thanh Bình",
        "33/CAT-PX01",
        "Thanh Bình",
        "2025-01-02",
        "Công văn",
        None,
        None,
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_the_header_facts_are_read_and_nothing_is_added(name):
    document = read(name)[0]

    keys = (
        "issuer",
        "number_symbol",
        "place",
        "issued_on",
        "doc_type",
        "signer_name",
        "signer_title",
    )
    assert tuple(document[key] for key in keys) == HEADERS[name]
