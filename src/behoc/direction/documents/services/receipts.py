"""The receiving body's own marks on a delivery: it came, it was received, it was opened.

Only people who act for the receiving body leave them; the sender and whoever looks on do not.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from behoc.direction.documents.models import Delivery, Dispatch
from behoc.direction.documents.services.telling import settle_arrival
from behoc.ground.access.queries import scope_for
from behoc.ground.access.services import require, require_right
from behoc.ground.audit.services import Deed, record, record_all
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotAllowed, NotFound


@transaction.atomic
def note_listed(actor: Actor, dispatches: Iterable[Dispatch]) -> None:
    """The body has now seen these dispatches in a list: those delivered to it have arrived."""
    ids = [each.pk for each in dispatches]
    seen = Dispatch.objects.within(scope_for(actor, "document.view"))
    if seen.filter(pk__in=ids).count() != len(ids):
        raise NotAllowed
    _note_arrived(actor, Q(dispatch__in=ids))


@transaction.atomic
def note_arrivals(actor: Actor) -> None:
    """Somebody of the body sits at the desk: all that was delivered to it has arrived.

    Nghị định 30/2020/NĐ-CP, Điều 20–24: the receiving system confirms it on the same day.
    """
    require_right(actor, "document.view")
    _note_arrived(actor, Q())


@transaction.atomic
def receive_delivery(actor: Actor, dispatch: Dispatch) -> None:
    """The clerk says that the paper has come (đã nhận), or registers it; once is enough."""
    require_right(actor, "document.receive")
    delivery = _locked_own(actor, dispatch)
    if delivery is None:
        raise NotFound
    require(actor, "document.receive", delivery)
    if delivery.received_by_id is not None:
        return
    delivery.received_at = delivery.received_at or now()
    delivery.received_by_id = actor.person
    delivery.save(update_fields=["received_at", "received_by"])
    record(actor, "document.receive", dispatch, after={"received_at": delivery.received_at})


@transaction.atomic
def open_delivery(actor: Actor, dispatch: Dispatch) -> None:
    """Somebody of the receiving body opens the document for the first time."""
    require(actor, "document.view", dispatch)
    delivery = _locked_own(actor, dispatch, unopened=True)
    if delivery is None:
        return
    delivery.opened_at = now()
    delivery.opened_by_id = actor.person
    delivery.received_at = delivery.received_at or now()
    delivery.save(update_fields=["opened_at", "opened_by", "received_at"])
    settle_arrival(delivery)
    record(actor, "document.open", dispatch, after={"opened_at": delivery.opened_at})


def _note_arrived(actor: Actor, which: Q) -> None:
    rows = Delivery.objects.everything(reason="the acting body's own deliveries, and no other")
    arrived = rows.filter(which, organisation_id=actor.body, received_at__isnull=True)
    if not arrived.exists():
        return
    held = list(arrived.select_for_update(of=("self",)).select_related("dispatch"))
    rows.filter(pk__in=[each.pk for each in held]).update(received_at=now())
    deeds = [Deed(each.dispatch, after={"received_at": now()}) for each in held]
    record_all(actor, "document.arrive", deeds)


def _locked_own(actor: Actor, dispatch: Dispatch, *, unopened: bool = False) -> Delivery | None:
    """The delivery to the acting body, locked; none where it received none or opened it before."""
    rows = Delivery.objects.everything(reason="the acting body's own delivery, and no other")
    mine = rows.filter(dispatch=dispatch, organisation_id=actor.body_id)
    if unopened and not mine.filter(opened_at__isnull=True).exists():
        return None  # nothing to lock on all later openings
    found: Delivery | None = mine.select_for_update(of=("self",)).select_related("dispatch").first()
    return None if found is not None and unopened and found.opened_at else found
