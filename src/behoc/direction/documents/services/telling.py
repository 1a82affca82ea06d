"""Whom a delivery is told to, and when it need be told no more."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_noop

from behoc.direction.documents.models import Delivery
from behoc.direction.documents.rules import Basis
from behoc.ground.notifications.rules import BodyMessage
from behoc.ground.notifications.services import notify_bodies, settle_notices
from behoc.kernel.words import sentence

_ARRIVED = gettext_noop("Văn bản mới tới: %(document)s")


def tell_arrivals(deliveries: Iterable[Delivery]) -> None:
    """Each body hears once that a paper came; who has a task in it hears of the task instead."""
    messages = [
        BodyMessage(
            delivery.organisation_id,
            title=sentence(_ARRIVED, document=str(delivery.dispatch)[:200]),
            url=reverse("documents:detail", args=[delivery.dispatch.public_id]),
            key=_key(delivery),
        )
        for delivery in deliveries
        if delivery.basis != Basis.TASK
    ]
    notify_bodies(messages, "document.receive", kind="document.arrive")


def settle_arrival(delivery: Delivery) -> None:
    """The paper was opened, or taken back: nobody of that body need hear of it any more."""
    settle_notices([_key(delivery)])


def _key(delivery: Delivery) -> str:
    return f"document.arrive:{delivery.dispatch.public_id}:{delivery.organisation_id}"
