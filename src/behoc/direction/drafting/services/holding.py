"""A draft held while it changes: two people who act on it take turns."""

from behoc.direction.drafting.models import Draft
from behoc.ground.access.services import require
from behoc.kernel.actor import Actor


def lock_draft(actor: Actor, action: str, draft: Draft) -> Draft:
    """The draft as it stands now, locked, for an actor who may do the action on it."""
    require(actor, action, draft)
    rows = Draft.objects.everything(reason="the draft was fetched within reach; now locked")
    locked: Draft = rows.select_for_update().get(pk=draft.pk)
    return locked
