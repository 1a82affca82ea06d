"""What a form asks, and what a report answers, read from the JSON that tables keep. Pure.

    form     {"sections": [{"code", "heading", …}], "tables": [{"code", "heading", "rows": […]}],
              "limits": {"jump": 30, …}}
    answers  {"texts": {section: "…"}, "cells": {row: {"n": "123", "d": "456", "why": "…"}}}

Numbers are strings as computers write them (“1234.5”). What is absent was not reported, which is
not zero.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from behoc.kernel.errors import RuleBroken
from behoc.kernel.words import gettext_noop

SUMMED = "below"  # such a cell is the sum of figures that stand below already
_CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
# Sixteen digits before the point and four behind it are what the tables of figures hold.
_NUMBER = re.compile(r"-?\d{1,16}(?:\.\d{1,4})?")
_NOT_A_FORM = gettext_noop("Biểu mẫu phải gồm danh sách “sections” và danh sách “tables”.")
_NO_CODE = gettext_noop(
    "Biểu mẫu: mục “%(where)s” thiếu mã hoặc mã có ký tự lạ. Mã chỉ gồm a–z, số và dấu - . _"
)
_TWICE = gettext_noop("Biểu mẫu: mã “%(code)s” dùng hai lần. Mỗi mục, mỗi dòng một mã.")
_NO_WORDS = gettext_noop("Biểu mẫu: mục “%(code)s” chưa có tên. Ghi tên để người điền hiểu.")
_UNKNOWN_ROW = gettext_noop(
    "Biểu mẫu: dòng “%(code)s” nhắc tới dòng “%(other)s” không có trong biểu."
)
_NOT_A_NUMBER = gettext_noop("Biểu mẫu: “%(field)s” của dòng “%(code)s” phải là số.")
_EMPTY = gettext_noop("Biểu mẫu chưa hỏi gì. Thêm ít nhất một mục lời hoặc một dòng số liệu.")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading under which words are asked.

    `gathers`: lower reports' words are drawn in; `tells`: the figures are told here in words.
    """

    code: str
    heading: str
    help: str = ""
    required: bool = False
    gathers: bool = False
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what is counted, of what, and which rules hold.

    `sum_of` names rows whose sum this one is, `most` a row that it may not exceed, `jump` how many
    hundredths off last period ask for a word, `outlier` how many times the spread of its peers.
    `known` names what the system itself counts; `of` is what the denominator counts.
    """

    key: str
    number: str
    label: str
    indicator: str = ""
    part: int = 0
    help: str = ""
    unit: str = ""
    decimals: int = 0
    has_denominator: bool = False
    of: str = ""
    required: bool = False
    known: str = ""
    sum_of: tuple[str, ...] = ()
    most: str = ""
    jump: Decimal | None = None
    outlier: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of rows."""

    code: str
    heading: str
    rows: tuple[Row, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """From what on a number is asked about; each is data of the form, None asks nothing."""

    jump: Decimal | None = None  # hundredths of the last period
    jump_floor: Decimal = Decimal(0)  # a smaller change is never a jump
    same_from: Decimal | None = None  # smaller numbers may well repeat
    round_to: Decimal | None = None  # multiples of it look like guesses


@dataclass(frozen=True, slots=True)
class FormContent:
    """All that a form asks."""

    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    limits: Limits = Limits()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of every table, in order."""
        return tuple(row for table in self.tables for row in table.rows)

    def row(self, key: str) -> Row | None:
        """The row of that key."""
        return next((row for row in self.rows if row.key == key), None)

    def section(self, code: str) -> Section | None:
        """The section of that code."""
        return next((each for each in self.sections if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Cell:
    """What was reported in one row. `source`: typed (""), summed from "below", "known", "other"."""

    n: Decimal | None = None
    d: Decimal | None = None
    why: str = ""
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing was reported."""
        return self.n is None and self.d is None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a report says: words by section, numbers by row."""

    texts: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def cell(self, key: str) -> Cell:
        """The cell of that row; an empty one where nothing was reported."""
        return self.cells.get(key) or Cell()


def parse_form(content: Any) -> FormContent:
    """The form that the JSON describes; RuleBroken names the first thing that is wrong."""
    if not isinstance(content, dict):
        raise RuleBroken(_NOT_A_FORM)
    sections, tables = content.get("sections", []), content.get("tables", [])
    if not isinstance(sections, list) or not isinstance(tables, list):
        raise RuleBroken(_NOT_A_FORM)
    form = FormContent(
        tuple(_section(each) for each in sections),
        tuple(_table(each) for each in tables),
        _limits(content.get("limits") or {}),
    )
    _check(form)
    return form


def parse_answers(form: FormContent, answers: Any) -> Answers:
    """The answers that the JSON holds, as far as the form asks for them; the rest is left out."""
    kept = answers if isinstance(answers, dict) else {}
    texts, cells = kept.get("texts") or {}, kept.get("cells") or {}
    return Answers(
        {each.code: str(texts[each.code]) for each in form.sections if texts.get(each.code)},
        {row.key: _cell(cells[row.key]) for row in form.rows if cells.get(row.key)},
    )


def is_number(text: Any) -> bool:
    """True for a number as answers keep it: “123”, “-4”, “12.5”."""
    return isinstance(text, str) and _NUMBER.fullmatch(text) is not None


def _cell(kept: Mapping[str, Any]) -> Cell:
    return Cell(
        _number(kept.get("n")),
        _number(kept.get("d")),
        str(kept.get("why") or ""),
        str(kept.get("from") or ""),
    )


def _number(text: Any) -> Decimal | None:
    return Decimal(text) if is_number(text) else None


def _limits(found: Any) -> Limits:
    if not isinstance(found, dict):
        raise RuleBroken(_NOT_A_FORM)
    given = {name: _limit(found, name, "limits") for name in Limits.__dataclass_fields__}
    return Limits(**{name: value for name, value in given.items() if value is not None})


def _section(found: Any) -> Section:
    row, code = _coded(found, "code")
    return Section(
        code=code,
        heading=_words(row, "heading", code),
        help=_text(row, "help"),
        required=bool(row.get("required", False)),
        gathers=bool(row.get("gathers", False)),
        tells=bool(row.get("tells", False)),
    )


def _table(found: Any) -> Table:
    row, code = _coded(found, "code")
    rows = row.get("rows", [])
    if not isinstance(rows, list):
        raise RuleBroken(_NOT_A_FORM)
    return Table(
        code, _words(row, "heading", code), tuple(_row(each) for each in rows), _text(row, "help")
    )


def _row(found: Any) -> Row:
    row, key = _coded(found, "key")
    return Row(
        key=key,
        number=_text(row, "number"),
        indicator=_text(row, "indicator"),
        label=_words(row, "label", key),
        part=_whole(row, "part", key),
        help=_text(row, "help"),
        unit=_text(row, "unit"),
        decimals=_whole(row, "decimals", key),
        has_denominator=bool(row.get("has_denominator", False)),
        of=_text(row, "of"),
        required=bool(row.get("required", False)),
        known=_text(row, "known"),
        sum_of=tuple(str(each) for each in row.get("sum_of") or ()),
        most=_text(row, "most"),
        jump=_limit(row, "jump", key),
        outlier=_limit(row, "outlier", key),
    )


def _coded(found: Any, name: str) -> tuple[dict[str, Any], str]:
    if not isinstance(found, dict):
        raise RuleBroken(_NOT_A_FORM)
    code = str(found.get(name) or "")
    if not _CODE.fullmatch(code):
        raise RuleBroken(_NO_CODE, where=code or found.get("heading") or found.get("label") or "?")
    return found, code


def _words(row: Mapping[str, Any], name: str, code: str) -> str:
    words = _text(row, name)
    if not words:
        raise RuleBroken(_NO_WORDS, code=code)
    return words


def _text(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()


def _whole(row: Mapping[str, Any], name: str, code: str) -> int:
    value = row.get(name) or 0
    if not isinstance(value, int) or value < 0:
        raise RuleBroken(_NOT_A_NUMBER, field=name, code=code)
    return value


def _limit(row: Mapping[str, Any], name: str, code: str) -> Decimal | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    if not is_number(str(value)):
        raise RuleBroken(_NOT_A_NUMBER, field=name, code=code)
    return Decimal(str(value))


def _check(form: FormContent) -> None:
    if not form.sections and not form.rows:
        raise RuleBroken(_EMPTY)
    for codes in (
        [each.code for each in form.sections],
        [each.code for each in form.tables],
        [each.key for each in form.rows],
    ):
        for code in codes:
            if codes.count(code) > 1:
                raise RuleBroken(_TWICE, code=code)
    known = {row.key for row in form.rows}
    for row, other in _named(form):
        if other not in known:
            raise RuleBroken(_UNKNOWN_ROW, code=row.key, other=other)


def _named(form: FormContent) -> Iterator[tuple[Row, str]]:
    """Every other row that a row's rules name."""
    for row in form.rows:
        yield from ((row, other) for other in row.sum_of)
        if row.most:
            yield row, row.most
