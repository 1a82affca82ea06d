"""What a report is put together from: the reports below it as they stand, and who is silent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from behoc.measure.indicators.queries.codes import list_by_code
from behoc.measure.indicators.rules import ADDED, View
from behoc.measure.reporting.models import Composition, Report, ReportVersion
from behoc.measure.reporting.queries.before import get_before
from behoc.measure.reporting.rules import ReportState, VersionKind
from behoc.measure.reporting.rules.assembling import (
    Lower,
    Sum,
    cell_values,
    sum_rows,
    values_now,
)
from behoc.measure.reporting.rules.bound_text import (
    Source,
    list_fields,
    list_sources,
    parse_text,
    split_sentences,
)
from behoc.measure.reporting.rules.bound_values import Value, values_of, write_plain
from behoc.measure.reporting.rules.content import (
    SUMMED,
    Answers,
    FormContent,
    parse_answers,
    parse_form,
)
from behoc.measure.reporting.rules.quoting import digest_of, stale_sources

_CAME = frozenset({ReportState.SUBMITTED, ReportState.APPROVED, ReportState.LOCKED})


@dataclass(frozen=True, slots=True)
class Silent:
    """A report that has not come, or not in the view that is asked for."""

    report: str
    body: str
    state: str


@dataclass(frozen=True)
class Picture:
    """A report beside the reports below it, by one view, at this moment.

    `said` are the values that its text shows, `now` those that it would show if it were made now.
    """

    report: Report
    form: FormContent
    answers: Answers
    view: View
    composition: Composition | None
    lowers: tuple[Lower, ...]
    silent: tuple[Silent, ...]
    sums: Mapping[str, Sum]
    before: Mapping[str, Value]
    names: Mapping[str, str]

    @cached_property
    def said(self) -> dict[str, str]:
        """What fields of the report's own table say."""
        return values_of(cell_values(self.answers), before=self.before)

    @cached_property
    def now(self) -> dict[str, str]:
        """What every field would say now; a row that was typed is as it was typed."""
        own = cell_values(self.answers)
        for key, cell in self.answers.cells.items():
            if cell.source == SUMMED:
                own[key] = self.sums[key].value if key in self.sums else Value(None)
        silent = [each.report for each in self.silent]
        return values_now(self.form, self.lowers, silent, self.sums) | values_of(
            own, before=self.before
        )

    @cached_property
    def changed_rows(self) -> dict[str, Value]:
        """Rows summed from below whose sum is another now, with what it is now."""
        found: dict[str, Value] = {}
        for key, cell in self.answers.cells.items():
            now = self.sums[key].value if key in self.sums else Value(None)
            if cell.source == SUMMED and (cell.n, cell.d) != (now.numerator, now.denominator):
                found[key] = now
        return found

    def stale_sources(self, section: str) -> list[Source]:
        """Sources of a section whose sentence is no longer said where it was quoted from."""
        text = self.answers.texts.get(section, "")
        return stale_sources(text, self.standing) if list_sources(text) else []

    @cached_property
    def standing(self) -> dict[tuple[str, str], set[str]]:
        """The digests of all sentences that reports below say now, by report and section."""
        return {
            (lower.report, section): {digest_of(each) for each in split_sentences(text)}
            for lower in self.lowers
            for section, text in lower.answers.texts.items()
        }


def get_composition(report: Report) -> Composition | None:
    """How a report that was fetched within reach was put together, if it was."""
    rows = Composition.objects.everything(reason="the report was fetched within reach")
    found: Composition | None = rows.filter(report=report).select_related("person").first()
    return found


def get_picture(report: Report, *, view: View | None = None, answers: Any = None) -> Picture:
    """The report, fetched within reach, beside what lies below it.

    `answers` are those to show where they are not the report's own of this moment.
    """
    form = parse_form(report.edition.content)
    said = parse_answers(form, report.answers if answers is None else answers)
    composition = get_composition(report)
    view = view or View(composition.view if composition else View.SENT)
    rows = list_below(report)
    lowers, silent = _standing(rows, view)
    before = get_before(report)
    return Picture(
        report=report,
        form=form,
        answers=said,
        view=view,
        composition=composition,
        lowers=lowers,
        silent=silent,
        sums=sum_rows(form, lowers, _never_added(form)),
        before=cell_values(before.answers) if before else {},
        names=_names(rows, [said, *(each.answers for each in lowers)]),
    )


def say_texts(report: Report, answers: Answers) -> dict[str, str]:
    """The sections of a report that was fetched within reach as words, fields as their figures."""
    if not any("[[" in text for text in answers.texts.values()):
        return dict(answers.texts)
    before = get_before(report)
    values = values_of(cell_values(answers), before=cell_values(before.answers) if before else None)
    names = _names([], [answers])
    return {
        code: write_plain(parse_text(text), values, names) for code, text in answers.texts.items()
    }


def list_below(report: Report) -> list[Report]:
    """The reports of the same period that its body has asked for, or that pass through it.

    Where some are of the same form, only those.
    """
    rows = _asked(report).select_related("organisation", "edition")
    rows = rows.order_by("organisation__name_folded", "pk")
    found = list(rows.defer("answers", "touched"))
    same = [each for each in found if each.edition.form_id == report.edition.form_id]
    return same or found


def has_below(report: Report) -> bool:
    """True when there are reports below that this one can be put together from."""
    found: bool = _asked(report).exists()
    return found


def _asked(report: Report) -> Any:
    body = report.organisation_id
    rows = Report.objects.everything(reason="they go to the body whose report was fetched")
    rows = rows.filter(Q(round__organisation=body) | Q(round__through=body))
    return rows.filter(round__period=report.round.period).exclude(pk=report.pk)


def _standing(rows: list[Report], view: View) -> tuple[tuple[Lower, ...], tuple[Silent, ...]]:
    """The reports that have come, as they stand in the view, and those that have not."""
    latest = _versions(rows) if view == View.SENT else {}
    approved = _versions(rows, kind=VersionKind.APPROVED)
    forms: dict[int, FormContent] = {}
    lowers: list[Lower] = []
    silent: list[Silent] = []
    for row in rows:
        # While a body corrects what was approved, what was approved stands.
        came = view == View.SENT and row.state in _CAME
        answers = latest.get(row.pk) if came else approved.get(row.pk)
        if answers is None:
            silent.append(Silent(row.public_id, row.organisation.short_name, str(row.state)))
            continue
        form = forms.setdefault(row.edition_id, parse_form(row.edition.content))
        said = parse_answers(form, answers)
        lowers.append(Lower(row.public_id, row.organisation.short_name, form, said))
    return tuple(lowers), tuple(silent)


def _versions(rows: list[Report], **narrow: str) -> dict[int, dict[str, Any]]:
    versions = ReportVersion.objects.everything(reason="the reports were found for their receiver")
    versions = versions.filter(report__in=[row.pk for row in rows], **narrow)
    last = versions.order_by("report_id", "-number").distinct("report_id")
    return dict(last.values_list("report_id", "answers"))


def _never_added(form: FormContent) -> frozenset[str]:
    """Indicators that are counted anew at each level and never added up."""
    codes = [row.indicator for row in form.rows if row.indicator]
    found = list_by_code(codes)
    return frozenset(code for code, each in found.items() if each.aggregation not in ADDED)


def _names(rows: list[Report], texts: Iterable[Answers]) -> dict[str, str]:
    """The bodies of every report that texts name, by the report; public as all names of bodies."""
    names = {row.public_id: row.organisation.short_name for row in rows}
    asked: set[str] = set()
    for answers in texts:
        for text in answers.texts.values():
            asked |= {each.report for each in list_sources(text)}
            for field in list_fields(text):
                asked |= {field.report, *(field.seen or "").split(",")}
    missing = {each for each in asked if each} - names.keys()
    if missing:
        found = Report.objects.everything(reason="names of bodies that a text in reach names")
        found = found.filter(public_id__in=missing)
        names |= dict(found.values_list("public_id", "organisation__short_name"))
    return names
