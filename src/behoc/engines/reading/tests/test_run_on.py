"""Copies that lost their lines are taken apart at the marks of the prescribed form."""

from behoc.engines.reading import read_lines
from behoc.engines.reading.repair import repair_lines
from behoc.engines.reading.run_on import take_apart

LETTER = (
    "UBND TỈNH MỘC SƠN SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 88/SNV-CCVC "
    "Mộc Sơn, ngày 07 tháng 4 năm 2026 Độc lập - Tự do - Hạnh phúc "
    "V/v mở lớp đọc sách buổi tối cho cán bộ Kính gửi: - Các phòng chuyên môn của Sở; "
    "- Thư viện tỉnh; Căn cứ Quyết định số 15/QĐ-UBND ngày 20/3/2026 của UBND tỉnh; "
    "Sở Nội vụ hướng dẫn như sau: I. VIỆC PHẢI LÀM - Các phòng chuyên môn lập danh sách người "
    "học, gửi về Sở trước ngày 30/4/2026. - Thư viện tỉnh chuẩn bị phòng đọc và đèn. "
    "Nơi nhận: - Như trên; - Lưu: VT. KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lý Văn Mạc"
)


def test_a_letter_on_one_line_gives_its_header():
    document = read_lines([LETTER]).as_json()["documents"][0]

    assert document["issuer"] == "Sở Nội vụ tỉnh Mộc Sơn"
    assert document["number_symbol"] == "88/SNV-CCVC"
    assert (document["place"], document["issued_on"]) == ("Mộc Sơn", "2026-04-07")
    assert document["subject"] == "mở lớp đọc sách buổi tối cho cán bộ"


def test_a_letter_on_one_line_gives_its_basis_addressees_and_tasks():
    document = read_lines([LETTER]).as_json()["documents"][0]

    assert [basis["symbol"] for basis in document["legal_bases"]] == ["15/QĐ-UBND"]
    assert document["addressees"] == ["Các phòng chuyên môn của Sở", "Thư viện tỉnh"]
    assert [task["actor"] for task in document["assignments"]] == [
        "Các phòng chuyên môn",
        "Thư viện tỉnh",
    ]
    assert [time["when"] for time in document["deadlines"]] == ["2026-04-30"]


def test_every_piece_keeps_the_number_of_its_line():
    lines = repair_lines(["Một dòng đứng trước.", LETTER])

    assert {piece.number for piece in take_apart(lines)[1:]} == {2}


def test_a_long_paragraph_is_left_whole():
    paragraph = "Căn cứ vào nhu cầu học của người dân, các xã mở lớp vào buổi tối. " * 20

    assert len(take_apart(repair_lines([paragraph]))) == 1
