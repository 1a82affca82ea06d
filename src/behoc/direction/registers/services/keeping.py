"""What a clerk does with an entry that stands: fill in what is known later, cancel its number."""

from typing import Any

from django.db import transaction

from behoc.direction.registers.models import RegisterEntry
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean

COLUMNS = (
    "recipients",
    "forwarded_to",
    "forwarded_on",
    "received_by",
    "keeper",
    "copies",
    "file_reference",
    "note",
)


@transaction.atomic
def fill_entry(actor: Actor, entry: RegisterEntry, facts: dict[str, Any]) -> RegisterEntry:
    """Write what is known now into the line; the log keeps what stood there before."""
    entry = _lock(actor, entry)
    if entry.cancelled_at is not None:
        raise Conflict("Số này đã hủy, không ghi thêm vào dòng này.")
    facts = {name: facts[name] for name in COLUMNS if name in facts}
    before = {name: getattr(entry, name) for name in facts}
    changed = [name for name, value in facts.items() if value != before[name]]
    if not changed:
        return entry
    for name in changed:
        setattr(entry, name, facts[name])
    entry.save(update_fields=changed)
    record(
        actor,
        "register.fill",
        entry,
        before={name: before[name] for name in changed},
        after={name: facts[name] for name in changed},
    )
    return entry


@transaction.atomic
def cancel_entry(actor: Actor, entry: RegisterEntry, *, reason: str) -> RegisterEntry:
    """Cancel a number: the line stays in the book, marked, and the number is not given again.

    Nghị định 30/2020/NĐ-CP, Điều 18: taking a paper back leaves a trace.
    """
    entry = _lock(actor, entry)
    if entry.cancelled_at is not None:
        return entry
    if not clean(reason):
        raise RuleBroken("Ghi vì sao hủy số này; lý do đứng trong sổ.")
    entry.cancelled_at = now()
    entry.cancelled_by_id = actor.person_id
    entry.cancel_reason = clean(reason)[:500]
    entry.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    record(actor, "register.cancel", entry, after={"reason": entry.cancel_reason})
    return entry


def _lock(actor: Actor, entry: RegisterEntry) -> RegisterEntry:
    require(actor, "register.enter", entry)
    rows = RegisterEntry.objects.everything(reason="the entry was fetched within reach; now locked")
    locked: RegisterEntry = rows.select_for_update().get(pk=entry.pk)
    return locked
