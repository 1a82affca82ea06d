"""What a report says becomes figures: as sent when it is sent, as approved when it is approved."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from behoc.ground.organisations.queries import list_bodies_directly_below
from behoc.kernel.periods import Period
from behoc.measure.indicators.queries.codes import list_by_code
from behoc.measure.indicators.services.keeping import (
    Said,
    approve_figures,
    send_figures,
    unsend_figures,
    withdraw_figures,
)
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.overlaps import list_overlaps
from behoc.measure.reporting.rules import DECIDED, STANDING
from behoc.measure.reporting.rules.content import (
    SUMMED,
    Cell,
    FormContent,
    parse_answers,
    parse_form,
)

if TYPE_CHECKING:
    from behoc.measure.indicators.models import Indicator


def send(report: Report, before: dict[str, object] | None) -> None:
    """The figures count as sent; a cell that was sent before and is now empty is empty."""
    elsewhere = _elsewhere(report, STANDING)
    emptied = [
        elsewhere.get((known.pk, part)) or Said(known, None, None, part)
        for known, part in _emptied(report, before)
    ]
    said = [*_said(report), *emptied]
    send_figures(report.organisation, Period.of_key(report.round.period), said)


def approve(report: Report, before: dict[str, object] | None) -> None:
    """The figures count as approved; what was approved before and is gone counts no more."""
    period = Period.of_key(report.round.period)
    gone = {known.pk: known for known, _part in _emptied(report, before)}
    if gone:
        withdraw_figures(report.organisation, period, gone.values())
        for states, keep in ((STANDING, send_figures), (DECIDED, approve_figures)):
            kept = _elsewhere(report, states).values()
            keep(report.organisation, period, [each for each in kept if each.indicator.pk in gone])
    approve_figures(report.organisation, period, _said(report))


def unsend(report: Report) -> None:
    """A report taken or sent back says nothing until it is sent anew; what was approved counts.

    What another standing report of the body says for the same period counts as that one says it.
    """
    period = Period.of_key(report.round.period)
    unsend_figures(report.organisation, period, [each.indicator for each in _said(report)])
    send_figures(report.organisation, period, _elsewhere(report, STANDING).values())


def _said(report: Report) -> list[Said]:
    form = parse_form(report.edition.content)
    answers = parse_answers(form, report.answers)
    covers = _covers(report)
    return [
        Said(known, cell.n, cell.d, part, covers=covers and bool(known.line))
        for known, part, cell in _cells(form, dict(answers.cells))
    ]


def _elsewhere(report: Report, states: Collection[str]) -> dict[tuple[int, int], Said]:
    """What other reports of the body say of the same figures: it counts on without this one."""
    form = parse_form(report.edition.content)
    same = {each.key: each.cell for each in list_overlaps(report, states=states)}
    covers = _covers(report)
    return {
        (known.pk, part): Said(known, cell.n, cell.d, part, covers=covers and bool(known.line))
        for known, part, cell in _cells(form, same)
    }


def _emptied(report: Report, before: dict[str, object] | None) -> list[tuple["Indicator", int]]:
    """What an earlier version said and this one does not."""
    form = parse_form(report.edition.content)
    earlier = dict(parse_answers(form, before).cells)
    said = {(known.pk, part) for known, part, _ in _cells(form, dict(_current(report, form)))}
    return [
        (known, part)
        for known, part, _cell in _cells(form, earlier)
        if (known.pk, part) not in said
    ]


def _current(report: Report, form: FormContent) -> dict[str, Cell]:
    return dict(parse_answers(form, report.answers).cells)


def _cells(form: FormContent, cells: dict[str, Cell]) -> Iterator[tuple["Indicator", int, Cell]]:
    """Every cell that is a figure: typed for an indicator, once for each of its parts."""
    known = list_by_code({row.indicator for row in form.rows if row.indicator})
    seen: set[tuple[int, int]] = set()
    for row in form.rows:
        cell, indicator = cells.get(row.key), known.get(row.indicator)
        if indicator is None or cell is None or cell.is_empty or cell.source == SUMMED:
            continue
        if (indicator.pk, row.part) not in seen:
            seen.add((indicator.pk, row.part))
            yield indicator, row.part, cell


def _covers(report: Report) -> bool:
    """A body's own report speaks for all below it, where it stands above all of its line there."""
    body = report.organisation
    tops = body.superior is None or body.superior.place_id != body.place_id
    return tops and bool(list_bodies_directly_below(body.pk))
