"""A report as a workbook to fill in: protected but for the cells that wait for somebody. Pure.

What stands in the file is in Vietnamese for every reader: it is the form itself.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from behoc.measure.reporting.rules.book_checks import check_formula
from behoc.measure.reporting.rules.book_layout import (
    BEFORE,
    CHECK,
    COLUMNS,
    FAULTS,
    FIGURES,
    HEADINGS,
    HIDDEN,
    KEY,
    KNOWN,
    LABEL,
    LINES,
    NUMBER,
    OWN,
    SHARE,
    SIGNS,
    UNIT,
    WHY,
    WORDS,
    WORDS_HEADING,
    WORDS_TEXT,
    D,
    N,
    Stamp,
    cell_name,
)
from behoc.measure.reporting.rules.content import Cell, FormContent, Row
from behoc.measure.reporting.rules.numbers import write_number

# Widths in letters, as many as the longest usual entry.
_WIDTHS = {KEY: 3, NUMBER: 6, LABEL: 46, UNIT: 14, N: 14, D: 14, SHARE: 9, BEFORE: 14, KNOWN: 14}
_WIDE = {WHY: 34, CHECK: 38}  # letters
_FAULT_WIDTHS = (20, 40, 90)  # letters
# Above the first table, and above each table's rows: its heading and the columns; below, one line.
_AHEAD, _BETWEEN = 2, 3
# A paragraph at a reading distance: letters across, points high, points a line.
_TEXT_WIDTH, _TEXT_HEIGHT, _SIDE_WIDTH = 100, 150, 38
_NOTE_WIDTH, _NOTE_HEIGHT = 260, 90  # points
# Excel keeps so many digits of a number; a longer one goes as words, which are read back whole.
EXACT_DIGITS = 15
# The paper form on which it is printed: Excel's number for A4.
_A4 = 9
_LOCKED = {"valign": "vcenter", "text_wrap": True, "border": 1, "border_color": "#C9C4BA"}
_OPEN = {**_LOCKED, "locked": False, "bg_color": "#FFFDF5"}
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 14},
    "quiet": {"font_color": "#5B564D"},
    "table": {"bold": True, "font_size": 12, "top": 2},
    "head": {**_LOCKED, "bold": True, "align": "center", "bg_color": "#EFEBE2"},
    "cell": _LOCKED,
    "given": {**_LOCKED, "font_color": "#5B564D", "num_format": "#,##0.####", "align": "right"},
    "none": {**_LOCKED, "bg_color": "#EFEBE2"},
    "number": {**_OPEN, "num_format": "#,##0.####", "align": "right"},
    "words": {**_OPEN, "valign": "top"},
    "wrong": {**_OPEN, "bg_color": "#FBE3DF", "font_color": "#9B1C13", "align": "right"},
    "wrong_words": {**_OPEN, "bg_color": "#FBE3DF", "valign": "top"},
    "share": {**_LOCKED, "num_format": "0.0", "align": "right"},
    "side": {**_LOCKED, "valign": "top", "bold": True},
}
_MUST, _LOOK = {"font_color": "#9B1C13", "bold": True}, {"font_color": "#7A4B00"}
_REASONS = (
    "Số chốt sớm hơn ngày cuối kỳ",
    "Đổi cách tính so với kỳ trước",
    "Đã đối chiếu lại với sổ gốc",
    "Địa bàn mới sắp xếp nên khó so với kỳ trước",
)
_HOW = (
    "Chỉ điền vào ô nền vàng nhạt. Để trống là chưa báo cáo; không có thì ghi 0.",
    "Cột “Kiểm tra” nói ngay ô nào phải sửa. Xong thì lưu lại rồi gửi tệp này lên hệ thống.",
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The lines above the form: its name, then whose report it is, for when, to whom."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong at one place: a row's or section's key, the part of it, the words."""

    key: str
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the cells: the last period, what is known, what came back wrong."""

    before: Mapping[str, Cell] = field(default_factory=dict)
    known: Mapping[str, Cell] = field(default_factory=dict)
    typed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    remarks: Sequence[Remark] = ()


def write_report(form: FormContent, stamp: Stamp, cover: Cover, beside: Beside) -> bytes:
    """The workbook of a report with its answers; with remarks it is a copy to mend."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    writer = _Writer(book, form, stamp, beside)
    first = book.add_worksheet(FAULTS) if beside.remarks else None
    writer.write_figures(book.add_worksheet(FIGURES), cover)
    writer.write_words(book.add_worksheet(WORDS))
    writer.write_stamp(book.add_worksheet(HIDDEN))
    if first is not None:
        writer.write_faults(first)
    book.close()
    return target.getvalue()


def parts_of(text: str) -> list[str]:
    """A text in pieces that a cell can hold; joined they are the text again."""
    pieces, piece, lines = [], "", 0
    for line in text.splitlines(keepends=True):
        rest = line
        while rest:
            if lines == LINES or len(piece) == SIGNS:
                pieces.append(piece)
                piece, lines = "", 0
            room = SIGNS - len(piece)
            piece, rest = piece + rest[:room], rest[room:]
        lines += 1
    return [*pieces, piece]


class _Writer:
    """The sheets of one workbook; cells that remarks name are noted as they are written."""

    def __init__(self, book: Any, form: FormContent, stamp: Stamp, beside: Beside) -> None:
        self.form, self.stamp, self.beside = form, stamp, beside
        self.styles = {name: book.add_format(style) for name, style in _STYLES.items()}
        self.must, self.look = book.add_format(_MUST), book.add_format(_LOOK)
        self.said: dict[tuple[str, str], list[str]] = {}
        for remark in beside.remarks:
            self.said.setdefault((remark.key, remark.at), []).append(remark.words)
        self.where: dict[tuple[str, str], str] = {}
        self.cells = stamp.answers.get("cells", {})

    def write_figures(self, sheet: Any, cover: Cover) -> None:
        self._set_up(sheet)
        style = self.styles
        for width in (_WIDTHS, _WIDE):
            for column, letters in width.items():
                sheet.set_column(column, column, letters)
        sheet.set_column(KEY, KEY, None, None, {"hidden": True})
        sheet.write_string(0, NUMBER, cover.title, style["title"])
        lines = (*cover.lines, *_HOW)
        for at, words in enumerate(lines, start=1):
            sheet.write_string(at, NUMBER, words, style["quiet"])
        at = len(lines) + _AHEAD
        places = self._places(at)
        for table in self.form.tables:
            sheet.write_string(at, NUMBER, table.heading, style["table"])
            for column, words in enumerate(HEADINGS[1:], start=1):
                sheet.write_string(at + 1, column, words, style["head"])
            sheet.write_string(at + 1, KEY, COLUMNS)
            for row in table.rows:
                self._write_row(sheet, row, places)
            at += len(table.rows) + _BETWEEN
        for line in range(at):
            if line not in places.values() and not self._is_columns(line, places):
                sheet.write_string(line, KEY, OWN)
        sheet.conditional_format(0, CHECK, at, CHECK, _begins("Sửa", self.must))
        sheet.conditional_format(0, CHECK, at, CHECK, _begins("Xem", self.look))

    def write_words(self, sheet: Any) -> None:
        self._set_up(sheet)
        sheet.set_column(KEY, KEY, None, None, {"hidden": True})
        sheet.set_column(WORDS_HEADING, WORDS_HEADING, _SIDE_WIDTH)
        sheet.set_column(WORDS_TEXT, WORDS_TEXT, _TEXT_WIDTH)
        head = self.styles["head"]
        sheet.write_string(0, KEY, COLUMNS)
        sheet.write_string(0, WORDS_HEADING, "Mục", head)
        sheet.write_string(0, WORDS_TEXT, "Nội dung", head)
        sheet.freeze_panes(1, 0)
        at = 1
        texts = self.stamp.answers.get("texts", {})
        for section in self.form.sections:
            words = self.beside.typed.get((section.code, "text"), texts.get(section.code, ""))
            for turn, piece in enumerate(parts_of(words)):
                self._write_piece(sheet, at, f"{section.code}#{turn}", piece)
                side = section.heading if turn == 0 else "(tiếp)"
                if turn == 0 and section.help:
                    side = f"{side}\n{section.help}"
                sheet.write_string(at, WORDS_HEADING, side, self.styles["side"])
                if turn == 0:
                    self._note(sheet, at, WORDS_TEXT, section.code, "text")
                at += 1

    def write_stamp(self, sheet: Any) -> None:
        for at, (name, value) in enumerate(self.stamp.lines()):
            sheet.write_string(at, 0, name)
            sheet.write_string(at, 1, value)
        sheet.protect()
        sheet.very_hidden()

    def write_faults(self, sheet: Any) -> None:
        for column, letters in enumerate(_FAULT_WIDTHS):
            sheet.set_column(column, column, letters)
        for column, words in enumerate(("Ô", "Nội dung", "Sửa thế nào")):
            sheet.write_string(0, column, words, self.styles["head"])
        names = {row.key: row.label for row in self.form.rows}
        names |= {section.code: section.heading for section in self.form.sections}
        for at, remark in enumerate(self.beside.remarks, start=1):
            place = self.where.get((remark.key, remark.at), "")
            for column, words in enumerate((place, names.get(remark.key, ""), remark.words)):
                sheet.write_string(at, column, words, self.styles["cell"])
            if place:
                sheet.write_url(at, 0, f"internal:{place}", self.styles["cell"], place)
        sheet.freeze_panes(1, 0)
        sheet.activate()

    def _set_up(self, sheet: Any) -> None:
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)

    def _places(self, at: int) -> dict[str, int]:
        """The line of every row, known before the first formula is written."""
        found = {}
        for table in self.form.tables:
            for line, row in enumerate(table.rows, start=at + _AHEAD):
                found[row.key] = line
            at += len(table.rows) + _BETWEEN
        return found

    def _is_columns(self, line: int, places: Mapping[str, int]) -> bool:
        firsts = {places[table.rows[0].key] - 1 for table in self.form.tables if table.rows}
        return line in firsts

    def _write_row(self, sheet: Any, row: Row, places: Mapping[str, int]) -> None:
        at, style = places[row.key], self.styles
        sheet.write_string(at, KEY, row.key)
        sheet.write_string(at, NUMBER, row.number, style["cell"])
        sheet.write_string(at, LABEL, row.label, style["cell"])
        sheet.write_string(at, UNIT, row.unit, style["cell"])
        self._write_number(sheet, row, at, "n", places)
        if row.has_denominator:
            self._write_number(sheet, row, at, "d", places)
            n, d = cell_name(at, N), cell_name(at, D)
            share = f'=IF(AND(ISNUMBER({n}),ISNUMBER({d})),IF({d}>0,{n}/{d}*100,""),"")'
            sheet.write_formula(at, SHARE, share, style["share"], "")
        else:
            sheet.write_blank(at, D, None, style["none"])
            sheet.write_blank(at, SHARE, None, style["none"])
        for column, beside in ((BEFORE, self.beside.before), (KNOWN, self.beside.known)):
            number = beside.get(row.key, Cell()).n
            if number is None:
                sheet.write_blank(at, column, None, style["given"])
            else:
                sheet.write_number(at, column, float(number), style["given"])
        self._write_why(sheet, row, at)
        known = self.beside.known.get(row.key, Cell()).n is not None
        formula = check_formula(self.form, row, places, known=known)
        sheet.write_formula(at, CHECK, formula, style["cell"], "")

    def _write_number(
        self, sheet: Any, row: Row, at: int, part: str, places: Mapping[str, int]
    ) -> None:
        column = N if part == "n" else D
        kept = self.cells.get(row.key, {}).get(part)
        typed = self.beside.typed.get((row.key, part))
        style = self.styles["wrong" if (row.key, part) in self.said else "number"]
        if typed is not None:
            sheet.write_string(at, column, typed, style)
        elif kept is not None and len(Decimal(kept).as_tuple().digits) > EXACT_DIGITS:
            sheet.write_string(at, column, write_number(Decimal(kept)), style)
        elif kept is not None:
            sheet.write_number(at, column, float(Decimal(kept)), style)
        elif row.sum_of:
            sheet.write_formula(at, column, _sum(row, column, places), style, "")
        else:
            sheet.write_blank(at, column, None, style)
        sheet.data_validation(at, column, at, column, _rule(row))
        self._note(sheet, at, column, row.key, part)

    def _write_why(self, sheet: Any, row: Row, at: int) -> None:
        style = self.styles["wrong_words" if (row.key, "why") in self.said else "words"]
        kept = self.beside.typed.get((row.key, "why"), self.cells.get(row.key, {}).get("why", ""))
        sheet.write_string(at, WHY, kept, style) if kept else sheet.write_blank(
            at, WHY, None, style
        )
        pick = {"validate": "list", "source": list(_REASONS), "show_error": False}
        sheet.data_validation(at, WHY, at, WHY, pick)
        self._note(sheet, at, WHY, row.key, "why")

    def _write_piece(self, sheet: Any, at: int, key: str, piece: str) -> None:
        sheet.set_row(at, _TEXT_HEIGHT)
        sheet.write_string(at, KEY, key)
        wrong = (key.partition("#")[0], "text") in self.said
        style = self.styles["wrong_words" if wrong else "words"]
        # Words as words whatever they begin with: never a formula on the reader's machine.
        sheet.write_string(at, WORDS_TEXT, piece, style) if piece else sheet.write_blank(
            at, WORDS_TEXT, None, style
        )

    def _note(self, sheet: Any, at: int, column: int, key: str, part: str) -> None:
        self.where[key, part] = f"'{sheet.get_name()}'!{cell_name(at, column)}"
        words = self.said.get((key, part))
        if words:
            size = {"width": _NOTE_WIDTH, "height": _NOTE_HEIGHT, "visible": False}
            sheet.write_comment(at, column, "\n".join(words), size)


def _sum(row: Row, column: int, places: Mapping[str, int]) -> str:
    cells = ",".join(cell_name(places[key], column) for key in row.sum_of)
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def _rule(row: Row) -> dict[str, Any]:
    kind = "decimal" if row.decimals else "integer"
    words = (
        f"Chỉ ghi số, tối đa {row.decimals} chữ số lẻ." if row.decimals else "Chỉ ghi số nguyên."
    )
    return {
        "validate": kind,
        "criteria": ">=",
        "value": 0,
        "input_title": f"Dòng {row.number}"[:32],
        "input_message": (row.help or row.label)[:255],
        "error_title": "Chưa đúng",
        "error_message": f"{words} Không ghi chữ, không ghi số âm.",
    }


def _begins(words: str, style: Any) -> dict[str, Any]:
    return {"type": "text", "criteria": "begins with", "value": words, "format": style}
