"""A report is handed in by who fills it: checked as the page checks, then sent, in one turn."""

from django.db import transaction

from behoc.kernel.actor import Actor
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.words import gettext_noop
from behoc.measure.reporting.queries.filling import Filled, fill, find_open
from behoc.measure.reporting.queries.filling_facts import plain_cells
from behoc.measure.reporting.rules.checks import tell, with_sums
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import submit
from behoc.measure.reporting.services.holding import Kept, find_receipt, lock_report

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
    if edition not in (None, report.edition.public_id):
        raise Conflict(NEW_FORM)
    filled = fill(report, report.answers)
    revision = _keep_sums(actor, filled, revision)
    left = find_open(filled)
    if left:
        row, section = filled.content.row(left[0].key), filled.content.section(left[0].key)
        name = row.number or row.label if row else section.heading if section else ""
        raise RuleBroken(
            "Còn %(count)s chỗ phải sửa hoặc ghi lý do trước khi gửi. %(name)s: %(said)s",
            count=len(left),
            name=name,
            said=tell(left[0]),
        )
    return submit(actor, public_id, revision=revision, key=key)


def _keep_sums(actor: Actor, filled: Filled, revision: int) -> int:
    """Totals that the page makes of their parts are answers too; the revision after them."""
    if revision != filled.report.revision:
        return revision  # submit refuses what the actor has not seen
    summed = with_sums(filled.content, filled.answers).cells
    missing = {
        key: cell
        for key, cell in summed.items()
        if cell != filled.answers.cells.get(key, cell) or key not in filled.answers.cells
    }
    if not missing:
        return revision
    patch = {"cells": plain_cells(missing)}
    kept = save_answers(actor, filled.report.public_id, revision=revision, patch=patch, key="")
    return kept.revision
