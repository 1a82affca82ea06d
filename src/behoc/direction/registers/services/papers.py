"""A paper without a file goes into a register; a mended number goes on to its line."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from behoc.direction.documents.services.facts import mend_facts
from behoc.direction.documents.services.papers import record_paper
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.rules.series import Direction
from behoc.direction.registers.rules.symbols import take_apart
from behoc.direction.registers.services.entering import register_incoming, register_outgoing
from behoc.direction.registers.services.keeping import fill_entry
from behoc.direction.registers.services.numbering import (
    lock_series,
    settle_last_number,
    take_number,
)
from behoc.ground.access.services import require_right
from behoc.ground.audit.services import record
from behoc.ground.organisations.queries import get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a paper came, or that it goes out; `number` where one is stamped on it already."""

    is_incoming: bool
    arrived_on: date | None
    number: int | None
    forwarded_to: str | None
    submission_key: str
    reason: str = ""


@transaction.atomic
def enter_paper(actor: Actor, facts: dict[str, Any], arrival: Arrival) -> RegisterEntry:
    """Write a paper down and enter it; the same submission twice is one line."""
    require_right(actor, "register.enter")
    body = get_body_by_id(actor.body)
    own = None if arrival.is_incoming else body
    if own is not None:
        facts = {**facts, "issuer_name": own.name}
    document, _is_new = record_paper(
        actor,
        facts,
        issuer_id=own.pk if own else None,
        submission_key=arrival.submission_key,
    )
    if own is not None:
        entry = register_outgoing(actor, document, reason=arrival.reason)
    else:
        entry = register_incoming(
            actor,
            document,
            arrived_on=arrival.arrived_on,
            number=arrival.number,
            reason=arrival.reason,
        )
    if arrival.forwarded_to and entry.forwarded_to is None:
        entry = fill_entry(actor, entry, {"forwarded_to": arrival.forwarded_to})
    return entry


@transaction.atomic
def mend_paper(
    actor: Actor, document: "Document", facts: dict[str, Any], *, reason: str = ""
) -> "Document":
    """Mend the facts of a paper; where its number changes, the line of the register follows."""
    rows = RegisterEntry.objects.everything(reason="the line of the actor's own body")
    entry = rows.standing().filter(
        organisation_id=actor.body, document=document, direction=Direction.OUT
    )
    line: RegisterEntry | None = entry.first()
    is_new_number = facts.get("number_symbol", document.number_symbol) != document.number_symbol
    if line is not None and is_new_number and line.is_given:
        raise RuleBroken(
            "Số này do sổ cấp nên không sửa tay. Hủy số ở dòng sổ rồi cấp số khác nếu cần."
        )
    document = mend_facts(actor, document, facts, reason=reason)
    printed = take_apart(document.number_symbol)
    if line is not None and is_new_number and printed:
        _renumber(actor, line, document)
    return document


def _renumber(actor: Actor, line: RegisterEntry, document: "Document") -> None:
    printed = take_apart(document.number_symbol)
    if printed is None or (printed.number, printed.letter) == (line.number, line.letter):
        return
    old, before = line.series, f"{line.number}{line.letter}"
    issued = document.issued_on or line.registered_on
    body = get_body_by_id(line.organisation_id)
    held = lock_series(body, Direction.OUT, document.doc_type, issued)
    numbered = take_number(held, printed)
    line.series, line.year = held, issued.year
    line.number, line.letter, line.repeat = numbered.number, numbered.letter, numbered.repeat
    line.save(update_fields=["series", "year", "number", "letter", "repeat"])
    settle_last_number(held)
    if old.pk != held.pk:
        settle_last_number(old)
    record(
        actor,
        "register.fill",
        line,
        before={"number": before},
        after={"number": f"{line.number}{line.letter}"},
    )
