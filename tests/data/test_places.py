"""The places in force since 1/7/2025 are complete, well spelt, and agree with a package."""

import csv
import json
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import vietnam_provinces

PLACES = Path(__file__).resolve().parents[2] / "data" / "places"


def table(name: str) -> list[dict[str, str]]:
    with (PLACES / "2025-07-01" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def listed(name: str) -> dict[str, object]:
    return tomllib.loads((PLACES / name).read_text(encoding="utf-8"))


PROVINCES = table("provinces.csv")
COMMUNES = table("communes.csv")
PACKAGE = json.loads(vietnam_provinces.NESTED_DIVISIONS_JSON_PATH.read_text(encoding="utf-8"))


def full_name(row: dict[str, str]) -> str:
    return f"{row['kind'].capitalize()} {row['name']}"


def folded(name: str) -> str:
    """Letters without marks, so that two habits of spelling one name compare equal."""
    spread = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(letter for letter in spread if letter.isalnum())


def test_there_are_34_provinces_and_3321_communes_of_the_right_kinds():
    assert Counter(row["kind"] for row in PROVINCES) == {"tỉnh": 28, "thành phố trung ương": 6}
    assert Counter(row["kind"] for row in COMMUNES) == {"xã": 2621, "phường": 687, "đặc khu": 13}


def test_codes_are_unique_text_of_fixed_length():
    provinces = [row["code"] for row in PROVINCES]
    communes = [row["code"] for row in COMMUNES]

    assert len(set(provinces)) == 34
    assert len(set(communes)) == 3321
    assert {(len(code), code.isdigit()) for code in provinces} == {(2, True)}
    assert {(len(code), code.isdigit()) for code in communes} == {(5, True)}


def test_every_commune_stands_in_a_listed_province_and_no_province_is_empty():
    assert {row["province"] for row in COMMUNES} == {row["code"] for row in PROVINCES}


def test_no_two_communes_of_a_province_share_a_name():
    """With its marks: without them eight pairs look alike (Văn Lang and Văn Lăng)."""
    names = Counter((row["province"], full_name(row).lower()) for row in COMMUNES)

    assert [name for name, times in names.items() if times > 1] == []


def test_every_cell_is_composed_text_without_stray_spaces():
    cells = [cell for row in PROVINCES + COMMUNES for cell in row.values()]

    assert [cell for cell in cells if cell != unicodedata.normalize("NFC", cell)] == []
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []
    assert [cell for cell in cells if not cell] == []


def test_names_agree_with_the_package_letter_by_letter_after_folding():
    theirs = {
        f"{ward['code']:05d}": (folded(ward["name"]), f"{province['code']:02d}")
        for province in PACKAGE
        for ward in province["wards"]
    }
    ours = {row["code"]: (folded(full_name(row)), row["province"]) for row in COMMUNES}

    assert ours == theirs


def test_provinces_agree_with_the_package():
    theirs = {
        f"{row['code']:02d}": (row["name"].removeprefix("Thành phố "), row["division_type"])
        for row in PACKAGE
    }

    assert {row["code"]: (row["name"], row["kind"]) for row in PROVINCES} == theirs


def test_every_difference_in_spelling_from_the_package_is_settled_by_a_person():
    theirs = {f"{ward['code']:05d}": ward["name"] for row in PACKAGE for ward in row["wards"]}
    differing = {
        (row["code"], theirs[row["code"]], full_name(row))
        for row in COMMUNES
        if theirs[row["code"]] != full_name(row)
    }
    settled = {
        (row["code"], row["package"], row["ours"]) for row in listed("settled.toml")["settled"]
    }

    assert differing == settled


def test_tone_marks_stand_in_one_way_through_the_file():
    endings = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ")
    endings_uy = ("uỳ", "uý", "uỷ", "uỹ", "uỵ")
    words = [word.lower() for row in PROVINCES + COMMUNES for word in row["name"].split()]

    assert [word for word in words if word.endswith(endings)] == []
    assert {word for word in words if word.endswith(endings_uy)} == {"quý", "quỳ", "quỹ"}


def test_every_row_names_a_listed_source():
    sources = {row["id"]: row for row in listed("sources.toml")["source"]}

    assert {row["source"] for row in PROVINCES + COMMUNES} <= set(sources)
    assert {(row["source"], row["province"]) for row in COMMUNES} == {
        (key, row["province"]) for key, row in sources.items() if "province" in row
    }


def test_eleven_provinces_were_kept_as_they_were_by_the_resolution():
    kept = {row["code"] for row in PROVINCES if row["source"] == "qd-19-2025-qd-ttg"}

    assert kept == set(listed("sources.toml")["provinces_kept"])
    assert len(kept) == 11
