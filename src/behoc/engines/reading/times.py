"""Printed points of time: days, months, quarters, years, of one year or of every year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from behoc.engines.reading.dates import day_before, iso_day, month_end

HOUR = r"(?P<hour>\d{1,2}\s?(?:h|giờ|g)\s?\d{0,2}\s?(?:phút)?,?\s*)?"
CUE = (
    r"(?P<cue>trước|chậm nhất(?: là)?(?: đến| vào| trong)?|muộn nhất(?: là)?(?: vào)?|"
    r"hạn cuối(?: là)?|thời hạn|"
    r"xong trong|xong|hoàn thành trong|hoàn thành vào|đến hết|hết|vào|trong|đến|từ|thời gian:?)?\s*"
)
DAY_MONTH = (
    r"(?:(?:ngày\s*)?(?P<d1>\d{1,2})\s*tháng\s*(?P<m1>\d{1,2})(?:\s*năm\s*(?P<y1>\d{4}))?"
    r"|(?:ngày\s*)?(?P<d2>\d{1,2})\s?[/-]\s?(?P<m2>\d{1,2})(?:\s?[/-]\s?(?P<y2>\d{4}))?(?![\d/%])(?!\s*-\s*\d)"
    r"|ngày\s*(?P<d6>\d{1,2})\.(?P<m6>\d{1,2})\.(?P<y6>\d{4}))"
)
MONTH = r"tháng\s*(?P<m3>\d{1,2})(?:\s?[/-]\s?|\s*năm\s*|,?\s+)?(?P<y3>\d{4})?"
QUARTER = r"quý\s*(?P<q>iv|i{1,3}|[1-4])\s*(?:[/-]\s?|năm\s*|,\s*(?:năm\s*)?)?\s*(?P<y4>\d{4})?"
YEAR = r"(?P<part>cuối|đầu|giữa|6 tháng đầu|6 tháng cuối)?\s*năm\s*(?P<y5>\d{4})"
YEAR_END = r"(?P<end>cuối năm)(?!\s*(?:\d|học))"
TIME = re.compile(
    rf"(?<![\w/]){CUE}{HOUR}(?:{DAY_MONTH}|{MONTH}|{QUARTER}|{YEAR}|{YEAR_END})(?![\w/])"
)
YEARLY = re.compile(r"(?:hằng|hàng|mỗi|từng) năm|định kỳ (?:1 |một )?năm")
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class Moment:
    """One printed point of time; `precision` is day, month, quarter, year or year_end."""

    start: int
    end: int
    cue: str
    precision: str
    when: str
    last_on_time: str
    is_yearly: bool
    is_year_printed: bool


def find_moments(folded: str, *, is_yearly: bool, year: int | None) -> list[Moment]:
    """All points of time in a stretch of folded text; `year` completes days without a year."""
    moments = []
    for found in TIME.finditer(folded):
        moment = _read(found, is_yearly=is_yearly, year=year)
        if moment:
            moments.append(moment)
    return moments


def with_cue(moment: Moment, cue: str) -> Moment:
    """The same moment under the cue of the one it is joined to."""
    last = _before(moment.when, moment.last_on_time) if cue == "trước" else moment.last_on_time
    return replace(moment, cue=cue, last_on_time=last)


def _read(found: re.Match[str], *, is_yearly: bool, year: int | None) -> Moment | None:
    part = found.groupdict()
    printed = next((part[one] for one in ("y1", "y2", "y3", "y4", "y5", "y6") if part[one]), None)
    whole = int(printed) if printed else None
    if whole is not None and not 1945 <= whole <= 2100:
        return None
    precision, when, last = _value(part, whole, is_yearly=is_yearly, year=year)
    if not when:
        return None
    cue = (part["cue"] or "").strip()
    if cue == "trước" and not part["hour"]:
        last = _before(when, last)
    yearly = when.startswith("--")
    return Moment(found.start(), found.end(), cue, precision, when, last, yearly, whole is not None)


def _value(  # noqa: PLR0911 - a ladder of rules
    part: dict[str, str | None], whole: int | None, *, is_yearly: bool, year: int | None
) -> tuple[str, str, str]:
    if part["d1"] or part["d2"] or part["d6"]:
        return "day", *_day(part, whole, is_yearly=is_yearly, year=year)
    if part["m3"]:
        month = int(part["m3"])
        if not 1 <= month <= 12:
            return "month", "", ""
        if whole:
            return "month", f"{whole}-{month:02}", month_end(whole, month)
        if is_yearly:
            every = f"--{month_end(2023, month)[5:]}"
            return "month", every, every
        if year:
            return "month", f"{year}-{month:02}", month_end(year, month)
        return "month", "", ""
    if part["q"]:
        whole = whole or year
        if not whole or is_yearly:
            return "quarter", "", ""
        quarter = QUARTERS[part["q"]]
        return "quarter", f"{whole}-Q{quarter}", month_end(whole, quarter * 3)
    if part["end"]:
        return "year_end", "--12-31", "--12-31"
    return _year(part["part"], whole or 0)


def _year(part: str | None, whole: int) -> tuple[str, str, str]:
    if part in ("cuối", "6 tháng cuối"):
        return "year_end", f"{whole}-12", f"{whole}-12-31"
    if part == "6 tháng đầu":
        return "month", f"{whole}-06", f"{whole}-06-30"
    return "year", f"{whole}", f"{whole}-12-31"


def _day(
    part: dict[str, str | None], whole: int | None, *, is_yearly: bool, year: int | None
) -> tuple[str, str]:
    day = int(part["d1"] or part["d2"] or part["d6"] or 0)
    month = int(part["m1"] or part["m2"] or part["m6"] or 0)
    if whole:
        iso = iso_day(whole, month, day)
        return (iso, iso) if iso else ("", "")
    if not iso_day(2024, month, day):
        return "", ""
    if is_yearly:
        every = f"--{month:02}-{day:02}"
        return every, every
    iso = iso_day(year, month, day) if year else None
    return (iso, iso) if iso else ("", "")


def _before(when: str, last: str) -> str:
    """The last day that is still before a day, month, quarter or year."""
    if len(when) in (7, 10) and when.startswith("--"):
        return day_before(when)
    if len(when) == 10:
        return day_before(when)
    year, month = int(when[:4]), 1
    if "-Q" in when:
        month = (int(when[-1]) - 1) * 3 + 1
    elif len(when) == 7:
        month = int(when[5:])
    first = iso_day(year, month, 1)
    return day_before(first) if first else last
