from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from behoc.kernel.deadlines import last_day, next_day

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
