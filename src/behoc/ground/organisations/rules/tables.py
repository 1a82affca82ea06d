"""The cells of an uploaded table, whatever wrote it; the file is hostile until proven otherwise."""

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from behoc.kernel.errors import RuleBroken

# What a clerk's file never reaches and a worker's memory still bears.
MAX_BYTES = 20 * 1024 * 1024
# The same, unpacked: a workbook of 50,000 rows takes some 30 MB.
MAX_UNPACKED = 200 * 1024 * 1024
# A workbook of one sheet has about a dozen parts.
MAX_PARTS = 500
# Fifteen times the bodies of the largest province.
MAX_ROWS = 50_000
# The format has eleven columns; people add their own beside them.
MAX_COLUMNS = 200
# Rows before the data: a title, an empty row, the headings.
SPARE_ROWS = 20
# Bytes unpacked at a time.
BLOCK = 1024 * 1024
# Letters over the columns: A to Z, then AA.
LETTERS = 26
REFERENCE = re.compile(rb'\br="([A-Z]{1,4})([0-9]{1,9})"')

Raw = str | int | float | bool | date | datetime | time | timedelta
Cell = str | float | date | None


class UnreadableTable(RuleBroken):
    """The file gives no table; the sentence tells the person what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as they stand; row 1 of the file is index 0."""

    rows: tuple[tuple[Cell, ...], ...]


def read_table(content: bytes, filename: str) -> Table:
    """The first sheet of an Excel workbook, or a table in text; refuses what it cannot trust."""
    if not content:
        raise UnreadableTable("Tệp rỗng. Hãy chọn lại tệp đã lưu.")
    if len(content) > MAX_BYTES:
        raise UnreadableTable("Tệp lớn hơn 20 MB. Hãy tách thành nhiều tệp nhỏ hơn.")
    if content.startswith(b"PK"):
        return _read_workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableTable(
            "Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. "
            "Hãy mở ra và lưu lại thành .xlsx không mật khẩu."
        )
    if filename.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods", ".pdf", ".doc", ".docx")):
        raise UnreadableTable(
            "Nội dung tệp không phải bảng tính. Hãy dùng tệp mẫu .xlsx hoặc .csv."
        )
    return _read_text(content)


def _read_workbook(content: bytes) -> Table:
    _refuse_bombs(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise UnreadableTable(
            "Không đọc được tệp Excel. Hãy mở ra, lưu lại rồi gửi lại."
        ) from error
    return _checked([tuple(_cell(value) for value in row) for row in rows])


def _refuse_bombs(content: bytes) -> None:
    """Unpack every part once, counting, and look for cells so far out that the grid would burst."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise UnreadableTable("Tệp Excel có quá nhiều phần. Hãy dùng tệp mẫu của hệ thống.")
            unpacked = 0
            for part in parts:
                unpacked = _walk_part(archive, part, unpacked)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as error:
        raise UnreadableTable("Tệp Excel bị hỏng. Hãy mở ra, lưu lại rồi gửi lại.") from error


def _walk_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, unpacked: int) -> int:
    is_sheet = part.filename.lower().startswith("xl/worksheets/")
    rest = b""
    with archive.open(part) as handle:
        while block := handle.read(BLOCK):
            unpacked += len(block)
            if unpacked > MAX_UNPACKED:
                raise UnreadableTable("Tệp Excel bung ra quá lớn. Hãy dùng tệp mẫu của hệ thống.")
            if is_sheet:
                _refuse_far_cells(rest + block)
                rest = block[-20:]
    return unpacked


def _refuse_far_cells(xml: bytes) -> None:
    for letters, row in REFERENCE.findall(xml):
        if int(row) > MAX_ROWS + SPARE_ROWS or column_number(letters.decode()) > MAX_COLUMNS:
            raise UnreadableTable(
                "Có ô nằm quá xa (%(cell)s). Mỗi tệp chỉ chứa tối đa "
                "%(rows)s dòng và %(columns)s cột; hãy xóa các ô thừa.",
                cell=f"{letters.decode()}{row.decode()}",
                rows=f"{MAX_ROWS:,}".replace(",", "."),
                columns=MAX_COLUMNS,
            )


def _read_text(content: bytes) -> Table:
    text = _decode(content)
    if "\x00" in text:
        raise UnreadableTable("Tệp không phải bảng dạng chữ. Hãy dùng tệp mẫu .xlsx hoặc .csv.")
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max("\t;,", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableTable("Tệp CSV có ô quá dài hoặc dấu ngoặc kép không đóng.") from error
    return _checked([tuple(_cell(value) for value in row) for row in rows])


def _decode(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with its mark, else the old Windows code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise UnreadableTable("Không nhận ra bảng mã của tệp. Hãy lưu lại dạng CSV UTF-8 hoặc .xlsx.")


def _checked(rows: list[tuple[Cell, ...]]) -> Table:
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS + SPARE_ROWS:
        raise UnreadableTable("Tệp có hơn 50.000 dòng. Hãy tách thành nhiều tệp.")
    return Table(tuple(rows))


def _cell(value: Raw) -> Cell:
    """Text without stray spaces, a day as a day, a whole number as its digits."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(unicodedata.normalize("NFC", str(value)).split())
    return text or None


def column_letters(index: int) -> str:
    """The letters over a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The place of a column by its letters: A is 1."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number
