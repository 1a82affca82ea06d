"""Lines, sections, checks and steps of the filling page, as they stand before any script runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from behoc.kernel.clock import in_words
from behoc.kernel.speech import say
from behoc.measure.reporting.models import CellRemark
from behoc.measure.reporting.queries.filling_words import SHORT, UNREAD, WORDS
from behoc.measure.reporting.rules.bound_text import list_fields, list_sources
from behoc.measure.reporting.rules.checks import Fault, Level, tell
from behoc.measure.reporting.rules.content import Answers, Cell, Row, Section
from behoc.measure.reporting.rules.numbers import write_number

if TYPE_CHECKING:
    from behoc.measure.reporting.queries.filling import Filled
    from behoc.measure.reporting.queries.known import Known

MARKS = {Level.STOP: "bad", Level.EXPLAIN: "ask", Level.NOTE: "note"}
TONES = {Level.STOP: ("late", "alert"), Level.EXPLAIN: ("soon", "help"), Level.NOTE: ("", "info")}
TODO = ("empty", "empty-text")
WHYS = frozenset({"rise", "fall", "outlier", "override"})
_HUNDRED = 100
_EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the builders need."""

    found: "Filled"
    filled: Answers
    remarks: list[CellRemark]
    typed: Mapping[str, str]
    asked: bool
    writes: bool
    words: Mapping[str, str] = field(default_factory=dict)
    """The sections as words where figures in them are bound."""

    def faults_of(self, key: str) -> list[Fault]:
        """What is wrong at a row or section; what is merely empty yet says nothing."""
        faults = [fault for fault in self.found.faults if fault.key == key]
        return [each for each in faults if self.asked or each.code not in TODO]


@dataclass(frozen=True, slots=True)
class LineView:
    """One input of the grid: a number, or what it is out of."""

    at: str
    line: str
    name: str
    label: str
    unit: str
    help: str
    before: str
    value: str
    change: str
    rate: str
    mark: str
    tone: str
    icon: str
    words: str
    is_bad: bool
    is_sum: bool


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What the receiver said of a row or section."""

    text: str
    who: str
    when_words: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One row: its lines, and what is to be said of it."""

    key: str
    number: str
    label: str
    lines: tuple[LineView, ...]
    mark: str
    said: str
    why: str
    asks_why: bool
    known: str
    known_words: str
    known_url: str
    is_known_open: bool
    remarks: tuple[RemarkView, ...]

    @property
    def is_quiet(self) -> bool:
        """True where nothing stands under the row."""
        return not (self.said or self.asks_why or self.is_known_open)


@dataclass(frozen=True, slots=True)
class TableView:
    """One table of the form."""

    code: str
    heading: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """One heading with what is written under it, and what was written last period."""

    code: str
    number: int
    heading: str
    help: str
    required: bool
    text: str
    words: str
    is_composed: bool
    before: str
    said: str
    remarks: tuple[RemarkView, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """One line in the list of checks."""

    tone: str
    icon: str
    address: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class ChecksView:
    """The list of checks and its sum in three words."""

    tone: str
    icon: str
    words: str
    items: tuple[CheckView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a report on its way."""

    code: str
    words: str
    is_past: bool
    is_now: bool


def build_tables(shown: Shown) -> tuple[TableView, ...]:
    """The tables of the form."""
    known = {each.key: each for each in shown.found.known}
    return tuple(
        TableView(
            table.code,
            table.heading,
            tuple(_row(shown, row, known.get(row.key)) for row in table.rows),
        )
        for table in shown.found.content.tables
    )


def build_sections(shown: Shown) -> tuple[SectionView, ...]:
    """The headings of the form."""
    return tuple(
        _section(shown, number, section)
        for number, section in enumerate(shown.found.content.sections, 1)
    )


def build_checks(shown: Shown) -> ChecksView:
    """What stops first, then what asks, then how many need a look and how many are fine."""
    faults, content = shown.found.faults, shown.found.content
    stops = [fault for fault in faults if fault.level == Level.STOP]
    asks = [fault for fault in faults if fault.level == Level.EXPLAIN]
    said = [each for each in [*stops, *asks] if shown.asked or each.code not in TODO]
    items = [_check(shown, fault) for fault in said]
    for code, words in (("empty", "todo"), ("empty-text", "todo_texts")):
        left = sum(fault.code == code for fault in faults)
        if left and not shown.asked:
            items.append(CheckView("none", "circle-dashed", "", "", _counted(words, left)))
    notes = len({fault.key for fault in faults if fault.level == Level.NOTE})
    if notes:
        items.append(CheckView("note", "info", "", "", _counted("notes", notes)))
    fine = len(content.rows) + len(content.sections) - len({fault.key for fault in faults})
    items.append(CheckView("done", "done", "", "", _counted("fine", fine)))
    if stops:
        return ChecksView("late", "alert", _counted("stops", len(stops)), tuple(items))
    if asks:
        return ChecksView("soon", "help", _counted("asks", len(asks)), tuple(items))
    return ChecksView("done", "done", _(WORDS["ready"]), tuple(items))


def build_steps(shown: Shown) -> tuple[StepView, ...]:
    """Figures, words, checking, sending, approval: where the report is."""
    content, cells = shown.found.content, shown.filled.cells
    asked = [(row, at) for row in content.rows for at in ("n", "d") if _has(row, at)]
    given = sum(getattr(cells.get(row.key, _EMPTY), at) is not None for row, at in asked)
    written = sum(bool(text.strip()) for text in shown.filled.texts.values())
    codes = {fault.code for fault in shown.found.faults}
    is_clean = all(fault.level == Level.NOTE for fault in shown.found.faults)
    state = shown.found.report.state
    is_sent, is_approved = state not in ("draft", "returned"), state in ("approved", "locked")
    past = (
        not codes & {"empty", "no-numerator", "no-denominator"},
        "empty-text" not in codes,
        is_clean,
        is_sent,
        is_approved,
    )
    words = (
        _(WORDS["numbers"]) % {"given": given, "all": len(asked)},
        _(WORDS["texts"]) % {"given": written, "all": len(content.sections)},
        _(WORDS["check"]),
        _(WORDS["send"]),
        _(WORDS["approve"]),
    )
    now = past.index(False) if False in past else len(past)
    codes_of = ("numbers", "texts", "check", "send", "approve")
    steps = zip(codes_of, words, past, strict=True)
    return tuple(
        StepView(code, said, is_past, at == now) for at, (code, said, is_past) in enumerate(steps)
    )


def _row(shown: Shown, row: Row, known: "Known | None") -> RowView:
    cell = shown.filled.cells.get(row.key, _EMPTY)
    faults = shown.faults_of(row.key)
    typed = [at for at in ("n", "d") if _field(row, at) in shown.typed]
    said = [_(UNREAD) % {"row": shown.typed[_field(row, at)]} for at in typed]
    said += [say(tell(fault)) for fault in faults]
    worst = _worst(faults)
    mark = "bad" if typed else MARKS[worst] if worst else "note"
    asks = any(fault.code in WHYS for fault in faults) or bool(cell.why)
    return RowView(
        key=row.key,
        number=row.number,
        label=row.label,
        lines=tuple(_line(shown, row, at, cell, known) for at in ("n", "d") if _has(row, at)),
        mark=mark,
        said=" ".join(said),
        why=cell.why,
        asks_why=asks,
        known=write_number(known.n) if known else "",
        known_words=known.words if known else "",
        known_url=known.url if known else "",
        is_known_open=bool(known and known.n is not None and cell.n not in (None, known.n)),
        remarks=_remarks(shown, row.key),
    )


def _line(shown: Shown, row: Row, at: str, cell: Cell, known: "Known | None") -> LineView:
    number: Decimal | None = getattr(cell, at)
    then: Decimal | None = getattr(shown.found.before_cells.get(row.key, _EMPTY), at)
    held: Decimal | None = getattr(known, at) if known else None
    is_sum = bool(row.sum_of)
    # What the system knows stands in an empty cell at once; it is kept with the first saving.
    is_prefilled = shown.writes and not is_sum and number is None and held is not None
    value = held if is_prefilled else number
    faults = [fault for fault in shown.faults_of(row.key) if fault.at == at]
    worst = _worst([fault for fault in faults if fault.level != Level.NOTE])
    is_odd = _field(row, at) in shown.typed
    code = next((fault.code for fault in faults if fault.level == worst), "")
    mark = "bad" if is_odd else MARKS[worst] if worst else "sum" if is_sum else ""
    if not mark and held is not None and value == held:
        mark = "known"
    tone, icon, words = _state(worst, code, value, is_odd=is_odd)
    return LineView(
        at=at,
        line=f"{row.key}.{at}",
        name=_field(row, at),
        label=row.label if at == "n" else row.of or _("tổng số"),
        unit=row.unit if at == "n" else "",
        help=row.help if at == "n" else "",
        before=write_number(then),
        value=shown.typed.get(_field(row, at), write_number(value)),
        change=_signed(value, then),
        rate=_rate(cell) if at == "n" and row.has_denominator else "",
        mark=mark,
        tone=tone,
        icon=icon,
        words=words,
        is_bad=is_odd or worst == Level.STOP,
        is_sum=is_sum,
    )


def _state(
    worst: Level | None, code: str, value: Decimal | None, *, is_odd: bool
) -> tuple[str, str, str]:
    if is_odd:
        return "late", "alert", _(SHORT["unread"])
    if worst:
        return *TONES[worst], _(SHORT.get(code) or SHORT[worst.value])
    return ("", "", "") if value is None else ("done", "done", _(SHORT["ok"]))


def _section(shown: Shown, number: int, section: Section) -> SectionView:
    past = shown.found.before.answers.texts if shown.found.before else {}
    text = shown.found.answers.texts.get(section.code, "")
    return SectionView(
        code=section.code,
        number=number,
        heading=section.heading,
        help=section.help,
        required=section.required,
        text=text,
        words=shown.words.get(section.code, text),
        is_composed=bool(list_sources(text)) or any(each.report for each in list_fields(text)),
        before=past.get(section.code, ""),
        said=" ".join(say(tell(fault)) for fault in shown.faults_of(section.code)),
        remarks=_remarks(shown, section.code),
    )


def _check(shown: Shown, fault: Fault) -> CheckView:
    tone, icon = TONES[fault.level]
    content = shown.found.content
    row, section = content.row(fault.key), content.section(fault.key)
    name = row.number or row.label if row else section.heading if section else fault.key
    address = f"muc-{fault.key}" if fault.at == "text" else f"o-{fault.key}.{fault.at}"
    return CheckView(tone, icon, address, name, say(tell(fault)))


def _remarks(shown: Shown, key: str) -> tuple[RemarkView, ...]:
    return tuple(
        RemarkView(each.text, each.person.full_name, in_words(each.at))
        for each in shown.remarks
        if each.place == key
    )


def _worst(faults: Iterable[Fault]) -> Level | None:
    levels = {fault.level for fault in faults}
    return next((level for level in Level if level in levels), None)


def _has(row: Row, at: str) -> bool:
    return at == "n" or row.has_denominator


def _field(row: Row, at: str) -> str:
    return f"cells.{row.key}.{at}"


def _signed(value: Decimal | None, then: Decimal | None) -> str:
    if value is None or then is None:
        return ""
    return ("+" if value > then else "") + write_number(value - then)


def _rate(cell: Cell) -> str:
    if cell.n is None or not cell.d or cell.n > cell.d:
        return ""
    percent = (cell.n * _HUNDRED / cell.d).quantize(Decimal("0.1"))
    return _(WORDS["rate"]) % {"percent": write_number(percent)}


def _counted(name: str, count: int) -> str:
    return _(WORDS[name]) % {"count": count}
