"""A submission held while it changes: leader, deputy, clerk and receivers take turns on it."""

from behoc.direction.handling.models import Submission
from behoc.direction.handling.queries.people import Authority, find_authority
from behoc.ground.access.services import require
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotAllowed


def lock_submission(actor: Actor, action: str, submission: Submission) -> Submission:
    """The submission as it stands now, locked, for an actor who may do the action on it."""
    require(actor, action, submission)
    rows = Submission.objects.everything(reason="it was fetched within reach; now locked")
    locked: Submission = rows.select_for_update().get(pk=submission.pk)
    return locked


def require_authority(actor: Actor, submission: Submission) -> Authority:
    """By what the actor instructs here; refused to who is neither the leader nor a deputy today."""
    found = find_authority(actor, submission)
    if found is None:
        raise NotAllowed(
            "Văn bản này trình người khác. Chỉ người được trình hoặc người được ủy quyền "
            "hôm nay cho ý kiến được."
        )
    return found
