"""Open the pages in Chromium and judge what a machine can judge."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

SIZES = {"1440": (1440, 900), "390": (390, 844)}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
PRIMARY = """() => {
  const all = [...document.querySelectorAll('.main .btn--go, .main .focuscard .btn')];
  const seen = all.filter(e => e.offsetParent !== null);
  if (!seen.length) return null;
  return Math.min(...seen.map(e => e.getBoundingClientRect().bottom));
}"""
SPILL = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const clipped = e => e && e !== document.body &&
    (getComputedStyle(e).overflowX !== 'visible' || clipped(e.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
    .filter(e => !clipped(e.parentElement))
    .slice(0, 4).map(e => e.outerHTML.slice(0, 110));
}"""


def look_at(address: str, names: list[str], out: Path, *, quick: bool) -> list[str]:
    """Take pictures of the pages and return the faults, one sentence each."""
    faults: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium")
        for scheme in ("light",) if quick else ("light", "dark"):
            for size in SIZES:
                faults += _look(browser, address, names, out, scheme, size, quick=quick)
        browser.close()
    return faults


def _look(
    browser: Browser,
    address: str,
    names: list[str],
    out: Path,
    scheme: str,
    size: str,
    *,
    quick: bool,
) -> list[str]:
    faults = []
    width, height = SIZES[size]
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="vi-VN"
    )
    spoken: list[str] = []
    page.on("console", lambda line: spoken.append(line.text))
    for name in names:
        spoken.clear()
        page.goto(f"{address}/{name}.html")
        page.evaluate("document.fonts.ready")
        where = f"{name} {size} {scheme}"
        page.screenshot(path=out / f"{name}-{size}-{scheme}-first.png")
        page.screenshot(path=out / f"{name}-{size}-{scheme}.png", full_page=True)
        faults += [f"{where}: console: {text}" for text in spoken]
        faults += _judge(page, where, height, quick=quick)
    page.close()
    return faults


def _judge(page: Page, where: str, height: int, *, quick: bool) -> list[str]:
    faults = [f"{where}: wider than the screen: {part}" for part in page.evaluate(SPILL)]
    bottom = page.evaluate(PRIMARY)
    if bottom and bottom > height:
        faults.append(f"{where}: primary action ends at {bottom:.0f} of {height} px")
    if quick:
        return faults
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES["runOnly"]}})
    for broken in found.response["violations"]:
        parts = "; ".join(str(node["target"]) for node in broken["nodes"][:3])
        faults.append(f"{where}: axe {broken['id']}: {parts}")
    return faults
