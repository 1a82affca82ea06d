"""Forms that documents of many provinces have and our sample documents lack, in our own words."""

from __future__ import annotations

from behoc.engines.reading import read_lines


def read(text: str) -> dict:
    return read_lines(text.split("\n")).as_json()["documents"][0]


def facts(document: dict, *names: str) -> tuple:
    return tuple(document[name] for name in names)


HEAD = ("issuer", "number_symbol", "place", "issued_on", "doc_type")

CELLS_UNDER_ONE_ANOTHER = """ỦY
BAN NHÂN DÂN
TỈNH AN HẢI
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
57/KH-UBND
|
An
Hải, ngày 09 tháng 5 năm 2024
|
KẾ HOẠCH
MỞ LỚP HỌC BUỔI TỐI CHO NGƯỜI LAO ĐỘNG TRÊN ĐỊA BÀN TỈNH AN HẢI
Thực hiện Công văn số 880/BGDĐT-GDTX
ngày 02/4/2024 của Bộ Giáo dục và Đào tạo về lớp học buổi tối, Ủy ban nhân dân
tỉnh lập Kế hoạch như sau:
I. MỤC ĐÍCH
Để ai đi làm ban ngày cũng có chỗ học.
"""


def test_a_letterhead_whose_cells_stand_under_one_another_is_read_whole():
    document = read(CELLS_UNDER_ONE_ANOTHER)
    assert facts(document, *HEAD) == (
        "Ủy ban nhân dân tỉnh An Hải",
        "57/KH-UBND",
        "An Hải",
        "2024-05-09",
        "Kế hoạch",
    )


def test_a_title_in_capitals_ends_where_the_first_sentence_begins():
    document = read(CELLS_UNDER_ONE_ANOTHER)
    assert document["subject"] == "MỞ LỚP HỌC BUỔI TỐI CHO NGƯỜI LAO ĐỘNG TRÊN ĐỊA BÀN TỈNH AN HẢI"


def test_a_basis_whose_date_begins_the_next_line_keeps_its_date():
    bases = read(CELLS_UNDER_ONE_ANOTHER)["legal_bases"]
    assert [(one["symbol"], one["date"]) for one in bases] == [("880/BGDĐT-GDTX", "2024-04-02")]


def test_mending_a_letterhead_keeps_the_number_of_lines():
    lines = CELLS_UNDER_ONE_ANOTHER.split("\n")
    assert len(read_lines(lines).repaired) == len(lines)


def test_two_columns_that_ran_into_one_line_are_told_apart():
    document = read(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH AN HẢI Độc lập - Tự do - Hạnh phúc\n"
        "Số: 31/UBND-VX Sông Mây, ngày 4 tháng 6 năm 2024\n"
        "V/v giữ sách cũ cho thư viện thôn\n"
        "Kính gửi: Giám đốc Sở Văn hóa và Thể thao.\n"
        "Ủy ban nhân dân tỉnh giao Sở Văn hóa và Thể thao gom sách cũ trước ngày 09.8.2024.\n"
    )
    assert facts(document, *HEAD) == (
        "Ủy ban nhân dân tỉnh An Hải",
        "31/UBND-VX",
        "Sông Mây",
        "2024-06-04",
        "Công văn",
    )
    assert [one["when"] for one in document["deadlines"]] == ["2024-08-09"]


def test_news_tells_who_issued_which_document_on_which_day():
    document = read(
        "Thêm lớp học ở bến cảng (12/3/2024, 08:00)\n\n"
        "Ngày 08/3/2024, UBND thành phố ban hành Kế hoạch số 44/KH-UBND về mở lớp học ở bến cảng"
        " của thành phố Sông Mây.\n\n"
        "Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Nội vụ chọn giáo viên.\n"
    )
    assert facts(document, "issuer", "number_symbol", "issued_on", "doc_type") == (
        "UBND thành phố Sông Mây",
        "44/KH-UBND",
        "2024-03-08",
        "Kế hoạch",
    )
    assert [one["actor"] for one in document["assignments"]] == ["Sở Giáo dục và Đào tạo"]


def test_in_news_of_an_answer_the_answer_is_the_document():
    document = read(
        "Ngày 2 tháng 4 năm 2024, Bộ Giáo dục và Đào tạo có văn bản số 700/BGDĐT-GDTX về đọc sách."
        "\n\nUBND tỉnh có văn bản số 910/UBND-VX ngày 9 tháng 4 năm 2024 giao Sở Giáo dục và"
        " Đào tạo chủ trì tổ chức.\n"
    )
    assert facts(document, "number_symbol", "issued_on") == ("910/UBND-VX", "2024-04-09")


PLAN = """ỦY BAN NHÂN DÂN
XÃ SÔNG MÂY
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Sông Mây, ngày 10 tháng 12 năm 2025

KẾ HOẠCH
Việc học ở xã năm 2026

Căn cứ Công văn số 15/SGDĐT-GDTX ngày 01/12/2025, UBND xã lập kế hoạch như sau:

I. CHỈ TIÊU
- Ít nhất 60% người lớn biết nộp hồ sơ qua mạng, đến năm 2030 đạt 80%.
- Đơn vị học tập: trên 90%;
II. NỘI DUNG
1. Mở ngày hội đọc sách
- Thời gian: 8 giờ 00 phút, ngày 21/4/2026.
- Cơ quan chủ trì: Phòng Văn hóa - Xã hội.
- Cơ quan phối hợp: Hội Khuyến học xã, các trường học.
2. Sửa lại tủ sách của các thôn (Văn phòng HĐND và UBND xã chủ trì; xong trong quý II).
III. PHÂN CÔNG NHIỆM VỤ
1. Hiệu trưởng các trường mầm non, tiểu học, THCS
Cho mượn phòng vào buổi tối, gửi lịch trước ngày 15/3.
2. Công chức Tài chính - Kế toán: Tham mưu bố trí tiền mua sách.
3. Trưởng các phòng: Kinh tế, Văn hóa - Xã hội phối hợp kiểm tra.
4. Năm 2026 tổ chức sơ kết ở xã.

Nơi nhận:
- Như mục III;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Thiếu tá Đỗ Minh Khang
"""


def tasks(document: dict) -> dict[int, tuple]:
    return {
        one["line"]: (one["actor"], one["role"], one["coordinators"])
        for one in document["assignments"]
    }


def test_a_caption_below_an_item_says_who_leads_it_and_with_whom():
    assert tasks(read(PLAN))[17] == (
        "Phòng Văn hóa - Xã hội",
        "lead",
        ["Hội Khuyến học xã", "các trường học"],
    )


def test_brackets_at_the_end_of_an_item_say_who_leads_it():
    assert tasks(read(PLAN))[21] == ("Văn phòng HĐND và UBND xã", "lead", [])


def test_headings_of_a_commune_plan_name_schools_officials_and_lists():
    found = tasks(read(PLAN))
    assert found[24][0] == "Hiệu trưởng các trường mầm non, tiểu học, THCS"
    assert found[25][:2] == ("Công chức Tài chính - Kế toán", "advise")
    assert found[26][0] == "Trưởng các phòng: Kinh tế, Văn hóa - Xã hội"


def test_a_target_or_a_caption_is_no_task_of_its_own():
    assert set(tasks(read(PLAN))) == {17, 21, 24, 25, 26}


def test_a_year_before_the_next_number_belongs_to_that_number():
    goals = [(one["value"], one["by_year"]) for one in read(PLAN)["targets"]]
    assert goals == [(">=60", 2026), (80, 2030), (">=90", 2026)]


def test_a_plan_for_next_year_completes_days_and_quarters_with_that_year():
    dues = {one["line"]: one["when"] for one in read(PLAN)["deadlines"]}
    assert dues == {18: "2026-04-21", 21: "2026-Q2", 24: "2026-03-15", 27: "2026"}


def test_a_rank_before_a_signers_name_is_left_out():
    assert read(PLAN)["signer_name"] == "Đỗ Minh Khang"


def test_what_is_attached_takes_its_year_from_the_decision_it_is_attached_to():
    document = read(
        "KẾ HOẠCH\nDạy bơi trong hè\n"
        "(Kèm theo Quyết định số 45/QĐ-UBND ngày 02/5/2024 của Ủy ban nhân dân tỉnh An Hải)\n"
        "I. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Văn hóa và Thể thao mở lớp, gửi kết quả trước ngày 05/9.\n"
    )
    assert [one["when"] for one in document["deadlines"]] == ["2024-09-05"]


def test_each_of_several_numbers_keeps_the_year_printed_behind_it():
    document = read(
        "KẾ HOẠCH\nĐọc sách ở xã\nI. MỤC TIÊU\n"
        "- Tỷ lệ nhà có tủ sách đạt 55% vào năm 2026 và 75% vào năm 2029.\n"
        "- Đến năm 2026, 20% và đến năm 2029, 45% thôn có phòng đọc.\n"
    )
    goals = [(one["value"], one["by_year"], one["subject"]) for one in document["targets"]]
    assert goals == [
        (55, 2026, "Tỷ lệ nhà có tủ sách đạt"),
        (75, 2029, "Tỷ lệ nhà có tủ sách đạt"),
        (20, 2026, "thôn có phòng đọc"),
        (45, 2029, "thôn có phòng đọc"),
    ]


def test_a_body_with_commas_in_its_name_orders_and_a_link_before_an_order_is_no_hindrance():
    document = read(
        "Để chuẩn bị mùa sách, Sở Văn hóa, Thể thao và Du lịch đề nghị Hội Người cao tuổi"
        " cử người kể chuyện.\n\nSách mới về đủ. Trong đó, yêu cầu Thư viện tỉnh mở cửa buổi tối.\n"
    )
    assert [one["actor"] for one in document["assignments"]] == [
        "Hội Người cao tuổi",
        "Thư viện tỉnh",
    ]


def test_a_portal_that_prints_its_keys_line_by_line_gives_number_and_issuer():
    document = read(
        "V/v chuyển sách cũ về thôn\nSố/ký hiệu: 77/SVHTT-TV\nNgày ban hành: 06/7/2023\n"
        "Cơ quan ban hành: Sở Văn hóa và Thể thao\nLoại văn bản: Công văn\nNgười ký: Lò Văn Tâm\n\n"
        "Đề nghị các thôn nhận sách.\n"
    )
    assert facts(document, "issuer", "number_symbol", "issued_on", "signer_name", "subject") == (
        "Sở Văn hóa và Thể thao",
        "77/SVHTT-TV",
        "2023-07-06",
        "Lò Văn Tâm",
        "chuyển sách cũ về thôn",
    )


def test_a_numbered_district_is_a_place():
    document = read(
        "ỦY BAN NHÂN DÂN\nQUẬN 17\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nSố: 8/TB-UBND\nQuận 17, ngày 2 tháng 3 năm 2022\n\n"
        "THÔNG BÁO\nGiờ mở cửa phòng đọc\n\nPhòng đọc mở từ 8 giờ.\n"
    )
    assert facts(document, "place", "issued_on") == ("Quận 17", "2022-03-02")


def test_bases_with_bullets_and_unfinished_lines_are_still_bases():
    document = read(
        "QUYẾT ĐỊNH\nMỞ THÊM PHÒNG ĐỌC Ở CÁC XÃ VEN BIỂN CỦA TỈNH AN HẢI\n"
        "- Căn cứ Nghị quyết số 9/NQ-HĐND ngày 03/3/2021 của\nHội đồng nhân dân tỉnh An Hải;\n"
        "- Căn cứ Công văn số 70/BVHTT-TV ngày 05/3/2021.\n"
    )
    assert [one["symbol"] for one in document["legal_bases"]] == ["9/NQ-HĐND", "70/BVHTT-TV"]
