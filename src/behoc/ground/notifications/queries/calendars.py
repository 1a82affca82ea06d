"""A person's own addresses of calendars."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from behoc.ground.access.queries import scope_for
from behoc.ground.notifications.models import CalendarToken
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words
from behoc.kernel.scope import one

SET = "notice.set"


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One address in the list; the address itself is shown once only, when it is made."""

    id: str
    name: str
    created_words: str
    fetched_words: str


def list_calendars(actor: Actor) -> list[CalendarRow]:
    """The addresses of the actor's own that hold, the newest first."""
    rows = CalendarToken.objects.within(scope_for(actor, SET)).filter(revoked_at__isnull=True)
    return [
        CalendarRow(
            id=token.public_id,
            name=calendar_name(token),
            created_words=in_words(token.created_at),
            fetched_words=in_words(token.fetched_at) if token.fetched_at else "",
        )
        for token in rows.select_related("organisation").order_by("-created_at")
    ]


def get_calendar(actor: Actor, public_id: str) -> CalendarToken:
    """The actor's own address with that public id, or NotFound."""
    rows = CalendarToken.objects.within(scope_for(actor, SET)).select_related("organisation")
    return one(CalendarToken, rows.filter(public_id=public_id))


def calendar_name(token: CalendarToken) -> str:
    """What the calendar is called in the list and on the phone."""
    if token.organisation is None:
        return _("Việc của tôi")
    return _("Việc của %(body)s") % {"body": token.organisation.short_name}
