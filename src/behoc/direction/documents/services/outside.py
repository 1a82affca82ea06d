"""Receivers outside the platform: how the paper went, what is mended in the list, who leaves it."""

from datetime import date

from django.db import transaction

from behoc.direction.documents.models import OutsideDelivery
from behoc.direction.documents.rules import Purpose, Way
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean, fold


@transaction.atomic
def note_outside(
    actor: Actor, outside: OutsideDelivery, *, way: str, sent_on: date, proof: str
) -> None:
    """The clerk notes how and when the paper went to a receiver outside; again corrects it."""
    held = _lock(actor, outside)
    if sent_on > today():
        raise RuleBroken(
            "Ngày gửi %(day)s còn ở phía trước. Ghi ngày đã gửi thật.", day=f"{sent_on:%d/%m/%Y}"
        )
    before = _facts(held)
    held.way, held.sent_on, held.proof = Way(way), sent_on, clean(proof)
    if _facts(held) == before:
        return
    held.noted_by_id, held.noted_at = actor.person, now()
    held.save(update_fields=["way", "sent_on", "proof", "noted_by", "noted_at"])
    record(actor, "document.note_outside", held.dispatch, before=before, after=_facts(held))


@transaction.atomic
def mend_outside(
    actor: Actor, outside: OutsideDelivery, *, name: str, purpose: str, reason: str
) -> None:
    """Mend the name of a receiver outside, or for what it got the paper; the log keeps both."""
    held = _lock(actor, outside)
    before = _facts(held)
    held.name, held.purpose = clean(name)[:300], Purpose(purpose)
    if _facts(held) == before:
        return
    reason = _reason(reason)
    if not held.name:
        raise RuleBroken("Chưa ghi tên nơi nhận.")
    rows = OutsideDelivery.objects.everything(reason="its dispatch was just checked")
    others = rows.filter(dispatch=held.dispatch_id).exclude(pk=held.pk)
    if fold(held.name) in {fold(each) for each in others.values_list("name", flat=True)}:
        raise Conflict("%(body)s đã có trong danh sách gửi ngoài hệ thống.", body=held.name)
    held.save(update_fields=["name", "purpose"])
    after = _facts(held) | {"reason": reason}
    record(actor, "document.mend_outside", held.dispatch, before=before, after=after)


@transaction.atomic
def remove_outside(actor: Actor, outside: OutsideDelivery, *, reason: str) -> None:
    """Take a receiver that should not stand there off the list; the log keeps what was noted."""
    held = _lock(actor, outside)
    reason = _reason(reason)
    before = _facts(held)
    held.delete()
    record(actor, "document.remove_outside", held.dispatch, before=before, after={"reason": reason})


def _lock(actor: Actor, outside: OutsideDelivery) -> OutsideDelivery:
    require(actor, "document.deliver", outside)
    rows = OutsideDelivery.objects.everything(reason="the row was just checked; now locked")
    held: OutsideDelivery | None = (
        rows.select_for_update(of=("self",))
        .select_related("dispatch")
        .filter(pk=outside.pk)
        .first()
    )
    if held is None:
        raise Conflict("Nơi nhận này vừa được bỏ khỏi danh sách.")
    return held


def _reason(words: str) -> str:
    reason = clean(words)[:500]
    if not reason:
        raise RuleBroken("Chưa ghi lý do. Viết một câu để người sau còn hiểu.")
    return reason


def _facts(outside: OutsideDelivery) -> dict[str, object]:
    return {
        "recipient": outside.name,
        "purpose": str(outside.purpose),
        "way": str(outside.way),
        "sent_on": outside.sent_on,
        "proof": outside.proof,
    }
