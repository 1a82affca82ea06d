"""What the process does with the file: the kind, the headings, the rows."""

import csv
import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, TextIO

from python_calamine import CalamineError, CalamineWorkbook

from behoc.kernel.text import fold

# Rows before the data: a title, a few lines, the headings.
_HEADINGS_WITHIN: Final = 30
_SHEETS: Final = 20
_BOOK_CELLS: Final = 400_000
_LONGEST_FIELD: Final = 1 << 20
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_ENCODINGS: Final = ("utf-8-sig", "cp1258")
_BLOCK: Final = 1 << 20
_AT_ONCE: Final = 5_000
# Excel keeps fifteen digits of a number; what follows is the machine's rounding.
_DIGITS: Final = ".15g"

Raw = str | int | float | bool | date | datetime | time | timedelta


class Refused(Exception):
    """The code of a refusal and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


def whole_book(path: Path) -> dict[str, list[list[Any]]]:
    """Every sheet of a workbook: rows of words, numbers and None."""
    if not _begins(path).startswith(b"PK"):
        raise Refused("old" if _begins(path).startswith(_OLD_OFFICE) else "not_a_workbook")
    found: dict[str, list[list[Any]]] = {}
    left = _BOOK_CELLS
    for name, rows in _sheets(path):
        found[name] = []
        for row in rows:
            left -= len(row)
            if left < 0:
                raise Refused("memory")
            found[name].append([_cell(value) for value in row])
    return found


def write_rows(
    path: Path, columns: list[dict[str, Any]], most: int, target: TextIO
) -> dict[str, Any]:
    """Write the wanted columns of the first table that has them; say how many rows."""
    start = _begins(path)
    if not start:
        raise Refused("empty")
    if start.startswith(_OLD_OFFICE):
        raise Refused("old")
    missing: list[str] = []
    for name, rows in _sheets(path) if start.startswith(b"PK") else _text(path, start):
        ahead = list(itertools.islice(rows, _HEADINGS_WITHIN))
        at, places, missing = _find_headings(ahead, columns)
        if places is None:
            continue
        data = itertools.chain(ahead[at + 1 :], rows)
        try:
            count = _write(data, places, most, csv.writer(target, lineterminator="\n"))
        except (csv.Error, UnicodeError) as error:
            raise Refused("damaged") from error
        return {"count": count, "headings": at + 1, "sheet": name, "places": places}
    raise Refused("headings", missing=", ".join(missing))


def _write(rows: Iterator[Sequence[Raw]], places: list[int | None], most: int, target: Any) -> int:
    """Write every row, empty ones too, so that its place in the stream tells its row."""
    count = 0
    while batch := list(itertools.islice(rows, _AT_ONCE)):
        count += len(batch)
        if count > most:
            raise Refused("too_many_rows", limit=f"{most:,}".replace(",", "."))
        # By columns, for a column of words alone needs no look at each cell.
        target.writerows(zip(*(_column(batch, place) for place in places), strict=True))
    return count


def _column(batch: list[Sequence[Raw]], place: int | None) -> list[str]:
    if place is None:
        return [""] * len(batch)
    try:
        cells = list(map(itemgetter(place), batch))
    except IndexError:  # somewhere a row is shorter
        cells = [row[place] if place < len(row) else "" for row in batch]
    if set(map(type, cells)) == {str}:
        return cells
    return [_plain(cell) for cell in cells]


def _find_headings(
    ahead: list[Sequence[Raw]], columns: list[dict[str, Any]]
) -> tuple[int, list[int | None] | None, list[str]]:
    """Where the headings stand and the place of each column, or what the best row lacks."""
    best = [column["heading"] for column in columns if not column["optional"]]
    for at, row in enumerate(ahead):
        words = [fold(" ".join(str(value).split())) for value in row]
        places: list[int | None] = []
        lacks = []
        for column in columns:
            names = [fold(name) for name in (column["heading"], *column["also"])]
            place = next((words.index(name) for name in names if name in words), None)
            places.append(place)
            if place is None and not column["optional"]:
                lacks.append(column["heading"])
        if not lacks:
            return at, places, []
        if len(lacks) < len(best):
            best = lacks
    return 0, None, best


def _sheets(path: Path) -> Iterator[tuple[str, Iterator[Sequence[Raw]]]]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names[:_SHEETS]:
            sheet = book.get_sheet_by_name(name)
            left = sheet.start[1] if sheet.start else 0
            yield name, _shifted(sheet.iter_rows(), left)
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise Refused("damaged") from error


def _shifted(rows: Iterable[list[Raw]], left: int) -> Iterator[Sequence[Raw]]:
    """Rows as they stand in the sheet: the library leaves out empty columns at the left."""
    if not left:
        yield from rows
        return
    blank: list[Raw] = [""] * left
    for row in rows:
        yield blank + row


def _text(path: Path, start: bytes) -> Iterator[tuple[str, Iterator[Sequence[Raw]]]]:
    encoding = _encoding(path, start)
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(encoding=encoding, newline="") as lines:
        head = next((line for line in lines if line.strip()), "")
        delimiter = max("\t;,", key=head.count)
        lines.seek(0)
        yield "", _read_csv(csv.reader(lines, delimiter=delimiter))


def _read_csv(reader: Iterator[list[str]]) -> Iterator[Sequence[Raw]]:
    try:
        yield from reader
    except csv.Error as error:
        raise Refused("damaged") from error


def _encoding(path: Path, start: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else the old Windows code page."""
    wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else _ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as text:
                while block := text.read(_BLOCK):
                    if "\x00" in block:
                        raise Refused("not_a_table")
        except UnicodeError:
            continue
        return encoding
    raise Refused("encoding")


def _begins(path: Path) -> bytes:
    with path.open("rb") as content:
        return content.read(8)


def _plain(value: Raw) -> str:
    """A cell as words: a whole number as its digits, decimals after a comma, a day as its name."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value))
        return f"{Decimal(format(value, _DIGITS)):f}".replace(".", ",")
    return value.isoformat() if isinstance(value, date) else str(value)


def _cell(value: Raw) -> str | float | None:
    if isinstance(value, float) and not isinstance(value, bool):
        return int(value) if value.is_integer() else value
    words = unicodedata.normalize("NFC", value) if isinstance(value, str) else _plain(value)
    return words if words.strip() else None
