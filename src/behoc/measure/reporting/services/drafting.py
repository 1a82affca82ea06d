"""A report is written: many small savings of one draft, by one person or several at once."""

from typing import Any

from django.db import transaction

from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.measure.reporting.rules import Step, next_state
from behoc.measure.reporting.rules.content import parse_form
from behoc.measure.reporting.rules.patches import lay
from behoc.measure.reporting.services.holding import (
    Kept,
    find_receipt,
    give_receipt,
    lock_report,
)


@transaction.atomic
def save_answers(actor: Actor, public_id: str, *, revision: int, patch: Any, key: str) -> Kept:
    """Keep what changed since `revision`; a cell that another person changed meanwhile stays.

    What could not be kept comes back in the receipt as clashes. The same key again gives the same
    receipt and changes nothing.
    """
    report = lock_report(actor, "report.fill", public_id)
    known = find_receipt(report, key)
    if known:
        return known
    next_state(report.state, Step.WRITE)
    merged = lay(
        parse_form(report.edition.content),
        report.answers,
        report.touched,
        patch,
        since=revision,
        revision=report.revision + 1,
        person=actor.person,
    )
    if merged.changed:
        report.answers, report.touched = merged.answers, merged.touched
        report.revision += 1
        report.saved_by_id, report.saved_at = actor.person, now()
        report.save(update_fields=["answers", "touched", "revision", "saved_by", "saved_at"])
    # Drafts are not logged cell by cell: each path keeps who changed it, and sending is logged.
    return give_receipt(actor, report, key, clashes=merged.clashes)
