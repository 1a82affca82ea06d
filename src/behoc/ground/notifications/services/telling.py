"""Telling people: called by the services of other apps inside their own transaction."""

from collections.abc import Iterable

from behoc.ground.access.queries import list_people_who_may
from behoc.ground.notifications.models import Notice
from behoc.ground.notifications.queries.kinds import kinds
from behoc.ground.notifications.rules.told import BodyMessage, Told, as_kept
from behoc.kernel.clock import now

BATCH = 1000


def notify(
    person_ids: Iterable[int],
    *,
    kind: str,
    title: Told,
    url: str,
    key: str,
    text: Told = "",
    body_id: int | None = None,
) -> None:
    """Tell those people once: the same key again tells nobody twice.

    `kind` is one that an app's policy names in NOTICES; `body_id` the body they act for.
    """
    message = BodyMessage(0, title, url, key, text)
    _tell(kind, [(person_id, body_id, message) for person_id in dict.fromkeys(person_ids)])


def notify_body(
    body_id: int, action: str, *, kind: str, title: Told, url: str, key: str, text: Told = ""
) -> None:
    """Tell everyone who holds a role in the body today that carries the action."""
    notify_bodies([BodyMessage(body_id, title, url, key, text)], action, kind=kind)


def notify_bodies(messages: Iterable[BodyMessage], action: str, *, kind: str) -> None:
    """Tell the people of many bodies at once, each body its own sentence: two queries in all."""
    told = list(messages)
    held = list_people_who_may({message.body_id for message in told}, action)
    _tell(
        kind,
        [
            (person_id, message.body_id, message)
            for message in told
            for person_id in held.get(message.body_id, ())
        ],
    )


def settle_notices(keys: Iterable[str]) -> None:
    """The matter of those keys is done: nobody need look at its notices any more."""
    rows = Notice.objects.everything(reason="a matter is done for everyone who was told of it")
    rows.filter(key__in=list(keys), done_at__isnull=True).update(done_at=now())


def _tell(kind: str, told: list[tuple[int, int | None, BodyMessage]]) -> None:
    if kind not in kinds():
        raise LookupError(f"Name the kind “{kind}” in NOTICES of the calling app's policy.py.")
    moment = now()
    Notice.objects.everything(reason="the caller has said who is told").bulk_create(
        [
            Notice(
                person_id=person_id,
                organisation_id=body_id,
                kind=kind,
                title=as_kept(message.title),
                text=as_kept(message.text) if message.text else {},
                url=message.url,
                key=message.key,
                created_at=moment,
            )
            for person_id, body_id, message in told
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
