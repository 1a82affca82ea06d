"""The one write of the log."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from behoc.ground.audit.models import AuditEntry
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now

BATCH = 1000


class Subject(Protocol):
    """Anything that can be the subject of an entry: a row with a public id."""

    @property
    def public_id(self) -> Any:
        """What the entry points at."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One subject and what it was before and after."""

    subject: Subject
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def record(
    actor: Actor,
    action: str,
    subject: Subject,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Add an entry in the present transaction: who, as whom, what, and the changed fields only."""
    _entry(actor, action, Deed(subject, before or {}, after or {})).save()


def record_all(actor: Actor, action: str, deeds: Iterable[Deed]) -> None:
    """Add one entry for each of many subjects that one act changed."""
    AuditEntry.objects.everything(reason="entries are only added").bulk_create(
        [_entry(actor, action, deed) for deed in deeds], batch_size=BATCH
    )


def record_each(entries: Iterable[tuple[Actor, str, Deed]]) -> None:
    """Add entries of many people at once: for work that does together what each asked for alone."""
    AuditEntry.objects.everything(reason="entries are only added").bulk_create(
        [_entry(*each) for each in entries], batch_size=BATCH
    )


def _entry(actor: Actor, action: str, deed: Deed) -> AuditEntry:
    subject = deed.subject
    return AuditEntry(
        at=now(),
        person_id=actor.person_id,
        person_name=actor.name[:160],
        organisation_id=actor.body_id,
        roles=sorted(actor.roles),
        action=action,
        subject_type=subject.__class__.__name__,  # type() would name the wrapper of a lazy one
        subject_id=str(subject.public_id),
        subject_label=str(subject)[:300],
        changes=_difference(deed.before, deed.after),
        request_id=actor.request_id,
    )


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
