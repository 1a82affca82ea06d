"""The one write of the log."""

from typing import Any, Protocol

from behoc.ground.audit.models import AuditEntry
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now


class Subject(Protocol):
    """Anything that can be the subject of an entry: a row with a public id."""

    public_id: Any


def record(
    actor: Actor,
    action: str,
    subject: Subject,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Add an entry in the present transaction: who, as whom, what, and the changed fields only."""
    entry = AuditEntry(
        at=now(),
        person_id=actor.person_id,
        person_name=actor.name[:160],
        organisation_id=actor.body_id,
        roles=sorted(actor.roles),
        action=action,
        subject_type=type(subject).__name__,
        subject_id=str(subject.public_id),
        subject_label=str(subject)[:300],
        changes=_difference(before or {}, after or {}),
        request_id=actor.request_id,
    )
    entry.save()


def _difference(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    names = [*before, *(name for name in after if name not in before)]
    pairs = {name: [_plain(before.get(name)), _plain(after.get(name))] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _plain(value: Any) -> Any:
    return (
        value
        if value is None or isinstance(value, bool | int | float | list | dict)
        else str(value)
    )
