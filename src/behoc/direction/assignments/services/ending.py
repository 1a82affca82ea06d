"""Work that is not to be done any more, with everything that was built on it."""

from collections.abc import Iterable

from behoc.direction.assignments.models import AssignedBody, Petition
from behoc.direction.assignments.queries.parts import list_built_on
from behoc.direction.assignments.rules import Step, allows, next_state
from behoc.direction.assignments.rules.petitions import PetitionState
from behoc.direction.assignments.services.telling import tell_ended
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.text import clean


def end_shares(
    actor: Actor, shares: Iterable[AssignedBody], *, reason: str, deed: str
) -> list[AssignedBody]:
    """End those shares, then the parts broken off them; returns what is not to be done any more.

    What was reported as done stays done, without a sequel. Part of an act that holds the shares.
    """
    held = list(shares)
    built = list_built_on([each.pk for each in held], hold=True)
    ended = [each for each in held if _end(actor, each, reason=reason, deed=deed)]
    ended += [
        each for each in built if _end(actor, each, reason=reason, deed="assignment.take_off")
    ]
    tell_ended(ended, clean(reason), by=actor.body_id)
    return ended


def drop_petitions(assigned: AssignedBody) -> None:
    """What still waits on a share that is over has no object any more; part of that act."""
    rows = Petition.objects.everything(reason="the share is held by the act that ends it")
    waiting = rows.filter(assigned=assigned, state=PetitionState.WAITING)
    waiting.update(state=PetitionState.DROPPED)


def _end(actor: Actor, share: AssignedBody, *, reason: str, deed: str) -> bool:
    before = {"state": share.state}
    share.next_opens_on = None
    lapses = allows(share.state, Step.LAPSE)
    if lapses:
        share.state, share.reason = next_state(share.state, Step.LAPSE), clean(reason)
        drop_petitions(share)
        after = {"state": share.state, "reason": share.reason}
        record(actor, deed, share, before=before, after=after)
    share.save(update_fields=["state", "reason", "next_opens_on"])
    return lapses
