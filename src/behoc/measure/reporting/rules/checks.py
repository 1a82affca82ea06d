"""What is wrong, odd or worth a look in the answers of a report. Pure.

static/js/checks.js finds the same as somebody types; both are held to tests/measure/checks.json.
Shares are counted in whole hundredths of a percent, so that both come to the same digit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from behoc.kernel.words import Sentence, gettext_noop
from behoc.measure.reporting.rules.content import Answers, Cell, FormContent, Row
from behoc.measure.reporting.rules.numbers import STEPS, canonical, write_number

_HUNDRED = 100
_TWICE = 2  # whole numbers round the half upward by doubling
_EMPTY = Cell()


class Level(StrEnum):
    """How much a fault weighs."""

    STOP = "stop"  # the report cannot be sent
    EXPLAIN = "explain"  # it can, with a reason beside it
    NOTE = "note"  # for a look only


@dataclass(frozen=True, slots=True)
class Spread:
    """Between what the middle half of the peers lie: shares in percent where there is a whole."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding, at the numerator, the denominator or the text of a row or section."""

    key: str
    level: Level
    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    at: str = "n"


SAID: Mapping[str, str] = {
    "empty": gettext_noop("Ô này bắt buộc, còn để trống."),
    "empty-text": gettext_noop("Mục này bắt buộc. Viết nội dung, hoặc ghi “Không có”."),
    "no-numerator": gettext_noop("Đã có mẫu số %(whole)s mà chưa có số đạt. Điền cả hai số."),
    "no-denominator": gettext_noop("Đã có số %(now)s mà chưa có mẫu số. Điền cả hai số."),
    "negative": gettext_noop("%(now)s nhỏ hơn 0. Số liệu báo cáo không âm."),
    "decimals": gettext_noop("%(now)s có nhiều chữ số lẻ quá: ô này lấy %(most)s chữ số lẻ."),
    "above-denominator": gettext_noop(
        "%(now)s lớn hơn mẫu số %(whole)s. Kiểm lại một trong hai số."
    ),
    "above-row": gettext_noop(
        "%(now)s lớn hơn %(whole)s của dòng %(row)s. Kiểm lại một trong hai."
    ),
    "sum": gettext_noop("%(now)s khác tổng %(sum)s của các dòng %(rows)s."),
    "rise": gettext_noop("Tăng %(percent)s%% so với kỳ trước (%(before)s)."),
    "fall": gettext_noop("Giảm %(percent)s%% so với kỳ trước (%(before)s)."),
    "outlier": gettext_noop("%(now)s nằm xa các nơi khác: phần lớn từ %(low)s đến %(high)s."),
    "override": gettext_noop("Khác số %(known)s mà hệ thống đã có."),
    "same": gettext_noop("Giống hệt kỳ trước. Kiểm lại xem có phải số mới không."),
    "round": gettext_noop("Số tròn %(now)s. Kiểm lại xem có phải số ước lượng không."),
    "whole": gettext_noop("Đạt trọn mẫu số. Kiểm lại mẫu số có phải tổng số không."),
}
"""What each code says; facts are numbers written as Vietnamese papers write them."""


def find_faults(
    form: FormContent,
    answers: Answers,
    before: Mapping[str, Cell],
    known: Mapping[str, Cell],
    peers: Mapping[str, Spread],
) -> tuple[Fault, ...]:
    """Every finding, in the order of the form; `before` is the last period's answers."""
    filled = with_sums(form, answers)
    found: list[Fault] = []
    for row in form.rows:
        cell = filled.cells.get(row.key, _EMPTY)
        stops = list(_stops(form, row, filled))
        found += stops
        if not stops and cell.n is not None:
            found += _odd(form, row, cell, before.get(row.key, _EMPTY))
            found += _apart(row, cell, peers.get(row.key), known.get(row.key, _EMPTY))
    for section in form.sections:
        if section.required and not filled.texts.get(section.code, "").strip():
            found.append(Fault(section.code, Level.STOP, "empty-text", at="text"))
    return tuple(found)


def with_sums(form: FormContent, answers: Answers) -> Answers:
    """The answers with every empty total made from the parts that are given."""
    cells = dict(answers.cells)
    for row in form.rows:
        cell = cells.get(row.key, _EMPTY)
        parts = [cells.get(key, _EMPTY) for key in row.sum_of]
        n = _total([part.n for part in parts]) if cell.n is None else cell.n
        d = _total([part.d for part in parts]) if cell.d is None else cell.d
        if (n, d) != (cell.n, cell.d):
            cells[row.key] = replace(cell, n=n, d=d if row.has_denominator else None)
    return replace(answers, cells=cells)


def tell(fault: Fault) -> Sentence:
    """The fault as a sentence with its numbers as people write them."""
    facts = {
        name: value if name in ("row", "rows") else write_number(Decimal(value))
        for name, value in fault.params.items()
    }
    return Sentence(SAID[fault.code], facts)


def _stops(form: FormContent, row: Row, answers: Answers) -> Iterator[Fault]:
    cell = answers.cells.get(row.key, _EMPTY)
    yield from _missing(row, cell)
    for at, number in (("n", cell.n), ("d", cell.d)):
        if number is not None:
            yield from _unfit(row, at, number)
    if cell.n is None:
        return
    if row.has_denominator and cell.d is not None and cell.n > cell.d:
        yield _stop(row, "above-denominator", now=cell.n, whole=cell.d)
    most = answers.cells.get(row.most, _EMPTY).n if row.most else None
    if most is not None and cell.n > most:
        yield _stop(row, "above-row", row=_number(form, row.most), now=cell.n, whole=most)
    total = _total([answers.cells.get(key, _EMPTY).n for key in row.sum_of])
    if total is not None and cell.n != total:
        rows = ", ".join(_number(form, key) for key in row.sum_of)
        yield _stop(row, "sum", rows=rows, now=cell.n, sum=total)


def _missing(row: Row, cell: Cell) -> Iterator[Fault]:
    if cell.n is None and cell.d is None:
        if row.required:
            yield _stop(row, "empty")
    elif cell.n is None and cell.d is not None:
        yield _stop(row, "no-numerator", whole=cell.d)
    elif row.has_denominator and cell.d is None and cell.n is not None:
        yield _stop(row, "no-denominator", "d", now=cell.n)


def _unfit(row: Row, at: str, number: Decimal) -> Iterator[Fault]:
    if number < 0:
        yield _stop(row, "negative", at, now=number)
    if number != round(number, row.decimals):
        yield _stop(row, "decimals", at, now=number, most=Decimal(row.decimals))


def _odd(form: FormContent, row: Row, cell: Cell, before: Cell) -> Iterator[Fault]:
    """What is odd in the number itself or beside the last period."""
    limits = form.limits
    now, then = cell.n or Decimal(0), before.n
    jump = limits.jump if row.jump is None else row.jump
    if then is not None and then > 0 and jump is not None and abs(now - then) >= limits.jump_floor:
        share = _share(abs(now - then), then)
        if share > jump * _HUNDRED:
            percent = (share + _HUNDRED // _TWICE) // _HUNDRED
            code = "rise" if now > then else "fall"
            yield _explain(row, cell, code, percent=Decimal(percent), before=then)
    is_many = limits.same_from is not None and now >= limits.same_from
    if is_many and now == then and cell.d == before.d:
        yield Fault(row.key, Level.NOTE, "same")
    elif limits.round_to and now >= limits.round_to and now % limits.round_to == 0:
        yield Fault(row.key, Level.NOTE, "round", {"now": canonical(now)})
    if is_many and row.has_denominator and now == cell.d:
        yield Fault(row.key, Level.NOTE, "whole")


def _apart(row: Row, cell: Cell, peers: Spread | None, known: Cell) -> Iterator[Fault]:
    """What stands apart from peers, or from what the system knows."""
    number = cell.n or Decimal(0)
    if peers and row.outlier is not None:
        measure = number
        if row.has_denominator and cell.d:
            measure = Decimal(_share(number, cell.d)) / _HUNDRED
        reach = row.outlier * (peers.high - peers.low)
        if not peers.low - reach <= measure <= peers.high + reach:
            yield _explain(row, cell, "outlier", now=measure, low=peers.low, high=peers.high)
    if known.n is not None and known.n != number:
        yield _explain(row, cell, "override", known=known.n)


def _stop(row: Row, code: str, at: str = "n", /, **facts: str | Decimal) -> Fault:
    params = {
        name: value if isinstance(value, str) else canonical(value) for name, value in facts.items()
    }
    return Fault(row.key, Level.STOP, code, params, at)


def _explain(row: Row, cell: Cell, code: str, **facts: Decimal) -> Fault:
    """A reason beside the row turns it into a note."""
    level = Level.NOTE if cell.why.strip() else Level.EXPLAIN
    return Fault(row.key, level, code, {name: canonical(each) for name, each in facts.items()})


def _share(part: Decimal, whole: Decimal) -> int:
    """Hundredths of a percent, the half upward: whole numbers only, as the browser counts them."""
    above, below = int(part * STEPS), int(whole * STEPS)
    return (_TWICE * above * _HUNDRED * _HUNDRED + below) // (_TWICE * below)


def _total(numbers: list[Decimal | None]) -> Decimal | None:
    given = [number for number in numbers if number is not None]
    return sum(given, Decimal(0)) if given else None


def _number(form: FormContent, key: str) -> str:
    return next((row.number for row in form.rows if row.key == key), key)
