"""Scanned papers are read as the same papers typed, whatever the scanner did to them."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageOps

from behoc.engines.reading.extraction import recognition
from behoc.engines.reading.extraction.isolation import read_file
from behoc.engines.reading.extraction.tests import printing
from behoc.engines.reading.extraction.tests.agreement import Scores, agreement, merge

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).resolve().parents[6] / "data" / "sample" / "documents"
FLOORS = {
    "header": 0.95,
    "addressees": 0.9,
    "recipients": 0.85,
    "assignments": 0.9,
    "deadlines": 0.9,
    "targets": 0.9,
    "legal_bases": 0.9,
    "lines": 0.7,
}
# Five layouts, each worn in its own way: every way twice would take minutes, not seconds.
SCANS = (
    ("state_plan", printing.clean),
    ("state_plan", printing.noisy),
    ("decision", printing.skewed),
    ("party_letter", printing.noisy),
    ("commune_plan", printing.clean),
    ("association_letter", printing.skewed_back),
)
SECONDS = 300

pytestmark = pytest.mark.skipif(
    not recognition.is_available(), reason="máy này không có tesseract-ocr-vie"
)


def read(folder: Path, name: str, data: bytes) -> dict:
    path = folder / name
    path.write_bytes(data)
    return read_file(path, name=name, seconds=SECONDS)


def typed(folder: Path, source: list[printing.Piece]) -> dict:
    return read(folder, "typed.txt", "\n".join(printing.as_lines(source)).encode())


def scores_of(
    folder: Path, name: str, wear: Callable[[Image.Image], Image.Image], *, stamped: bool = False
) -> Scores:
    source = printing.read_source(printing.FOLDER / f"{name}.txt")
    pages = [wear(page) for page in printing.printed(source, stamped=stamped)]
    scanned = read(folder, f"{name}.pdf", printing.pdf_of(pages))
    return agreement(typed(folder, source), scanned)


def below_floor(scores: Scores) -> dict[str, tuple[float, list[str]]]:
    return {
        name: (round(scores[name].f1, 2), scores[name].misses)
        for name, floor in FLOORS.items()
        if scores[name].f1 < floor
    }


def test_scans_are_read_as_the_same_papers_typed(tmp_path: Path) -> None:
    total: Scores = {}
    for at in range(len(SCANS)):
        (tmp_path / str(at)).mkdir()
    with ThreadPoolExecutor(2) as pool:
        for scores in pool.map(
            lambda at: scores_of(tmp_path / str(at), *SCANS[at]), range(len(SCANS))
        ):
            merge(total, scores)

    assert total["assignments"].both > 15
    assert below_floor(total) == {}


def test_stamps_over_a_paper_change_nothing_that_is_read(tmp_path: Path) -> None:
    source = printing.read_source(printing.FOLDER / "association_letter.txt")
    pages = printing.printed(source, stamped=True)

    scanned = read(tmp_path, "scan.pdf", printing.pdf_of(pages))

    assert below_floor(agreement(typed(tmp_path, source), scanned)) == {}


def test_a_grey_arrival_stamp_is_set_aside_and_told(tmp_path: Path) -> None:
    source = printing.read_source(printing.FOLDER / "association_letter.txt")
    pages = [printing.copied(page) for page in printing.printed(source, stamped=True)]

    scanned = read(tmp_path, "scan.pdf", printing.pdf_of(pages))

    assert scanned["documents"][0]["issuer"] == "Hội Khuyến học tỉnh Bình Sơn"
    assert not any("391" in line for line in scanned["lines"])
    assert any("Dấu văn bản đến ở trang 1" in note and "391" in note for note in scanned["notes"])


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_laid_on_its_side_or_its_head_is_read(tmp_path: Path, degrees: int) -> None:
    source = printing.read_source(printing.FOLDER / "party_letter.txt")
    pages = [page.rotate(degrees, expand=True) for page in printing.printed(source, 150)]

    scores = agreement(
        typed(tmp_path, source), read(tmp_path, "scan.pdf", printing.pdf_of(pages, 150))
    )

    assert scores["header"].f1 >= 0.8
    assert scores["assignments"].f1 >= 0.6


def test_a_photograph_is_read_as_the_telephone_held_it(tmp_path: Path) -> None:
    """The picture lies on its side and EXIF tells how to turn it."""
    source = printing.read_source(printing.FOLDER / "party_letter.txt")
    page = ImageOps.expand(printing.printed(source)[0], 40, fill=215)
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    page.transpose(Image.Transpose.ROTATE_90).save(target, "JPEG", quality=80, exif=exif)

    scores = agreement(typed(tmp_path, source), read(tmp_path, "anh.jpg", target.getvalue()))

    assert scores["header"].f1 >= 0.8
    assert scores["addressees"].f1 >= 0.6


def test_the_sample_letter_of_the_party_reads_the_same_scanned_and_typed() -> None:
    name = "58-cv-btgdvtu"
    one = read_file(SAMPLES / f"{name}.txt", name=name)

    two = read_file(SAMPLES / f"{name}.pdf", name=name, seconds=SECONDS)

    assert below_floor(agreement(one, two)) == {}


def test_the_sample_letter_with_its_plan_reads_the_same_scanned_and_typed() -> None:
    name = "27-cv-hkh-va-31-kh-ubnd"
    one = read_file(SAMPLES / f"{name}.txt", name=name)

    two = read_file(SAMPLES / f"{name}.pdf", name=name, seconds=SECONDS)

    assert below_floor(agreement(one, two)) == {}
