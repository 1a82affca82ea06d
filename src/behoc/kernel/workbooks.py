"""Charter: a list as an Excel workbook, row by row, the same and equally safe everywhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

import xlsxwriter

# A workbook larger than this goes to disk while it is written.
_IN_MEMORY = 4 * 1024 * 1024
_HEAD = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
_CELL = {"text_wrap": True, "valign": "top", "border": 1}
_A4 = 9


@dataclass(frozen=True, slots=True)
class Column:
    """The heading of a column and how many letters wide it is."""

    name: str
    width: int


def write_workbook(
    title: str, cover: Sequence[str], columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> IO[bytes]:
    """The workbook, ready to be read from its beginning; `cover` are lines above the table.

    Words are written as words whatever they begin with: what a stranger typed is never a formula,
    a link or a number on the machine of whoever opens it.
    """
    target = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet(title)
    head, cell = book.add_format(_HEAD), book.add_format(_CELL)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
    for line, words in enumerate(cover):
        sheet.write_string(line, 0, words)
    start = len(cover)
    for at, column in enumerate(columns):
        sheet.write_string(start, at, column.name, head)
    sheet.repeat_rows(start)
    sheet.freeze_panes(start + 1, 0)
    for line, row in enumerate(rows, start=start + 1):
        for at, words in enumerate(row):
            sheet.write_string(line, at, words, cell)
    book.close()
    target.seek(0)
    return target
