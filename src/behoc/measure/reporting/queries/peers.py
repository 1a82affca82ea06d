"""What the other bodies of a round sent, as far as a single figure may be held against it."""

from behoc.measure.indicators.queries.codes import list_by_code
from behoc.measure.indicators.queries.peers import list_quarters
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.rules.checks import Spread
from behoc.measure.reporting.rules.content import FormContent


def list_spreads(report: Report, content: FormContent) -> dict[str, Spread]:
    """Where the middle half of the others lies, by row; rows that ask nothing are left out."""
    rows = [row for row in content.rows if row.indicator and row.outlier is not None]
    if not rows:
        return {}
    sent = Report.objects.everything(reason="only quarters of many bodies' figures are shown")
    bodies = sent.filter(round=report.round_id, sent_at__isnull=False)
    ids = bodies.exclude(organisation=report.organisation_id).values_list(
        "organisation_id", flat=True
    )
    known = list_by_code({row.indicator for row in rows})
    found = list_quarters(ids, report.round.period, [each.pk for each in known.values()])
    ends = {
        row.key: found.get((known[row.indicator].pk, row.part))
        for row in rows
        if row.indicator in known
    }
    return {key: Spread(each.low, each.high) for key, each in ends.items() if each}
