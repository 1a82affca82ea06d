"""The formulas of a workbook find what the server finds, row by row."""

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from behoc.measure.reporting.rules.book_checks import check_formula
from behoc.measure.reporting.rules.book_layout import BEFORE, KNOWN, WHY, D, N, cell_name
from behoc.measure.reporting.rules.checks import Level, find_faults
from behoc.measure.reporting.rules.content import Answers, Cell
from behoc.measure.reporting.tests.test_books import FORM

PLACES = {row.key: at for at, row in enumerate(FORM.rows, start=8)}
NUMBERS = st.none() | st.sampled_from([Decimal(each) for each in (-1, 0, 1, 2, 3, 9)])
CELLS = st.builds(Cell, n=NUMBERS, d=NUMBERS, why=st.sampled_from(["", "Sổ cũ"]))
ANSWERS = st.fixed_dictionaries({row.key: CELLS for row in FORM.rows})


class Blank(float):
    """An empty cell: nothing as words, nought as a number."""

    def __eq__(self, other):
        return other == ""

    def __ne__(self, other):
        return other != ""

    __hash__ = None


def is_number(value):
    return isinstance(value, float) and not isinstance(value, Blank)


WORDS = {
    "IF": lambda condition, yes, no: yes if condition else no,
    "AND": lambda *parts: all(parts),
    "ISNUMBER": is_number,
    "ISTEXT": lambda value: isinstance(value, str),
    "ISBLANK": lambda value: isinstance(value, Blank),
    "ABS": abs,
    "COUNT": lambda *cells: sum(is_number(each) for each in cells),
    "SUM": lambda *cells: sum(each for each in cells if is_number(each)),
    "FALSE": False,
}


def said(formula, sheet):
    """What the formula shows, by the few functions of Excel that it uses."""
    pieces = re.split(r'("[^"]*")', formula.removeprefix("="))
    for at in range(0, len(pieces), 2):
        plain = re.sub(r"\b([A-K]\d+)\b", r"cell('\1')", pieces[at])
        pieces[at] = re.sub(r"(?<![<>!])=", "==", plain.replace("<>", "!="))
    return eval("".join(pieces), {**WORDS, "cell": lambda name: sheet.get(name, Blank())})


def sheet_of(answers, before, known):
    sheet = {}
    for row in FORM.rows:
        cell, at = answers[row.key], PLACES[row.key]
        values = {N: cell.n, D: cell.d if row.has_denominator else None}
        values |= {BEFORE: before.get(row.key, Cell()).n, KNOWN: known.get(row.key, Cell()).n}
        sheet |= {cell_name(at, column): float(n) for column, n in values.items() if n is not None}
        if cell.why:
            sheet[cell_name(at, WHY)] = cell.why
    return sheet


@given(ANSWERS, ANSWERS, ANSWERS)
@example(dict.fromkeys(PLACES, Cell()), {}, {})
@settings(max_examples=400, deadline=None)
def test_a_row_is_to_be_mended_in_excel_where_the_server_would_stop_it(answers, before, known):
    answers = {
        row.key: answers[row.key] if row.has_denominator else replace(answers[row.key], d=None)
        for row in FORM.rows
    }
    if answers["all"].n is None:  # the sheet makes the total itself, as the server does
        answers = {**answers, "a": Cell(), "b": Cell()}
    faults = find_faults(FORM, Answers({}, answers), before, known, {})
    sheet = sheet_of(answers, before, known)
    for row in FORM.rows:
        is_known = known.get(row.key, Cell()).n is not None
        words = said(check_formula(FORM, row, PLACES, known=is_known), sheet)
        own = [fault for fault in faults if fault.key == row.key and fault.at != "text"]
        stops = [fault for fault in own if fault.level is Level.STOP and fault.code != "decimals"]
        if row.has_denominator and (answers[row.key].d or 0) < 0:
            continue  # Excel itself refuses a number below nought there
        assert words.startswith("Sửa") == bool(stops), (words, stops)
        asked = any(fault.level is Level.EXPLAIN for fault in own)
        if not stops:
            assert words.startswith("Xem") == asked, (words, own)
