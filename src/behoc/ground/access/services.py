"""The check that opens every service."""

from typing import TYPE_CHECKING

from behoc.ground.access.queries import body_in_reach, may, scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotAllowed
from behoc.kernel.scope import Scoped

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation


def require(actor: Actor, action: str, subject: Scoped) -> None:
    """Refuse unless the actor may do the action on that row. Named system work passes."""
    if actor.is_system:
        return
    require_right(actor, action)
    if not type(subject).objects.within(scope_for(actor, action)).filter(pk=subject.pk).exists():
        raise NotAllowed


def require_right(actor: Actor, action: str) -> None:
    """Refuse unless some role of the actor carries the action."""
    if not actor.is_system and not may(actor, action):
        raise NotAllowed


def require_on_body(actor: Actor, action: str, body: "Organisation") -> None:
    """Refuse unless the actor may do the action on that body."""
    require_right(actor, action)
    if not actor.is_system and not body_in_reach(actor, action, body):
        raise NotAllowed
