"""A report is handed in by who fills it: at once, or received now and checked behind."""

from django.db import transaction

from behoc.ground.access.queries import scope_for
from behoc.ground.access.services import require_right
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict
from behoc.kernel.jobs import enqueue_sweep
from behoc.kernel.scope import one
from behoc.kernel.words import gettext_noop
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.filling import fill
from behoc.measure.reporting.services.holding import (
    Kept,
    find_receipt,
    give_receipt,
    lock_report,
    take_in,
)
from behoc.measure.reporting.services.sending import (
    Sending,
    check_content,
    check_step,
    lay_sums,
    send_all,
)

CHECK = "reporting.check"

NEW_FORM = gettext_noop("Chưa gửi: biểu mẫu vừa đổi, phần đã nhập vẫn giữ. Xem lại rồi gửi.")


@transaction.atomic
def hand_in(
    actor: Actor, public_id: str, *, revision: int, key: str, edition: str | None = None
) -> Kept:
    """Send the report unless a check stops it or asks for a reason that is not there.

    The same key again gives the same receipt. `edition` is the form that the actor saw: nobody
    sends by another unseen.
    """
    report = lock_report(actor, "report.submit", public_id)
    known = find_receipt(report, key)
    if known:
        return known
    _check_edition(report, edition)
    sending = Sending(actor, report, revision, now())
    check_step(sending)
    filled = fill(report, report.answers)
    check_content(filled)
    lay_sums(sending, filled)
    version = send_all([sending])[report.pk]
    return give_receipt(actor, report, key, version=version)


@transaction.atomic
def receive(
    actor: Actor, public_id: str, *, revision: int, key: str, edition: str | None = None
) -> Kept:
    """Take the report as the sender saw it and answer at once; it is checked and sent behind.

    So a deadline hour, in which thousands send within minutes, keeps nobody waiting. The same key
    again gives the same receipt.
    """
    require_right(actor, "report.submit")
    rows = Report.objects.within(scope_for(actor, "report.submit")).filter(public_id=public_id)
    rows = rows.select_related("round", "edition").only(
        "public_id",
        "state",
        "revision",
        "round__closed_at",
        "round__due_on",
        "edition__public_id",
    )
    report = one(Report, rows.select_for_update(of=("self",)))
    known = find_receipt(report, key)
    if known:
        return known
    _check_edition(report, edition)
    check_step(Sending(actor, report, revision, now()))
    kept = take_in(actor, report, key)
    enqueue_sweep(CHECK)
    return kept


def _check_edition(report: Report, edition: str | None) -> None:
    """What was shown by an older form is looked at once more before it goes."""
    if edition not in (None, report.edition.public_id):
        raise Conflict(NEW_FORM)
