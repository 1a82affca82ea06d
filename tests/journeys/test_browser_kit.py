"""The kit sees what it is there to see; a page of the product is its subject."""

import pytest

from tests.kits.browser import PHONE, accessibility_findings, sideways_scroll

pytestmark = pytest.mark.browser
SIGN_IN = "/tai-khoan/login/"


def test_the_sign_in_page_fits_a_phone(phone):
    phone.goto(SIGN_IN)

    assert phone.locator("form input[name=password]").is_visible()
    assert sideways_scroll(phone) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_is_accessible(open_page, scheme):
    page = open_page(viewport=PHONE, color_scheme=scheme)
    page.goto(SIGN_IN)

    assert accessibility_findings(page) == []


def test_the_sign_in_page_works_without_javascript(plain):
    plain.goto(SIGN_IN)
    plain.fill("input[name=login]", "không-có-ai")
    plain.fill("input[name=password]", "sai-mật-khẩu")
    plain.press("input[name=password]", "Enter")

    assert plain.input_value("input[name=login]") == "không-có-ai"


def test_the_kit_notices_a_page_that_is_too_wide(phone):
    phone.goto(SIGN_IN)
    phone.evaluate("document.body.style.width = '900px'")

    assert sideways_scroll(phone) > 0
