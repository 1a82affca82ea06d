"""Whom one dispatch reached, as far as the actor may know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from behoc.direction.documents.models import Delivery, Dispatch, Find
from behoc.direction.documents.rules import DispatchState, FindKind, FindState
from behoc.ground.access.queries import may, scope_for
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document

ACTION = "document.view"
BASES = ("rests_on", "implements", "continues")


@dataclass(frozen=True, slots=True)
class Receiver:
    """One body that a dispatch was sent to."""

    body_id: int
    purpose: str
    basis: str
    delivered_at: datetime
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class Basis:
    """A text that a dispatch rests on, known by what the dispatch prints of it."""

    number: str
    issued_on: str
    relation: str


def list_receivers(actor: Actor, dispatch: Dispatch) -> list[Receiver]:
    """The bodies that a dispatch was sent to, as far as the actor may know them."""
    rows = Delivery.objects.everything(reason="narrowed to what the actor may know below")
    if not may(actor, ACTION):
        return []
    rows = rows.filter(dispatch=dispatch, organisation__isnull=False)
    if not sees_all_receivers(actor, ACTION, dispatch):
        rows = rows.filter(below_only(actor))
    wanted = rows.order_by("organisation_id").values_list(
        "organisation_id", "purpose", "basis", "delivered_at", "opened_at"
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


def list_bases(dispatch: Dispatch) -> list[Basis]:
    """The texts that a dispatch rests on, in the order printed; it was fetched within reach."""
    rows = Find.objects.everything(reason="the dispatch was fetched within reach")
    found = rows.filter(document__dispatch=dispatch, kind=FindKind.CITATION)
    kept = found.exclude(state=FindState.REJECTED).order_by("document__position", "number")
    values = [find.value for find in kept if find.value.get("relation") in BASES]
    return [
        Basis(
            value.get("symbol") or value.get("name") or "",
            value.get("date") or "",
            value["relation"],
        )
        for value in values
        if value.get("symbol") or value.get("name")
    ]


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
