"""What the list of reports shows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.words import due_words, period_words, state_of

_TABS = (
    ("reporting:list", gettext_noop("Cơ quan mình nộp"), "report.view"),
    ("reporting:rounds", gettext_noop("Nơi khác nộp về"), "round.view"),
    ("reporting:duties", gettext_noop("Chế độ, biểu mẫu"), "round.manage"),
    ("reporting:load", gettext_noop("Nạp số liệu từ tệp"), "figure.load"),
)


def list_tabs(actor: Actor, here: str) -> list[dict[str, Any]]:
    """The sides of reporting that the actor may open."""
    return [
        {"label": _(label), "url": reverse(name), "current": name == here}
        for name, label, action in _TABS
        if may(actor, action)
    ]


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
