"""Tables in the text: rows that assign work to bodies, and rows that set targets by year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.engines.reading.bodies import split_bodies
from behoc.engines.reading.finds import Assignment, Deadline, Target
from behoc.engines.reading.letters import fold
from behoc.engines.reading.times import YEARLY, find_moments

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from behoc.engines.reading.clauses import Unit

CONTENT = re.compile(r"nội dung|nhiệm vụ|công việc|hoạt động|tên việc|đầu việc|sản phẩm")
LEAD = re.compile(
    r"chủ trì|(?:đơn vị|cơ quan|bộ phận)(?: được)? (?:thực hiện|giao)"
    r"|phân công|^thực hiện$|phụ trách"
)
COORDINATE = re.compile(r"phối hợp")
TIME = re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành")
SUBJECT = re.compile(r"chỉ tiêu|mục tiêu|tiêu chí|nội dung")
UNIT = re.compile(r"đơn vị(?: tính)?$|đvt")
YEAR = re.compile(r"20\d\d")
PAST = re.compile(r"thực hiện|kết quả|ước|hiện trạng|đạt được")
VALUE = re.compile(
    r"^(?P<bound>[<>≥≤]=?|trên|ít nhất|tối thiểu|dưới)?\s*"
    r"(?P<value>\d+(?:[.,]\d+)?)\s*(?P<unit>%)?(?P<more> trở lên)?$"
)
LEAST = 3  # cells that make a row


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; -1 where the table has none."""

    content: int
    lead: int
    coordinate: int
    time: int
    says_lead: bool


def is_row(unit: Unit) -> bool:
    """Whether a paragraph is the row of a table."""
    return len(unit.paragraph.cells) >= LEAST


def table_assignments(units: Sequence[Unit]) -> Iterable[Assignment]:
    """One task per row of every table that names who leads what."""
    for unit, columns in _task_rows(units):
        cells = unit.paragraph.cells
        actor = cells[columns.lead].strip(" ;,.")
        content = cells[columns.content].strip()
        if len(actor) < 2 or len(content) < 5:
            continue
        others = cells[columns.coordinate] if columns.coordinate >= 0 else ""
        yield Assignment(
            actor=actor,
            role="lead" if columns.says_lead else "carry_out",
            coordinators=split_bodies(others),
            force="order",
            text=content,
            trace=unit.trace(0, 1, 0.85, "assignment.table", "dòng của bảng phân công nhiệm vụ"),
        )


def table_deadlines(units: Sequence[Unit], year: int | None) -> Iterable[Deadline]:
    """The time column of the same tables."""
    for unit, columns in _task_rows(units):
        cell = unit.paragraph.cells[columns.time].strip() if columns.time >= 0 else ""
        moments = find_moments(fold(cell), is_yearly=bool(YEARLY.search(fold(cell))), year=year)
        if not moments:
            continue
        moment = moments[-1]
        yield Deadline(
            text=cell,
            kind="yearly" if moment.is_yearly else "once",
            when=(moment.when,),
            last_on_time=(moment.last_on_time,),
            interval="P1Y" if moment.is_yearly else None,
            event=None,
            to_whom=None,
            trace=unit.trace(0, 1, 0.85, "deadline.table", "cột thời gian của bảng phân công"),
        )


def table_targets(units: Sequence[Unit]) -> Iterable[Target]:
    """One target per year column of every table that sets values by year."""
    years: dict[int, int] = {}
    unit_at = subject_at = -1
    for unit in units:
        if not is_row(unit):
            years = {}
            continue
        cells = unit.paragraph.cells
        header = _year_columns(cells)
        if header:
            years = header
            folded = [fold(cell) for cell in cells]
            subject_at = _first(folded, SUBJECT)
            unit_at = _first(folded, UNIT)
            continue
        if years and 0 <= subject_at < len(cells):
            yield from _row_targets(unit, years, subject_at, unit_at)


def _row_targets(
    unit: Unit, years: dict[int, int], subject_at: int, unit_at: int
) -> Iterable[Target]:
    cells = unit.paragraph.cells
    subject = cells[subject_at].strip()
    printed_unit = cells[unit_at].strip() if 0 <= unit_at < len(cells) else ""
    for column, year in years.items():
        found = VALUE.match(fold(cells[column]).strip()) if column < len(cells) else None
        if not found or len(subject) < 4:
            continue
        is_share = bool(found.group("unit")) or "%" in printed_unit or "%" in subject
        yield Target(
            text=subject,
            value=_value(found),
            unit="%" if is_share else printed_unit,
            subject=subject,
            by_year=year,
            within=None,
            trace=unit.trace(0, 1, 0.8, "target.table", "ô của bảng chỉ tiêu theo năm"),
        )


def _task_rows(units: Sequence[Unit]) -> Iterable[tuple[Unit, Columns]]:
    columns: Columns | None = None
    width = 0
    for unit in units:
        if not is_row(unit):
            columns = None
            continue
        cells = unit.paragraph.cells
        header = _task_columns(cells)
        if header:
            columns, width = header, len(cells)
        elif columns and len(cells) == width:
            yield unit, columns


def _task_columns(cells: Sequence[str]) -> Columns | None:
    folded = [fold(cell).strip() for cell in cells]
    if any(len(cell) > 60 for cell in folded):
        return None
    lead = _first(folded, LEAD)
    content = next(
        (at for at, cell in enumerate(folded) if CONTENT.search(cell) and at != lead), -1
    )
    if lead < 0 or content < 0:
        return None
    says_lead = "chủ trì" in folded[lead]
    return Columns(content, lead, _first(folded, COORDINATE), _first(folded, TIME), says_lead)


def _year_columns(cells: Sequence[str]) -> dict[int, int]:
    folded = [fold(cell) for cell in cells]
    if _first(folded, SUBJECT) < 0 or any(len(cell) > 60 for cell in folded):
        return {}
    return {
        at: int(found.group())
        for at, cell in enumerate(folded)
        if (found := YEAR.search(cell)) and not PAST.search(cell) and "%" not in cell
    }


def _first(folded: Sequence[str], pattern: re.Pattern[str]) -> int:
    return next((at for at, cell in enumerate(folded) if pattern.search(cell)), -1)


def _value(found: re.Match[str]) -> int | float | str:
    printed = found.group("value").replace(",", ".")
    value = float(printed) if "." in printed else int(printed)
    bound = found.group("bound") or ""
    if bound in ("<", "<=", "≤", "dưới"):
        return f"<={value}"
    return f">={value}" if bound or found.group("more") else value
