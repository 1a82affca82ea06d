"""Every page of the product, found by walking its addresses: it fits, it reads, it can be acted on.

A page is whatever answers a GET of somebody of the cast with a whole HTML page. The pages of errors
are shown as they are rendered.
"""

import re
from functools import partial

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.access.addresses import VISITS
from tests.kits.belongings import settle
from tests.kits.browser import DESK, PHONE, accessibility_findings, sideways_scroll
from tests.kits.discovery import addresses
from tests.kits.journeys import carry_in
from tests.kits.visits import Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAYS = {
    "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "phone in the dark": {"viewport": PHONE, "color_scheme": "dark"},
    "desk": {"viewport": DESK},
    "desk in the dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone with the largest letters": {"viewport": PHONE, "text": "rat-lon"},
}
ERRORS = ("400", "403", "403_csrf", "404", "500", "errors/409", "errors/422", "errors/429")
ROLES = ("clerk", "head", "specialist", "administrator")

PRIMARY = """() => {
  const solid = Array.from(document.querySelectorAll("main .btn--go, body > .site .btn--go"));
  const shown = solid.filter((button) => button.checkVisibility({ visibilityProperty: true }));
  if (!shown.length) return "";
  const bar = document.querySelector(".tabbar");
  const bottom = innerHeight - (bar ? bar.getBoundingClientRect().height : 0);
  const seen = shown.some((button) => {
    const box = button.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= bottom + 1;
  });
  return seen ? "" : shown[0].textContent.trim();
}"""
CUT = """() => Array.from(document.querySelectorAll("main *")).filter((part) => {
  const style = getComputedStyle(part);
  const isDrawn = part.matches("input, select") || part.querySelector(":scope > .waves");
  const hides = ["hidden", "clip"].includes(style.overflowX) && !isDrawn;
  return hides && part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1;
}).map((part) => part.className || part.tagName)"""


@pytest.mark.parametrize("way", WAYS)
def test_every_page_fits_reads_and_shows_its_primary_action(world, open_page, way):
    options = dict(WAYS[way])
    text = options.pop("text", "")
    troubles, seen = [], 0
    for name, page in _pages(world, lambda: open_page(**options)):
        seen += 1
        if text:
            page.evaluate("size => document.documentElement.dataset.text = size", text)
        troubles += [f"{name}: {trouble}" for trouble in _troubles(page, largest=bool(text))]

    assert seen > 25, "the walk over the addresses found too few pages"
    assert not troubles, "\n" + "\n".join(troubles)


def _troubles(page, *, largest):
    troubles = []
    if (wide := sideways_scroll(page)) > 0:
        troubles.append(f"{wide} px wider than the window")
    if not largest and (label := page.evaluate(PRIMARY)):
        troubles.append(f"“{label}” is only seen after scrolling")
    if page.locator("h1").count() != 1:
        troubles.append("needs exactly one h1")
    troubles += [f"words are cut in {part}" for part in page.evaluate(CUT)]
    return troubles + accessibility_findings(page)


def _pages(world, new_page):
    """Each page, opened by the first of the cast who may: (name, page)."""
    own = settle(world, world.commune)
    people = [own.desk.holder(role) for role in ROLES] + [world.operator, None]
    visitors = [Visitor(VISITS, own, person) for person in people]
    pages = [_signed_in(new_page(), visitor) for visitor in visitors]
    for address in addresses():
        arguments = VISITS.get(address.name, Visit()).arguments(own)
        for visitor, page in zip(visitors, pages, strict=True):
            if _is_page(visitor.get(address)):
                page.goto(reverse(address.name, kwargs=arguments))
                yield address.name, page
                break
    nobody = pages[-1]
    for template in ERRORS:
        html = render_to_string(f"{template}.html", {"request_id": "0123456789abcdef"})
        nobody.route("**/mau-loi/", partial(_answer, html))
        nobody.goto("/mau-loi/")
        yield template, nobody
        nobody.unroute("**/mau-loi/")


def _is_page(response):
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    whole = is_html and not response.streaming and re.search(rb"<html", response.content)
    return response.status_code == 200 and bool(whole)


def _answer(html, route):
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


def _signed_in(page, visitor):
    carry_in(page, visitor.client)
    return page
