"""What the screens say of where a dispatch went and of what came in."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.documents.models import Delivery, Dispatch, OutsideDelivery
from behoc.direction.documents.queries import wording
from behoc.direction.documents.queries.deliveries import (
    OPENED,
    OUTSIDE,
    RECEIVED,
    UNSEEN,
    Reached,
    count_reached,
    find_own_delivery,
    list_printed,
)
from behoc.direction.documents.queries.disseminations import Told
from behoc.direction.documents.rules import Basis, Purpose, Way
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME, day_in_words, in_words, today

_BASIS = {
    Basis.TASK: gettext_noop("Có nhiệm vụ trong văn bản"),
    Basis.ADDED: gettext_noop("Gửi thêm: %(words)s"),
}
_FILTERS = (
    ("", gettext_noop("Tất cả"), "bodies"),
    (UNSEEN, gettext_noop("Chưa nhận"), "unseen"),
    (RECEIVED, gettext_noop("Nhận, chưa mở"), "received"),
    (OPENED, gettext_noop("Đã mở"), "opened"),
    (OUTSIDE, gettext_noop("Ngoài hệ thống"), "outside"),
)


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Everything templates/documents/parts/deliveries.html shows beside the rows."""

    id: str
    title: str
    situation_words: str
    reached: Reached
    filters: tuple[dict[str, Any], ...]
    printed: tuple[dict[str, Any], ...]
    can_send: bool
    url: str


def build_deliveries(actor: Actor, dispatch: Dispatch, *, stage: str = "") -> Deliveries:
    """How far a dispatch in reach got: its summary and filters."""
    reached = count_reached(actor, dispatch)
    url = reverse("documents:deliveries", args=[dispatch.public_id])
    return Deliveries(
        id=dispatch.public_id,
        title=dispatch.title,
        situation_words=_situation(reached),
        reached=reached,
        filters=tuple(
            {
                "label": _(words),
                "count": getattr(reached, count),
                "url": f"{url}?loc={key}" if key else url,
                "current": key == stage,
            }
            for key, words, count in _FILTERS
            if not key or getattr(reached, count)
        ),
        printed=tuple(wording.meaning(each) for each in list_printed(dispatch)),
        can_send=dispatch.organisation_id == actor.body_id and may(actor, "document.deliver"),
        url=url,
    )


def build_delivery_row(
    delivery: Delivery, dispatch: Dispatch, told: Told | None = None, *, can_send: bool
) -> dict[str, Any]:
    """One body: for what it got the paper, how far it is, how many of its people know."""
    tone, icon, words, note = _receipt(delivery)
    is_free = not delivery.opened_at and not delivery.received_by_id
    may_withdraw = can_send and is_free and delivery.basis != Basis.TASK
    place = [dispatch.public_id, delivery.organisation.public_id]
    return {
        "body": delivery.organisation.name,
        "purpose_words": _(wording.PURPOSE_NAMES[Purpose(delivery.purpose)]),
        "basis_words": _basis(delivery),
        "sent_words": day_in_words(delivery.delivered_at),
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "note": note,
        "told_words": told.words if told else "",
        "withdraw_url": reverse("documents:delivery_withdraw", args=place) if may_withdraw else "",
    }


def build_outside_row(outside: OutsideDelivery, *, can_send: bool) -> dict[str, Any]:
    """One receiver outside: by which way the paper went, or that nothing is noted yet."""
    note = ""
    tone, icon, words = "soon", "send", _("Chưa ghi đường gửi")
    if outside.sent_on:
        tone, icon, words = "done", "done", _(wording.WAY_NAMES[Way(outside.way)])
        who = outside.noted_by.full_name if outside.noted_by else ""
        parts = [f"{outside.sent_on:%d/%m/%Y}", outside.proof, who]
        note = " · ".join(filter(None, parts))
    url = reverse("documents:outside_note", args=[outside.public_id])
    return {
        "name": outside.name,
        "purpose_words": _(wording.PURPOSE_NAMES[Purpose(outside.purpose)]),
        "basis_words": _(_BASIS[Basis.ADDED]) % {"words": outside.reason} if outside.reason else "",
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "note": note,
        "note_url": url if can_send else "",
        "note_label": _("Sửa") if outside.sent_on else _("Ghi đường gửi"),
    }


def build_own_receipt(actor: Actor, dispatch: Dispatch) -> dict[str, Any] | None:
    """How the dispatch came to the actor's own body; None for the sender and for onlookers."""
    delivery = find_own_delivery(actor, dispatch)
    if delivery is None or dispatch.organisation_id == actor.body_id:
        return None
    opened = delivery.opened_at and _("%(who)s mở đầu tiên, %(when)s") % {
        "who": delivery.opened_by.full_name if delivery.opened_by else "",
        "when": in_words(delivery.opened_at),
    }
    received = delivery.received_by and _("%(who)s ghi đã nhận") % {
        "who": delivery.received_by.full_name
    }
    return {
        "id": dispatch.public_id,
        "title": _("%(body)s gửi tới %(purpose)s")
        % {
            "body": dispatch.organisation.name,
            "purpose": _(wording.PURPOSE_NAMES[Purpose(delivery.purpose)]).lower(),
        },
        "facts": [
            _("Chuyển %(when)s") % {"when": in_words(delivery.delivered_at)},
            *filter(None, [received, opened]),
        ],
        "can_receive": delivery.received_by_id is None and may(actor, "document.receive"),
    }


def receipt_words(delivery: Delivery) -> tuple[str, str, str]:
    """What the receiving body's own list says of a paper that came: tone, icon, words."""
    if delivery.opened_at is None:
        return "wait", "mail", _("Mới tới, chưa mở")
    return "done", "mail-open", _("Đã mở")


def build_arrival(delivery: Delivery) -> dict[str, Any]:
    """A paper that came and nobody has opened, as an item of the desk."""
    dispatch = delivery.dispatch
    first = next(iter(dispatch.documents.all()), None)
    url = reverse("documents:detail", args=[dispatch.public_id])
    subject = (first.subject if first else "") or dispatch.title
    number = first.number_symbol if first else ""
    return {
        "id": dispatch.public_id,
        "icon": "mail",
        "title": subject[:1].upper() + subject[1:],
        "url": url,
        "origin": " · ".join(
            filter(None, [_("Văn bản mới tới"), dispatch.organisation.short_name, number])
        ),
        "tone": "wait",
        "state_icon": "mail",
        "state_words": _(wording.PURPOSE_NAMES[Purpose(delivery.purpose)]),
        "date_words": _("Chuyển %(day)s") % {"day": day_in_words(delivery.delivered_at)},
        "action_label": _("Mở văn bản"),
        "action_url": url,
        "is_post": False,
        "quote": "",
    }


def _situation(reached: Reached) -> str:
    if not reached.bodies and not reached.outside:
        return _("Chưa gửi tới nơi nào.")
    counts = {"bodies": reached.bodies, "opened": reached.opened, "outside": reached.outside}
    words = _("%(opened)s/%(bodies)s nơi đã mở") % counts if reached.bodies else ""
    outside = _("%(outside)s nơi ngoài hệ thống") % counts if reached.outside else ""
    return "; ".join(filter(None, [words, outside])) + "."


def _basis(delivery: Delivery) -> str:
    if delivery.basis == Basis.TASK:
        return _(_BASIS[Basis.TASK])
    if delivery.basis == Basis.ADDED:
        return _(_BASIS[Basis.ADDED]) % {"words": delivery.reason}
    return f"“{delivery.phrase}”"


def _receipt(delivery: Delivery) -> tuple[str, str, str, str]:
    sent = delivery.delivered_at.astimezone(HOME).date()
    if delivery.opened_at:
        took = (delivery.opened_at.astimezone(HOME).date() - sent).days
        note = _("sau %(days)s ngày") % {"days": took} if took else _("ngay trong ngày")
        day = day_in_words(delivery.opened_at)
        return "done", "mail-open", _("Mở %(day)s") % {"day": day}, note
    waited = (today() - sent).days
    note = _("đã %(days)s ngày") % {"days": waited} if waited else _("gửi hôm nay")
    if delivery.received_at:
        return "wait", "mail", _("Đã nhận, chưa mở"), note
    return "none", "circle-dashed", _("Chưa nhận"), note
