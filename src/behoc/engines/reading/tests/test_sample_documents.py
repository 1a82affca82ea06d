"""Documents of our own writing, of many kinds and layouts, read as a careful person would."""

from __future__ import annotations

from pathlib import Path

from behoc.engines.reading import read_lines

DOCUMENTS = Path(__file__).parent / "documents"


def read(name: str) -> list[dict]:
    text = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return read_lines(text.split("\n")).as_json()["documents"]


def tasks(document: dict) -> list[tuple]:
    return [
        (one["line"], one["actor"], one["role"], "/".join(one["clause"]))
        for one in document["assignments"]
    ]


def dues(document: dict) -> list[tuple]:
    return [(one["line"], one["when"], one["last_on_time"]) for one in document["deadlines"]]


def goals(document: dict) -> list[tuple]:
    return [(one["line"], one["value"], one["unit"], one["by_year"]) for one in document["targets"]]


def test_articles_of_a_decision_give_tasks_and_replace_an_earlier_one():
    document = read("decision")[0]

    assert [(task[2], task[3]) for task in tasks(document)] == [
        ("lead", "Điều 2"),
        ("carry_out", "Điều 4"),
    ]
    assert document["assignments"][0]["coordinators"] == [
        "Sở Nội vụ",
        "Ủy ban nhân dân các huyện, thành phố",
    ]
    assert dues(document) == [(23, "2023-10-15", ["2023-10-14"])]
    assert [(one["symbol"], one["relation"]) for one in document["citations"]] == [
        ("455/QĐ-UBND", "replaces")
    ]
    assert {one["symbol"] for one in document["legal_bases"]} == {
        None,
        "110/2018/NĐ-CP",
        "88/TTr-SVHTT",
    }
    assert document["recipient_details"][3]["counts"] == [17]


def test_numbered_bodies_of_a_directive_each_get_their_tasks():
    document = read("directive")[0]

    assert tasks(document) == [
        (18, "Sở Giáo dục và Đào tạo", "lead", "1/a"),
        (20, "Sở Giáo dục và Đào tạo", "guide", "1/b"),
        (22, "Sở Giáo dục và Đào tạo", "carry_out", "1/c"),
        (24, "Sở Tài chính", "carry_out", "2"),
        (26, "Công an thành phố", "direct", "3"),
        (
            28,
            "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố và các đoàn thể",
            "carry_out",
            "4",
        ),
        (32, "Ủy ban nhân dân các xã, phường", "carry_out", "5"),
        (34, "Ủy ban nhân dân các xã, phường", "carry_out", "5"),
        (36, "Sở Giáo dục và Đào tạo", "carry_out", ""),
    ]
    assert document["assignments"][5]["force"] == "request"
    assert dues(document) == [
        (18, "2025-09-01", ["2025-08-31"]),
        (22, "2025-09-15", ["2025-09-15"]),
        (32, "2025-09-05", ["2025-09-04"]),
    ]
    assert [(one["line"], one["interval"]) for one in document["conditions"]] == [(34, "P3M")]


def test_a_party_conclusion_is_read_by_its_decimal_items():
    document = read("party_conclusion")[0]

    assert [(task[2], task[3]) for task in tasks(document)] == [
        ("direct", "2/2.1"),
        ("direct", "2/2.2"),
        ("advise", "2/2.3"),
        ("carry_out", "2/2.4"),
    ]
    assert [due[1] for due in dues(document)] == ["2024-Q4", "2027"]
    assert document["subject"] == "về công tác khuyến học đến năm 2030"


def test_a_party_guidance_numbers_its_items_with_dashes():
    document = read("party_guidance")[0]

    assert tasks(document)[1:] == [
        (23, "Các chi bộ, đảng bộ cơ sở", "carry_out", "III/1"),
        (26, "Trung tâm Chính trị huyện", "carry_out", "III/2"),
        (29, "Phòng Giáo dục và Đào tạo huyện", "guide", "III/3"),
        (31, "các chi bộ, đảng bộ cơ sở", "carry_out", ""),
    ]
    assert [due[1] for due in dues(document)] == ["2024-03-20", "P6M"]
    assert document["legal_bases"][0]["relation"] == "implements"


def test_a_telegram_names_those_it_is_sent_to_and_its_urgency():
    document = read("telegram")[0]

    assert document["urgency"] == "HỎA TỐC"
    assert document["addressees"] == [
        "Giám đốc các sở, ngành",
        "Chủ tịch Ủy ban nhân dân các huyện, thành phố",
    ]
    assert [task[1] for task in tasks(document)] == [
        "Chủ tịch Ủy ban nhân dân các huyện, thành phố",
        "Giám đốc Sở Giáo dục và Đào tạo",
        "Văn phòng Ủy ban nhân dân tỉnh",
    ]
    assert dues(document) == [(14, "2024-09-12", ["2024-09-12"])]


def test_a_letter_to_communes_requests_and_sets_days():
    document = read("letter_to_communes")[0]

    assert document["addressees"][0] == "Ủy ban nhân dân các xã, phường, đặc khu"
    assert {one["force"] for one in document["assignments"]} == {"request"}
    assert [(task[1], task[3]) for task in tasks(document)] == [
        ("các đơn vị", "1"),
        ("Ủy ban nhân dân các xã, phường, đặc khu", "2"),
        ("Các trung tâm giáo dục thường xuyên", "3"),
    ]
    assert dues(document) == [
        (26, "2025-10-07", ["2025-10-07"]),
        (28, "2025-10-20", ["2025-10-19"]),
    ]


def test_an_association_plan_sets_bounds_ranges_and_nested_shares():
    document = read("association_plan")[0]

    assert goals(document) == [
        (16, ">=55", "%", 2026),
        (17, "24-26", "%", 2026),
        (18, 35, "%", 2026),
        (19, ">=2", "dòng họ", 2026),
        (20, "<=5", "%", 2026),
        (21, ">=70", "%", 2030),
    ]
    assert document["targets"][2]["within"] == "các doanh nghiệp"
    assert dues(document) == [
        (30, "2026-11", ["2026-11-30"]),
        (33, ["--06-15", "--12-15"], ["--06-14", "--12-14"]),
    ]
    assert document["budget_source"].startswith("Từ hội phí")


def test_a_report_tells_of_the_past_and_gives_no_task_and_no_target():
    document = read("report")[0]

    assert document["assignments"] == []
    assert document["targets"] == []
    assert document["deadlines"] == []


def test_tables_of_tasks_and_of_targets_are_read_row_by_row():
    document = read("plan_with_table")[0]

    assert tasks(document) == [
        (17, "Phòng Văn hóa - Xã hội", "lead", "II"),
        (18, "Trung tâm học tập cộng đồng xã", "lead", "II"),
        (19, "Văn phòng HĐND và UBND xã", "lead", "II"),
    ]
    assert document["assignments"][0]["coordinators"] == ["Các thôn", "Hội Khuyến học xã"]
    assert [due[1] for due in dues(document)] == ["2026-Q1", "2026-06-30", "2026-12"]
    assert goals(document) == [
        (24, 50, "%", 2026),
        (24, 75, "%", 2030),
        (25, 40, "%", 2026),
        (25, ">=80", "%", 2030),
    ]


def test_a_plan_attached_to_a_decision_is_a_document_of_its_own():
    decision, plan = read("attached_plan")

    assert decision["subject"].startswith("Ban hành Kế hoạch")
    assert plan["doc_type"] == "Kế hoạch"
    assert plan["number_symbol"] is None
    assert plan["citations"][0]["relation"] == "attaches"
    assert [(task[1], task[3]) for task in tasks(plan)] == [
        ("Vụ Thư viện", "II/1/a"),
        ("Vụ Thư viện", "II/1/b"),
        ("Vụ Kế hoạch, Tài chính", "II/2"),
        ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", "II/3"),
    ]
    assert goals(plan) == [(28, 60, "%", 2024), (29, ">=30", "%", 2024), (31, 100, "%", 2026)]
    assert [due[1] for due in dues(plan)] == ["--12-20", "2022-08"]


def test_wrapped_lines_and_page_numbers_do_not_break_items():
    document = read("wrapped_plan")[0]

    assert [(task[1], task[2]) for task in tasks(document)] == [
        ("Các đảng ủy, chi ủy cơ sở trực thuộc Thành ủy", "carry_out"),
        ("Văn phòng Thành ủy", "lead"),
        ("Đảng ủy Ủy ban nhân dân thành phố", "direct"),
    ]
    assert goals(document) == [(15, 85, "%", 2025), (16, 100, "%", 2030)]
    assert [due[1] for due in dues(document)] == [["--06-10", "--12-10"], "2030-12"]


def test_a_mark_of_secrecy_is_a_fact():
    document = read("secret_letter")[0]

    assert document["secrecy"] == "TỐI MẬT"
    assert [task[1] for task in tasks(document)] == ["Công an các xã, phường"]


def test_an_excerpt_without_letterhead_keeps_its_targets_and_invents_no_header():
    document = read("excerpt_of_targets")[0]

    assert goals(document) == [
        (5, 85, "%", 2027),
        (5, 60, "%", 2027),
        (5, 12.5, "%", 2027),
        (5, 3, "%", 2027),
        (9, 90, "%", 2027),
        (9, 95, "%", 2027),
        (11, 40, "%", 2027),
        (15, "45-50", "%", 2032),
        (17, "<=4", "%", 2032),
        (19, ">=30", "thư viện", 2032),
    ]
    assert [one["within"] for one in document["targets"]][
        7
    ] == "các câu lạc bộ thơ đọc báo mỗi ngày"
    assert document["facts"] == {}


def test_news_of_a_plan_gives_its_facts_and_each_body_its_sentence():
    document = read("news_of_a_plan")[0]

    assert document["number_symbol"] == "145/KH-UBND"
    assert document["issued_on"] == "2024-04-12"
    assert [task[1:3] for task in tasks(document)] == [
        ("Sở Giáo dục và Đào tạo", "lead"),
        ("Hội Khuyến học tỉnh", "coordinate"),
        ("UBND các huyện", "carry_out"),
    ]
    assert goals(document) == [(5, 62, "%", 2024), (5, 58, "%", 2024)]


def test_a_letter_with_a_blank_number_keeps_its_symbol_and_tells_order_from_request():
    document = read("letter_of_a_district")[0]

    assert document["number_symbol"] == "/UBND-GDĐT"
    assert document["issued_on"] is None
    assert [(task[2], task[3]) for task in tasks(document)] == [
        ("coordinate", "1"),
        ("carry_out", "1"),
        ("advise", "2"),
        ("lead", "2"),
        ("carry_out", "3"),
        ("coordinate", "4"),
        ("carry_out", "5"),
        ("carry_out", ""),
    ]
    assert [one["force"] for one in document["assignments"]].count("request") == 1
    assert [due[1] for due in dues(document)] == ["2023-02-15", "--11-10"]
