"""A confirmed dispatch goes to all whom it names and whom a person adds; or it comes back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.documents.models import Delivery, Dispatch, Document, Find, OutsideDelivery
from behoc.direction.documents.rules import (
    Basis,
    DispatchState,
    FindKind,
    Purpose,
    counts,
    purpose_of,
    strongest,
)
from behoc.direction.documents.services.indexing import index_dispatch
from behoc.direction.documents.services.telling import settle_arrival, tell_arrivals
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.ground.organisations import queries as organisations
from behoc.ground.organisations.rules.phrases import points_above
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean, fold

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation

BATCH = 1000
_LISTS = (FindKind.ADDRESSEE, FindKind.RECIPIENT)


@dataclass(frozen=True, slots=True)
class _Receiver:
    """One body, or one printed name of nobody here, with what it gets the paper for."""

    body: int | None
    name: str
    purpose: Purpose
    basis: Basis


def deliver(dispatch: Dispatch, acting: Iterable[int]) -> None:
    """The dispatch reaches those who have a task in it and everybody on its lists, once each.

    Part of the confirming transaction. The strongest purpose wins; a paper to keep goes to nobody.
    What another body issued is not sent to its lists again: that body sends it.
    """
    tasks = [_Receiver(body, "", Purpose.ACT, Basis.TASK) for body in sorted(set(acting))]
    receivers = [*tasks, *_listed(dispatch)]
    _deliver_here(dispatch, [each for each in receivers if each.body is not None])
    _note_outside(dispatch, [each for each in receivers if each.body is None])
    index_dispatch(dispatch)


def pass_on(dispatch: Dispatch, acting: Iterable[int]) -> None:
    """Who gets a task in it from a leader's word gets the paper with it; no list is sent again.

    Part of the transaction that gives the task.
    """
    tasks = [_Receiver(body, "", Purpose.ACT, Basis.TASK) for body in sorted(set(acting))]
    _deliver_here(dispatch, tasks)
    index_dispatch(dispatch)


@transaction.atomic
def add_recipient(
    actor: Actor,
    dispatch: Dispatch,
    *,
    body: "Organisation | None",
    name: str,
    purpose: str,
    reason: str,
) -> None:
    """Send an entered dispatch to one more body, or note one more receiver outside, with reason."""
    dispatch = _lock_entered(actor, dispatch)
    reason = _reason(reason)
    if body is None:
        _add_outside(actor, dispatch, clean(name)[:300], purpose, reason)
    elif body.pk == dispatch.organisation_id:
        raise RuleBroken("Đây là văn bản của cơ quan mình, không cần gửi cho chính mình.")
    else:
        _add_body(actor, dispatch, body, purpose, reason)
    told = {"recipient": body.name if body else clean(name), "purpose": purpose, "reason": reason}
    index_dispatch(dispatch)
    record(actor, "document.add_recipient", dispatch, after=told)


@transaction.atomic
def withdraw_delivery(actor: Actor, delivery: Delivery, *, reason: str) -> None:
    """Take a dispatch back from a body that has neither opened nor received it; the log keeps it.

    A body with a task in it keeps it: the task must stand on something that can be read.
    """
    dispatch = _lock_entered(actor, delivery.dispatch)
    rows = Delivery.objects.everything(reason="its dispatch was just checked; now locked")
    held = rows.select_for_update(of=("self",)).select_related("organisation", "dispatch")
    found = held.filter(pk=delivery.pk).first()
    if found is None:
        return
    if found.opened_at or found.received_by_id:
        raise Conflict(
            "%(body)s đã nhận văn bản nên không rút lại được nữa.", body=found.organisation.name
        )
    if found.basis == Basis.TASK:
        raise RuleBroken(
            "%(body)s có nhiệm vụ trong văn bản này nên phải giữ văn bản gốc.",
            body=found.organisation.name,
        )
    before = {"recipient": found.organisation.name, "purpose": found.purpose}
    reason = _reason(reason)
    settle_arrival(found)
    found.delete()
    index_dispatch(dispatch)
    record(actor, "document.withdraw", dispatch, before=before, after={"reason": reason})


def _listed(dispatch: Dispatch) -> Iterator[_Receiver]:
    home = organisations.get_body_by_id(dispatch.organisation_id)
    rows = Find.objects.everything(reason="the lists of a dispatch being confirmed")
    found = rows.filter(document__dispatch=dispatch, kind__in=_LISTS)
    whole = found.order_by("kind", "number").prefetch_related("resolutions__bodies")
    finds = [find for find in whole if counts(find.state)]
    for document in dispatch.documents.order_by("position"):
        if document.issuer_id and not organisations.handles_papers_of(home, document.issuer_id):
            continue
        yield from _of_document(document, [f for f in finds if f.document_id == document.pk])


def _of_document(document: Document, finds: list[Find]) -> Iterator[_Receiver]:
    """“Như trên (t/h)” says of the addressees above what they receive the paper for."""
    above = [_purpose(find) for find in finds if _points_above(find)]
    for find in finds:
        is_addressee = find.kind == FindKind.ADDRESSEE
        purpose = strongest([_purpose(find), *above]) if is_addressee else _purpose(find)
        if purpose == Purpose.KEEP or _points_above(find):
            continue
        basis = Basis.ADDRESSEE if is_addressee else Basis.RECIPIENT
        for resolution in find.resolutions.all():
            bodies: list[int | None] = [body.pk for body in resolution.bodies.all()]
            for body in bodies or [None]:
                yield _Receiver(body, resolution.phrase, purpose, basis)


def _purpose(find: Find) -> Purpose:
    return purpose_of(find.value.get("role") or "")


def _points_above(find: Find) -> bool:
    return points_above(find.value.get("name") or "")


def _deliver_here(dispatch: Dispatch, receivers: list[_Receiver]) -> None:
    kept: dict[int, _Receiver] = {}
    for each in receivers:
        if each.body is None or each.body == dispatch.organisation_id:
            continue
        known = kept.get(each.body)
        if known is None or strongest([known.purpose, each.purpose]) != known.purpose:
            kept[each.body] = each
    made = [
        Delivery(
            dispatch=dispatch,
            organisation_id=body,
            purpose=each.purpose,
            basis=each.basis,
            phrase=each.name,
            delivered_at=now(),
            sent_by_id=dispatch.confirmed_by_id,
        )
        for body, each in kept.items()
    ]
    rows = Delivery.objects.everything(reason="deliveries of a dispatch being confirmed")
    rows.bulk_create(made, batch_size=BATCH, ignore_conflicts=True)
    tell_arrivals(made)


def _note_outside(dispatch: Dispatch, receivers: list[_Receiver]) -> None:
    kept: dict[str, _Receiver] = {}
    for each in receivers:
        kept.setdefault(fold(each.name), each)
    rows = OutsideDelivery.objects.everything(reason="receivers of a dispatch being confirmed")
    rows.bulk_create(
        OutsideDelivery(dispatch=dispatch, name=each.name[:300], purpose=each.purpose)
        for each in kept.values()
    )


def _add_body(
    actor: Actor, dispatch: Dispatch, body: "Organisation", purpose: str, reason: str
) -> None:
    rows = Delivery.objects.everything(reason="its dispatch was just checked and locked")
    if rows.filter(dispatch=dispatch, organisation=body).exists():
        raise Conflict("%(body)s đã được gửi văn bản này rồi.", body=body.name)
    added = Delivery(
        dispatch=dispatch,
        organisation=body,
        purpose=Purpose(purpose),
        basis=Basis.ADDED,
        reason=reason,
        delivered_at=now(),
        sent_by_id=actor.person,
    )
    added.save()
    tell_arrivals([added])


def _add_outside(actor: Actor, dispatch: Dispatch, name: str, purpose: str, reason: str) -> None:
    if not name:
        raise RuleBroken("Chưa chọn nơi nhận. Chọn một cơ quan, hoặc ghi tên nơi ngoài hệ thống.")
    rows = OutsideDelivery.objects.everything(reason="its dispatch was just checked and locked")
    known = rows.filter(dispatch=dispatch).values_list("name", flat=True)
    if fold(name) in {fold(each) for each in known}:
        raise Conflict("%(body)s đã có trong danh sách gửi ngoài hệ thống.", body=name)
    OutsideDelivery(dispatch=dispatch, name=name, purpose=Purpose(purpose), reason=reason).save()


def _lock_entered(actor: Actor, dispatch: Dispatch) -> Dispatch:
    require(actor, "document.deliver", dispatch)
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    locked: Dispatch = rows.select_for_update().get(pk=dispatch.pk)
    if locked.state != DispatchState.CONFIRMED:
        raise RuleBroken("Bộ văn bản này chưa vào sổ nên chưa gửi đi đâu.")
    return locked


def _reason(words: str) -> str:
    reason = clean(words)[:500]
    if not reason:
        raise RuleBroken("Chưa ghi lý do. Viết một câu để người sau còn hiểu.")
    return reason
