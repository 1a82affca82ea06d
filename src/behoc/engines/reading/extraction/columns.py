"""Text that stands side by side without being a table: letterheads and signature blocks."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from behoc.engines.reading.extraction.parts import Line

CELL_SEPARATOR: Final = " | "

_NATIONAL: Final = re.compile(
    r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap *[-–—] *tu do", re.IGNORECASE
)
_WHOLE_TITLES: Final = ("CONG HOA XA HOI CHU NGHIA VIET NAM", "DANG CONG SAN VIET NAM")
_LETTERHEAD: Final = re.compile(
    r"an?g cong san viet nam|^[^\d|]{2,40}, *ngay .{1,6} *thang .{1,6} *nam .{2,6}$", re.IGNORECASE
)
_RECIPIENTS: Final = re.compile(r"^\W*(dong )?noi nhan", re.IGNORECASE)
_SIGNATURE: Final = re.compile(r"^\W*(T/?M|K/?T|T/?L|TUQ|Q)\b[. ]+[A-Z]")


def stand_side_by_side(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two columns are a letterhead or a signature block, read one after the other."""
    left_lines = [without_accents(line) for line in left]
    right_lines = [without_accents(line) for line in right]
    if any(_NATIONAL.search(line) for line in left_lines[:4] + right_lines[:4]):
        return True
    if any(_LETTERHEAD.search(line) for line in right_lines[:4]):
        return True
    if any(_RECIPIENTS.match(line) for line in left_lines):
        return True
    return any(_SIGNATURE.match(line) for line in right_lines)


def table_lines(rows: Sequence[Sequence[list[Line]]]) -> Iterator[Line]:
    """The lines of a table: column by column where it only sets text side by side, else by row."""
    widest = max((len(row) for row in rows), default=0)
    columns = [[line for row in rows for line in _cell(row, at)] for at in range(widest)]
    filled = [column for column in columns if column]
    if len(filled) == 2 and stand_side_by_side(*([line.text for line in each] for each in filled)):
        yield from filled[0]
        yield from filled[1]
        return
    for row in rows:
        yield from _row_lines(row)


def is_national_title(line: str) -> bool:
    """Whether the line is the national title or that of the Party, which open a document."""
    return _NATIONAL.search(without_accents(line)) is not None


def completes_national_title(above: str, below: str) -> bool:
    """Whether a narrow column cut the national title, so that its end stands on the next line."""
    whole = f"{without_accents(above)} {without_accents(below)}".strip(" *").upper()
    return whole in _WHOLE_TITLES


def without_accents(text: str) -> str:
    """The text in bare Latin letters, for comparison only."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _row_lines(row: Sequence[list[Line]]) -> list[Line]:
    """A row is one line; a row with text in one cell only keeps that cell's lines."""
    filled = [cell for cell in row if cell]
    if len(filled) < 2:
        return filled[0] if filled else []
    texts = [" ".join(line.text for line in cell) for cell in row]
    return [Line(CELL_SEPARATOR.join(texts).strip(" |"), filled[0][0].page)]


def _cell(row: Sequence[list[Line]], at: int) -> list[Line]:
    return row[at] if at < len(row) else []
