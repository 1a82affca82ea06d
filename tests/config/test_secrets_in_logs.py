"""What opens something is not written where many read it."""

import io
import logging

import pytest
from django.conf import settings

from behoc.config.settings.logging import SecretsOut
from behoc.ground.notifications.services.calendars import MOST_IN_AN_HOUR, open_calendar
from tests.kits.world import MOMENT


@pytest.fixture
def written():
    """The lines that a handler of the product writes."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(SecretsOut())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def test_every_handler_of_the_product_takes_secrets_out():
    handlers = settings.LOGGING["handlers"].values()

    assert handlers
    assert all("secrets_out" in each["filters"] for each in handlers)
    assert settings.LOGGING["filters"]["secrets_out"]["()"] is SecretsOut


def test_a_refused_calendar_leaves_no_secret_in_the_log(world, written):
    token, secret = open_calendar(world.actor(world.commune.clerk), for_body=True)
    token.fetched_times, token.hour_began_at = MOST_IN_AN_HOUR, MOMENT
    token.save(update_fields=["fetched_times", "hour_began_at"])

    answer = world.client().get(f"/lich/{secret}.ics")

    assert answer.status_code == 429
    assert "/lich/….ics" in written.getvalue()
    assert secret not in written.getvalue()
