"""Beside its own report a body sees how far those are that report to it."""

import pytest

from behoc.measure.reporting.queries.filling import build_filling
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import submit
from tests.kits import reports


@pytest.fixture
def upper(world):
    return reports.ask(world, world.centre, world.province)


@pytest.fixture
def lower(world):
    return reports.ask(world, world.province, world.commune)


def below(world, upper):
    page = build_filling(world.actor(world.province.specialist), upper.public_id)
    return page.below


def test_who_is_silent_below_is_named_beside_the_form(world, upper, lower):
    card = below(world, upper)

    assert card["sent_words"] == "0/1 đã nộp"
    assert [each["name"] for each in card["silent"]] == [world.commune.body.short_name]
    assert card["url"] == f"/dot-bao-cao/{lower.round.public_id}/"


def test_what_has_come_is_counted(world, upper, lower):
    writer = world.actor(world.commune.specialist)
    at = save_answers(writer, lower.public_id, revision=0, patch=reports.full(), key="")
    submit(writer, lower.public_id, revision=at.revision, key="")

    card = below(world, upper)

    assert (card["sent_words"], card["silent"]) == ("1/1 đã nộp", [])
    assert not card["may_remind"]


def test_a_body_to_which_nobody_reports_sees_no_such_card(world, lower):
    page = build_filling(world.actor(world.commune.specialist), lower.public_id)

    assert page.below is None


def test_the_page_shows_the_card(client, world, upper, lower):
    client.force_login(world.province.specialist)

    page = client.get(f"/bao-cao/{upper.public_id}/").content.decode()

    assert "Nơi dưới nộp về" in page
    assert f'href="/dot-bao-cao/{lower.round.public_id}/"' in page
