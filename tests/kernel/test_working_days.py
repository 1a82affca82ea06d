"""Weekends, public holidays and days that make up for them."""

from datetime import date, timedelta

import pytest

from behoc.kernel.working_days import days_off, is_day_of_rest


@pytest.mark.parametrize(
    "on",
    [
        "2026-01-01",
        "2026-02-16",
        "2026-02-20",
        "2026-04-26",
        "2026-04-30",
        "2026-05-01",
        "2026-09-02",
        "2026-11-21",
        "2026-11-22",
        "2027-02-05",
        "2040-01-01",
    ],
)
def test_days_of_rest(on):
    assert is_day_of_rest(date.fromisoformat(on))


@pytest.mark.parametrize("on", ["2026-02-13", "2026-02-23", "2026-11-23", "2026-05-04"])
def test_working_days(on):
    assert not is_day_of_rest(date.fromisoformat(on))


def test_a_holiday_on_a_sunday_is_made_good_on_the_next_working_day():
    # The tenth of the third lunar month of 2026 is Sunday 26 April.
    assert is_day_of_rest(date(2026, 4, 27))
    assert not is_day_of_rest(date(2026, 4, 28))


def test_days_made_good_do_not_fall_on_each_other():
    # In 2027 Tết (5 to 9 February) covers a Saturday and a Sunday: both are made good after it.
    assert [day for day in sorted(days_off(2027)) if day.month == 2] == [
        date(2027, 2, 5) + timedelta(days=number) for number in range(7)
    ]


def test_a_year_without_lunar_days_has_its_fixed_ones():
    fixed = {day for day in days_off(2050) if day.weekday() < 5}

    assert date(2050, 9, 2) in fixed
    assert not any(day.month == 2 for day in fixed)


def test_five_days_of_tet_and_six_other_days_stand_in_every_known_year():
    for year in range(2025, 2033):
        by_law = [name for day, name in days_off(year).items() if name != "Tết Âm lịch"]
        assert len(set(by_law)) == 5
