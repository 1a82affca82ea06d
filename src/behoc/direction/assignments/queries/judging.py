"""What waits for the giver: results reported as done, and what is in doubt about each."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody, ProgressReport
from behoc.direction.assignments.queries.tasks import whole
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME

LATE = gettext_noop("xong sau hạn")
RETURNED_BEFORE = gettext_noop("từng bị trả lại")
WITHOUT_EVIDENCE = gettext_noop("không kèm minh chứng")


def list_to_confirm(actor: Actor) -> Any:
    """Results that wait for the actor's body, who reported first comes first; a query set."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.confirm"))
    given = rows.reported_done().filter(assignment__organisation_id=actor.body_id)
    return whole(given).order_by("done_at", "pk")


def count_to_confirm(actor: Actor) -> int:
    """How many results wait for the actor's body."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.confirm"))
    return int(rows.reported_done().filter(assignment__organisation_id=actor.body_id).count())


def doubts_of(shares: Iterable[AssignedBody]) -> dict[int, list[str]]:
    """What speaks against confirming each result unseen: late, returned before, no evidence."""
    held = list(shares)
    rows = ProgressReport.objects.everything(reason="the shares were fetched within reach")
    proofs = sum(Count(kind, distinct=True) for kind in ("evidence", "figures", "links"))
    counted = rows.filter(assigned__in=held).values_list("assigned").annotate(proofs=proofs)
    evidence = dict(counted.order_by("assigned"))
    return {share.pk: _doubts(share, evidence.get(share.pk, 0)) for share in held}


def last_report_id(assigned: AssignedBody) -> str:
    """The public id of the newest report on a share, or nothing."""
    rows = ProgressReport.objects.everything(reason="the share was fetched within reach")
    newest = rows.filter(assigned=assigned).order_by("-created_at", "-pk").first()
    return str(newest.public_id) if newest else ""


def _doubts(share: AssignedBody, evidence: int) -> list[str]:
    done_on = share.done_at.astimezone(HOME).date() if share.done_at else None
    late = bool(share.due_on and done_on and done_on > share.due_on)
    found = (
        (late, LATE),
        (share.returned_times > 0, RETURNED_BEFORE),
        (not evidence, WITHOUT_EVIDENCE),
    )
    return [words for holds, words in found if holds]
