"""A province's bodies in one table: each row read, each fault named by its cell."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from behoc.ground.organisations.rules.catalogue import Catalogue, Kind, shipped
from behoc.ground.organisations.rules.tables import (
    Cell,
    UnreadableTable,
    column_letters,
    read_table,
)
from behoc.kernel.text import fold
from behoc.kernel.words import Sentence, sentence

# Field, heading on the template, other headings that are understood, longest text kept.
COLUMNS: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    ("code", "Mã", ("mã cơ quan", "mã đơn vị", "mã số"), 40),
    ("name", "Tên", ("tên cơ quan", "tên đơn vị", "tên đầy đủ"), 200),
    ("short_name", "Tên ngắn", ("tên gọi tắt", "tên viết tắt", "viết tắt"), 100),
    ("kind", "Loại", ("loại hình", "loại cơ quan"), 60),
    ("line", "Tuyến", ("khối", "hệ thống"), 60),
    (
        "superior",
        "Cấp trên (Mã)",
        ("cấp trên", "mã cấp trên", "cơ quan cấp trên", "trực thuộc"),
        40,
    ),
    ("place", "Địa bàn (mã)", ("địa bàn", "mã địa bàn"), 20),
    ("valid_from", "Hiệu lực từ", ("từ ngày", "ngày hiệu lực", "từ"), 40),
    ("valid_to", "Hiệu lực đến", ("đến", "đến ngày", "hết hiệu lực"), 40),
    ("symbol", "Ký hiệu", ("ký hiệu văn bản",), 40),
    ("aliases", "Tên gọi khác", ("tên khác",), 400),
)
HEADINGS = {field: heading for field, heading, _, _ in COLUMNS}
NEEDED = ("code", "name", "kind", "place")
_MISSING = {"code": sentence("chưa ghi mã."), "name": sentence("chưa ghi tên.")}
# A title and a few lines of notes may stand above the headings.
HEADER_WITHIN = 10
# More faults than this nobody mends one by one: the file is of another kind.
MAX_ERRORS = 200
# Codes of provinces and of communes in the national list (data/places).
PLACE_CODE_LENGTHS = (2, 5)
# An earlier year is a slip of the keys.
EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body as written in the file, kinds and lines already as codes."""

    row: int
    code: str
    name: str
    short_name: str
    kind: str
    line: str
    superior: str | None
    place: str
    valid_from: date | None
    valid_to: date | None
    symbol: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowError:
    """One fault: where it stands and one sentence that says how to mend it."""

    cell: str | None
    fault: Sentence

    @property
    def message(self) -> str:
        """The fault with its cell, in Vietnamese."""
        if self.cell is None:
            return str(self.fault)
        return str(sentence("Ô %(cell)s: %(fault)s", cell=self.cell, fault=self.fault))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: rows, superiors first, and every fault; load it only without faults."""

    rows: tuple[BodyRow, ...]
    errors: tuple[RowError, ...]


def read_rows(
    content: bytes,
    filename: str,
    *,
    known_codes: Collection[str] = (),
    known_places: Collection[str] | None = None,
    catalogue: Catalogue | None = None,
) -> Sheet:
    """The bodies in an Excel or CSV file, checked against themselves and what is already known.

    `known_codes` are bodies already in the register, `known_places` the codes of places; without
    the latter, places are not checked.
    """
    try:
        table = read_table(content, filename)
        at, columns = _header(table.rows)
    except UnreadableTable as refused:
        return Sheet((), (RowError(None, Sentence(refused.template, refused.facts)),))
    reader = _Reader(columns, catalogue or shipped(), known_places)
    rows = [reader.read(number, cells) for number, cells in _filled(table.rows, at + 1)]
    kept = [row for row in rows if row is not None]
    if not rows:
        reader.say(None, sentence("Tệp chưa có dòng dữ liệu nào dưới dòng tiêu đề."))
    _check_duplicates(kept, reader)
    _check_superiors(kept, frozenset(known_codes), reader)
    return Sheet(tuple(_superiors_first(kept)), tuple(reader.errors[:MAX_ERRORS]))


def _filled(
    rows: tuple[tuple[Cell, ...], ...], start: int
) -> Iterable[tuple[int, tuple[Cell, ...]]]:
    for index in range(start, len(rows)):
        if any(cell is not None for cell in rows[index]):
            yield index + 1, rows[index]


def _header(rows: tuple[tuple[Cell, ...], ...]) -> tuple[int, dict[str, int]]:
    """The row that holds the headings and the column of each field."""
    best: tuple[int, dict[str, int]] = (0, {})
    for index, cells in enumerate(rows[:HEADER_WITHIN]):
        columns = _columns(cells)
        if len(columns) > len(best[1]):
            best = (index, columns)
    missing = [HEADINGS[field] for field in NEEDED if field not in best[1]]
    if missing:
        names = ", ".join(f"“{name}”" for name in missing)
        raise UnreadableTable("Thiếu cột %(names)s ở dòng tiêu đề. Hãy dùng tệp mẫu.", names=names)
    return best


def _columns(cells: tuple[Cell, ...]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        heading = _plain(str(cell or ""))
        for field, name, others, _ in COLUMNS:
            if heading and heading in {_plain(name), *map(_plain, others)}:
                columns.setdefault(field, index)
    return columns


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z]", "", re.sub(r"\(.*?\)", "", fold(heading)))


class _Reader:
    """Reads row after row and keeps the faults met on the way."""

    def __init__(
        self, columns: dict[str, int], catalogue: Catalogue, places: Collection[str] | None
    ) -> None:
        self.columns = columns
        self.catalogue = catalogue
        self.places = None if places is None else frozenset(places)
        self.errors: list[RowError] = []
        self.kinds: dict[str, Kind | None] = {}
        # Of every row, faulty ones too: a body with a wrong date is still there to stand above.
        self.links: list[tuple[int, str, str]] = []

    def say(self, where: tuple[str, int] | None, fault: Sentence) -> None:
        """Keep one fault; `where` is a field and the row's number."""
        if where is None:
            self.errors.append(RowError(None, fault))
            return
        field, row = where
        letters = column_letters(self.columns[field]) if field in self.columns else "A"
        self.errors.append(RowError(f"{letters}{row}", fault))

    def read(self, number: int, cells: tuple[Cell, ...]) -> BodyRow | None:
        """The body of one row, or None where the row has a fault."""
        before = len(self.errors)
        values = {field: self._value(field, number, cells) for field in HEADINGS}
        text = {field: "" if value is None else str(value) for field, value in values.items()}
        self.links.append((number, text["code"], text["superior"]))
        self._check_text(text, number)
        kind, line = self._kind(text, number)
        place = self._place(text["place"], number)
        valid_from = self._day("valid_from", values["valid_from"], number)
        valid_to = self._day("valid_to", values["valid_to"], number)
        if valid_from and valid_to and valid_to <= valid_from:
            self.say(("valid_to", number), sentence("ngày hết hiệu lực phải sau ngày có hiệu lực."))
        if len(self.errors) > before:
            return None
        return BodyRow(
            row=number,
            code=text["code"],
            name=text["name"],
            short_name=text["short_name"] or text["name"],
            kind=kind,
            line=line,
            superior=text["superior"] or None,
            place=place,
            valid_from=valid_from,
            valid_to=valid_to,
            symbol=text["symbol"],
            aliases=tuple(part.strip() for part in text["aliases"].split(";") if part.strip()),
        )

    def _value(self, field: str, number: int, cells: tuple[Cell, ...]) -> Cell:
        column = self.columns.get(field)
        value = cells[column] if column is not None and column < len(cells) else None
        if isinstance(value, date) and field not in ("valid_from", "valid_to"):
            fault = sentence("ô này đang là ngày tháng; hãy định dạng ô thành chữ.")
            self.say((field, number), fault)
            return None
        return value

    def _check_text(self, text: dict[str, str], number: int) -> None:
        for field in ("code", "name"):
            if not text[field]:
                self.say((field, number), _MISSING[field])
        for field, heading, _, longest in COLUMNS:
            if len(text[field]) > longest:
                fault = sentence(
                    "“%(heading)s” dài quá %(longest)s ký tự; hãy rút ngắn.",
                    heading=heading,
                    longest=longest,
                )
                self.say((field, number), fault)
        if re.search(r"[\s;]", text["code"]):
            self.say(("code", number), sentence("mã không được có dấu cách hay dấu chấm phẩy."))

    def _kind(self, text: dict[str, str], number: int) -> tuple[str, str]:
        if text["kind"] not in self.kinds:
            self.kinds[text["kind"]] = self.catalogue.find_kind(text["kind"])
        kind = self.kinds[text["kind"]]
        if kind is None:
            self.say(("kind", number), _unknown_kind(text["kind"]))
            return "", ""
        if text["line"] and self.catalogue.find_line(text["line"]) != kind.line:
            line = dict(self.catalogue.lines)[kind.line]
            fault = sentence(
                "loại “%(kind)s” thuộc tuyến “%(line)s”; sửa lại hoặc để trống.",
                kind=kind.vi,
                line=line,
            )
            self.say(("line", number), fault)
        return kind.code, kind.line

    def _place(self, code: str, number: int) -> str:
        if not code:
            self.say(("place", number), sentence("chưa ghi mã địa bàn."))
        if self.places is None or code in self.places:
            return code
        # A spreadsheet that takes 00123 for a number drops its zeros.
        padded = [code.zfill(length) for length in PLACE_CODE_LENGTHS if code.isdigit()]
        found = next((one for one in padded if one in self.places), None)
        if found is None and code:
            fault = sentence("không có địa bàn nào mang mã “%(code)s”.", code=code)
            self.say(("place", number), fault)
        return found or code

    def _day(self, field: str, value: Cell, number: int) -> date | None:
        if value is None or isinstance(value, date):
            return value
        for layout in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"):
            try:
                day = datetime.strptime(str(value), layout).date()  # noqa: DTZ007  # a day has no zone
            except ValueError:
                continue
            if day.year >= EARLIEST_YEAR:
                return day
        fault = sentence("“%(value)s” không phải ngày; ghi như 01/07/2025.", value=value)
        self.say((field, number), fault)
        return None


def _unknown_kind(name: str) -> Sentence:
    if not name:
        return sentence("chưa ghi loại; chọn một loại trong danh mục của tệp mẫu.")
    return sentence(
        "không có loại “%(kind)s”; chọn một loại trong danh mục của tệp mẫu.", kind=name
    )


def _check_duplicates(rows: list[BodyRow], reader: _Reader) -> None:
    by_code: dict[str, BodyRow] = {}
    by_name: dict[tuple[str, str], BodyRow] = {}
    for row in rows:
        same = by_code.setdefault(row.code, row)
        if same is not row:
            fault = sentence("mã “%(code)s” đã có ở dòng %(row)s.", code=row.code, row=same.row)
            reader.say(("code", row.row), fault)
            continue
        twin = by_name.setdefault((row.name.lower(), row.place), row)
        if twin is not row and _overlap(twin, row):
            fault = sentence(
                "“%(name)s” đã có ở dòng %(row)s, cùng địa bàn và thời gian.",
                name=row.name,
                row=twin.row,
            )
            reader.say(("name", row.row), fault)


def _overlap(one: BodyRow, other: BodyRow) -> bool:
    return (one.valid_from or date.min) < (other.valid_to or date.max) and (
        other.valid_from or date.min
    ) < (one.valid_to or date.max)


def _check_superiors(rows: list[BodyRow], known: frozenset[str], reader: _Reader) -> None:
    there = known | {code for _, code, _ in reader.links}
    for number, _, superior in reader.links:
        if superior and superior not in there:
            fault = sentence("không có cơ quan cấp trên nào mang mã “%(code)s”.", code=superior)
            reader.say(("superior", number), fault)
    _, looping = _depths({row.code: row.superior for row in rows})
    for row in rows:
        if row.code in looping:
            fault = sentence(
                "“%(name)s” đứng trên chính mình; kiểm lại cột cấp trên.", name=row.name
            )
            reader.say(("superior", row.row), fault)


def _superiors_first(rows: list[BodyRow]) -> list[BodyRow]:
    depth, _ = _depths({row.code: row.superior for row in rows})
    return sorted(rows, key=lambda row: (depth[row.code], row.row))


def _depths(above: dict[str, str | None]) -> tuple[dict[str, int], set[str]]:
    """How many superiors stand above each code, and the codes that stand above themselves.

    Every code is walked once, so a chain of 50,000 superiors costs no more than a flat file.
    """
    depth: dict[str, int] = {}
    looping: set[str] = set()
    for start in above:
        chain: dict[str, None] = {}
        code = start
        while code in above and code not in depth and code not in chain:
            chain[code] = None
            code = above[code] or ""
        codes = list(chain)
        if code in chain:
            looping.update(codes[codes.index(code) :])
        below = depth.get(code, -1)
        for step, one in enumerate(reversed(codes), start=1):
            depth[one] = below + step
    return depth, looping
