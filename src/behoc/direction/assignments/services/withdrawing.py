"""A directive is withdrawn: its open tasks lapse, what was reported stays, all who got it hear."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Petition
from behoc.direction.assignments.rules import OPEN, WorkState
from behoc.direction.assignments.rules.petitions import PetitionState
from behoc.direction.assignments.services.telling import tell_withdrawn
from behoc.direction.documents.services.withdrawing import withdraw
from behoc.ground.audit.services import Deed, record_all
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch

AT_ONCE = 1000


@transaction.atomic
def withdraw_directive(
    actor: Actor,
    dispatch: "Dispatch",
    *,
    reason: str,
    on: date,
    replaced_by: "Dispatch | None" = None,
) -> int:
    """Withdraw a dispatch with everything that still hangs on it; returns how many shares lapsed.

    A report that arrives in the same moment waits its turn: before, it counts; after, it is kept
    beside the lapsed share. Nothing is lost, nothing counts twice.
    """
    dispatch = withdraw(actor, dispatch, reason=reason, on=on, replaced_by=replaced_by)
    rows = AssignedBody.objects.everything(reason="every share that hangs on a withdrawn document")
    # Parts broken off a share keep the document of the first order, so this reaches them too.
    held = rows.filter(assignment__document__dispatch=dispatch).order_by("pk")
    shares = list(held.select_for_update(of=("self",)))
    lapsed = [share for share in shares if share.state in OPEN]
    _lapse(actor, lapsed, dispatch.withdrawal_reason)
    rows.filter(pk__in=[share.pk for share in shares]).update(next_opens_on=None)
    tell_withdrawn(dispatch, lapsed)
    return len(lapsed)


def _lapse(actor: Actor, shares: Iterable[AssignedBody], reason: str) -> None:
    deeds = []
    changed = []
    for share in shares:
        before = {"state": share.state}
        share.state, share.reason = WorkState.LAPSED, reason
        changed.append(share)
        deeds.append(Deed(share, before, {"state": share.state, "reason": reason}))
    rows = AssignedBody.objects.everything(reason="held by the withdrawal")
    rows.bulk_update(changed, ["state", "reason"], batch_size=AT_ONCE)
    asked = Petition.objects.everything(reason="nothing is left to be asked")
    waiting = asked.filter(assigned__in=changed, state=PetitionState.WAITING)
    waiting.update(state=PetitionState.DROPPED)
    record_all(actor, "assignment.lapse", deeds)
