"""Whole ways through the product: the sample world, its people at their screens, a real worker."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Page, expect

from behoc.config.sample import PASSWORD, load_sample_world
from behoc.kernel import data

PAPERS = data.path("sample", "documents")
PAPER = PAPERS / "27-cv-hkh-va-31-kh-ubnd.docx"
SCAN = PAPERS / "27-cv-hkh-va-31-kh-ubnd.pdf"
SHORT = PAPERS / "58-cv-btgdvtu.docx"
SIGN_IN = "/tai-khoan/login/"
READING_MS = 240_000  # a scan of several pages on a slow machine
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\xdac\xf8\xcf\xc0P\x0f\x00\x04\x85\x01\x80\x84\xa9"
    b"\x8c!\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def sample_world(transactional_db: None) -> None:
    """The sample world, committed, so that a live server and a worker see it."""
    load_sample_world()


@pytest.fixture
def run_jobs(transactional_db: None) -> Callable[[], None]:
    """The worker that a test with committed rows may run when it wants."""
    return do_jobs


def do_jobs() -> None:
    """A real worker in a thread of its own; it ends when no job is left."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_work).result()


def _work() -> None:
    try:
        call_command(
            "procrastinate", "worker", "--one-shot", "--no-listen-notify", "--concurrency=1"
        )
    finally:
        connections.close_all()


def sign_in(page: Page, name: str) -> None:
    """Through the door, with the password of the sample world."""
    page.goto(SIGN_IN)
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: SIGN_IN not in address)


def carry_in(page: Page, client: Any) -> None:
    """Let the browser be the test client: the same session, without the door."""
    page.goto(SIGN_IN)
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": page.url}
            for name, cookie in client.cookies.items()
        ]
    )


def tab_to(page: Page, wanted: Any, *, most: int = 150) -> None:
    """Press Tab until the focus is on it, as somebody without a mouse does."""
    wanted = wanted.first.element_handle()
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement === wanted", wanted):
            return
    raise AssertionError("the focus never came there")


def sign_in_by_keyboard(page: Page, name: str) -> None:
    """Through the same door without a mouse."""
    page.goto(SIGN_IN)
    type_into(page, page.locator("input[name=login]"), name)
    type_into(page, page.locator("input[name=password]"), PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: SIGN_IN not in address)


def type_into(page: Page, field: Any, words: str) -> None:
    """Tab to the field and type."""
    tab_to(page, field)
    page.keyboard.type(words)


def choose(page: Page, open_chooser: Callable[[], None], file: Any) -> None:
    """Pick a file in the dialog that the act opens.

    Chromium takes keys and clicks by another way than the wish to catch the dialog; the question
    between them is answered only once that wish is known, else the dialog may open uncaught.
    """
    with page.expect_file_chooser() as chooser:
        page.evaluate("0")
        open_chooser()
    chooser.value.set_files(file)


def press_on(page: Page, wanted: Any, key: str = "Enter") -> None:
    """Tab to it and press the key; a page that opens is waited for."""
    tab_to(page, wanted)
    page.keyboard.press(key)
    page.wait_for_load_state()


def press_all(page: Page, key: str) -> int:
    """Press the key once for each group that waits; returns how often it was pressed."""
    pressed = 0
    while page.locator("[data-act=accept-all]").count():
        with page.expect_navigation():
            page.keyboard.press(key)
        pressed += 1
    return pressed


def upload(page: Page, paper: Path | dict[str, Any]) -> None:
    """Choose the file; the page hands it in and goes on to the reading by itself."""
    page.goto("/van-ban/tai-len/")
    page.set_input_files("#tep", paper)
    page.wait_for_url("**/doc/")


def read_and_open(page: Page, run_jobs: Callable[[], None]) -> None:
    """The worker reads; the review screen opens by itself."""
    run_jobs()
    page.wait_for_url("**/kiem/**", timeout=30_000)


@dataclass(frozen=True, slots=True)
class Review:
    """The review screen as a person works on it."""

    page: Page

    @property
    def left(self) -> int:
        """How many finds are undecided, as the bar says."""
        words = self.page.locator("#vao-so p").inner_text()
        return 0 if "hết" in words else int(words.split()[1])

    def accept_groups(self) -> None:
        """“Nhận cả N” until no group is left."""
        while self.page.locator("[data-act=accept-all]").count():
            with self.page.expect_navigation():
                self.page.locator("[data-act=accept-all]").first.click()

    def card(self, words: str) -> Any:
        """The card of the find that holds these words."""
        return self.page.locator("article.find", has_text=words).first

    def show(self, key: str) -> None:
        """Only the finds of one group, or "all"."""
        self.page.goto(self.page.url.partition("?")[0] + f"?xem={key}")

    def confirm(self) -> None:
        """Enter it and give the tasks out."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Vào sổ và giao việc").click()
        expect(self.page.locator("body")).to_contain_text("Đã vào sổ và giao")


@dataclass
class Thumb:
    """A leader's thumb on a phone, which counts how often it comes down."""

    page: Page
    taps: list[str] = field(default_factory=list)

    def tap(self, wanted: Any) -> None:
        expect(wanted).to_be_visible()
        size = wanted.bounding_box()
        assert size["height"] >= 44, f"too small for a thumb: {wanted}"
        wanted.tap()
        self.taps.append(str(wanted))
