"""Reads on the log, within an actor's reach."""

from behoc.ground.access.queries import scope_for
from behoc.ground.audit.models import AuditEntry
from behoc.kernel.actor import Actor


def list_entries(actor: Actor, *, limit: int = 200) -> list[AuditEntry]:
    """The newest entries that the actor may read, newest first."""
    rows = AuditEntry.objects.within(scope_for(actor, "audit.read"))
    return list(rows.select_related("organisation").order_by("-at", "-pk")[:limit])


def list_history(subject_type: str, subject_id: str) -> list[AuditEntry]:
    """The history of one subject, oldest first; the caller has fetched the subject in reach."""
    rows = AuditEntry.objects.everything(reason="the subject itself was fetched within reach")
    found = rows.filter(subject_type=subject_type, subject_id=subject_id)
    return list(found.select_related("organisation").order_by("at", "pk"))
