"""Reads of deliveries: where a dispatch went, and what came to the actor's body."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from behoc.direction.documents.models import Delivery, Dispatch, OutsideDelivery, Resolution
from behoc.direction.documents.rules import FindKind, counts
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one
from behoc.kernel.text import fold

UNSEEN, RECEIVED, OPENED = "chua-nhan", "da-nhan", "da-mo"
OUTSIDE = "ngoai"
_STAGES = {
    UNSEEN: Q(received_at__isnull=True),
    RECEIVED: Q(received_at__isnull=False, opened_at__isnull=True),
    OPENED: Q(opened_at__isnull=False),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """How many bodies received a dispatch, how far they are, and how many receivers are outside."""

    bodies: int
    unseen: int
    received: int
    opened: int
    outside: int
    outside_unsent: int


def list_deliveries(actor: Actor, dispatch: Dispatch, *, stage: str = "", words: str = "") -> Any:
    """Where a dispatch went, as far as the actor may see; a query set to page.

    Those who have not seen it come first, then those who have not opened it.
    """
    rows = _deliveries(actor, dispatch)
    if stage == OUTSIDE:
        rows = rows.none()
    elif stage in _STAGES:
        rows = rows.filter(_STAGES[stage])
    for word in fold(words).split():
        rows = rows.filter(organisation__name_folded__contains=word)
    return rows.select_related("organisation", "opened_by").order_by(
        F("opened_at").desc(nulls_first=True),
        F("received_at").desc(nulls_first=True),
        "organisation__name_folded",
        "pk",
    )


def list_outside(actor: Actor, dispatch: Dispatch) -> list[OutsideDelivery]:
    """The receivers that are not here, those to which nothing was sent yet first."""
    rows = OutsideDelivery.objects.within(scope_for(actor, "document.view"))
    found = rows.filter(dispatch=dispatch).select_related("noted_by")
    return list(found.order_by(F("sent_on").desc(nulls_first=True), "pk"))


def count_reached(actor: Actor, dispatch: Dispatch) -> Reached:
    """How far a dispatch got, as far as the actor may see."""
    found = _deliveries(actor, dispatch).aggregate(
        bodies=Count("pk"),
        unseen=Count("pk", filter=_STAGES[UNSEEN]),
        received=Count("pk", filter=_STAGES[RECEIVED]),
        opened=Count("pk", filter=_STAGES[OPENED]),
    )
    outside = OutsideDelivery.objects.within(scope_for(actor, "document.view"))
    sent = outside.filter(dispatch=dispatch).aggregate(
        outside=Count("pk"), outside_unsent=Count("pk", filter=Q(sent_on__isnull=True))
    )
    return Reached(**found, **sent)


def get_delivery(actor: Actor, dispatch: Dispatch, body_id: str) -> Delivery:
    """The delivery of a dispatch to that body which the actor may take back, or NotFound."""
    rows = Delivery.objects.within(scope_for(actor, "document.deliver"))
    return one(
        Delivery,
        rows.select_related("dispatch", "organisation").filter(
            dispatch=dispatch, organisation__public_id=body_id
        ),
    )


def get_outside(actor: Actor, public_id: str) -> OutsideDelivery:
    """The receiver outside whose way the actor may note, or NotFound."""
    rows = OutsideDelivery.objects.within(scope_for(actor, "document.deliver"))
    return one(OutsideDelivery, rows.select_related("dispatch").filter(public_id=public_id))


def find_own_delivery(actor: Actor, dispatch: Dispatch) -> Delivery | None:
    """How the dispatch came to the actor's own body, if it was delivered at all."""
    return list_receipts(actor, [dispatch]).get(dispatch.pk)


def list_receipts(actor: Actor, dispatches: Iterable[Dispatch]) -> dict[int, Delivery]:
    """Of those dispatches the ones delivered to the actor's body: dispatch → its delivery."""
    rows = Delivery.objects.within(scope_for(actor, "document.view"))
    mine = rows.filter(organisation_id=actor.body_id, dispatch__in=[d.pk for d in dispatches])
    return {each.dispatch_id: each for each in mine.select_related("opened_by", "received_by")}


def list_arrivals(actor: Actor, *, but: Any = None, limit: int = 20) -> list[Delivery]:
    """What came to the actor's body and nobody there has opened yet, the oldest first.

    `but`: dispatches (a query set) that another item of the desk already speaks of.
    """
    found = _arrivals(actor, but).select_related("dispatch", "dispatch__organisation")
    return list(
        found.prefetch_related("dispatch__documents").order_by("delivered_at", "pk")[:limit]
    )


def count_arrivals(actor: Actor, *, but: Any = None) -> int:
    """How many dispatches nobody of the actor's body has opened yet."""
    return int(_arrivals(actor, but).count())


def count_from_elsewhere(actor: Actor) -> int:
    """How many dispatches other bodies delivered to the actor's body."""
    rows = Delivery.objects.within(scope_for(actor, "document.view"))
    mine = rows.filter(organisation_id=actor.body_id)
    return int(mine.exclude(dispatch__organisation_id=actor.body_id).count())


def list_printed(dispatch: Dispatch) -> list[Resolution]:
    """The phrases of a dispatch in reach that print how many receivers they mean."""
    rows = Resolution.objects.filter(
        find__document__dispatch=dispatch,
        find__kind__in=(FindKind.ADDRESSEE, FindKind.RECIPIENT),
        printed_count__isnull=False,
    )
    found = rows.select_related("find").prefetch_related("bodies").order_by("pk")
    return [each for each in found if counts(each.find.state)]


def _deliveries(actor: Actor, dispatch: Dispatch) -> Any:
    rows = Delivery.objects.within(scope_for(actor, "document.view"))
    return rows.filter(dispatch=dispatch)


def _arrivals(actor: Actor, but: Any) -> Any:
    rows = Delivery.objects.within(scope_for(actor, "document.receive"))
    found = rows.filter(organisation_id=actor.body_id, opened_at__isnull=True)
    return found if but is None else found.exclude(dispatch__in=but)
