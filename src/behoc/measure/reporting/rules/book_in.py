"""What a workbook of a report brings back: what changed, and what is wrong at which cell. Pure.

A cell that says nothing we can keep is left as it stood on the server and told; the rest is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from behoc.kernel.errors import RuleBroken
from behoc.kernel.words import Sentence, gettext_noop, sentence
from behoc.measure.reporting.rules.book_layout import (
    COLUMNS,
    FIGURES,
    HEADINGS,
    KEY,
    WHY,
    WORDS,
    WORDS_TEXT,
    D,
    N,
    Stamp,
    cell_name,
)
from behoc.measure.reporting.rules.content import FormContent, Row
from behoc.measure.reporting.rules.numbers import canonical, read_number

# Excel keeps fifteen digits of a number; what follows is the machine's rounding.
_DIGITS = ".15g"
_PARTS = (("n", N), ("d", D), ("why", WHY))

_NO_NUMBER = gettext_noop("Ghi “%(typed)s”, không đọc thành số được. Ghi số như 1.234 hoặc 12,5.")
_NEGATIVE = gettext_noop("Ghi %(typed)s, nhỏ hơn 0. Số liệu báo cáo không âm.")
_DECIMALS = gettext_noop("Ghi %(typed)s, nhiều chữ số lẻ quá: ô này lấy %(most)s chữ số lẻ.")
_TWICE = gettext_noop("Dòng này đứng hai lần trong tệp. Bỏ bớt một dòng.")
_GONE = gettext_noop("Dòng này không còn trong tệp. Tải lại biểu mẫu để có đủ dòng.")
_OUTSIDE = gettext_noop("“%(typed)s” nằm ngoài các dòng của biểu mẫu nên không nhận được.")
_LOCKED = gettext_noop("Ô này không nhận số: chỉ tiêu không có tổng số. Xóa “%(typed)s”.")


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong at one cell; `typed` is what stood there, for the copy that goes back."""

    sheet: str
    cell: str
    key: str
    at: str
    told: Sentence
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook changed since it was given out, how much it held, and its faults.

    `filled` values were read, `written` of them are new; values that were emptied are in the patch.
    """

    patch: Mapping[str, Any]
    filled: int
    written: int
    faults: tuple[CellFault, ...] = ()


@dataclass(slots=True)
class _Found:
    """What is gathered while the sheets are read."""

    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    unread: set[tuple[str, str]] = field(default_factory=set)
    faults: list[CellFault] = field(default_factory=list)


def read_report(
    form: FormContent, stamp: Stamp, sheets: Mapping[str, Sequence[Sequence[Any]]]
) -> Returned:
    """Compare what stands in the sheets with what the stamp says was given out.

    A row or a text that no longer stands in the file is a fault and changes nothing.
    """
    found = _Found()
    _read_figures(form, sheets.get(FIGURES, ()), found)
    _read_words(form, sheets.get(WORDS, ()), found)
    _forget_sums(form, stamp, found)
    cells = _changed_cells(form, stamp, found)
    given = stamp.answers.get("texts", {})
    texts = {
        code: text for code, text in found.texts.items() if _lines(text) != _lines(given.get(code))
    }
    patch = {name: value for name, value in (("texts", texts), ("cells", cells)) if value}
    filled = sum(bool(value) for cell in found.cells.values() for value in cell.values())
    return Returned(
        patch=patch,
        filled=filled + sum(bool(text.strip()) for text in found.texts.values()),
        written=sum(bool(text) for text in texts.values())
        + sum(bool(value) for cell in cells.values() for value in cell.values()),
        faults=tuple(found.faults),
    )


def _read_figures(form: FormContent, rows: Sequence[Sequence[Any]], found: _Found) -> None:
    known = {row.key: row for row in form.rows}
    _check_columns(rows)
    for at, cells in enumerate(rows):
        key = _word(cells, KEY)
        if key in known and key not in found.cells:
            found.cells[key] = dict(_read_row(known[key], at, cells, found))
        elif key in known:
            found.faults.append(_fault(FIGURES, at, N, key, "n", sentence(_TWICE), cells))
        elif not key:
            found.faults += _outside(FIGURES, at, cells, range(1, len(HEADINGS)))
    for key in known:
        if key not in found.cells:
            found.faults.append(CellFault(FIGURES, "", key, "n", sentence(_GONE)))


def _check_columns(rows: Sequence[Sequence[Any]]) -> None:
    """The headings stand where they were: a moved column would put numbers in the wrong place."""
    for cells in rows:
        if _word(cells, KEY) != COLUMNS:
            continue
        if tuple(_word(cells, column) for column in range(1, len(HEADINGS))) != HEADINGS[1:]:
            raise RuleBroken(
                "Các cột của trang “%(sheet)s” đã bị đổi chỗ hoặc đổi tên. Tải lại biểu mẫu rồi "
                "chép số liệu sang.",
                sheet=FIGURES,
            )


def _read_row(row: Row, at: int, cells: Sequence[Any], found: _Found) -> Iterator[tuple[str, str]]:
    for part, column in _PARTS:
        value = cells[column] if column < len(cells) else None
        if part == "why":
            yield part, _text(value)
            continue
        if part == "d" and not row.has_denominator:
            if value is not None:
                told = sentence(_LOCKED, typed=_text(value))
                found.faults.append(_fault(FIGURES, at, D, row.key, "d", told, cells))
            continue
        number, wrong = _number(row, value)
        if wrong is not None:
            found.unread.add((row.key, part))
            found.faults.append(_fault(FIGURES, at, column, row.key, part, wrong, cells))
        yield part, "" if number is None else canonical(number)


def _number(row: Row, value: Any) -> tuple[Decimal | None, Sentence | None]:
    typed = _text(value)
    if not typed:
        return None, None
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            number = Decimal(format(value, _DIGITS))
        else:
            number = read_number(typed) or Decimal(0)
        number = read_number(f"{number:f}".replace(".", ",")) or Decimal(0)
    except (ValueError, ArithmeticError):
        return None, sentence(_NO_NUMBER, typed=typed)
    if number < 0:
        return None, sentence(_NEGATIVE, typed=typed)
    if number != round(number, row.decimals):
        return None, sentence(_DECIMALS, typed=typed, most=row.decimals)
    return number, None


def _read_words(form: FormContent, rows: Sequence[Sequence[Any]], found: _Found) -> None:
    pieces: dict[str, dict[int, str]] = {section.code: {} for section in form.sections}
    for at, cells in enumerate(rows):
        code, mark, turn = _word(cells, KEY).partition("#")
        if code in pieces and mark and turn.isdecimal():
            if int(turn) in pieces[code]:
                told = sentence(_TWICE)
                found.faults.append(_fault(WORDS, at, WORDS_TEXT, code, "text", told, cells))
                continue
            value = cells[WORDS_TEXT] if len(cells) > WORDS_TEXT else None
            pieces[code][int(turn)] = _text(value, strip=False)
        elif not code and not mark:
            found.faults += _outside(WORDS, at, cells, (WORDS_TEXT,))
    for code, parts in pieces.items():
        if 0 in parts:
            found.texts[code] = "".join(parts[turn] for turn in sorted(parts))
        else:
            found.faults.append(CellFault(WORDS, "", code, "text", sentence(_GONE)))


def _outside(
    sheet: str, at: int, cells: Sequence[Any], columns: Sequence[int]
) -> Iterator[CellFault]:
    for column in columns:
        typed = _word(cells, column)
        if typed:
            told = sentence(_OUTSIDE, typed=typed)
            yield CellFault(sheet, cell_name(at, column), "", "", told, typed)


def _forget_sums(form: FormContent, stamp: Stamp, found: _Found) -> None:
    """A total that the sheet itself made from the parts was not typed by anybody."""
    given = stamp.answers.get("cells", {})
    for row in form.rows:
        for part in ("n", "d") if row.sum_of else ():
            cell = found.cells.get(row.key, {})
            parts = [found.cells.get(key, {}).get(part) for key in row.sum_of]
            total = sum((Decimal(each) for each in parts if each), Decimal(0))
            made = bool(cell.get(part)) and any(parts) and Decimal(cell[part]) == total
            if made and not given.get(row.key, {}).get(part):
                cell[part] = ""


def _changed_cells(form: FormContent, stamp: Stamp, found: _Found) -> dict[str, dict[str, str]]:
    given = stamp.answers.get("cells", {})
    changed: dict[str, dict[str, str]] = {}
    for row in form.rows:
        before = given.get(row.key, {})
        for part, value in found.cells.get(row.key, {}).items():
            if (row.key, part) not in found.unread and value != _as_read(before.get(part, "")):
                changed.setdefault(row.key, {})[part] = value
        # What somebody typed over is no longer drawn from elsewhere.
        if before.get("from") and {"n", "d"} & changed.get(row.key, {}).keys():
            changed[row.key]["from"] = ""
    return changed


def _as_read(kept: str) -> str:
    """A kept value as it would come back from a cell of words."""
    return "\n".join(line.rstrip() for line in _lines(kept).strip().split("\n")) if kept else ""


def _fault(
    sheet: str, at: int, column: int, key: str, part: str, told: Sentence, cells: Sequence[Any]
) -> CellFault:
    typed = _text(cells[column]) if column < len(cells) else ""
    return CellFault(sheet, cell_name(at, column), key, part, told, typed)


def _word(cells: Sequence[Any], column: int) -> str:
    return _text(cells[column]) if column < len(cells) else ""


def _text(value: Any, *, strip: bool = True) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        value = format(value, _DIGITS)
    words = _lines(str(value))
    return words.strip() if strip else words


def _lines(text: str | None) -> str:
    """Ends of lines as one sign: Excel writes them its own way."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
