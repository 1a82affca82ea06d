"""What a report says becomes figures: as sent when it is sent, as approved when it is approved."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from behoc.ground.organisations.queries import list_ids_with_bodies_below
from behoc.kernel.periods import Period
from behoc.measure.indicators.queries.codes import list_by_code
from behoc.measure.indicators.services.keeping import (
    Said,
    Spoken,
    approve_figures,
    send_figures,
    send_figures_of_many,
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
)

if TYPE_CHECKING:
    from behoc.measure.indicators.models import Indicator


def send_all(reports: Iterable[tuple[Report, Mapping[str, object] | None]]) -> None:
    """The figures of reports count as sent; beside each, what it said before.

    A cell that was sent before and is now empty is empty, unless another report says it.
    """
    pairs = list(reports)
    known = _known(report for report, _before in pairs)
    speaking = _speak_for_all([report for report, _before in pairs])
    spoken = []
    for report, before in pairs:
        covers = report.pk in speaking
        said = _said(report, known, covers=covers)
        gone = _emptied(report, before, said, known)
        elsewhere = _elsewhere(report, STANDING, known, covers=covers) if gone else {}
        said += [
            elsewhere.get((indicator.pk, part)) or Said(indicator, None, None, part)
            for indicator, part in gone
        ]
        period = Period.of_key(report.round.period)
        spoken.append(Spoken(report.organisation, period, tuple(said)))
    send_figures_of_many(spoken)


def approve(report: Report, before: Mapping[str, object] | None) -> None:
    """The figures count as approved; what was approved before and is gone counts no more."""
    period, known = Period.of_key(report.round.period), _known([report])
    covers = report.pk in _speak_for_all([report])
    said = _said(report, known, covers=covers)
    gone = {indicator.pk: indicator for indicator, _part in _emptied(report, before, said, known)}
    if gone:
        withdraw_figures(report.organisation, period, gone.values())
        for states, keep in ((STANDING, send_figures), (DECIDED, approve_figures)):
            kept = _elsewhere(report, states, known, covers=covers).values()
            keep(report.organisation, period, [each for each in kept if each.indicator.pk in gone])
    approve_figures(report.organisation, period, said)


def unsend(report: Report) -> None:
    """A report taken or sent back says nothing until it is sent anew; what was approved counts.

    What another standing report of the body says for the same period counts as that one says it.
    """
    period, known = Period.of_key(report.round.period), _known([report])
    covers = report.pk in _speak_for_all([report])
    said = _said(report, known, covers=covers)
    unsend_figures(report.organisation, period, [each.indicator for each in said])
    elsewhere = _elsewhere(report, STANDING, known, covers=covers)
    send_figures(report.organisation, period, elsewhere.values())


def _known(reports: Iterable[Report]) -> Mapping[str, "Indicator"]:
    """The indicators that the forms of the reports name, by code."""
    forms = {report.edition_id: report.edition.asks for report in reports}
    return list_by_code({row.indicator for form in forms.values() for row in form.rows} - {""})


def _said(report: Report, known: Mapping[str, "Indicator"], *, covers: bool) -> list[Said]:
    return [
        Said(indicator, cell.n, cell.d, part, covers=covers and bool(indicator.line))
        for indicator, part, cell in _cells(
            report.edition.asks, parse_answers(report.edition.asks, report.answers).cells, known
        )
    ]


def _elsewhere(
    report: Report, states: Collection[str], known: Mapping[str, "Indicator"], *, covers: bool
) -> dict[tuple[int, int], Said]:
    """What other reports of the body say of the same figures: it counts on without this one."""
    same = {each.key: each.cell for each in list_overlaps(report, states=states)}
    return {
        (indicator.pk, part): Said(
            indicator, cell.n, cell.d, part, covers=covers and bool(indicator.line)
        )
        for indicator, part, cell in _cells(report.edition.asks, same, known)
    }


def _emptied(
    report: Report,
    before: Mapping[str, object] | None,
    said: list[Said],
    known: Mapping[str, "Indicator"],
) -> list[tuple["Indicator", int]]:
    """What an earlier version said and this one does not."""
    if before is None:
        return []
    stands = {(each.indicator.pk, each.part) for each in said}
    return [
        (indicator, part)
        for indicator, part, _cell in _cells(
            report.edition.asks, parse_answers(report.edition.asks, before).cells, known
        )
        if (indicator.pk, part) not in stands
    ]


def _cells(
    form: FormContent, cells: Mapping[str, Cell], known: Mapping[str, "Indicator"]
) -> Iterator[tuple["Indicator", int, Cell]]:
    """Every cell that is a figure: typed for an indicator, once for each of its parts."""
    seen: set[tuple[int, int]] = set()
    for row in form.rows:
        cell, indicator = cells.get(row.key), known.get(row.indicator)
        if indicator is None or cell is None or cell.is_empty or cell.source == SUMMED:
            continue
        if (indicator.pk, row.part) not in seen:
            seen.add((indicator.pk, row.part))
            yield indicator, row.part, cell


def _speak_for_all(reports: list[Report]) -> set[int]:
    """A body's own report speaks for all below it, where it stands above all of its line there."""
    tops = {report.pk: report.organisation_id for report in reports if _tops(report)}
    above = list_ids_with_bodies_below(tops.values())
    return {report for report, body in tops.items() if body in above}


def _tops(report: Report) -> bool:
    superior = report.organisation.superior
    return superior is None or superior.place_id != report.organisation.place_id
