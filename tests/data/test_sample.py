"""The sample province is whole, stands nowhere in the real country, and its papers fit it."""

import csv
import io
import json
import re
import tomllib
from collections import Counter
from datetime import date

import docx
import pypdfium2
import pytest

from behoc.ground.organisations.rules.bodies_file import read_rows
from behoc.ground.organisations.tests.register import BODIES, codes, resolved
from behoc.kernel import data
from behoc.kernel.text import fold

SAMPLE = data.path("sample")
DOCUMENTS = SAMPLE / "documents"
PAPERS = ["27-cv-hkh-va-31-kh-ubnd", "58-cv-btgdvtu"]


def table(*names: str) -> list[dict[str, str]]:
    text = data.path(*names).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


PLACES = table("sample", "places.csv")
PEOPLE = table("sample", "people.csv")


def labels(paper: str) -> list[dict[str, object]]:
    first = json.loads((SAMPLE / "labels" / f"{paper}.json").read_text(encoding="utf-8"))
    return [first, *first["embedded"]]


def lines(paper: str) -> list[str]:
    return (DOCUMENTS / f"{paper}.txt").read_text(encoding="utf-8").split("\n")


def quoted(paper: str) -> list[tuple[str, int]]:
    lists = ("assignments", "assignments_optional", "deadlines", "deadlines_optional", "targets")
    return [
        (found["quote"], found["line"])
        for document in labels(paper)
        for name in lists
        for found in document[name]
    ]


def test_the_sample_province_has_twelve_communes_of_every_kind():
    kinds = Counter(row["kind"] for row in PLACES)

    assert kinds == {
        "tỉnh": 1,
        "xã": 8,
        "phường": 3,
        "đặc khu": 1,
        "thôn": 2,
        "tổ dân phố": 2,
    }
    assert {row["parent"] for row in PLACES} - {row["code"] for row in PLACES} == {""}


def test_no_sample_place_has_the_name_or_code_of_a_real_one():
    real = table("places", "2025-07-01", "communes.csv")
    real += table("places", "2025-07-01", "provinces.csv")
    names = {row["name"] for row in PLACES if not row["kind"].startswith(("thôn", "tổ"))}

    assert {fold(name) for name in names} & {fold(row["name"]) for row in real} == set()
    assert {row["code"] for row in PLACES} & {row["code"] for row in real} == set()
    assert {row["source"] for row in PLACES} == {"sample"}


def test_the_bodies_are_in_the_format_that_the_import_reads():
    content = (SAMPLE / "bodies.csv").read_bytes()
    sheet = read_rows(content, "bodies.csv", known_places={row["code"] for row in PLACES})

    assert sheet.errors == ()
    assert {row.line for row in sheet.rows} == {
        "party",
        "state",
        "council",
        "front",
        "association",
        "armed_forces",
        "school",
        "enterprise",
        "media",
    }


def test_each_commune_has_its_bodies():
    communes = [row["code"] for row in PLACES if row["parent"] == "S01"]
    kinds = {
        "party_committee",
        "people_council",
        "people_committee",
        "fatherland_front",
        "learning_association",
        "police",
        "community_learning_centre",
        "school",
    }
    there = {
        code: {body.kind for body in BODIES.values() if body.place_path.endswith(f"/{code}/")}
        for code in communes
    }

    assert [code for code in communes if not kinds <= there[code]] == []


def test_people_hold_known_roles_at_bodies_that_exist():
    roles = tomllib.loads(data.path("access", "roles.toml").read_text(encoding="utf-8"))

    assert {row["role"] for row in PEOPLE} == set(roles)
    assert {row["body"] for row in PEOPLE} <= set(BODIES)
    assert [row for row in PEOPLE if not re.fullmatch(r"[a-z.]{4,30}", row["sign_in"])] == []
    assert {date.fromisoformat(row["valid_from"]) for row in PEOPLE} == {date(2025, 7, 1)}


def test_one_sign_in_name_is_one_person_and_no_role_is_held_twice():
    names = {(row["sign_in"], row["full_name"]) for row in PEOPLE}
    held = Counter((row["sign_in"], row["body"], row["role"]) for row in PEOPLE)

    assert len(names) == len({row["sign_in"] for row in PEOPLE}) >= 25
    assert max(held.values()) == 1
    assert max(Counter(row["sign_in"] for row in PEOPLE).values()) == 2


def test_those_who_sign_the_papers_head_the_bodies_that_issue_them():
    heads = {(row["full_name"], row["body"]) for row in PEOPLE if row["role"] == "head"}
    signed = {
        (document["signer_name"], codes(resolved(document["issuer"]))[0])
        for paper in PAPERS
        for document in labels(paper)
    }

    assert signed <= heads


@pytest.mark.parametrize("paper", PAPERS)
def test_every_label_quotes_the_line_that_it_names(paper):
    text = lines(paper)

    assert [found for found in quoted(paper) if found[0] not in text[found[1] - 1]] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_word_file_says_what_the_text_says(paper):
    word = docx.Document(str(DOCUMENTS / f"{paper}.docx"))
    cells = [c for t in word.tables for row in t.rows for c in row.cells]
    paragraphs = [p for place in (word, *cells) for p in place.paragraphs]
    written = Counter(p.text.removeprefix("- ").strip() for p in paragraphs)
    plain = Counter(line.removeprefix("- ") for line in lines(paper))

    assert written - Counter({"": written[""]}) == plain - Counter({"": plain[""]})


@pytest.mark.parametrize(("paper", "pages"), [(PAPERS[0], 5), (PAPERS[1], 1)])
def test_the_scan_is_pictures_only_and_small_enough_to_ship(paper, pages):
    path = DOCUMENTS / f"{paper}.pdf"
    with pypdfium2.PdfDocument(str(path)) as scan:
        texts = [page.get_textpage().get_text_bounded() for page in scan]

    assert path.stat().st_size < 2_000_000
    assert len(texts) == pages
    assert "".join(texts).strip() == ""


def test_every_receiver_of_the_papers_resolves_to_the_printed_number_of_bodies():
    plan = resolved("Các sở, ban, ngành (14), đoàn thể (5) tỉnh")
    letter = resolved("Hội Khuyến học các xã, phường, đặc khu (12)", "HX-HKH")

    assert (plan.counted, plan.confidence) == (plan.expected, 1.0)
    assert (letter.counted, letter.confidence) == (12, 1.0)


@pytest.mark.parametrize(
    ("paper", "left_to_a_person"),
    [(PAPERS[0], {"Văn phòng Hội Khuyến học tỉnh"}), (PAPERS[1], set())],
)
def test_every_actor_that_is_a_body_is_found_among_the_sample_bodies(paper, left_to_a_person):
    actors = {
        (found["actor"], codes(resolved(document["issuer"]))[0])
        for document in labels(paper)
        for found in document["assignments"]
    }
    unknown = {actor for actor, issuer in actors if not resolved(actor, issuer).bodies}

    assert unknown == left_to_a_person
