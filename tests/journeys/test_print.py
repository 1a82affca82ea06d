"""On paper there are words and tables, and nothing to press."""

import pytest

from tests.kits import journeys
from tests.kits.belongings import settle
from tests.kits.visits import Visitor

pytestmark = pytest.mark.browser

CONTROLS = "button, input:not([type=hidden]), select, textarea, nav, .btn, .tick, .savebar"


@pytest.mark.parametrize("which", ["document", "task"])
def test_a_page_is_printed_without_controls(world, desk, which):
    own = settle(world, world.commune)
    clerk = Visitor({}, own, own.desk.clerk)
    journeys.carry_in(desk, clerk.client)
    address = {
        "document": f"/van-ban/{own.dispatch.public_id}/",
        "task": f"/nhiem-vu/{own.share.public_id}/",
    }[which]
    desk.goto(address, wait_until="networkidle")
    desk.emulate_media(media="print")

    assert desk.locator("h1").is_visible()
    shown = [each for each in desk.locator(CONTROLS).all() if each.is_visible()]
    if which == "document":
        assert desk.locator(".shares__list").first.is_visible(), "the bodies stand on the paper"
    assert [each.evaluate("part => part.outerHTML.slice(0, 90)") for each in shown] == []
