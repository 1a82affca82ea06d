"""What a person has looked at. It is theirs alone and changes nothing else, so it is not logged."""

from django.db import transaction

from behoc.ground.access.queries import scope_for
from behoc.ground.access.services import require, require_right
from behoc.ground.notifications.models import Notice
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now

VIEW = "notice.view"


@transaction.atomic
def mark_seen(actor: Actor, notice: Notice) -> None:
    """The person has looked at one notice; a second time changes nothing."""
    require(actor, VIEW, notice)
    rows = Notice.objects.within(scope_for(actor, VIEW))
    rows.filter(pk=notice.pk, seen_at__isnull=True).update(seen_at=now())


@transaction.atomic
def mark_all_seen(actor: Actor, *, kind: str = "") -> int:
    """The person has looked at all that was unseen, of one kind or of all; returns how many."""
    require_right(actor, VIEW)
    rows = Notice.objects.within(scope_for(actor, VIEW)).unseen()
    rows = rows.filter(kind=kind) if kind else rows
    return int(rows.update(seen_at=now()))
