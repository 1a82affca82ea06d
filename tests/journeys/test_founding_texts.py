"""Texts uploaded one after the other show on screen what rests on what, and nothing false."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.kits import journeys

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "reading"
SAMPLE = ROOT / "data" / "sample"
PATIENCE_MS = 60_000  # the real texts are long
CARRIES_OUT = re.compile(r"^\s*Thực hiện\b")  # not “Tiếp tục thực hiện”
needs_founding_texts = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared folder with real documents is not beside the repository"
)


@dataclass(frozen=True, slots=True)
class Texts:
    """Files in the order of their arrival, what they implement, names for the unnumbered."""

    edges: Path
    files: tuple[Path, ...]
    unnumbered: dict[str, str]


FOUNDING = Texts(
    SHARED / "edges.json",
    tuple(
        SHARED / "text" / f"{stem}.txt"
        for stem in (
            "binh-duong-151-kh-ubnd-2024",
            "duyen-hai-3717-ubnd-vx-2021",
            "bien-hoa-726-cv-btgtu-2024",
            "can-tho-thanh-uy-2025",
            "thanh-uy-hoc-tap-suot-doi-2025",
        )
    ),
    {
        "can-tho-thanh-uy-2025": "(công văn Thành ủy Cần Thơ, no number)",
        "thanh-uy-hoc-tap-suot-doi-2025": "(kế hoạch Thành ủy 2025, no number)",
    },
)
OWN = Texts(
    SAMPLE / "edges.json",
    (
        SAMPLE / "documents" / "27-cv-hkh-va-31-kh-ubnd.docx",
        SAMPLE / "documents" / "58-cv-btgdvtu.docx",
    ),
    {},
)


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(OWN, id="sample"),
        pytest.param(FOUNDING, id="founding", marks=needs_founding_texts),
    ],
)
def test_texts_uploaded_in_order_show_exactly_what_they_implement(
    sample_world, run_jobs, desk, texts
):
    desk.set_default_timeout(PATIENCE_MS)
    journeys.sign_in(desk, "vanthu.hkh")
    shown = []
    for file in texts.files:
        dispatch = _enter(desk, run_jobs, file)
        _join_ways_of_writing(desk, dispatch)
        shown += _implementing(desk, dispatch, texts.unnumbered.get(file.stem))

    wanted = json.loads(texts.edges.read_text(encoding="utf-8"))["implements"]
    assert sorted(shown) == sorted(wanted)


def _enter(page, run_jobs, file):
    journeys.upload(page, file)
    journeys.read_and_open(page, run_jobs)
    review = journeys.Review(page)
    review.accept_groups()
    review.confirm()
    return page.url.split("?")[0]


def _join_ways_of_writing(page, dispatch):
    """The clerk says of two ways of writing a number that they mean one text."""
    page.goto(f"{dispatch}lien-quan/")
    for paper in _papers(page):
        page.goto(paper)
        asked = page.locator(".alike").get_by_role("button", name="Là một", exact=True)
        while asked.count():
            asked.first.click()
            expect(page.locator("body")).to_contain_text("Đã ghi.")
            page.goto(paper)


def _implementing(page, dispatch, unnumbered):
    edges = []
    page.goto(f"{dispatch}lien-quan/")
    for paper in _papers(page):
        page.goto(paper)
        title = page.locator("h1").inner_text()
        groups = page.locator("[id^='tren-1-']")
        direct = groups.filter(has=page.locator("summary", has_text=CARRIES_OUT))
        for row in direct.locator(".related__t").all_inner_texts():
            edges.append([_number(title) or unnumbered, _number(row)])
    return edges


def _papers(page):
    """The addresses of this page for every paper of the dispatch."""
    chips = page.get_by_label("Văn bản trong bộ").locator("a").all()
    return [page.url.partition("?")[0] + each.get_attribute("href") for each in chips] or [page.url]


def _number(words):
    """The number and symbol in a title, as the screen writes it."""
    found = re.search(r"[0-9]+[-/][A-ZĐ][^\s,]*", words)
    return found and found.group()
