"""Entries of the registers of the actor's body."""

from typing import TYPE_CHECKING, Any

from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.rules.series import Direction
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document


def find_entry(actor: Actor, document: "Document") -> RegisterEntry | None:
    """The line of the actor's body that stands for the paper, or for the one it came with."""
    rows = _standing(actor).filter(document__dispatch_id=document.dispatch_id)
    found: list[RegisterEntry] = list(rows.order_by("document__position"))
    exact = next((entry for entry in found if entry.document_id == document.pk), None)
    return exact or next((entry for entry in found if entry.direction == Direction.IN), None)


def find_incoming(actor: Actor, dispatch: "Dispatch") -> RegisterEntry | None:
    """The line with which a dispatch in reach came into the actor's body."""
    rows = _standing(actor).filter(document__dispatch=dispatch, direction=Direction.IN)
    found: RegisterEntry | None = rows.order_by("document__position").first()
    return found


def get_entry(actor: Actor, public_id: str, *, action: str = "register.view") -> RegisterEntry:
    """The entry in reach with that public id, or NotFound."""
    rows = RegisterEntry.objects.within(scope_for(actor, action))
    return one(RegisterEntry, _whole(rows).filter(public_id=public_id))


def _standing(actor: Actor) -> Any:
    rows = RegisterEntry.objects.within(scope_for(actor, "register.view"))
    return _whole(rows.standing()).filter(organisation_id=actor.body_id)


def _whole(rows: Any) -> Any:
    return rows.select_related(
        "document", "document__dispatch", "organisation", "person", "series", "series__book"
    )
