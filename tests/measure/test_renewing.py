"""An open round goes on by a newer edition: who has sent keeps the old one, nothing typed goes."""

from copy import deepcopy

import pytest

from behoc.ground.notifications.models import Notice
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.filling import hand_in
from behoc.measure.reporting.services.forms import confirm_edition, propose_edition
from behoc.measure.reporting.services.renewing import renew_form
from behoc.measure.reporting.services.rounds import close_round, open_round
from tests.kits.reports import CONTENT, YEAR, duty_of, edition_of, full

REASON = "a test looks at what is kept"


def readers_for_books():
    """A form that asks for readers where the one before asked for books."""
    content = deepcopy(CONTENT)
    content["tables"][0]["rows"][-1] = {"key": "readers", "number": "2", "label": "Người đọc"}
    return content


@pytest.fixture
def head(world):
    return world.actor(world.province.head)


@pytest.fixture
def turn(world, head):
    """Both communes are asked; the neighbour has sent, the commune has typed a row."""
    duty = duty_of(world, world.province)
    turn = open_round(head, duty, period=YEAR, due_on=YEAR.last_day, edition=edition_of(duty.form))
    for desk, patch in ((world.commune, {"cells": {"books": {"n": "7"}}}), (world.neighbour, {})):
        writer, report = world.actor(desk.specialist), of(turn, desk)
        kept = save_answers(writer, report.public_id, revision=0, patch=patch or full(), key="")
        if not patch:
            hand_in(writer, report.public_id, revision=kept.revision, key="")
    return turn


@pytest.fixture
def newer(world, turn, head):
    proposer = world.actor(world.province.specialist)
    edition = propose_edition(
        proposer, turn.duty.form, content=readers_for_books(), source="Công văn 9/UBND"
    )
    return confirm_edition(head, edition)


def of(turn, desk):
    rows = Report.objects.everything(reason=REASON)
    return rows.select_related("edition").get(round=turn, organisation=desk.body)


def test_who_has_not_sent_goes_on_by_the_newer_form_and_is_told(world, turn, newer, head):
    assert renew_form(head, turn, newer) == 1
    turn.refresh_from_db()

    assert turn.edition == newer
    assert of(turn, world.commune).edition == newer
    assert of(turn, world.neighbour).edition == edition_of(turn.duty.form)
    assert of(turn, world.commune).answers["cells"] == {"books": {"n": "7"}}, "nothing typed goes"
    told = Notice.objects.everything(reason=REASON).filter(kind="report.renewed")
    assert [each.person for each in told] == [world.commune.specialist]
    assert renew_form(head, turn, newer) == 0


def test_nobody_sends_by_a_form_that_was_not_seen(world, turn, newer, head):
    report = of(turn, world.commune)
    writer = world.actor(world.commune.specialist)
    kept = save_answers(writer, report.public_id, revision=1, patch=full(), key="")
    seen = {"revision": kept.revision, "key": "gui-1", "edition": report.edition.public_id}
    renew_form(head, turn, newer)

    with pytest.raises(Conflict, match="biểu mẫu vừa đổi"):
        hand_in(writer, report.public_id, **seen)
    sent = hand_in(writer, report.public_id, **seen | {"edition": newer.public_id})
    assert sent.version == 1


def test_only_a_confirmed_form_of_the_duty_and_only_while_the_round_is_open(
    world, turn, newer, head
):
    proposed = propose_edition(head, turn.duty.form, content=CONTENT, source="Ý kiến")
    with pytest.raises(RuleBroken, match="chưa được xác nhận"):
        renew_form(head, turn, proposed)
    close_round(head, turn)
    with pytest.raises(RuleBroken, match="đã đóng"):
        renew_form(head, turn, newer)


def test_the_page_of_a_round_offers_a_newer_form_until_it_is_taken(world, turn, newer):
    client = world.client(world.province.head)
    page = f"/dot-bao-cao/{turn.public_id}/"
    offer = "Dùng bản mới cho nơi chưa nộp"

    assert offer in client.get(page).content.decode()
    taken = client.post(f"{page}bieu-mau/{newer.public_id}/", follow=True).content.decode()
    assert "Đã đổi biểu mẫu cho 1 nơi chưa nộp." in taken
    assert offer not in taken
    assert offer not in world.client(world.province.clerk).get(page).content.decode()
