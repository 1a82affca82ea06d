"""Printed dates in every usual spelling, as ISO days."""

from __future__ import annotations

import datetime
import re

WRITTEN = r"(?P<d1>\d{1,2})\s*tháng\s*(?P<m1>\d{1,2})\s*năm\s*(?P<y1>\d{4})"
FIGURES = r"(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4})"
DAY = re.compile(rf"(?:{WRITTEN}|{FIGURES})")


def iso_day(year: int, month: int, day: int) -> str | None:
    """The ISO form of a day, or None where no such day exists."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def read_day(found: re.Match[str]) -> str | None:
    """The ISO day of a match of DAY."""
    parts = found.groupdict()
    day, month, year = (parts.get(f"{one}1") or parts.get(f"{one}2") for one in "dmy")
    return iso_day(int(year or 0), int(month or 0), int(day or 0))


def month_end(year: int, month: int) -> str:
    """The last day of a month."""
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).isoformat()


def day_before(iso: str) -> str:
    """The day before an ISO day; days of every year (`--11-20`) stay days of every year."""
    if iso.startswith("--"):
        month, day = int(iso[2:4]), int(iso[5:7])
        before = datetime.date(2023, month, min(day, 28 if month == 2 else day))
        return f"--{(before - datetime.timedelta(days=1)).isoformat()[5:]}"
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(days=1)).isoformat()
