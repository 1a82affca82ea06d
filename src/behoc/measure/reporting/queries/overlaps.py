"""Where two rounds ask the same figure of the same body for the same period: typed once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from behoc.measure.reporting.models import FormEdition, Report, Round
from behoc.measure.reporting.queries.reporters import list_reporters
from behoc.measure.reporting.rules.content import Cell, FormContent, parse_answers, parse_form

if TYPE_CHECKING:
    from behoc.measure.reporting.models import Duty

SHOWN = 3  # names that still make one sentence
Figure = tuple[str, int]
"""An indicator's code and the part of it."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A row of a report that another report of the same body and period asks too."""

    key: str
    label: str
    other: Report
    cell: Cell


def list_overlaps(report: Report, *, states: Collection[str] | None = None) -> list[Overlap]:
    """Rows of the report that other reports of its body ask too for the same period.

    `states`: only those that stand so.
    """
    return list_overlaps_of([report], states=states)[report.pk]


def list_overlaps_of(
    reports: Sequence[Report], *, states: Collection[str] | None = None
) -> dict[int, list[Overlap]]:
    """The same for many reports, by report, in one query."""
    beside = _list_beside(reports, states)
    return {each.pk: _overlaps(each, beside[_key(each)]) for each in reports}


@dataclass(frozen=True, slots=True)
class SameAsked:
    """An open round that asks some of the same figures of some of the same bodies."""

    round: Round
    bodies: int
    labels: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The first few of what is asked twice."""
        return ", ".join(self.labels[:SHOWN])

    @property
    def more(self) -> int:
        """How many further ones there are."""
        return max(len(self.labels) - SHOWN, 0)


def list_same_asked(duty: "Duty", edition: FormEdition, period: int) -> list[SameAsked]:
    """What a new round of a duty would ask again: for the warning before it is opened."""
    bodies = [body.pk for body in list_reporters(duty)]
    return _list_same(bodies, edition, period, duty.pk)


def list_same_of_round(turn: Round) -> list[SameAsked]:
    """Other open rounds that ask the same of the bodies of a round fetched within reach."""
    rows = Report.objects.everything(reason="the bodies of a round that was fetched within reach")
    bodies = rows.filter(round=turn).values("organisation")
    return _list_same(bodies, turn.edition, turn.period, turn.duty_id)


@dataclass(frozen=True, slots=True)
class Shared:
    """Another report of the same body that asks some of the same figures, for its writer."""

    report: Report
    asked: int
    given: int


def list_shared(report: Report) -> list[Shared]:
    """The other reports by how many rows they share, and in how many a number stands there."""
    found: dict[int, Shared] = {}
    for each in _every(report, _list_beside([report], None)[_key(report)]):
        held = found.get(each.other.pk) or Shared(each.other, 0, 0)
        given = held.given + (not each.cell.is_empty)
        found[each.other.pk] = Shared(each.other, held.asked + 1, given)
    return list(found.values())


def _list_same(bodies: Any, edition: FormEdition, period: int, duty_id: int) -> list[SameAsked]:
    form = parse_form(edition.content)
    asked = _figures(form)
    rows = Report.objects.everything(reason="how many bodies are asked the same already")
    met = rows.filter(
        organisation__in=bodies, round__period=period, round__closed_at__isnull=True
    ).exclude(round__duty=duty_id)
    by_round: dict[int, int] = defaultdict(int)
    for round_id in met.values_list("round_id", flat=True):
        by_round[round_id] += 1
    rounds = Round.objects.everything(reason="rounds that ask the same of the same bodies")
    found = []
    for turn in rounds.filter(pk__in=by_round).select_related("duty", "organisation", "edition"):
        same = asked.keys() & _figures(parse_form(turn.edition.content)).keys()
        labels = [row.label for row in form.rows if (row.indicator, row.part) in same]
        if labels:
            found.append(SameAsked(turn, by_round[turn.pk], tuple(labels)))
    return found


def _key(report: Report) -> tuple[int, int]:
    return report.organisation_id, report.round.period


def _list_beside(
    reports: Sequence[Report], states: Collection[str] | None
) -> dict[tuple[int, int], list[Report]]:
    """All reports of those bodies and periods, by both, the one due first at the head."""
    rows = Report.objects.everything(reason="bodies' own reports of the same period")
    others = rows.filter(
        organisation__in={each.organisation_id for each in reports},
        round__period__in={each.round.period for each in reports},
    ).exclude(pk__in=[each.pk for each in reports])
    others = others.select_related("edition", "round__duty", "round__organisation")
    beside = defaultdict(list)
    for each in sorted([*others, *reports], key=lambda each: (each.round.due_on, each.pk)):
        if states is None or each.state in states:
            beside[_key(each)].append(each)
    return beside


def _overlaps(report: Report, beside: Iterable[Report]) -> list[Overlap]:
    found: dict[str, Overlap] = {}
    for each in _every(report, beside):
        held = found.get(each.key)
        # One that holds a number says more than one that is still empty.
        if held is None or (held.cell.is_empty and not each.cell.is_empty):
            found[each.key] = each
    return [found[row.key] for row in report.edition.asks.rows if row.key in found]


def _every(report: Report, beside: Iterable[Report]) -> Iterator[Overlap]:
    """Every row that another report of the body asks too, report after report."""
    others = [other for other in beside if other.pk != report.pk]
    form = report.edition.asks
    asked = _figures(form) if others else {}
    for other in others:
        answers = parse_answers(other.edition.asks, other.answers)
        for figure, key in _figures(other.edition.asks).items():
            row = form.row(asked[figure]) if figure in asked else None
            if row:
                yield Overlap(row.key, row.label, other, answers.cell(key))


def _figures(form: FormContent) -> dict[Figure, str]:
    """Each figure that a form asks, with the first row that asks it."""
    found: dict[Figure, str] = {}
    for row in form.rows:
        if row.indicator:
            found.setdefault((row.indicator, row.part), row.key)
    return found
