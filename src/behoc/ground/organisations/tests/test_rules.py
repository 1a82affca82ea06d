"""Phrases that name receivers resolve to the right bodies, and never to an invented one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from behoc.ground.organisations.rules.catalogue import shipped
from behoc.ground.organisations.rules.phrases import parse_phrase
from behoc.ground.organisations.rules.resolving import resolve
from behoc.ground.organisations.rules.spelling import canonical, exact
from behoc.ground.organisations.tests.register import (
    BODIES,
    DAY,
    codes,
    old_district,
    resolved,
)

UNIONS = {"HX-LDLD", "HX-HND", "HX-PN", "HX-CCB", "HX-TD"}


def all_of(kind: str, level: str | None = None) -> set[str]:
    return {c for c, b in BODIES.items() if b.kind == kind and level in (None, b.level)}


DEPARTMENTS = all_of("department") | all_of("agency") | all_of("people_committee_office")
COMMUNES = all_of("people_committee", "commune")
GROUPS = {
    "UBND các xã, phường, đặc khu": COMMUNES,
    "UBND các xã, phường": COMMUNES,
    "Ủy ban nhân dân cấp xã": COMMUNES,
    "Chủ tịch UBND các xã, phường, đặc khu;": COMMUNES,
    "các xã, phường, đặc khu": COMMUNES,
    "UBND các xã, phường thuộc tỉnh Hải Xuyên": COMMUNES,
    "Các sở, ban, ngành": DEPARTMENTS,
    "Thủ trưởng các sở, ban, ngành tỉnh": DEPARTMENTS,
    "các Sở, ngành": DEPARTMENTS,
    "Giám đốc các sở": DEPARTMENTS,
    "Các tổ chức chính trị - xã hội tỉnh": UNIONS,
    "các sở, ban, ngành, đoàn thể tỉnh": DEPARTMENTS | UNIONS,
    "Mặt trận và các đoàn thể tỉnh": UNIONS | {"HX-MTTQ"},
    "Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội": UNIONS | {"HX-MTTQ"},
    "Hội Khuyến học các xã, phường, đặc khu": all_of("learning_association", "commune"),
    "HKH các xã, phường": all_of("learning_association", "commune"),
    "Hội Khuyến học các cấp": all_of("learning_association"),
    "Hội Khuyến học cơ sở": all_of("learning_association", "commune"),
    "Bí thư Đảng ủy các xã, phường": all_of("party_committee", "commune"),
    "Các cấp ủy cơ sở": all_of("party_committee", "commune") | all_of("affiliated_party_committee"),
    "các cấp ủy, tổ chức đảng": all_of("party_committee", "commune")
    | all_of("affiliated_party_committee"),
    "chính quyền các cấp": COMMUNES,
    "Các đảng ủy trực thuộc Tỉnh ủy": all_of("affiliated_party_committee"),
    "các ban xây dựng Đảng của Tỉnh ủy": all_of("party_board"),
    "Công an các xã, phường": all_of("police", "commune"),
    "Các trường học": all_of("school"),
    "Các trường THPT trên địa bàn tỉnh": {"HX-THPT-CX", "HX-THPT-HL"},
    "các cơ quan báo chí": {"HX-BAO"},
    "Các doanh nghiệp trên địa bàn": all_of("enterprise"),
    "lực lượng vũ trang tỉnh": {"HX-CA", "HX-QS"},
    "Các Sở: Giáo dục và Đào tạo, Nội vụ, Văn hóa, Thể thao và Du lịch": {
        "HX-SGDDT",
        "HX-SNV",
        "HX-SVHTTDL",
    },
    "Sở Nội vụ, Sở Tài chính và Hội Khuyến học tỉnh": {"HX-SNV", "HX-STC", "HX-HKH"},
}
NAMES = {
    "Sở Giáo dục và Đào tạo": "HX-SGDDT",
    "Sở GD&ĐT": "HX-SGDDT",
    "Sở GD-ĐT": "HX-SGDDT",
    "Sở Giáo dục & Đào tạo": "HX-SGDDT",
    "so giao duc va dao tao tinh hai xuyen": "HX-SGDDT",
    "Giám đốc Sở Nội vụ": "HX-SNV",
    "Sở VHTTDL": "HX-SVHTTDL",
    "Sở Văn hoá, Thể thao và Du lịch": "HX-SVHTTDL",
    "UBND tỉnh": "HX-UBND",
    "CT, PCT.UBND tỉnh": "HX-UBND",
    "Uỷ ban nhân dân tỉnh Hải Xuyên": "HX-UBND",
    "Thường trực Tỉnh ủy (b/c)": "HX-TU",
    "TT. HĐND tỉnh": "HX-HDND",
    "UB. MTTQ VN tỉnh": "HX-MTTQ",
    "Tỉnh Đoàn": "HX-TD",
    "Hội Phụ nữ tỉnh": "HX-PN",
    "Hội Khuyến học tỉnh": "HX-HKH",
    "Tỉnh hội Khuyến học": "HX-HKH",
    "Ban Tuyên giáo Tỉnh ủy": "HX-BTGDV",
    "Văn phòng UBND tỉnh": "HX-VPUB",
    "Đảng ủy UBND tỉnh": "HX-DU-UBND",
    "Báo và phát thanh, truyền hình Hải Xuyên": "HX-BAO",
    "UBND xã Bãi Trầm": "HX-UBND-BT",
    "uy ban nhan dan dac khu hon lam": "HX-UBND-HLA",
    "Chủ tịch UBND phường Bến Quế": "HX-UBND-BQ",
}
NOTHING = [
    "Sở Ngoại vụ",
    "Bãi Trầm",
    "UBND xã Mộng Mơ",
    "các sở, ban, ngành tỉnh Hải Tây",
    "Bộ Giáo dục và Đào tạo (b/c)",
    "Lưu: VT, KGVX",
    "Như trên",
    "Các cơ quan, đơn vị, địa phương",
    "các tổ chức, cá nhân có liên quan",
    "",
    "(12)",
    "/-+;",
]


@pytest.mark.parametrize("phrase", GROUPS)
def test_a_group_phrase_means_every_body_of_its_kind_and_no_other(phrase):
    assert codes(resolved(phrase)) == sorted(GROUPS[phrase])


@pytest.mark.parametrize("phrase", GROUPS)
def test_a_group_phrase_is_known_for_a_group(phrase):
    assert parse_phrase(phrase).is_group or "Sở:" in phrase


@pytest.mark.parametrize("phrase", NAMES)
def test_a_single_name_means_the_one_body(phrase):
    assert codes(resolved(phrase)) == [NAMES[phrase]]


@pytest.mark.parametrize("phrase", NOTHING)
def test_what_is_not_known_resolves_to_nothing_and_says_so(phrase):
    result = resolved(phrase)

    assert result.bodies == ()
    assert result.confidence == 0
    assert result.rule_text_vi


@pytest.mark.parametrize(
    ("phrase", "expected", "counted", "confidence"),
    [
        ("UBND các xã, phường, đặc khu (12)", 12, 12, 1.0),
        ("UBND 12 xã, phường, đặc khu", 12, 12, 1.0),
        ("Các sở, ban, ngành (14), đoàn thể (5) tỉnh", 19, 19, 1.0),
        ("Các sở, ban, ngành<sup>(14)</sup>", 14, 14, 1.0),
        ("Các sở, ban, ngành¹⁴", 14, 14, 1.0),
        ("Các sở, ban, ngành (19)", 19, 14, 0.5),
        ("Các sở, ban, ngành (14), đoàn thể tỉnh", None, 19, 0.9),
        ("UBND các xã, phường", None, 12, 0.9),
    ],
)
def test_a_printed_count_is_compared_with_what_was_found(phrase, expected, counted, confidence):
    result = resolved(phrase)

    assert (result.expected, result.counted, result.confidence) == (expected, counted, confidence)


def test_the_rule_is_told_in_one_vietnamese_sentence():
    assert resolved("UBND các xã, phường").rule_text_vi == (
        "Mọi UBND cấp xã thuộc tỉnh Hải Xuyên, hiệu lực 12/02/2026: 12 nơi"
    )
    assert resolved("Các sở, ban, ngành (19)").rule_text_vi.endswith("14 nơi, văn bản ghi 19")
    assert resolved("Sở Nội vụ").rule_text_vi == "Đúng tên: Sở Nội vụ tỉnh Hải Xuyên"


def test_others_leaves_out_the_bodies_named_by_themselves():
    phrase = parse_phrase("Các sở, ban, ngành khác")
    named = {BODIES["HX-SGDDT"].id, BODIES["HX-SNV"].id}
    result = resolve(phrase, list(BODIES.values()), BODIES["HX-UBND"], DAY, named_elsewhere=named)

    assert codes(result) == sorted(DEPARTMENTS - {"HX-SGDDT", "HX-SNV"})


def test_words_that_narrow_a_group_without_saying_how_lower_the_confidence():
    result = resolved("Các sở, ban, ngành có liên quan")

    assert result.confidence == 0.5
    assert "chọn lại" in result.rule_text_vi


def test_directly_below_means_the_issuers_own_line():
    result = resolved("Chi hội Khuyến học các cơ quan, trường học trực thuộc", "HX-HKH")

    assert codes(result) == ["HX-CHKH-CD", "HX-CHKH-CX", "HX-CHKH-VP"]


def test_a_commune_means_its_own_bodies_and_its_province():
    assert codes(resolved("Công an xã", "HX-UBND-BT")) == ["HX-CA-BT"]
    assert codes(resolved("Hội Khuyến học", "HX-UBND-BT")) == ["HX-HKH-BT"]
    assert codes(resolved("Sở GD&ĐT", "HX-UBND-BT")) == ["HX-SGDDT"]
    assert codes(resolved("các thôn, tổ dân phố", "HX-UBND-BT")) == ["HX-T-101", "HX-T-102"]
    assert codes(resolved("UBND tỉnh", "HX-UBND-BT")) == ["HX-UBND"]


def test_a_commune_body_without_its_place_is_only_a_proposal_to_the_province():
    result = resolved("Công an xã")

    assert len(result.bodies) == 8
    assert result.confidence == 0.6


def test_a_phrase_of_the_old_time_finds_districts_before_the_reform_only():
    bodies = [*BODIES.values(), old_district("huyện Cửa Đá", 1), old_district("thị xã Tân Quế", 2)]
    phrase = parse_phrase("UBND các huyện, thị xã, thành phố")
    before = resolve(phrase, bodies, replace(BODIES["HX-UBND"], valid_from=None), date(2024, 2, 2))
    after = resolve(phrase, bodies, BODIES["HX-UBND"], DAY)

    assert [body.short_name for body in before.bodies] == [
        "UBND huyện Cửa Đá",
        "UBND thị xã Tân Quế",
    ]
    assert after.bodies == ()
    assert "01/7/2025" in after.rule_text_vi


def test_names_that_differ_by_marks_alone_are_told_apart_or_left_to_a_person():
    lang = replace(BODIES["HX-UBND-BT"], id=801, name="UBND xã Văn Lang", place_name="xã Văn Lang")
    long = replace(lang, id=802, name="UBND xã Văn Lăng", place_name="xã Văn Lăng")
    bodies = [replace(body, short_name=body.name) for body in (lang, long)]
    province = BODIES["HX-UBND"]

    marked = resolve(parse_phrase("UBND xã Văn Lăng"), [province, *bodies], province, DAY)
    bare = resolve(parse_phrase("ubnd xa van lang"), [province, *bodies], province, DAY)

    assert [body.id for body in marked.bodies] == [802]
    assert bare.bodies == ()
    assert {body.id for body in bare.candidates} == {801, 802}


def test_a_closed_body_is_never_found():
    closed = replace(BODIES["HX-SNV"], valid_to=date(2026, 1, 1))
    bodies = [body for code, body in BODIES.items() if code != "HX-SNV"] + [closed]

    assert resolve(parse_phrase("Sở Nội vụ"), bodies, BODIES["HX-UBND"], DAY).bodies == ()
    assert resolve(
        parse_phrase("Sở Nội vụ"), bodies, BODIES["HX-UBND"], date(2025, 12, 31)
    ).bodies == (closed,)


def test_the_same_name_in_another_province_is_not_taken():
    other = replace(BODIES["HX-SNV"], id=999, place_path="/VN/S02/", place_name="tỉnh Hải Tây")

    assert resolve(parse_phrase("Sở Nội vụ"), [other], BODIES["HX-UBND"], DAY).bodies == ()


def test_spelling_habits_of_one_name_are_one():
    assert canonical("Uỷ  ban Nhân dân") == canonical("ủy ban nhân dân") == canonical("UBND")
    assert exact("hoà") == exact("hòa")
    assert exact("Văn Lang") != exact("Văn Lăng")


@pytest.mark.parametrize("code", sorted(BODIES))
def test_every_sample_body_answers_to_its_full_name_written_plainly(code):
    assert codes(resolved(BODIES[code].name)) == [code]
    assert codes(resolved(canonical(BODIES[code].name))) == [code]


@given(st.text(max_size=60), st.sampled_from(sorted(BODIES)))
@settings(max_examples=150, deadline=None)
def test_any_text_resolves_to_bodies_that_exist_and_are_in_force(text, issuer):
    result = resolved(text, issuer)

    assert set(result.bodies) <= set(BODIES.values())
    assert result.counted == len(result.bodies) == len({body.id for body in result.bodies})
    assert 0 <= result.confidence <= 1


@given(
    st.lists(st.sampled_from(sorted({**GROUPS, **NAMES})), min_size=1, max_size=4),
    st.sampled_from([", ", "; ", " và ", " cùng "]),
)
@settings(max_examples=80, deadline=None)
def test_joined_phrases_never_find_more_than_their_parts(phrases, joint):
    parts = [set(codes(resolved(phrase))) for phrase in phrases]

    assert set(codes(resolved(joint.join(phrases)))) <= set(BODIES)
    assert set(codes(resolved(";".join(phrases)))) <= set().union(*parts) | COMMUNES


def test_a_level_that_the_phrase_names_wins_over_the_issuers_own():
    assert codes(resolved("Mặt trận và các đoàn thể tỉnh", "HX-UBND-BT")) == sorted(
        UNIONS | {"HX-MTTQ"}
    )


def test_schools_of_the_province_are_meant_even_when_a_commune_says_so():
    assert codes(resolved("Các trường THPT trên địa bàn tỉnh", "HX-UBND-BT")) == [
        "HX-THPT-CX",
        "HX-THPT-HL",
    ]


def test_a_central_body_means_the_whole_country():
    centre = replace(BODIES["HX-SNV"], id=700, level="central", place_path="/VN/", place_name="")
    result = resolve(
        parse_phrase("UBND các xã, phường, đặc khu"), list(BODIES.values()), centre, DAY
    )

    assert len(result.bodies) == 12
    assert "thuộc cả nước" in result.rule_text_vi


def test_a_rule_without_a_place_name_still_reads_as_a_sentence():
    bodies = [replace(body, place_name="") for body in BODIES.values()]
    issuer = replace(BODIES["HX-UBND"], place_name="")
    result = resolve(parse_phrase("UBND các xã, phường"), bodies, issuer, DAY)

    assert result.rule_text_vi == "Mọi UBND cấp xã, hiệu lực 12/02/2026: 12 nơi"


def test_the_only_body_below_that_bears_a_name_is_likely_meant():
    bodies = [BODIES["HX-UBND"], BODIES["HX-CA-BT"]]
    result = resolve(parse_phrase("Công an xã"), bodies, BODIES["HX-UBND"], DAY)

    assert result.bodies == (BODIES["HX-CA-BT"],)
    assert result.confidence == 0.9


def test_the_catalogue_knows_a_kind_by_its_code_and_by_its_name():
    assert shipped().kind("people_committee") == shipped().find_kind("ỦY BAN NHÂN DÂN")
    assert shipped().find_kind("không có loại này") is None
    assert [lv for lv in ("xã", "huyện", "ao") if shipped().level_of_place(lv) is None] == ["ao"]
