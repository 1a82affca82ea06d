"""No sentence of the real documents that the reader learns from stands in the product."""

import os
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from behoc.kernel import data

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("READING_TEXTS", ROOT.parent / "shared" / "reading" / "text"))
RUN = 5
FOLDERS = ("src", "tests", "docs", "templates", "data/sample")
SUFFIXES = {".py", ".txt", ".csv", ".toml", ".html", ".js", ".md"}
# A date or a number and symbol is a fact; a sentence or a paragraph ends a wording.
BREAK = re.compile(
    r"ngày\s+\d+\s+tháng\s+\d+\s+năm\s+\d+|ngày\s+[\d/]+|\S*\d\S*/\S+|\n\s*\n|[.;:?!]\s",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
# Two habits of placing a tone: hoà and hòa are one word.
TONES = str.maketrans(dict(zip("àáảãạỳýỷỹỵ", "aaaaayyyyy", strict=True)))
MARKS = dict(zip("àáảãạ", "òóỏõọ", strict=True)) | dict(zip("ỳýỷỹỵ", "ùúủũụ", strict=True))

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real documents are not on this machine"
)


def words(text: str) -> list[str]:
    """Words without case and signs, tones placed one way."""
    plain = re.sub(
        r"(?<!q)(?:o[àáảãạ]|u[ỳýỷỹỵ])(?!\w)",
        lambda found: MARKS[found[0][1]] + found[0][1].translate(TONES),
        unicodedata.normalize("NFC", text).lower(),
    )
    return WORD.findall(plain)


@cache
def exempt() -> dict[str, list[list[str]]]:
    """Official names and set phrases of the glossary by their first word, the longest first."""
    glossary = tomllib.loads(data.path("glossary.toml").read_text(encoding="utf-8"))
    listed = sorted((words(row["text"]) for row in glossary["set_phrase"]), key=len, reverse=True)
    by_first: dict[str, list[list[str]]] = {}
    for phrase in listed:
        by_first.setdefault(phrase[0], []).append(phrase)
    return by_first


def runs_of(text: str) -> set[str]:
    """Every run of five words that no fact, sentence end, name or set phrase interrupts."""
    return set().union(*(_runs(words(piece)) for piece in BREAK.split(text)))


@pytest.fixture(scope="module")
def real_runs() -> set[str]:
    return set().union(*(runs_of(file.read_text(encoding="utf-8")) for file in REAL.glob("*.txt")))


def product_files() -> list[Path]:
    found = (file for folder in FOLDERS for file in (ROOT / folder).rglob("*"))
    return [file for file in sorted(found) if file.suffix in SUFFIXES]


def test_no_run_of_five_words_of_a_real_document_stands_in_the_product(real_runs):
    borrowed = {
        str(file.relative_to(ROOT)): sorted(runs_of(file.read_text(encoding="utf-8")) & real_runs)
        for file in product_files()
    }

    assert {name: runs for name, runs in borrowed.items() if runs} == {}


def test_the_check_would_see_a_copied_sentence(real_runs):
    longest = max(REAL.glob("*.txt"), key=lambda file: file.stat().st_size)

    assert len(runs_of(longest.read_text(encoding="utf-8")) & real_runs) > 500


def _runs(tokens: list[str]) -> set[str]:
    piece: list[str] = []
    runs: set[str] = set()
    at = 0
    while at < len(tokens):
        known = next(
            (one for one in exempt().get(tokens[at], ()) if tokens[at : at + len(one)] == one), None
        )
        if known:
            piece, at = [], at + len(known)
            continue
        piece = [*piece[-(RUN - 1) :], tokens[at]]
        at += 1
        if len(piece) == RUN:
            runs.add(" ".join(piece))
    return runs
