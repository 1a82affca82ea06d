"""The content of the register's screens: the book, one line, the arrival stamp."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.documents.queries.facts import issued_by, urgency_words
from behoc.direction.documents.queries.store import list_delivered
from behoc.direction.registers.models import RegisterEntry
from behoc.direction.registers.queries import book
from behoc.direction.registers.queries.entries import find_entry
from behoc.direction.registers.rules.series import Direction
from behoc.ground.access.queries import deed_sentence, may, scope_for
from behoc.ground.audit.queries import list_history
from behoc.ground.organisations.queries import get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, in_words

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document

TO_ENTER_SHOWN = 5
COLUMN_NAMES = {
    "number": gettext_noop("Số"),
    "arrived_on": gettext_noop("Ngày đến"),
    "forwarded_to": gettext_noop("Chuyển cho"),
    "forwarded_on": gettext_noop("Ngày chuyển"),
    "received_by": gettext_noop("Ký nhận"),
    "recipients": gettext_noop("Nơi nhận"),
    "keeper": gettext_noop("Bản lưu"),
    "copies": gettext_noop("Số lượng bản"),
    "file_reference": gettext_noop("Hồ sơ số"),
    "note": gettext_noop("Ghi chú"),
}


@dataclass(frozen=True, slots=True)
class ToEnter:
    """What was delivered and stands in no register of the body yet."""

    total: int
    rows: tuple[dict[str, str], ...]
    dispatches: tuple["Dispatch", ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """The arrival stamp of a paper, or the line that it went out with, and what can be done."""

    dispatch_id: str
    entry_id: str
    direction: str
    number: str
    day_words: str
    year: int
    body: str
    forwarded_to: str
    file_reference: str
    symbol: str
    may_enter: bool
    may_give: bool

    @property
    def is_incoming(self) -> bool:
        """True where the stamp says “ĐẾN”."""
        return self.direction == Direction.IN


def build_row(entry: RegisterEntry) -> dict[str, Any]:
    """One line of the book on the screen; every column of the printed register has its place."""
    cells = book.cells_of(entry)
    incoming = entry.direction == Direction.IN
    return {
        "url": book.address_of(entry),
        "head": cells["number"] if incoming else cells["number_symbol"] or cells["number"],
        "day": cells["arrived_on"] if incoming else cells["issued_on"],
        "document_url": reverse("documents:detail", args=[entry.document.dispatch.public_id]),
        "subject": cells["subject"],
        "cells": _incoming(cells) if incoming else _outgoing(cells),
        "note": cells["note"],
        "is_cancelled": entry.cancelled_at is not None,
        "is_repeat": bool(entry.repeat),
        "urgency": urgency_words(entry.document),
    }


def list_to_enter(actor: Actor) -> ToEnter:
    """Papers delivered to the body that its clerk has not entered yet, the latest first."""
    rows = list_unentered(actor)
    if rows is None:
        return ToEnter(0, ())
    shown = tuple(rows[:TO_ENTER_SHOWN])
    return ToEnter(rows.count(), tuple(_waiting(each) for each in shown), shown)


def list_unentered(actor: Actor) -> Any:
    """The dispatches behind that list, as a query set; None for who enters nothing."""
    if not may(actor, "register.enter"):
        return None
    entered = RegisterEntry.objects.within(scope_for(actor, "register.view")).standing()
    mine = entered.filter(organisation_id=actor.body_id)
    return list_delivered(actor).exclude(pk__in=mine.values("document__dispatch_id"))


def build_stamp(actor: Actor, dispatch: "Dispatch") -> Stamp | None:
    """What the register of the actor's body says of a dispatch in reach; None under review."""
    documents = list(dispatch.documents.order_by("position"))
    if dispatch.confirmed_at is None or not documents or actor.body_id is None:
        return None
    body = get_body_by_id(actor.body_id)
    entry = next((found for each in documents if (found := find_entry(actor, each))), None)
    is_owner = dispatch.organisation_id == actor.body_id
    own = [each for each in documents if issued_by(each, body)]
    may_enter = entry is None and may(actor, "register.enter")
    return Stamp(
        dispatch_id=dispatch.public_id,
        entry_id=entry.public_id if entry else "",
        direction=entry.direction if entry else "",
        number=f"{entry.number:02d}{entry.letter}" if entry else "",
        day_words=_entry_day(entry) if entry else "",
        year=entry.year if entry else 0,
        body=body.name,
        forwarded_to=(entry.forwarded_to if entry else "") or "",
        file_reference=(entry.file_reference if entry else "") or "",
        symbol=(entry.document.number_symbol if entry else "") or "",
        may_enter=may_enter and not own,
        may_give=may_enter and bool(own) and is_owner,
    )


def paper_to_number(actor: Actor, dispatch: "Dispatch") -> "Document | None":
    """The first own paper of a dispatch in reach that stands in no register yet."""
    body = get_body_by_id(actor.body)
    own = [each for each in dispatch.documents.order_by("position") if issued_by(each, body)]
    return next((each for each in own if find_entry(actor, each) is None), None)


def build_history(entry: RegisterEntry) -> list[dict[str, str]]:
    """What was written into the line and when; the line was fetched in reach."""
    own = list_history("RegisterEntry", entry.public_id)
    return [
        {
            "words": _said(each.action, each.changes),
            "who": each.person_name,
            "when_words": in_words(each.at),
            "tone": "late" if each.action == "register.cancel" else "",
        }
        for each in own
    ]


def mend_address(entry: RegisterEntry) -> str:
    """Where the facts of a line's paper are filled in; "" where the paper is another body's."""
    dispatch = entry.document.dispatch
    if dispatch.organisation_id != entry.organisation_id:
        return ""
    return reverse("registers:facts", args=[dispatch.public_id, entry.document.position])


def _said(action: str, changes: dict[str, list[Any]]) -> str:
    """A deed in words; of what was filled in, what stood there before and what stands now."""
    if action != "register.fill":
        return deed_sentence(action)
    pairs = [
        f"{_(COLUMN_NAMES.get(name, name))}: {_plain(before)} → {_plain(after)}"
        for name, (before, after) in changes.items()
    ]
    return deed_sentence(action) + ". " + "; ".join(pairs)


def _plain(value: Any) -> str:
    return _("không rõ") if value in (None, "") else str(value)


def _incoming(cells: dict[str, str]) -> list[dict[str, str]]:
    return [
        _cell(_("Tác giả"), cells["issuer"]),
        _cell(_("Số, ký hiệu"), cells["number_symbol"], cells["issued_on"]),
        _cell(_("Chuyển"), cells["forwarded_to"], _passed(cells), unknown=_("chưa")),
    ]


def _outgoing(cells: dict[str, str]) -> list[dict[str, str]]:
    copies = _("%(count)s bản") % {"count": cells["copies"]} if cells["copies"] else ""
    return [
        _cell(_("Người ký"), cells["signer"]),
        _cell(_("Nơi nhận"), cells["recipients"], _passed(cells)),
        _cell(_("Bản lưu"), cells["keeper"], copies, unknown="–"),
    ]


def _passed(cells: dict[str, str]) -> str:
    return " · ".join(filter(None, [cells["forwarded_on"], cells["received_by"]]))


def _cell(label: str, text: str, small: str = "", *, unknown: str = "") -> dict[str, str]:
    known = "" if text else unknown or _("không rõ")
    return {"label": label, "text": text, "small": small, "unknown": known}


def _waiting(dispatch: "Dispatch") -> dict[str, str]:
    return {
        "id": dispatch.public_id,
        "title": dispatch.title,
        "giver": dispatch.organisation.name,
        "url": reverse("documents:detail", args=[dispatch.public_id]),
        "enter_url": reverse("registers:enter", args=[dispatch.public_id]),
        "alike_url": reverse("registers:alike", args=[dispatch.public_id]),
    }


def _entry_day(entry: RegisterEntry) -> str:
    day = entry.arrived_on or entry.registered_on
    return f"{day:%d/%m/%Y}" if day else day_in_words(entry.registered_at)
