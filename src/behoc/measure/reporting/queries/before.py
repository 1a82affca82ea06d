"""What the same body reported in the same duty before: last period's answers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from behoc.kernel.periods import Period
from behoc.measure.reporting.models import Report, ReportVersion
from behoc.measure.reporting.rules.content import Answers, parse_answers


@dataclass(frozen=True, slots=True)
class Before:
    """The last report of the duty before this one: its period and what it said when sent last."""

    public_id: str
    period: Period
    answers: Answers


def get_before(report: Report) -> Before | None:
    """What the body sent in the duty's last period before this one; None where it sent nothing."""
    return list_before([report]).get(report.pk)


def list_before(reports: Iterable[Report]) -> dict[int, Before]:
    """The same for many reports, by report: one query for each round among them."""
    rows = ReportVersion.objects.everything(reason="a body's own report of the period before")
    rounds: dict[int, dict[int, Report]] = defaultdict(dict)
    for report in reports:
        rounds[report.round_id][report.organisation_id] = report
    found: dict[int, Before] = {}
    for of_body in rounds.values():
        turn = next(iter(of_body.values())).round
        last = rows.filter(
            report__organisation__in=list(of_body),
            report__round__duty=turn.duty_id,
            report__round__period__lt=turn.period,
        ).select_related("report__round", "report__edition")
        body = "report__organisation_id"
        for each in last.order_by(body, "-report__round__period", "-number").distinct(body):
            found[of_body[each.report.organisation_id].pk] = Before(
                each.report.public_id,
                Period.of_key(each.report.round.period),
                parse_answers(each.report.edition.asks, each.answers),
            )
    return found
