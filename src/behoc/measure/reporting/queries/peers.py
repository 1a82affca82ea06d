"""What the other bodies of a round sent, as far as a single figure may be held against it."""

from collections.abc import Collection

from behoc.measure.indicators.queries.codes import list_by_code
from behoc.measure.indicators.queries.peers import list_quarters
from behoc.measure.reporting.models import Report, Round
from behoc.measure.reporting.rules.checks import Spread
from behoc.measure.reporting.rules.content import FormContent


def list_spreads(turn: Round, content: FormContent, without: Collection[int]) -> dict[str, Spread]:
    """Where the middle half of the bodies of a round lies, by row, without some of them.

    Rows that ask nothing are left out.
    """
    rows = [row for row in content.rows if row.indicator and row.outlier is not None]
    if not rows:
        return {}
    sent = Report.objects.everything(reason="only quarters of many bodies' figures are shown")
    bodies = sent.filter(round=turn, sent_at__isnull=False)
    ids = bodies.exclude(organisation__in=without).values_list("organisation_id", flat=True)
    known = list_by_code({row.indicator for row in rows})
    found = list_quarters(ids, turn.period, [each.pk for each in known.values()])
    ends = {
        row.key: found.get((known[row.indicator].pk, row.part))
        for row in rows
        if row.indicator in known
    }
    return {key: Spread(each.low, each.high) for key, each in ends.items() if each}
