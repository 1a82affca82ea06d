"""Targets that were read in documents and that a person has confirmed."""

from typing import TYPE_CHECKING, Any

from behoc.direction.documents.models import Find
from behoc.direction.documents.rules import DispatchState, FindKind, FindState
from behoc.ground.access.queries import scope_for
from behoc.kernel.scope import one

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor


def list_goals(actor: "Actor") -> Any:
    """Confirmed targets of papers that the actor's body entered, newest first, line by line."""
    rows = Find.objects.within(scope_for(actor, "document.view")).filter(
        document__dispatch__organisation_id=actor.body_id,
        kind=FindKind.TARGET,
        state__in=[FindState.ACCEPTED, FindState.AMENDED, FindState.ADDED],
        document__dispatch__state=DispatchState.CONFIRMED,
    )
    found = rows.select_related("document__dispatch")
    return found.order_by("-document__issued_on", "document", "line", "number")


def get_goal(actor: "Actor", public_id: str) -> Find:
    """One of them, or NotFound."""
    return one(Find, list_goals(actor).filter(public_id=public_id))
