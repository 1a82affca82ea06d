"""Periods: names, keys, days, and what comes before and after."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from behoc.kernel.periods import Kind, Period

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_a_period_begins_and_ends_on_its_days(name, first, last):
    period = Period.named(name)

    assert (period.first_day, period.last_day, period.name) == (first, last, name)


@pytest.mark.parametrize(
    "name", ["", "26", "2026-13", "2026-00", "2026-W54", "2025-W53", "2026-Q5"]
)
def test_what_is_no_period_is_refused(name):
    with pytest.raises(ValueError, match="period"):
        Period.named(name)


@given(day=DAYS, kind=st.sampled_from(Kind))
def test_every_day_lies_in_one_period_and_the_next_begins_the_day_after(day, kind):
    period = Period.containing(day, kind)

    assert period.first_day <= day <= period.last_day
    assert period.moved(1).first_day == period.last_day + timedelta(days=1)
    assert period.moved(1).moved(-1) == period
    assert Period.of_key(period.key) == period
    assert Period.named(period.name) == period


@given(day=DAYS, kind=st.sampled_from(Kind), steps=st.integers(1, 60))
def test_keys_and_names_sort_as_time_does(day, kind, steps):
    earlier = Period.containing(day, kind)
    later = earlier.moved(steps)

    assert earlier.key < later.key
    assert earlier.name < later.name


def test_the_last_periods_end_with_this_one():
    names = [each.name for each in Period.named("2026-02").last(3)]

    assert names == ["2025-12", "2026-01", "2026-02"]


def test_a_longer_period_is_made_of_all_its_shorter_ones():
    year = Period.named("2026")

    assert [each.name for each in year.parts(Kind.QUARTER)] == [
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
    ]
    assert [each.name for each in Period.named("2026-Q2").parts(Kind.MONTH)] == [
        "2026-04",
        "2026-05",
        "2026-06",
    ]
    assert [each.name for each in Period.named("2026-01").parts(Kind.WEEK)][-1] == "2026-W05"
    with pytest.raises(ValueError, match="shorter"):
        Period.named("2026-01").parts(Kind.YEAR)


@given(year=st.integers(1990, 2100))
@settings(deadline=None)
def test_every_week_belongs_to_one_month_of_its_own_year(year):
    months = Period(Kind.YEAR, year).parts(Kind.MONTH)
    weeks = [week for month in months for week in month.parts(Kind.WEEK)]

    assert weeks == Period(Kind.YEAR, year).parts(Kind.WEEK)
    assert {week.year for week in weeks} == {year}
    assert len(weeks) == weeks[-1].number
