"""Reads on the log, within an actor's reach."""

from typing import Any

from django.db.models import Q

from behoc.ground.access.queries import scope_for
from behoc.ground.audit.models import AuditEntry
from behoc.kernel.actor import Actor


def list_entries(actor: Actor, *, words: str = "") -> Any:
    """The entries that the actor may read, newest first; a query set to page."""
    rows = AuditEntry.objects.within(scope_for(actor, "audit.read"))
    if _reads_everything(actor):
        rows = AuditEntry.objects.everything(reason="an operator at the root sees system work too")
    for word in words.split():
        rows = rows.filter(Q(subject_label__icontains=word) | Q(person_name__icontains=word))
    return rows.select_related("organisation").order_by("-at", "-pk")


def list_history(subject_type: str, subject_id: str) -> list[AuditEntry]:
    """The history of one subject, oldest first; the caller has fetched the subject in reach."""
    rows = AuditEntry.objects.everything(reason="the subject itself was fetched within reach")
    found = rows.filter(subject_type=subject_type, subject_id=subject_id)
    return list(found.select_related("organisation").order_by("at", "pk"))


def _reads_everything(actor: Actor) -> bool:
    """True for PLACE reach from a root place: system work has no body, so no scope holds it."""
    places = scope_for(actor, "audit.read").places
    return any(len(path.strip("/").split("/")) == 1 for path in places)
