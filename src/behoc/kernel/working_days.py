"""Charter: days on which offices rest, and working days; one source for every app.

The days are data/calendar/holidays.toml. A year whose lunar days are not listed has its fixed ones.
"""

import tomllib
from datetime import date, timedelta
from functools import cache
from typing import Any

from behoc.kernel.data import path

A_DAY = timedelta(days=1)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def is_day_of_rest(on: date) -> bool:
    """True at weekends, on public holidays and on the working days that make up for them."""
    return _is_weekly_rest(on) or on in days_off(on.year)


@cache
def days_off(year: int) -> dict[date, str]:
    """The public holidays of a year and the days that make up for them, each with its name."""
    holidays = _holidays(year)
    made_good: dict[date, str] = {}
    for day in sorted(holidays):
        if _is_weekly_rest(day):
            made_good[_free_day_after(day, holidays.keys() | made_good.keys())] = holidays[day]
    return holidays | made_good


def _holidays(year: int) -> dict[date, str]:
    table = _table()
    found = {date.fromisoformat(f"{year}-{one['day']}"): one["name"] for one in table["fixed"]}
    lunar = table["lunar_new_year"]
    first = lunar["first_day"].get(str(year))
    if first:
        for number in range(-lunar["days_before"], lunar["days_after"] + 1):
            found[first + number * A_DAY] = lunar["name"]
    if ancestors := table["hung_kings"]["day"].get(str(year)):
        found[ancestors] = table["hung_kings"]["name"]
    announced = (one for one in table.get("announced", ()) if one["day"].year == year)
    return found | {one["day"]: one["name"] for one in announced}


def _free_day_after(day: date, taken: set[date]) -> date:
    while _is_weekly_rest(day) or day in taken:
        day += A_DAY
    return day


def _is_weekly_rest(on: date) -> bool:
    return WEEK[on.weekday()] in _table()["weekly_rest"]


@cache
def _table() -> dict[str, Any]:
    with path("calendar", "holidays.toml").open("rb") as source:
        return tomllib.load(source)
