"""What was changed after it was given, for whoever builds on it elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from behoc.direction.assignments.models import AmendmentNotice


@dataclass(frozen=True, slots=True)
class Change:
    """One amendment as it reached one body: where its share is, since when, why."""

    code: str
    body_id: int
    dispatch_id: int
    share_id: int
    share_code: str
    at: datetime
    effective_on: date
    reason: str


def list_changes(
    *, dispatch_ids: Iterable[int] | None = None, since: datetime | None = None
) -> list[Change]:
    """Amendments of tasks of those dispatches, or all since a moment, the latest first."""
    rows = AmendmentNotice.objects.everything(reason="whoever builds on a task hears of its change")
    found = rows.select_related("amendment__assignment__document", "assigned")
    if dispatch_ids is not None:
        found = found.filter(amendment__assignment__document__dispatch__in=list(dispatch_ids))
    if since is not None:
        found = found.filter(amendment__created_at__gte=since)
    return [
        Change(
            code=each.amendment.public_id,
            body_id=each.assigned.organisation_id,
            dispatch_id=each.amendment.assignment.document.dispatch_id,
            share_id=each.assigned_id,
            share_code=each.assigned.public_id,
            at=each.amendment.created_at,
            effective_on=each.amendment.effective_on,
            reason=each.amendment.reason,
        )
        for each in found.order_by("-amendment__created_at", "-pk")
    ]
