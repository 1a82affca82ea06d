"""A real Chromium against a live server: a desk, a phone and a browser without JavaScript.

A page that logs an error or breaks the content security policy fails its test by itself.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# A test may ask for a refusal, or cut the line.
EXCUSED = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
PageMaker = Callable[..., Page]


def chromium_path() -> Path | None:
    """The system's Chromium, if there is one."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    path = chromium_path()
    if path is None:
        pytest.skip("không có Chromium trên máy này: cài gói chromium rồi chạy lại")
    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[PageMaker]:
    """Makes pages with their own cookies: `open_page(viewport=PHONE, color_scheme="dark")`."""
    contexts, troubles = [], []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in EXCUSED):
            troubles.append(f"{message.text} ({message.location['url']})")

    def make(**options: Any) -> Page:
        options = {"base_url": live_server.url, "locale": "vi-VN", "viewport": DESK} | options
        context = chromium.new_context(timezone_id="Asia/Ho_Chi_Minh", **options)
        context.set_default_timeout(10_000)
        context.on("console", hear)
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not troubles, "the browser's console must stay clean: " + "; ".join(troubles)


@pytest.fixture
def desk(open_page: PageMaker) -> Page:
    """A page on a wide screen."""
    return open_page()


@pytest.fixture
def phone(open_page: PageMaker) -> Page:
    """A page on a phone of 390 px with touch."""
    return open_page(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.fixture
def plain(open_page: PageMaker) -> Page:
    """A page without JavaScript."""
    return open_page(java_script_enabled=False)


def sideways_scroll(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def accessibility_findings(page: Page) -> list[str]:
    """What axe objects to: one line per rule with the first element it names."""
    violations = Axe().run(page).response["violations"]
    return [f"{found['id']}: {found['nodes'][0]['target'][0]}" for found in violations]
