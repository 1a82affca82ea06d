"""Secret addresses of calendars: made, counted, revoked."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction

from behoc.ground.access.services import require, require_right
from behoc.ground.audit.services import record
from behoc.ground.notifications.models import CalendarToken
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotFound, RuleBroken, TooMany

SET = "notice.set"
SECRET_BYTES = 32
MOST_TOKENS = 10
AN_HOUR = timedelta(hours=1)
MOST_IN_AN_HOUR = 60


@transaction.atomic
def open_calendar(actor: Actor, *, for_body: bool) -> tuple[CalendarToken, str]:
    """A new address for the actor's body or for all of theirs; the secret is given once."""
    require_right(actor, SET)
    rows = CalendarToken.objects.everything(reason="one's own rows, counted by one's own id")
    mine = rows.filter(person_id=actor.person, revoked_at__isnull=True)
    if len(mine.select_for_update(of=("self",))) >= MOST_TOKENS:
        raise RuleBroken(
            "Đã có %(most)s địa chỉ lịch. Thu hồi địa chỉ không dùng rồi tạo mới.",
            most=MOST_TOKENS,
        )
    secret = secrets.token_urlsafe(SECRET_BYTES)
    token = CalendarToken(
        person_id=actor.person,
        organisation_id=actor.body if for_body else None,
        digest=_digest(secret),
        created_at=now(),
    )
    token.save()
    record(actor, "calendar.open", token, after={"for_body": for_body})
    return token, secret


@transaction.atomic
def revoke_calendar(actor: Actor, token: CalendarToken) -> None:
    """From now on nothing is fetched under that address; a second time changes nothing."""
    require(actor, SET, token)
    rows = CalendarToken.objects.everything(reason="the row was checked above")
    if rows.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now()):
        record(actor, "calendar.revoke", token)


@transaction.atomic
def use_secret(secret: str) -> CalendarToken:
    """The token of a secret, counted; NotFound when there is none, TooMany when it is asked on."""
    rows = CalendarToken.objects.everything(reason="whoever holds the secret holds the right")
    found = rows.filter(digest=_digest(secret), revoked_at__isnull=True, person__is_active=True)
    token: CalendarToken | None = (
        found.select_related("person").select_for_update(of=("self",)).first()
    )
    if token is None:
        raise NotFound
    moment = now()
    if token.hour_began_at is None or moment - token.hour_began_at >= AN_HOUR:
        token.hour_began_at, token.fetched_times = moment, 0
    if token.fetched_times >= MOST_IN_AN_HOUR:
        raise TooMany
    token.fetched_times += 1
    token.fetched_at = moment
    token.save(update_fields=["hour_began_at", "fetched_times", "fetched_at"])
    return token


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
