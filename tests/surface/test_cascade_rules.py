"""Narrowing, arranging and counting bodies, without a database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from behoc.surface.dashboards.rules import (
    MOST_COLUMNS,
    Body,
    Choice,
    Order,
    Progress,
    Response,
    group,
    narrow,
    pick_columns,
    read_choice,
    tally,
    worst_first,
)

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
SENT = NOW - timedelta(days=40)


def body(number, **facts):
    known = {
        "name": f"Xã {number:03}",
        "short_name": f"Xã {number:03}",
        "name_folded": f"xa {number:03}",
        "level": "commune",
        "line": "state",
        "line_path": f"/1/{number}/",
        "place_path": f"/1/{number}/",
        "tasks": 2,
        "delivered_at": SENT,
    }
    return Body(id=number, public_id=str(number), **{**known, **facts})


UNOPENED = body(1)
LATE = body(2, opened_at=SENT, begun=2, late=1, late_since=date(2026, 5, 20))
LATER = body(3, opened_at=SENT, begun=2, late=2, late_since=date(2026, 4, 1))
RUNNING = body(4, opened_at=NOW - timedelta(days=3), begun=1)
DONE = body(5, opened_at=SENT, done=2, response=Response("09/KH-UBND"))
PARTLY = body(6, opened_at=SENT, done=1, begun=1, due=1)
ALL = (UNOPENED, LATE, LATER, RUNNING, DONE, PARTLY)


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (UNOPENED, Progress.UNOPENED),
        (LATE, Progress.LATE),
        (RUNNING, Progress.RUNNING),
        (DONE, Progress.DONE),
        (PARTLY, Progress.DONE),
        (body(7, late=1, late_since=date(2026, 5, 1)), Progress.UNOPENED),
        (body(8, done=1), Progress.RUNNING),
        (body(9, tasks=0, opened_at=SENT), Progress.RUNNING),
    ],
)
def test_each_body_is_counted_under_one_state(one, wanted):
    assert one.progress is wanted


def test_silence_counts_from_the_last_sign_and_ends_when_all_is_done():
    assert UNOPENED.silent_days(NOW) == 40
    assert RUNNING.silent_days(NOW) == 3
    assert DONE.silent_days(NOW) == 0


def test_slowest_first_puts_the_longest_late_before_the_unopened_and_the_done_last():
    assert [one.id for one in narrow(ALL, Choice(), NOW)] == [3, 2, 1, 4, 6, 5]


@pytest.mark.parametrize(
    ("choice", "wanted"),
    [
        (Choice(late=True), {2, 3}),
        (Choice(unopened=True), {1}),
        (Choice(planless=True), {1, 2, 3, 4, 6}),
        (Choice(silent=39), {1, 2, 3, 6}),
        (Choice(silent=40), set()),
        (Choice(words="Xã 002"), {2}),
        (Choice(line="party"), set()),
        (Choice(level="commune"), {1, 2, 3, 4, 5, 6}),
        (Choice(late=True, words="003"), {3}),
    ],
)
def test_a_choice_leaves_the_bodies_that_it_names(choice, wanted):
    assert {one.id for one in narrow(ALL, choice, NOW)} == wanted


def test_bodies_stand_by_place_as_numbers_and_not_as_letters():
    ninth, tenth = body(9), body(10)

    found = narrow((tenth, ninth), Choice(order=Order.PLACE), NOW)

    assert [one.id for one in found] == [9, 10]


def test_the_figures_add_up():
    found = tally(ALL, now=NOW)

    assert (found.bodies, found.opened, found.planned, found.with_late) == (6, 5, 1, 2)
    assert sum(found.by_progress.values()) == 6


def test_groups_go_from_the_top_down_and_the_worst_can_come_first():
    above = body(20, level="province", opened_at=SENT, done=2)

    groups = group((*ALL, above), levels=["province", "commune"], lines=["state"], now=NOW)

    assert [one.key for one in groups] == ["province.state", "commune.state"]
    assert [one.key for one in worst_first(groups)] == ["commune.state", "province.state"]


def test_few_tasks_are_all_columns_and_of_many_the_shared_ones():
    few = [(1, 1), (2, 50)]
    many = [(number, number) for number in range(1, 31)]

    assert pick_columns(few) == [1, 2]
    assert pick_columns(many) == list(range(31 - MOST_COLUMNS, 31))


def test_what_makes_no_sense_in_an_address_is_left_out():
    asked = {"im-lang": "-3", "sap": "ngược", "qua-han": "có", "tu": "x", "q": "a" * 999}

    assert read_choice(asked) == Choice(words="a" * 200)
