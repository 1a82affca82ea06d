"""No sentence of the real documents that the reader learns from stands in the product."""

import os
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from behoc.kernel import data

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("READING_TEXTS", ROOT.parent / "shared" / "reading" / "text"))
RUN = 5
# So many words of a run must be nobody's set phrase before it counts as somebody's wording.
OWN = 3
SUFFIXES = {".py", ".txt", ".csv", ".toml", ".html", ".js", ".md"}
CITATION = re.compile(
    r"(?:quyết định|kế hoạch|nghị định|nghị quyết|chỉ thị|kết luận|công văn|tờ trình|thông tư)"
    r"\s+số\s+\S+(?:\s+ngày\s+[\d/]+)?|ngày\s+\d+\s+tháng\s+\d+\s+năm\s+\d+"
)

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real documents are not on this machine"
)


# Two habits of placing a tone: hoà and hòa are one word.
TONES = str.maketrans(dict(zip("àáảãạỳýỷỹỵ", "aaaaayyyyy", strict=True)))
MARKS = dict(zip("àáảãạ", "òóỏõọ", strict=True)) | dict(zip("ỳýỷỹỵ", "ùúủũụ", strict=True))


def plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).lower()
    return re.sub(
        r"(?<!q)(?:o[àáảãạ]|u[ỳýỷỹỵ])(?!\w)",
        lambda found: MARKS[found[0][1]] + found[0][1].translate(TONES),
        text,
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


def runs(tokens: list[str]) -> set[tuple[str, ...]]:
    return {tuple(tokens[start : start + RUN]) for start in range(len(tokens) - RUN + 1)}


def set_phrases() -> list[str]:
    glossary = tomllib.loads(data.path("glossary.toml").read_text(encoding="utf-8"))
    phrases = [" ".join(words(row["text"])) for row in glossary["set_phrase"]]
    return sorted(phrases, key=len, reverse=True)


# A piece of a set phrase is no wording either: the motto may be broken over two lines.
OFFICIAL = {run for phrase in set_phrases() for run in runs(phrase.split())}
PHRASES = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, set_phrases()))})(?!\w)")


def marked(text: str) -> list[str]:
    """The words; those of set phrases and citations, and numbers, carry a mark in front."""
    cited = CITATION.sub(lambda found: _mark(found[0]), plain(text))
    spoken = " ".join(re.findall(r"[\w§]+", cited))
    spoken = PHRASES.sub(lambda found: _mark(found[0]), spoken)
    return [f"§{word}" if re.search(r"\d", word) else word for word in spoken.split()]


def _mark(words_of_all: str) -> str:
    return " ".join(f"§{word}" for word in re.findall(r"\w+", words_of_all))


def copied(text: str, real: set[tuple[str, ...]]) -> list[str]:
    """The runs that stand in the real documents and are not mostly set phrases.

    A run ends with its sentence: a heading and the next line are not one wording.
    """
    sentences = re.split(r"\n\s*\n|[.;:?!]\s", text)
    return [run for sentence in sentences for run in _copied_in(marked(sentence), real)]


def _copied_in(tokens: list[str], real: set[tuple[str, ...]]) -> list[str]:
    found = []
    for start in range(len(tokens) - RUN + 1):
        run = tokens[start : start + RUN]
        own = sum(not word.startswith("§") for word in run)
        bare = [word.strip("§") for word in run]
        if own >= OWN and tuple(bare) in real and tuple(bare) not in OFFICIAL:
            found.append(" ".join(bare))
    return found


def product_files() -> list[Path]:
    folders = [ROOT / "src", ROOT / "data" / "sample", ROOT / "tests", ROOT / "docs"]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return [file for file in sorted(files) if file.suffix in SUFFIXES]


@pytest.fixture(scope="module")
def real_runs() -> set[tuple[str, ...]]:
    texts = [file.read_text(encoding="utf-8") for file in sorted(REAL.glob("*.txt"))]
    return set().union(*(runs(words(text)) for text in texts))


def test_no_run_of_five_words_of_a_real_document_stands_in_the_product(real_runs):
    found = {
        str(file.relative_to(ROOT)): copied(file.read_text(encoding="utf-8"), real_runs)
        for file in product_files()
    }

    assert {name: runs for name, runs in found.items() if runs} == {}


def test_the_check_would_see_a_copied_sentence(real_runs):
    text = next(file for file in sorted(REAL.glob("*.txt"))).read_text(encoding="utf-8")

    assert len(copied(text, real_runs)) > 50
