"""Who writes a draft hears when the plan under it is amended or withdrawn."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from behoc.direction.assignments.queries.changes import list_changes
from behoc.direction.drafting.models import Draft
from behoc.direction.drafting.queries.grounds import (
    GroundChange,
    list_drafts_on,
    list_withdrawn_since,
    pick_changes,
)
from behoc.direction.drafting.rules import DraftState
from behoc.ground.notifications.services import notify
from behoc.kernel.clock import now
from behoc.kernel.words import sentence

LOOKS_BACK = timedelta(days=14)
"""A worker that stood still for so long still tells of everything; nobody is told twice."""

_AMENDED = gettext_noop("Văn bản gốc đã sửa, xem lại dự thảo: %(title)s")
_WITHDRAWN = gettext_noop("Văn bản gốc đã thu hồi, xem lại dự thảo: %(title)s")


@transaction.atomic
def follow_grounds() -> int:
    """Tell the writer of every draft, and its leader where it waits for one; returns how many."""
    since = now() - LOOKS_BACK
    changes = list_changes(since=since)
    drafts = {each.pk: each for each in list_drafts_on({each.dispatch_id for each in changes})}
    drafts |= {each.pk: each for each in list_withdrawn_since(since)}
    told = 0
    for draft in drafts.values():
        for change in pick_changes(draft, changes):
            _tell(draft, change)
            told += 1
    return told


def _tell(draft: Draft, change: GroundChange) -> None:
    waits = draft.state == DraftState.SUBMITTED and draft.leader_id is not None
    notify(
        [draft.author_id, *([draft.leader_id] if waits and draft.leader_id else [])],
        kind="draft.ground",
        title=sentence(_AMENDED if change.share_code else _WITHDRAWN, title=draft.title),
        url=reverse("drafting:detail", args=[draft.public_id]),
        key=f"draft.ground:{draft.public_id}:{change.code}",
        text=change.reason,
        body_id=draft.organisation_id,
    )
