"""What became of the last sending of a report: still being checked, or stopped, and by what."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from behoc.ground.notifications.rules.told import as_told
from behoc.kernel.clock import in_words
from behoc.kernel.speech import say
from behoc.measure.reporting.models import Report, ReportReceipt


@dataclass(frozen=True, slots=True)
class Received:
    """A sending that the server received; `refusal` says what stopped it."""

    waits: bool
    at_words: str
    refusal: str


def is_being_checked() -> Exists:
    """The condition on reports that a sending of theirs was received and is not checked yet."""
    rows = ReportReceipt.objects.everything(reason="a condition on reports within reach")
    return Exists(rows.filter(report=OuterRef("pk"), waits=True))


def find_received(report: Report) -> Received | None:
    """The sending that is being checked, else the last that was stopped.

    None once the report has gone up. The report was fetched within reach.
    """
    rows = ReportReceipt.objects.everything(reason="the report was fetched within reach")
    rows = rows.filter(Q(waits=True) | Q(refusal__isnull=False), report=report)
    found = rows.order_by("-waits", "-pk").first()
    if found is None:
        return None
    said = "" if found.waits else say(as_told(found.refusal))
    return Received(found.waits, in_words(found.at), said)
