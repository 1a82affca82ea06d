"""What the list of reports shows."""

from typing import Any

from django.urls import reverse

from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.words import due_words, period_words, state_of


def build_row(report: Report) -> dict[str, Any]:
    """One report of the own body in the list."""
    return {
        "title": report.round.duty.name,
        "url": reverse("reporting:report", args=[report.public_id]),
        "period_words": period_words(report.round.period),
        "asks": report.round.organisation.short_name,
        "receiver": report.receiver.short_name,
        "due_words": due_words(report.round),
        **state_of(report),
    }
