"""Whom one dispatch reached, as far as the actor may know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from behoc.direction.documents.models import Delivery, Dispatch
from behoc.direction.documents.rules import DispatchState
from behoc.ground.access.queries import may, scope_for
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document

ACTION = "document.view"


@dataclass(frozen=True, slots=True)
class Receiver:
    """One body that a dispatch was sent to."""

    body_id: int
    purpose: str
    basis: str
    delivered_at: datetime
    received_at: datetime | None
    opened_at: datetime | None


def list_receivers(
    actor: Actor, dispatch: Dispatch, body_ids: Iterable[int] | None = None
) -> list[Receiver]:
    """The bodies (of those named, or all) that got a dispatch, as far as the actor may know."""
    rows = Delivery.objects.everything(reason="narrowed to what the actor may know below")
    if not may(actor, ACTION):
        return []
    rows = rows.filter(dispatch=dispatch, organisation__isnull=False)
    if not sees_all_receivers(actor, ACTION, dispatch):
        rows = rows.filter(below_only(actor))
    if body_ids is not None:
        rows = rows.filter(organisation_id__in=list(body_ids))
    wanted = rows.order_by("organisation_id").values_list(
        "organisation_id", "purpose", "basis", "delivered_at", "received_at", "opened_at"
    )
    return [Receiver(*row) for row in wanted]


def list_entered(actor: Actor) -> Any:
    """The dispatches in reach that were entered, newest first; a query set to page."""
    rows = Dispatch.objects.within(scope_for(actor, ACTION))
    entered = rows.filter(state=DispatchState.CONFIRMED).select_related("organisation")
    return entered.prefetch_related("documents").order_by("-confirmed_at", "-pk")


def count_receivers(dispatch_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Sent to how many bodies, opened by how many; for dispatches of the reader's own body."""
    rows = Delivery.objects.everything(reason="the dispatches are the reader's own")
    counted = rows.filter(dispatch_id__in=list(dispatch_ids)).order_by().values_list("dispatch_id")
    found = counted.annotate(
        sent=Count("pk"), opened=Count("pk", filter=Q(opened_at__isnull=False))
    )
    return {dispatch: (sent, opened) for dispatch, sent, opened in found}


def list_documents(dispatch: Dispatch) -> "list[Document]":
    """The documents of a dispatch that was fetched within reach, in order."""
    return list(dispatch.documents.order_by("position"))


def sees_all_receivers(actor: Actor, action: str, dispatch: Dispatch) -> bool:
    """True for the body that sent the dispatch and, by LINE, for those above it."""
    scope = scope_for(actor, action)
    if scope.whole or dispatch.organisation_id in scope.owners:
        return True
    return any(dispatch.organisation.line_path.startswith(line) for line in scope.lines)


def below_only(actor: Actor) -> Q:
    """Rows of the actor's own body and of the bodies below it in its line."""
    if not actor.line_path:
        return Q(pk__in=())
    return Q(organisation__line_path__startswith=actor.line_path)
