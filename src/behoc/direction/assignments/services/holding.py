"""A share held while it changes: two people who act on it take turns."""

from behoc.direction.assignments.models import AssignedBody
from behoc.ground.access.services import require
from behoc.kernel.actor import Actor


def lock_share(actor: Actor, action: str, assigned: AssignedBody) -> AssignedBody:
    """The share as it stands now, locked, for an actor who may do the action on it."""
    require(actor, action, assigned)
    rows = AssignedBody.objects.everything(reason="the share was fetched within reach; now locked")
    locked: AssignedBody = rows.select_for_update().get(pk=assigned.pk)
    return locked
