"""A paper is entered in one of the two registers; entering it twice changes nothing.

A paper like one that came before is entered only with the reason of the person who lets it in. That
is judged while the series of numbers is held, so that also two clerks at once are asked.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.documents.queries.deliveries import find_own_delivery
from behoc.direction.documents.queries.facts import issued_by, list_recipient_names
from behoc.direction.documents.services.facts import write_given_number
from behoc.direction.documents.services.holding import lock_document
from behoc.direction.documents.services.receipts import receive_delivery
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.queries.alike import list_alike
from behoc.direction.registers.rules import series as rules
from behoc.direction.registers.rules.likeness import CameBefore
from behoc.direction.registers.rules.series import Direction
from behoc.direction.registers.rules.symbols import Printed, take_apart
from behoc.direction.registers.services.numbering import (
    Numbered,
    give_number,
    lock_series,
    take_number,
)
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.ground.organisations.queries import body_symbol, get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import NotAllowed, RuleBroken
from behoc.kernel.text import clean, fold

KEPT = "luu"
if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.direction.documents.models import Dispatch, Document
    from behoc.engines.reading.extraction.arrival import Stamp


@transaction.atomic
def register_incoming(
    actor: Actor,
    document: "Document",
    *,
    arrived_on: date | None = None,
    number: int | None = None,
    reason: str = "",
) -> RegisterEntry:
    """Enter a paper that came in: the next arrival number, or the one stamped on it already.

    Without a day it stands in this year's book, and the day of arrival as unknown.
    """
    require(actor, "register.enter", document)
    document = lock_document(document)
    known = _standing(actor.body, document)
    if known is not None:
        return known
    counted = arrived_on or today()
    if counted > today():
        raise RuleBroken("Ngày đến không thể sau hôm nay. Ghi lại ngày đến.")
    held = lock_series(get_body_by_id(actor.body), Direction.IN, None, counted)
    numbered = take_number(held, Printed(number, "", "")) if number else give_number(held)
    if numbered.repeat and not clean(reason):
        raise CameBefore(
            "Số đến %(number)s đã có ở một dòng khác. Xem lại dấu trên giấy; "
            "vẫn ghi số này thì viết lý do.",
            number=numbered.number,
        )
    entry = _entry(actor, document, numbered, reason=reason)
    entry.direction, entry.series = Direction.IN, held
    entry.year, entry.arrived_on = counted.year, arrived_on
    return _keep(actor, entry, "register.enter")


@transaction.atomic
def register_outgoing(actor: Actor, document: "Document", *, reason: str = "") -> RegisterEntry:
    """Enter a paper of the own body: it keeps the number it carries, else it is given the next."""
    require(actor, "register.enter", document)
    if document.dispatch.organisation_id != actor.body:
        raise NotAllowed
    document = lock_document(document)
    known = _standing(actor.body, document)
    if known is not None:
        return known
    body, issued = get_body_by_id(actor.body), document.issued_on or today()
    printed = take_apart(document.number_symbol)
    held = lock_series(body, Direction.OUT, document.doc_type, issued)
    numbered = take_number(held, printed) if printed else give_number(held)
    if not printed:
        rule = rules.rule_for(body.line, Direction.OUT)
        words = rules.write_number(rule, numbered.number, document.doc_type, body_symbol(body))
        write_given_number(document, words, issued_on=issued)
    entry = _entry(actor, document, numbered, reason=reason)
    entry.direction, entry.series, entry.year = Direction.OUT, held, issued.year
    entry.recipients, entry.keeper = _sent_to(document)
    return _keep(actor, entry, "register.enter" if printed else "register.give")


def register_dispatch(
    actor: Actor, dispatch: "Dispatch", *, reason: str = "", stamp: "Stamp | None" = None
) -> list[RegisterEntry]:
    """Enter what a confirmed dispatch holds: own papers that carry a number go out, others came in.

    What came in is one line, of the paper on top; what comes with it is part of it. An own paper
    without a number waits until somebody has one given. `stamp` is the body's own arrival stamp,
    where a person has seen it on the scan.
    """
    documents: Sequence[Document] = list(dispatch.documents.order_by("position"))
    body = get_body_by_id(actor.body)
    own = [each for each in documents if issued_by(each, body)]
    if not own:
        return [
            register_incoming(
                actor,
                each,
                arrived_on=stamp.day if stamp else today(),
                number=stamp.number if stamp else None,
                reason=reason,
            )
            for each in documents[:1]
        ]
    numbered = [each for each in own if take_apart(each.number_symbol)]
    return [register_outgoing(actor, each, reason=reason) for each in numbered]


@transaction.atomic
def enter_delivered(actor: Actor, dispatch: "Dispatch", *, reason: str = "") -> RegisterEntry:
    """Enter a dispatch that was delivered, which receives it: one line, of the paper on top."""
    require(actor, "register.enter", dispatch)
    document = dispatch.documents.order_by("position").first()
    if document is None or dispatch.confirmed_at is None:
        raise RuleBroken("Bộ văn bản này chưa kiểm xong. Kiểm nội dung rồi vào sổ.")
    entry = register_incoming(actor, document, arrived_on=today(), reason=reason)
    if find_own_delivery(actor, dispatch) is not None:
        receive_delivery(actor, dispatch)
    return entry


def _why(actor: Actor, document: "Document", numbered: Numbered, reason: str) -> str:
    """Why a paper is entered though it, or its number, stands there; nothing where neither does.

    Nghị định 30/2020/NĐ-CP, Phụ lục VI: the system warns of a paper that stands there already.
    """
    is_alike = bool(list_alike(actor, document.dispatch))
    if is_alike and not clean(reason):
        raise CameBefore
    return clean(reason)[:500] if is_alike or numbered.repeat else ""


def _sent_to(document: "Document") -> tuple[str | None, str | None]:
    """To whom the paper went, and who keeps the copy that stays (Lưu: VT)."""
    names = list_recipient_names(document)
    kept = [name for name in names if fold(name).startswith(KEPT)]
    sent = [name for name in names if name not in kept]
    keeper = "; ".join(name.partition(":")[2].strip() or name for name in kept)
    return "; ".join(sent) or None, keeper[:200] or None


def _standing(organisation_id: int, document: "Document") -> RegisterEntry | None:
    rows = RegisterEntry.objects.everything(reason="the paper may have been entered before")
    found: RegisterEntry | None = (
        rows.standing().filter(organisation_id=organisation_id, document=document).first()
    )
    return found


def _entry(actor: Actor, document: "Document", numbered: Numbered, *, reason: str) -> RegisterEntry:
    return RegisterEntry(
        organisation_id=actor.body,
        document=document,
        number=numbered.number,
        letter=numbered.letter,
        repeat=numbered.repeat,
        is_given=numbered.is_given,
        registered_on=today(),
        registered_at=now(),
        person_id=actor.person_id,
        duplicate_reason=_why(actor, document, numbered, reason),
    )


def _keep(actor: Actor, entry: RegisterEntry, action: str) -> RegisterEntry:
    entry.save()
    after = {
        "number": f"{entry.number}{entry.letter}",
        "year": entry.year,
        "direction": str(entry.direction),
        "document": entry.document.public_id,
        "reason": entry.duplicate_reason or None,
    }
    record(actor, action, entry, after=after)
    return entry
