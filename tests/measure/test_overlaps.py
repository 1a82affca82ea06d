"""Two rounds ask the same figure of the same body: said on every screen, typed once."""

import pytest

from behoc.measure.indicators.models import Figure
from behoc.measure.reporting.queries.filling import build_filling
from behoc.measure.reporting.queries.overlaps import list_shared
from behoc.measure.reporting.queries.reports import get_report
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.filling import hand_in
from behoc.measure.reporting.services.going_up import approve, correct, submit
from behoc.measure.reporting.services.rounds import close_round
from tests.kits.reports import ask, duty_of, families, full

REASON = "a test looks at what is kept"
TITLE = "Báo cáo gửi Sở"


@pytest.fixture
def first(world):
    return ask(world, world.province, world.commune)


@pytest.fixture
def other(world, first):
    """The department's duty asks the commune the same figures."""
    duty = duty_of(world, world.department, named=[world.commune.body.public_id])
    duty.name = TITLE
    duty.save(update_fields=["name"])
    return duty


@pytest.fixture
def second(world, other):
    return ask(world, world.department, world.commune, duty=other)


@pytest.fixture
def writer(world):
    return world.actor(world.commune.specialist)


def page(world, desk, address):
    return world.client(desk.specialist).get(address).content.decode()


def figure(world, part=0):
    rows = Figure.objects.everything(reason=REASON)
    return rows.get(organisation=world.commune.body, indicator=families(), part=part)


def test_the_page_that_opens_a_round_warns_for_the_period_in_question(world, first, other):
    shown = page(world, world.department, f"/che-do-bao-cao/{other.public_id}/mo-dot/")

    assert "Hỏi trùng." in shown
    assert "năm 2026: Gia đình học tập, Trong đó hộ nghèo" in shown
    assert "chỉ tiêu khác" not in shown, "nothing more is asked twice"
    close_round(world.actor(world.province.head), first.round)
    after = page(world, world.department, f"/che-do-bao-cao/{other.public_id}/mo-dot/")
    assert "Hỏi trùng." not in after


def test_both_rounds_say_that_the_other_asks_the_same(world, first, second):
    of_province = page(world, world.province, f"/dot-bao-cao/{first.round.public_id}/")
    of_department = page(world, world.department, f"/dot-bao-cao/{second.round.public_id}/")

    assert f"“{TITLE}”" in of_province
    assert "“Báo cáo năm”" in of_department


def test_what_is_typed_in_one_stands_in_the_other_with_its_evidence(world, first, second, writer):
    save_answers(writer, first.public_id, revision=0, patch=full(), key="")

    screen = build_filling(writer, second.public_id)

    (row, poor, _books) = screen.tables[0].rows
    assert [(line.value, line.mark) for line in row.lines] == [("30", "known"), ("40", "known")]
    assert row.known_url == f"/bao-cao/{first.public_id}/"
    assert poor.lines[0].value == "5"
    shown = page(world, world.commune, f"/bao-cao/{second.public_id}/")
    assert "cũng hỏi 2 dòng này, cùng kỳ. 2 dòng đã ghi" in shown
    assert f'href="/bao-cao/{first.public_id}/"' in shown
    back = page(world, world.commune, f"/bao-cao/{first.public_id}/")
    assert TITLE in back
    assert "Số ghi ở đây sẽ đứng sẵn ở đó" in back


def test_the_page_as_it_stands_is_sent_and_the_figure_counts_once(world, first, second, writer):
    kept = save_answers(writer, first.public_id, revision=0, patch=full(), key="")
    submit(writer, first.public_id, revision=kept.revision, key="")
    screen = build_filling(writer, second.public_id)
    lines = [line for row in screen.tables[0].rows for line in row.lines]
    typed = {line.name: line.value for line in lines}

    answer = world.client(world.commune.specialist).post(
        f"/bao-cao/{second.public_id}/",
        {**typed, "texts.results": "Như đã báo.", "revision": "0", "act": "send", "send_key": "g"},
    )

    assert answer.status_code == 303
    report = get_report(writer, second.public_id)
    assert report.state == "submitted"
    assert (figure(world).numerator, figure(world).denominator) == (30, 40)


def test_another_number_than_in_the_first_asks_why(world, first, second, writer):
    save_answers(writer, first.public_id, revision=0, patch=full(), key="")
    save_answers(writer, second.public_id, revision=0, patch=full("28"), key="")

    row = build_filling(writer, second.public_id).tables[0].rows[0]

    assert (row.mark, row.asks_why, row.is_known_open) == ("ask", True, True)
    assert "Khác số 30" in row.said
    assert "“Báo cáo năm”" in row.known_words


def test_a_draft_of_another_round_is_not_shown_to_a_receiver(world, first, second, writer):
    save_answers(writer, first.public_id, revision=0, patch=full("31", "44"), key="")
    patch = full("28")
    patch["cells"]["families"]["why"] = "Số của Sở tính tới tháng mười."
    kept = save_answers(writer, second.public_id, revision=0, patch=patch, key="")
    hand_in(writer, second.public_id, revision=kept.revision, key="g")
    asks = world.actor(world.department.specialist)

    row = build_filling(asks, second.public_id).tables[0].rows[0]

    assert (row.known, row.known_url) == ("", "")
    assert "31" not in row.said
    assert build_filling(asks, second.public_id).shared == ()


def test_shared_rows_are_counted_for_each_report(world, first, second, writer):
    third = ask(world, world.province_association, world.commune)
    save_answers(writer, third.public_id, revision=0, patch=full(), key="")

    found = list_shared(get_report(writer, second.public_id))

    assert [(each.report, each.asked, each.given) for each in found] == [
        (first.report, 2, 0),
        (third.report, 2, 2),
    ]


def test_what_one_report_takes_out_counts_on_while_the_other_says_it(world, first, second, writer):
    for asked, decides in ((first, world.province), (second, world.department)):
        kept = save_answers(writer, asked.public_id, revision=0, patch=full(), key="")
        submit(writer, asked.public_id, revision=kept.revision, key="")
        approve(world.actor(decides.specialist), asked.public_id)
    report = correct(writer, second.public_id, reason="Ghi nhầm dòng hộ nghèo.")
    gone = {"cells": {"poor": {"n": ""}}}
    kept = save_answers(writer, second.public_id, revision=report.revision, patch=gone, key="")

    submit(writer, second.public_id, revision=kept.revision, key="")
    assert figure(world, part=1).numerator == 5
    approve(world.actor(world.department.specialist), second.public_id)

    poor = figure(world, part=1)
    assert (poor.numerator, poor.approved_numerator) == (5, 5)
    assert (figure(world).numerator, figure(world).approved_numerator) == (30, 30)
