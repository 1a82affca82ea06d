"""Pictures of the main screens for docs/screens, taken from the sample world on a held clock.

    .venv/bin/python -m tools.take_screens            all of them
    .venv/bin/python -m tools.take_screens kiem       those whose name holds the word

It is a test run of one test, so that it stands on the same kits as the journeys.
"""

import io
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screens"
LARGEST_BYTES = 250_000
COLOURS = 256
MOMENT = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the key of an address, who looks, and how."""

    name: str
    address: str
    person: str = "vanthu.hkh"
    phone: bool = False
    dark: bool = False
    text: str = ""
    whole: bool = False


CLERK, OFFICER, HEAD, ADMIN = "vanthu.hkh", "canbo.baitram", "lanhdao.hkh", "quantri.tinh"
SHOTS = (
    Shot("dang-nhap", "sign_in", ""),
    Shot("tai-len", "upload"),
    Shot("tai-len-390", "upload", phone=True),
    Shot("kiem", "review"),
    Shot("kiem-toi", "review", dark=True),
    Shot("kiem-390", "review", phone=True),
    Shot("kiem-chu-lon", "review", text="rat-lon"),
    Shot("kiem-nhiem-vu", "review_tasks"),
    Shot("kiem-noi-nhan", "review_receivers"),
    Shot("kiem-noi-nhan-390", "review_receivers", phone=True),
    Shot("chon-noi", "phrase"),
    Shot("van-ban", "documents"),
    Shot("van-ban-chi-tiet", "detail", HEAD),
    Shot("ban-lam-viec", "desk"),
    Shot("ban-lam-viec-toi", "desk", dark=True),
    Shot("ban-lam-viec-390", "desk", OFFICER, phone=True),
    Shot("ban-lam-viec-lanh-dao", "desk", HEAD),
    Shot("trinh-390", "submission", HEAD, phone=True),
    Shot("trinh", "submission", HEAD),
    Shot("du-thao", "draft", HEAD),
    Shot("so-van-ban", "register"),
    Shot("lien-quan", "related", HEAD),
    Shot("lan-toa", "cascade", HEAD),
    Shot("lan-toa-390", "cascade_brief", HEAD, phone=True),
    Shot("xac-nhan", "result", HEAD),
    Shot("nhiem-vu", "tasks", OFFICER),
    Shot("nhiem-vu-chi-tiet", "task", OFFICER),
    Shot("nhiem-vu-chi-tiet-390", "task", OFFICER, phone=True, whole=True),
    Shot("nhiem-vu-chu-lon-390", "task", OFFICER, phone=True, text="rat-lon"),
    Shot("nguoi-dung", "people", ADMIN),
    Shot("co-quan", "bodies", ADMIN),
)


def main() -> int:
    """Take them."""
    os.environ["SCREENS"] = sys.argv[1] if len(sys.argv) > 1 else ""
    return int(pytest.main([str(Path(__file__)), "-q", "-p", "no:cacheprovider"]))


def test_take_screens(
    monkeypatch: pytest.MonkeyPatch, sample_world: None, run_jobs: Any, open_page: Any
) -> None:
    """Load the sample work, walk once, then visit each screen."""
    from tests.kits import journeys  # noqa: PLC0415

    from behoc.config.sample_work import load_sample_work  # noqa: PLC0415
    from behoc.kernel import clock  # noqa: PLC0415 (settings exist only inside the run)

    FOLDER.mkdir(parents=True, exist_ok=True)
    with clock.held(MOMENT):
        load_sample_work()
    wanted = os.environ.get("SCREENS", "")
    # held for the threads of the server and of the worker too, unlike clock.held()
    monkeypatch.setattr(clock, "_held", SimpleNamespace(get=lambda: MOMENT))
    addresses = _walk(journeys, open_page(), run_jobs, open_page)
    for shot in SHOTS:
        if wanted in shot.name:
            _take(shot, addresses[shot.address], journeys, open_page)
    heavy = [path.name for path in FOLDER.glob("*.png") if path.stat().st_size > LARGEST_BYTES]
    assert not heavy, f"too heavy for the repository: {heavy}"


def _walk(journeys: Any, clerk: Any, run_jobs: Any, open_page: Any) -> dict[str, str]:
    """Bring one more paper in for the screens of review; find the others by their links."""
    journeys.sign_in(clerk, CLERK)
    journeys.upload(clerk, journeys.PAPER)
    journeys.read_and_open(clerk, run_jobs)
    with clerk.expect_navigation():
        clerk.locator("[data-act=accept-all]").first.click()
    review = clerk.url.partition("?")[0]
    phrase = _href(clerk, "a.find__who")
    head, officer = (_signed_in(journeys, open_page(), each) for each in (HEAD, OFFICER))
    said = _href(head, "a:has-text('Cho ý kiến')")
    draft = _href(head, "a:has-text('Đọc và duyệt')")
    task = _href(officer, "a:has-text('Bố trí người trực')")
    head.goto(_href(head, "a:has-text('Xem và xác nhận')"))
    result = _href(head, "main a:has-text('xã'), main a:has-text('phường')")
    head.goto("/lan-toa/")
    cascade = _href(head, "main a:has-text('27/CV-HKH')")
    detail = f"/van-ban/{cascade.split('/')[2]}/"
    return {
        "sign_in": journeys.SIGN_IN,
        "upload": "/van-ban/tai-len/",
        "review": review,
        "review_tasks": f"{review}?xem=task",
        "review_receivers": f"{review}?xem=to",
        "phrase": phrase,
        "documents": "/van-ban/",
        "detail": detail,
        "related": f"{detail}lien-quan/",
        "register": "/so-van-ban/",
        "submission": said,
        "draft": draft,
        "cascade": cascade,
        "cascade_brief": f"{cascade}?xem=tom-tat",
        "result": result,
        "desk": "/",
        "tasks": "/nhiem-vu/",
        "task": task,
        "people": "/quan-tri/nguoi-dung/",
        "bodies": "/quan-tri/co-quan/",
    }


def _href(page: Any, selector: str) -> str:
    found: str = page.locator(selector).first.get_attribute("href")
    return found


def _signed_in(journeys: Any, page: Any, person: str) -> Any:
    journeys.sign_in(page, person)
    return page


def _take(shot: Shot, address: str, journeys: Any, open_page: Any) -> None:
    page = open_page(
        viewport=PHONE if shot.phone else WIDE,
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        is_mobile=shot.phone,
        has_touch=shot.phone,
    )
    if shot.person:
        journeys.sign_in(page, shot.person)
    page.goto(address, wait_until="networkidle")
    if shot.text:
        page.evaluate("size => document.documentElement.dataset.text = size", shot.text)
    page.evaluate("document.fonts.ready")
    page.locator(".htmx-request").wait_for(state="detached")
    _keep(page.screenshot(full_page=shot.whole, animations="disabled"), shot.name)
    page.context.close()


def _keep(picture: bytes, name: str) -> None:
    with Image.open(io.BytesIO(picture)) as whole:
        small = whole.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        small.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
