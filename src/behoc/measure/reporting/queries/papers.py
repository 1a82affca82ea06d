"""A report as paper: the official words around what it says, and its appendix of figures."""

from typing import Any

from django.utils.translation import gettext_noop

from behoc.kernel.clock import day_of, in_words, now
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.composing import Picture, get_picture
from behoc.measure.reporting.queries.words import period_words
from behoc.measure.reporting.rules import ReportState
from behoc.measure.reporting.rules.bound_text import parse_text
from behoc.measure.reporting.rules.bound_values import MISSING, Value, plain, write_runs, written
from behoc.measure.reporting.rules.content import Row, Table
from behoc.measure.reporting.rules.paper import (
    Notes,
    Paper,
    PaperSection,
    PaperTable,
    Paragraph,
    Words,
    paragraphs_of,
)

# A paper is written in Vietnamese whoever prints it: these stand untranslated on it.
_WORDS = Words(
    country=gettext_noop("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    motto=gettext_noop("Độc lập - Tự do - Hạnh phúc"),
    appendix=gettext_noop("Phụ lục số liệu"),
    sources=gettext_noop("Nguồn trích"),
    receivers=gettext_noop("Nơi nhận:"),
    signer=gettext_noop("THỦ TRƯỞNG CƠ QUAN"),
)
_NUMBER = gettext_noop("Số:        /BC%(symbol)s")
_KIND = gettext_noop("BÁO CÁO")
_DAY = gettext_noop("%(place)s, ngày %(day)s tháng %(month)s năm %(year)s")
_COLUMNS = (
    gettext_noop("Nội dung"),
    gettext_noop("Đơn vị"),
    gettext_noop("Kết quả"),
    gettext_noop("Trên tổng số"),
    gettext_noop("Tỷ lệ (%)"),
    gettext_noop("Kỳ trước"),
    gettext_noop("Số nơi có số"),
)
_UNSIGNED = gettext_noop("Bản chưa duyệt, in lúc %(when)s; chưa phải văn bản phát hành.")
_SIGNED = gettext_noop("Số liệu theo bản đã duyệt ngày %(day)s; in lúc %(when)s.")
_CHANGED = gettext_noop("Từ khi duyệt, số liệu sau đã thay đổi: %(rows)s.")
_SUMMED = gettext_noop("Số liệu cộng từ báo cáo của %(came)s/%(asked)s nơi; chưa có: %(silent)s.")
_NONE = gettext_noop("không nơi nào")
_TWO_DIGITS = "02"


def build_paper(report: Report, answers: Any) -> Paper:
    """The paper of a report that was fetched within reach, as its reader may see its answers."""
    picture = get_picture(report, answers=answers)
    notes = Notes(_names(picture))
    sections = tuple(
        PaperSection(f"{number}. {each.heading}", _paragraphs(picture, each.code, notes))
        for number, each in enumerate(picture.form.sections, start=1)
        if picture.answers.texts.get(each.code, "").strip()
    )
    body = report.organisation
    return Paper(
        superior=body.superior.name.upper() if body.superior else "",
        body=body.name.upper(),
        number=_NUMBER % {"symbol": f"-{body.symbol}" if body.symbol else ""},
        place_and_day=_place_and_day(report),
        title=_KIND,
        subtitle=f"{report.round.duty.name}, {period_words(report.round.period)}",
        sections=sections,
        tables=tuple(_table(picture, each) for each in picture.form.tables),
        sources=notes.listed(),
        receivers=(report.round.organisation.name,),
        remarks=tuple(_remarks(picture)),
        words=_WORDS,
    )


def _names(picture: Picture) -> dict[tuple[str, str], str]:
    headings = {each.code: each.heading for each in picture.form.sections}
    return {
        (report, code): f"{body}, {heading}"
        for report, body in picture.names.items()
        for code, heading in headings.items()
    }


def _paragraphs(picture: Picture, code: str, notes: Notes) -> tuple[Paragraph, ...]:
    lines = picture.answers.texts[code].splitlines()
    return paragraphs_of(
        (write_runs(parse_text(line), picture.said, picture.names) for line in lines), notes
    )


def _place_and_day(report: Report) -> str:
    day = day_of(report.decided_at or report.sent_at or now())
    facts = {
        "place": report.organisation.place.name,
        "day": f"{day.day:{_TWO_DIGITS}}",
        "month": f"{day.month:{_TWO_DIGITS}}",
        "year": day.year,
    }
    return _DAY % facts


def _table(picture: Picture, table: Table) -> PaperTable:
    return PaperTable(table.heading, _COLUMNS, tuple(_row(picture, each) for each in table.rows))


def _row(picture: Picture, row: Row) -> tuple[str, ...]:
    cell = picture.answers.cell(row.key)
    value = Value(cell.n, cell.d)
    before = picture.before.get(row.key, Value(None))
    found = picture.sums.get(row.key)
    return (
        f"{row.number} {row.label}".strip(),
        row.unit,
        _number(value.numerator),
        _number(value.denominator) if row.has_denominator else "",
        _number(value.share) if row.has_denominator else "",
        _number(before.numerator),
        str(found.bodies) if found else "",
    )


def _number(number: Any) -> str:
    return MISSING if number is None else written(plain(number))


def _remarks(picture: Picture) -> list[str]:
    report = picture.report
    when = in_words(now())
    found: list[str] = []
    if picture.composition:
        came, silent = picture.composition.came, picture.composition.silent
        facts = {"came": came, "asked": came + len(silent), "silent": ", ".join(silent) or _NONE}
        found.append(_SUMMED % facts)
    if report.state not in (ReportState.APPROVED, ReportState.LOCKED):
        return [*found, _UNSIGNED % {"when": when}]
    day = f"{day_of(report.decided_at):%d/%m/%Y}" if report.decided_at else ""
    found.append(_SIGNED % {"day": day, "when": when})
    if picture.changed_rows:
        rows = [picture.form.row(key) for key in picture.changed_rows]
        found.append(_CHANGED % {"rows": "; ".join(row.label for row in rows if row)})
    return found
