"""The checks of a form as formulas of its workbook: the same ones that the browser makes. Pure."""

from collections.abc import Iterator, Mapping

from behoc.measure.reporting.rules.book_layout import BEFORE, KNOWN, WHY, D, N, cell_name
from behoc.measure.reporting.rules.content import FormContent, Row
from behoc.measure.reporting.rules.numbers import canonical

# So far apart two sums of decimals may be and still be the same: a machine's rounding.
_CLOSE = "0.00005"


def check_formula(form: FormContent, row: Row, places: Mapping[str, int], *, known: bool) -> str:
    """The formula that says what is wrong in a row, the gravest first; “Đủ” where nothing is."""
    at = places[row.key]
    n = cell_name(at, N)
    steps = [*_stops(form, row, places), *_looks(form, row, at, known=known)]
    formula = f'IF(ISBLANK({n}),"",IF({n}="","","Đủ"))'
    for condition, words in reversed(steps):
        formula = f'IF({condition},"{words}",{formula})'
    return f"={formula}"


def _stops(form: FormContent, row: Row, places: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    at = places[row.key]
    n, d = cell_name(at, N), cell_name(at, D)
    yield f'AND(ISTEXT({n}),{n}<>"")', "Sửa: kết quả phải là số"
    if row.has_denominator:
        yield f'AND(ISTEXT({d}),{d}<>"")', "Sửa: tổng số phải là số"
        yield f'AND({n}="",{d}<>"")', "Sửa: còn thiếu kết quả"
        yield f'AND({n}<>"",{d}="")', "Sửa: còn thiếu tổng số"
    if row.required:
        yield f'{n}=""', "Sửa: ô bắt buộc, còn trống"
    yield f"AND(ISNUMBER({n}),{n}<0)", "Sửa: số không được âm"
    if row.has_denominator:
        yield f"AND(ISNUMBER({n}),ISNUMBER({d}),{n}>{d})", "Sửa: kết quả lớn hơn tổng số"
    if row.most in places:
        most = cell_name(places[row.most], N)
        words = f"Sửa: lớn hơn dòng {_number(form, row.most)}"
        yield f"AND(ISNUMBER({n}),ISNUMBER({most}),{n}>{most})", words
    if row.sum_of:
        parts = ",".join(cell_name(places[key], N) for key in row.sum_of)
        rows = ", ".join(_number(form, key) for key in row.sum_of)
        apart = f"AND(ISNUMBER({n}),COUNT({parts})>0,ABS({n}-SUM({parts}))>{_CLOSE})"
        yield apart, f"Sửa: khác tổng các dòng {rows}"


def _looks(form: FormContent, row: Row, at: int, *, known: bool) -> Iterator[tuple[str, str]]:
    n, why, before = cell_name(at, N), cell_name(at, WHY), cell_name(at, BEFORE)
    jump = form.limits.jump if row.jump is None else row.jump
    if jump is not None:
        floor = canonical(form.limits.jump_floor)
        far = f"ABS({n}-{before})>={floor},ABS({n}-{before})*100>{canonical(jump)}*{before}"
        # AND looks at all its parts, so what must be numbers is asked first, in an IF.
        both = f'IF(AND(ISNUMBER({n}),ISNUMBER({before}),{why}=""),AND({before}>0,{far}),FALSE)'
        yield both, "Xem: lệch nhiều so với kỳ trước, ghi giải thích"
    if known:
        other = cell_name(at, KNOWN)
        apart = f'AND(ISNUMBER({n}),{n}<>{other},{why}="")'
        yield apart, "Xem: khác số hệ thống đã có, ghi giải thích"


def _number(form: FormContent, key: str) -> str:
    found = next((row.number for row in form.rows if row.key == key), key)
    return found.replace('"', '""')
