"""Late reports on the board of quality, and odd numbers on the page of a round."""

from datetime import timedelta

import pytest

from behoc.kernel.clock import held
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.queries.nodes import get_node
from behoc.measure.indicators.rules import Tree
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.late import list_late
from behoc.measure.reporting.queries.round_screens import build_bodies
from behoc.measure.reporting.queries.rounds import list_reports_of
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import send_back, submit
from behoc.measure.reporting.services.rounds import open_round
from tests.kits.reports import CONTENT, YEAR, duty_of, edition_of, full
from tests.kits.world import MOMENT

REASON = "a test looks at what is kept"
ADDRESS = "/dot-bao-cao/muon/"
ASKING = CONTENT | {"limits": {"same_from": 20}}
DUE = MOMENT.date() + timedelta(days=3)


@pytest.fixture
def duty(world):
    return duty_of(world, world.province)


def opened(world, duty, period=YEAR, due_on=DUE):
    head = world.actor(world.province.head)
    return open_round(
        head, duty, period=period, due_on=due_on, edition=edition_of(duty.form, ASKING)
    )


def sends(world, turn, desk, patch):
    report = Report.objects.everything(reason=REASON).get(round=turn, organisation=desk.body)
    writer = world.actor(desk.specialist)
    kept = save_answers(writer, report.public_id, revision=0, patch=patch, key="")
    submit(writer, report.public_id, revision=kept.revision, key="")
    return report


def flags(world, turn, desk):
    actor = world.actor(world.province.specialist)
    rows = build_bodies(actor, turn, list(list_reports_of(turn)))
    return next(row["flags"] for row in rows if row["name"] == desk.body.short_name)


def late_at(world, person, tree=Tree.PLACE, code="", year=2026):
    actor = world.actor(person)
    return list_late(actor, get_node(actor, tree, code), year)


def test_who_came_late_and_who_is_late_still_are_counted_apart(world, duty):
    turn = opened(world, duty)
    assert late_at(world, world.province.specialist) == []

    with held(MOMENT + timedelta(days=5)):
        sends(world, turn, world.commune, full())
        (found,) = late_at(world, world.province.specialist)
        assert (found.total, found.came_late, found.silent) == (2, 1, 1)
        (below,) = late_at(world, world.province.specialist, code="TL")
        assert (below.total, below.came_late, below.silent) == (1, 0, 1)
        assert late_at(world, world.province.specialist, year=2025) == []


def test_reports_of_months_belong_to_their_year(world, duty):
    opened(world, duty, period=Period(Kind.MONTH, 2026, 2))

    with held(MOMENT + timedelta(days=5)):
        (found,) = late_at(world, world.province.specialist)

    assert found.silent == 2


def test_a_body_that_asked_for_nothing_sees_nobody_late(world, duty):
    opened(world, duty)

    with held(MOMENT + timedelta(days=5)):
        assert late_at(world, world.commune.head) == []
        assert late_at(world, world.department.head) == []


def test_the_board_of_quality_shows_late_reports(world, duty):
    turn = opened(world, duty)
    client = world.client(world.province.specialist)
    board = client.get("/chi-tieu/chat-luong/?ky=2026").content.decode()
    assert f'hx-get="{ADDRESS}?' in board

    with held(MOMENT + timedelta(days=5)):
        shown = client.get(f"{ADDRESS}?ky=2026", headers={"HX-Request": "true"}).content.decode()

    assert "Báo cáo nộp muộn" in shown
    assert "2/2 nơi quá hạn chưa nộp" in shown
    assert f"/dot-bao-cao/{turn.public_id}/" in shown
    assert client.get(ADDRESS).status_code == 303


def test_odd_numbers_stand_on_the_page_of_the_round(world, duty):
    first = opened(world, duty, period=Period(Kind.YEAR, 2025))
    sends(world, first, world.commune, full("30", "40"))
    turn = opened(world, duty)
    patch = full("60", "60")
    patch["cells"]["families"]["why"] = "Sáp nhập thôn."

    sends(world, turn, world.commune, patch)

    assert flags(world, turn, world.commune) == ["1 số nhảy mạnh", "1 số đủ 100%"]
    assert flags(world, turn, world.neighbour) == []


def test_a_report_that_is_mended_shows_no_flags_of_its_draft(world, duty):
    turn = opened(world, duty)
    report = sends(world, turn, world.commune, full("40", "40"))
    assert flags(world, turn, world.commune) == ["1 số đủ 100%"]

    send_back(world.actor(world.province.specialist), report.public_id, "Xem lại.")

    assert flags(world, turn, world.commune) == []
