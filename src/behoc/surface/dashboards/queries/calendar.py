"""Due days of tasks as a calendar."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries import screens, tasks
from behoc.ground.access.queries import build_actor, list_posts
from behoc.ground.notifications.queries.calendars import calendar_name
from behoc.ground.notifications.rules.calendar import Event, write_calendar
from behoc.kernel.errors import NotFound

if TYPE_CHECKING:
    from behoc.direction.assignments.models import AssignedBody
    from behoc.ground.notifications.models import CalendarToken


def build_calendar(token: "CalendarToken") -> bytes:
    """What the token's maker sees today: of the one body, or of all where it names nobody else.

    A maker who holds no role in the token's body any more gets NotFound.
    """
    posts = list_posts(token.person)
    if token.organisation_id is not None:
        posts = [post for post in posts if post.organisation.pk == token.organisation_id]
        if not posts:
            raise NotFound
    events = [
        _event(share, share.due_on)
        for post in posts
        for share in tasks.list_own_tasks(build_actor(token.person, post))
        if share.due_on and (token.organisation_id is not None or _concerns(share, token.person_id))
    ]
    return write_calendar(calendar_name(token), events)


def _concerns(share: "AssignedBody", person_id: int) -> bool:
    """A person's own calendar leaves out what somebody else was named for."""
    return share.person_answerable_id in (None, person_id)


def _event(share: "AssignedBody", day: date) -> Event:
    document = share.assignment.document
    address = reverse("assignments:detail", args=[share.public_id])
    return Event(
        uid=f"{share.public_id}@{settings.SITE_NAME}",
        day=day,
        title=_("Hạn: %(task)s") % {"task": screens.short(share.assignment.text)},
        text=_("%(body)s. Theo %(source)s.")
        % {"body": share.organisation.short_name, "source": document},
        url=f"{settings.SITE_ADDRESS}{address}",
        changed_at=share.assignment.created_at,
    )
