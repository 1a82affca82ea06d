"""The reader reads the sample papers as a careful person did, from text and from Word."""

import json

import pytest

from behoc.engines.reading.extraction.limits import Limits
from behoc.engines.reading.extraction.whole import read_whole
from behoc.kernel import data

SAMPLE = data.path("sample")
PAPERS = ["27-cv-hkh-va-31-kh-ubnd", "58-cv-btgdvtu"]
FORMS = ["txt", "docx"]
FACTS = ["issuer", "number_symbol", "place", "issued_on", "doc_type", "subject", "signer_name"]
LISTS = ["addressees", "recipients"]
# Of a hundred tasks, deadlines and targets that a person found, the reader finds at least so many.
LEAST_FOUND = 80


def labelled(paper: str) -> list[dict]:
    first = json.loads((SAMPLE / "labels" / f"{paper}.json").read_text(encoding="utf-8"))
    return [first, *first["embedded"]]


def read(name: str) -> list[dict]:
    path = SAMPLE / "documents" / name
    return read_whole(path, name=name, limits=Limits())["documents"]


@pytest.fixture(scope="module", params=FORMS)
def pairs(request: pytest.FixtureRequest) -> list[tuple[dict, dict]]:
    """Every document of every paper: what a person found, and what the reader says."""
    return [
        pair
        for paper in PAPERS
        for pair in zip(labelled(paper), read(f"{paper}.{request.param}"), strict=True)
    ]


def plain(text: str) -> str:
    return " ".join(text.lower().replace("-", " ").split()).strip(" .;,“”")


def matched(label: dict, found: list[dict]) -> list[dict]:
    quote = plain(label["quote"])
    return [one for one in found if quote in plain(one["text"]) or plain(one["text"]) in quote]


def found_of(pairs: list[tuple[dict, dict]], name: str) -> float:
    labels = [(label, answer[name]) for person, answer in pairs for label in person[name]]
    hits = [bool(matched(label, found)) for label, found in labels]
    return 100 * sum(hits) / len(hits) if hits else 100


def test_the_head_and_foot_of_every_paper_are_read_exactly(pairs):
    told = [[person[key] for key in FACTS] for person, _ in pairs]
    answers = [[answer[key] for key in FACTS] for _, answer in pairs]

    assert answers == told


def test_the_instruments_a_paper_rests_on_are_read_exactly(pairs):
    told = [[one["symbol"] for one in person["legal_bases"]] for person, _ in pairs]
    answers = [[one["symbol"] for one in answer["legal_bases"]] for _, answer in pairs]
    dates = {(one["symbol"], one["date"]) for person, _ in pairs for one in person["legal_bases"]}
    dated = {
        (one["symbol"], one["date"])
        for _, answer in pairs
        for one in answer["legal_bases"]
        if one["date"]
    }

    assert answers == told
    assert dated <= dates


@pytest.mark.parametrize("name", LISTS)
def test_receivers_are_read_in_their_order(pairs, name):
    told = [[plain(one) for one in person[name]] for person, _ in pairs]
    answers = [[plain(one) for one in answer[name]] for _, answer in pairs]

    assert answers == told


@pytest.mark.parametrize("name", ["assignments", "deadlines", "targets"])
def test_nearly_all_that_a_person_found_is_found(pairs, name):
    assert found_of(pairs, name) >= LEAST_FOUND


def test_what_is_found_of_a_task_is_right(pairs):
    tasks = [
        (label, one)
        for person, answer in pairs
        for label in person["assignments"]
        for one in matched(label, answer["assignments"])[:1]
    ]
    wrong = [
        one["text"]
        for label, one in tasks
        if one["clause"] != label["clause"] or one["force"] != label["force"]
    ]

    assert wrong == []


def test_no_task_is_invented(pairs):
    invented = [
        one["text"]
        for person, answer in pairs
        for one in answer["assignments"]
        if not any(
            matched(label, [one])
            for label in person["assignments"] + person["assignments_optional"]
        )
    ]

    assert invented == []
