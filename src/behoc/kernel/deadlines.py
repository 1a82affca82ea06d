"""Charter: the next last good day of a deadline, from its code; one place for every app.

Codes are those of the reading contract: `2025`, `2025-Q2`, `2025-12`, `2025-12-31`, every year
`--11-20`. `P6M` (a rhythm without a start) and `?` (interval not stated) give no day: the receiver
sets one.
"""

import calendar
import re
from datetime import date

_MONTHS_IN_QUARTER = 3


def last_day(code: str) -> date | None:
    """The last day inside a dated code; None for yearly, rhythmic and unknown ones."""
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", code):
        return _day(*(int(part) for part in found.groups()))
    if found := re.fullmatch(r"(\d{4})-(\d{2})", code):
        return _month_end(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", code):
        return _month_end(int(found[1]), int(found[2]) * _MONTHS_IN_QUARTER)
    if found := re.fullmatch(r"(\d{4})", code):
        return _month_end(int(found[1]), 12)
    return None


def next_day(code: str, on: date) -> date | None:
    """The next last good day from that day on; a dated code keeps its day even when it is past."""
    found = re.fullmatch(r"--(\d{2})-(\d{2})", code)
    if not found:
        return last_day(code)
    month, day = int(found[1]), int(found[2])
    for year in (on.year, on.year + 1):
        candidate = _day(year, month, day)
        if candidate is not None and candidate >= on:
            return candidate
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and day >= 1 and 1 <= year <= 9999):
        return None
    # 29 February of a plain year is its last day, not an error: the duty recurs every year.
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _month_end(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
