from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from behoc.kernel.deadlines import (
    counted_from,
    last_day,
    moved,
    next_day,
    occurrences,
    period_start,
    recurs,
)

DAYS = st.dates(date(1900, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("2027", date(2027, 12, 31)),
        ("2027-Q1", date(2027, 3, 31)),
        ("2027-Q2", date(2027, 6, 30)),
        ("2027-Q4", date(2027, 12, 31)),
        ("2027-02", date(2027, 2, 28)),
        ("2028-02", date(2028, 2, 29)),
        ("2100-02", date(2100, 2, 28)),
        ("2027-04", date(2027, 4, 30)),
        ("2026-11-19", date(2026, 11, 19)),
    ],
)
def test_a_dated_code_means_its_last_day(code, day):
    assert last_day(code) == day
    assert next_day(code, date(2030, 1, 1)) == day


@pytest.mark.parametrize(
    "code", ["P6M", "?", "", "2027-13", "2027-00", "2027-Q5", "0000", "--13-01", "--01-00", "20271"]
)
def test_a_code_without_a_day_gives_none(code):
    assert next_day(code, date(2026, 3, 2)) is None


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 11, 18), date(2026, 11, 19)),
        (date(2026, 11, 19), date(2026, 11, 19)),
        (date(2026, 11, 20), date(2027, 11, 19)),
        (date(2026, 12, 31), date(2027, 11, 19)),
    ],
)
def test_a_yearly_day_is_this_years_until_it_has_passed(on, day):
    assert next_day("--11-19", on) == day


def test_the_29th_of_february_is_the_28th_in_a_plain_year():
    assert next_day("--02-29", date(2026, 3, 1)) == date(2027, 2, 28)
    assert next_day("--02-29", date(2027, 3, 1)) == date(2028, 2, 29)


@given(st.dates(), DAYS)
def test_the_next_yearly_day_is_never_past_and_less_than_two_years_away(day, on):
    found = next_day(f"--{day:%m-%d}", on)

    assert found is not None
    assert 0 <= (found - on).days <= 366


@given(st.text() | st.from_regex(r"-{0,2}\d{0,5}(-Q?\d{0,3}){0,2}", fullmatch=True), DAYS)
@example("--02-30", date(2026, 1, 1))
@example("٢٠٢٧-٠٢", date(2026, 1, 1))
@example("9999-12-31", date(9998, 12, 31))
def test_no_text_makes_it_fail(code, on):
    assert next_day(code, on) is None or isinstance(next_day(code, on), date)


def _named(codes, interval, since, until):
    found = occurrences(codes, interval, since=since, until=until)
    return [(one.period, one.due_on and one.due_on.isoformat()) for one in found]


@pytest.mark.parametrize(
    ("codes", "interval", "found"),
    [
        (["--11-19"], "P1Y", [("2026", "2026-11-19"), ("2027", "2027-11-19")]),
        (["--12-31"], None, [("2026", "2026-12-31"), ("2027", "2027-12-31")]),
        (["--02-29"], None, [("2027", "2027-02-28")]),
        (
            ["--06-14", "--12-14"],
            "P1Y",
            [("2026-H1", "2026-06-14"), ("2026-H2", "2026-12-14"), ("2027-H1", "2027-06-14")],
        ),
        (["--04-10", "--05-10"], None, [("2026-04", "2026-04-10"), ("2026-05", "2026-05-10")]),
        (["--03-25", "--04-10"], None, [("2026-Q1", "2026-03-25"), ("2026-Q2", "2026-04-10")]),
        (
            ["--05-01", "--05-20"],
            None,
            [("2026-05-01", "2026-05-01"), ("2026-05-20", "2026-05-20")],
        ),
        (["P6M"], "P6M", [("2026-H1", None), ("2026-H2", None), ("2027-H1", None)]),
        ([], "P3M", [("2026-Q1", None), ("2026-Q2", None), ("2026-Q3", None), ("2026-Q4", None)]),
        ([], "P1M", [("2026-03", None), ("2026-04", None), ("2026-05", None)]),
        ([], "P1Y", [("2026", None), ("2027", None)]),
        (["2026-06-15", "2027-06-15"], None, [("2026", "2026-06-15"), ("2027", "2027-06-15")]),
        (["2026-12-31"], None, []),
        (["?"], None, []),
        (["--13-01"], None, []),
    ],
)
def test_what_recurs_falls_into_periods(codes, interval, found):
    named = _named(codes, interval, date(2026, 3, 2), date(2027, 3, 1))

    assert named[: len(found)] == found
    assert bool(named) == bool(found) == recurs(codes, interval)


def test_a_year_with_its_29th_of_february_keeps_it():
    assert _named(["--02-29"], None, date(2028, 1, 1), date(2028, 12, 31)) == [
        ("2028", "2028-02-29")
    ]


@given(
    st.sampled_from([12, 6, 3, 1]),
    st.dates(date(1900, 1, 1), date(2900, 1, 1)),
    st.integers(0, 1500),
)
def test_periods_neither_gap_nor_overlap(months, since, days):
    interval = {12: "P1Y", 6: "P6M", 3: "P3M", 1: "P1M"}[months]
    found = occurrences([], interval, since=since, until=since + timedelta(days=days))

    assert found[0].starts_on <= since
    assert [period_start(one.period) for one in found] == [one.starts_on for one in found]
    for one, following in pairwise(found):
        assert moved(one.starts_on, months=months) == following.starts_on
        assert one.period < following.period


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 6, 20), 6, date(2026, 12, 20)),
        (date(9999, 6, 20), 12, None),
    ],
)
def test_a_day_moves_by_months_and_stays_in_its_month(day, months, found):
    assert moved(day, months=months) == found


@pytest.mark.parametrize(
    ("days", "working", "found"),
    [
        (30, False, date(2026, 4, 1)),
        (0, False, date(2026, 3, 2)),
        (5, True, date(2026, 3, 9)),
        (1, True, date(2026, 3, 3)),
        (4, True, date(2026, 3, 6)),
    ],
)
def test_the_day_of_an_event_itself_does_not_count(days, working, found):
    assert counted_from(date(2026, 3, 2), days, working=working) == found


@pytest.mark.parametrize(
    ("event", "days", "found"),
    [
        # Tết of 2026 takes 16 to 20 February, Monday to Friday.
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        # Thursday 30 April and Friday 1 May; the Hung Kings' Sunday is made good on Monday 27.
        (date(2026, 4, 24), 3, date(2026, 5, 4)),
        (date(2026, 9, 1), 1, date(2026, 9, 3)),
    ],
)
def test_public_holidays_are_no_working_days(event, days, found):
    assert counted_from(event, days, working=True) == found


def test_public_holidays_count_where_plain_days_are_counted():
    assert counted_from(date(2026, 2, 13), 5) == date(2026, 2, 18)
