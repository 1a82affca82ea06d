"""What a body keeps: papers that it entered and papers that were delivered to it."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from behoc.direction.documents.models import (
    Dispatch,
    DispatchFile,
    Document,
    EarlierFile,
)
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.documents.rules import DispatchState
from behoc.ground.access.queries import scope_for
from behoc.kernel.scope import one

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor


def list_entered_documents(actor: "Actor") -> Any:
    """Documents of entered dispatches that the actor's body holds, own and delivered ones."""
    rows = Document.objects.within(scope_for(actor, "document.view"))
    held = Q(dispatch__organisation_id=actor.body_id)
    held |= Q(dispatch__deliveries__organisation_id=actor.body_id)
    entered = rows.filter(held, dispatch__state=DispatchState.CONFIRMED)
    return entered.select_related("dispatch").distinct()


def list_delivered(actor: "Actor") -> Any:
    """Dispatches that were delivered to the actor's body, the latest first."""
    rows = Dispatch.objects.within(scope_for(actor, "document.view"))
    sent = rows.filter(
        deliveries__organisation_id=actor.body_id, state=DispatchState.CONFIRMED
    ).exclude(organisation_id=actor.body_id)
    return sent.select_related("organisation").order_by("-deliveries__delivered_at", "-pk")


def get_document(
    actor: "Actor", dispatch_id: str, position: int, *, action: str = "document.view"
) -> Document:
    """One document of a dispatch in reach, or NotFound."""
    rows = Document.objects.within(scope_for(actor, action))
    return one(
        Document,
        rows.select_related("dispatch", "dispatch__organisation").filter(
            dispatch__public_id=dispatch_id, position=position
        ),
    )


def get_dispatch_file(
    actor: "Actor", dispatch_id: str, position: int, *, action: str
) -> DispatchFile:
    """One file of a dispatch in reach of that action, or NotFound."""
    dispatch = get_dispatch(actor, dispatch_id, action=action)
    return one(
        DispatchFile,
        DispatchFile.objects.select_related("stored_file", "dispatch").filter(
            dispatch=dispatch, position=position
        ),
    )


def get_earlier_file(actor: "Actor", dispatch_id: str, position: int, number: int) -> EarlierFile:
    """An earlier version of a file of a dispatch in reach; a discarded one is NotFound."""
    dispatch = get_dispatch(actor, dispatch_id)
    return one(
        EarlierFile,
        EarlierFile.objects.select_related("stored_file").filter(
            dispatch_file__dispatch=dispatch,
            dispatch_file__position=position,
            number=number,
            stored_file__discarded_at__isnull=True,
        ),
    )
