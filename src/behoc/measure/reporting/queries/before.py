"""What the same body reported in the same duty before: last period's answers."""

from dataclasses import dataclass

from behoc.kernel.periods import Period
from behoc.measure.reporting.models import Report, ReportVersion, Round
from behoc.measure.reporting.rules.content import Answers, parse_answers, parse_form


@dataclass(frozen=True, slots=True)
class Before:
    """The last report of the duty before this one: its period and what it said when sent last."""

    public_id: str
    period: Period
    answers: Answers


def get_before(report: Report) -> Before | None:
    """What the body sent in the duty's last period before this one; None where it sent nothing."""
    rows = ReportVersion.objects.everything(reason="a body's own report of the period before")
    found = (
        rows.filter(
            report__organisation=report.organisation_id,
            report__round__duty=report.round.duty_id,
            report__round__period__lt=report.round.period,
        )
        .select_related("report__round", "report__edition")
        .order_by("-report__round__period", "-number")
        .first()
    )
    return _before(found) if found else None


def list_before(turn: Round, body_ids: list[int]) -> dict[int, Before]:
    """The same for many bodies of a round that was fetched within reach, in one query."""
    rows = ReportVersion.objects.everything(reason="the round was fetched within reach")
    found = (
        rows.filter(
            report__organisation__in=body_ids,
            report__round__duty=turn.duty_id,
            report__round__period__lt=turn.period,
        )
        .select_related("report__round", "report__edition")
        .order_by("report__organisation", "-report__round__period", "-number")
        .distinct("report__organisation")
    )
    return {each.report.organisation_id: _before(each) for each in found}


def _before(version: ReportVersion) -> Before:
    report = version.report
    form = parse_form(report.edition.content)
    return Before(
        report.public_id,
        Period.of_key(report.round.period),
        parse_answers(form, version.answers),
    )
