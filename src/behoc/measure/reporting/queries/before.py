"""What the same body reported in the same duty before: last period's answers."""

from dataclasses import dataclass

from behoc.kernel.periods import Period
from behoc.measure.reporting.models import Report, ReportVersion
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
    if found is None:
        return None
    form = parse_form(found.report.edition.content)
    return Before(
        found.report.public_id,
        Period.of_key(found.report.round.period),
        parse_answers(form, found.answers),
    )
