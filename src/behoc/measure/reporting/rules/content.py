"""A form and its answers as plain values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """A heading under which somebody writes."""

    code: str
    heading: str
    help: str = ""
    required: bool = False
    gathers: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a figure and, where it is a ratio, what it is out of."""

    key: str
    number: str
    label: str
    indicator: str = ""
    part: int = 0
    help: str = ""
    unit: str = ""
    decimals: int = 0
    has_denominator: bool = False
    required: bool = False
    known: str = ""
    sum_of: tuple[str, ...] = ()
    most: str = ""
    outlier: Decimal | None = None
    jump: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one heading."""

    code: str
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """From what on a number is asked about; each is data of the form, None asks nothing."""

    jump: Decimal | None = None  # percent of the last period
    jump_floor: Decimal = Decimal(0)  # a smaller change is never a jump
    same_from: Decimal | None = None  # smaller numbers may well repeat
    round_to: Decimal | None = None  # multiples of it look like guesses


@dataclass(frozen=True, slots=True)
class FormContent:
    """What a form asks."""

    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    limits: Limits = Limits()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in the order of the form."""
        return tuple(row for table in self.tables for row in table.rows)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is answered in one row; None is not reported, which is not zero."""

    n: Decimal | None = None
    d: Decimal | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What one body answers."""

    texts: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)


def parse_form(data: Mapping[str, Any]) -> FormContent:
    """The form of its JSON."""
    return FormContent(
        tuple(Section(**each) for each in data.get("sections", ())),
        tuple(
            Table(each["code"], each["heading"], tuple(_row(row) for row in each["rows"]))
            for each in data.get("tables", ())
        ),
        Limits(**{name: Decimal(str(each)) for name, each in data.get("limits", {}).items()}),
    )


def parse_answers(form: FormContent, data: Mapping[str, Any]) -> Answers:
    """The answers of their JSON."""
    cells = {key: _cell(cell) for key, cell in data.get("cells", {}).items()}
    return Answers(dict(data.get("texts", {})), cells)


def _row(data: dict[str, Any]) -> Row:
    given = dict(data)
    given["sum_of"] = tuple(given.get("sum_of", ()))
    for name in ("outlier", "jump"):
        if given.get(name) is not None:
            given[name] = Decimal(str(given[name]))
    return Row(**given)


def _cell(data: Mapping[str, str]) -> Cell:
    def number(part: str) -> Decimal | None:
        return Decimal(data[part]) if data.get(part) else None

    return Cell(number("n"), number("d"), data.get("why", ""))
