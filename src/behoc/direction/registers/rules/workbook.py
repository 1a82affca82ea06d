"""A register as a workbook, row by row, so that a year of papers needs little memory. Pure."""

from collections.abc import Iterable, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO

import xlsxwriter

from behoc.direction.registers.rules.columns import Column

# A workbook larger than this goes to disk while it is written.
_IN_MEMORY = 4 * 1024 * 1024
# A share of one hundred of a landscape page is about this many letters wide.
_LETTERS = 1.4
_HEAD = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
_CELL = {"text_wrap": True, "valign": "top", "border": 1}


def write_workbook(
    title: str, cover: Sequence[str], columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> IO[bytes]:
    """The workbook, ready to be read from its beginning.

    Words are written as words whatever they begin with: what a stranger put into a subject is never
    a formula, a link or a number on the clerk's machine.
    """
    target = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet(title)
    head, cell = book.add_format(_HEAD), book.add_format(_CELL)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.share * _LETTERS)
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
