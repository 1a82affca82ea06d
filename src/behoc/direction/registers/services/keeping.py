"""What a clerk does with an entry that stands: fill in what is known later, cancel its number."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from behoc.direction.registers.models import NumberSeries, RegisterEntry
from behoc.direction.registers.rules.series import Direction
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean

COLUMNS = (
    "arrived_on",
    "recipients",
    "forwarded_to",
    "forwarded_on",
    "received_by",
    "keeper",
    "copies",
    "file_reference",
    "note",
)


@dataclass(frozen=True, slots=True)
class Passing:
    """To whom a paper was passed on and when; empty while it was not."""

    to: str | None = None
    on: date | None = None


@transaction.atomic
def fill_entry(actor: Actor, entry: RegisterEntry, facts: dict[str, Any]) -> RegisterEntry:
    """Write what is known now into the line; the log keeps what stood there before."""
    entry = _lock(actor, entry)
    if entry.cancelled_at is not None:
        raise Conflict("Số này đã hủy, không ghi thêm vào dòng này.")
    facts = {name: facts[name] for name in COLUMNS if name in facts}
    _check(entry, facts)
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
def note_passing(
    actor: Actor, entry: RegisterEntry, passing: Passing, *, instead_of: Passing
) -> RegisterEntry:
    """Write to whom a leader's word passed the paper, in the place of an earlier word of the kind.

    What the clerk wrote stays, and so does a cancelled line.
    """
    entry = _lock(actor, entry)
    stands = Passing(entry.forwarded_to or None, entry.forwarded_on)
    if entry.cancelled_at is not None or stands != instead_of:
        return entry
    return fill_entry(actor, entry, {"forwarded_to": passing.to, "forwarded_on": passing.on})


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


@transaction.atomic
def set_number_aside(actor: Actor, series: NumberSeries, *, seen: int) -> int:
    """The number after `seen` went to a paper that stands in a book on paper only.

    Neither is told here: what it is about, nor why. Sent twice it is one number, because the second
    time another one is the last.
    """
    require(actor, "register.enter", series)
    rows = NumberSeries.objects.everything(reason="the series was fetched within reach; now locked")
    held: NumberSeries = rows.select_for_update().get(pk=series.pk)
    if held.last_number != seen:
        raise Conflict(
            "Dãy số đã đi tới %(number)s. Xem lại số cần để riêng rồi bấm lại.",
            number=held.last_number,
        )
    held.last_number += 1
    held.set_aside = [*held.set_aside, held.last_number]
    held.save(update_fields=["last_number", "set_aside"])
    record(actor, "register.set_aside", held, after={"number": held.last_number})
    return held.last_number


def _check(entry: RegisterEntry, facts: dict[str, Any]) -> None:
    arrived = facts.get("arrived_on")
    if arrived is not None and arrived > today():
        raise RuleBroken("Ngày đến không thể sau hôm nay. Ghi lại ngày đến.")
    if arrived is not None and entry.direction != Direction.IN:
        raise RuleBroken("Chỉ văn bản đến mới có ngày đến.")


def _lock(actor: Actor, entry: RegisterEntry) -> RegisterEntry:
    require(actor, "register.enter", entry)
    rows = RegisterEntry.objects.everything(reason="the entry was fetched within reach; now locked")
    locked: RegisterEntry = rows.select_for_update().get(pk=entry.pk)
    return locked
