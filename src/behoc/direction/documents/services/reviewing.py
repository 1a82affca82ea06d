"""A person says of each find what it is worth; nothing counts before."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_noop

from behoc.direction.documents.models import Dispatch, Document, Find, SourceText
from behoc.direction.documents.rules import FindKind, FindState
from behoc.direction.documents.services.addressing import resolve_find
from behoc.direction.documents.services.holding import lock_under_review
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean

_START: Final[dict[FindKind, dict[str, Any]]] = {
    FindKind.ASSIGNMENT: {"role": "carry_out", "coordinators": [], "force": "order"},
    FindKind.DEADLINE: {"when": "?", "last_on_time": []},
    FindKind.TARGET: {"value": "", "unit": "", "subject": "", "by_year": None, "within": None},
    FindKind.CITATION: {"symbol": None, "name": None, "relation": "cites"},
}


@transaction.atomic
def accept_find(actor: Actor, find: Find) -> Find:
    """The reader was right."""
    return _decide(actor, find, FindState.ACCEPTED, "document.accept_find")


@transaction.atomic
def reject_find(actor: Actor, find: Find) -> Find:
    """The reader was wrong: it will not count, but stays on record."""
    return _decide(actor, find, FindState.REJECTED, "document.reject_find")


@transaction.atomic
def reopen_find(actor: Actor, find: Find) -> Find:
    """Take a decision back: the find is a proposal again, as the reader made it."""
    find = _locked(actor, find)
    before = {"state": find.state, "value": find.value}
    if find.original is not None:
        find.text = find.original.get("text", find.text)
        find.value = find.original.get("value", find.value)
        find.original = None
    find.state = FindState.PROPOSED
    find.decided_by_id = None
    find.decided_at = None
    find.save(update_fields=["text", "value", "original", "state", "decided_by", "decided_at"])
    if find.value != before["value"]:
        resolve_find(find)
    record(
        actor,
        "document.reopen_find",
        find,
        before=before,
        after={"state": find.state, "value": find.value},
    )
    return find


@transaction.atomic
def amend_find(actor: Actor, find: Find, *, text: str | None, value: dict[str, Any]) -> Find:
    """The reader was nearly right: what it said is kept beside what the person says."""
    find = _locked(actor, find)
    before = {"text": find.text, "value": find.value, "state": find.state}
    if find.original is None and find.state != FindState.ADDED:
        find.original = {"text": find.text, "value": find.value}
    old_value = find.value
    find.text = find.text if text is None else text
    find.value = {**find.value, **value}
    if find.state != FindState.ADDED:
        find.state = FindState.AMENDED
    _sign(actor, find)
    find.save(update_fields=["text", "value", "original", "state", "decided_by", "decided_at"])
    if find.value != old_value:
        resolve_find(find)
    record(
        actor,
        "document.amend_find",
        find,
        before=before,
        after={"text": find.text, "value": find.value, "state": find.state},
    )
    return find


@transaction.atomic
def add_find(
    actor: Actor,
    dispatch: Dispatch,
    *,
    kind: str,
    lines: tuple[int, int],
    text: str,
    actor_name: str,
) -> Find:
    """Something the reader missed, marked by a person on lines of one document."""
    dispatch = lock_under_review(actor, dispatch)
    document = _document_of(dispatch, lines)
    first, last = lines
    rows = Find.objects.everything(reason="the next number within a dispatch just locked")
    count = rows.filter(document__dispatch=dispatch, kind=kind).count()
    find = Find(
        document=document,
        kind=FindKind(kind),
        field="added",
        number=count + 1,
        line=first,
        line_end=last,
        text=text.strip() or _written(dispatch, lines),
        value=_START[FindKind(kind)] | ({"actor": actor_name.strip()} if actor_name else {}),
        confidence=1,
        why=gettext_noop("Người kiểm thêm"),
        rule="person",
        state=FindState.ADDED,
    )
    _sign(actor, find)
    find.save()
    resolve_find(find)
    record(
        actor, "document.add_find", find, after={"dispatch": dispatch.public_id, "text": find.text}
    )
    return find


@transaction.atomic
def accept_all(actor: Actor, dispatch: Dispatch, public_ids: Iterable[str]) -> int:
    """Accept those finds of the dispatch that nobody has decided; returns how many."""
    dispatch = lock_under_review(actor, dispatch)
    rows = Find.objects.everything(reason="the finds of a dispatch just checked and locked")
    open_rows = rows.filter(
        document__dispatch=dispatch, public_id__in=list(public_ids), state=FindState.PROPOSED
    )
    ids = list(open_rows.values_list("public_id", flat=True))
    open_rows.update(state=FindState.ACCEPTED, decided_by_id=actor.person_id, decided_at=now())
    if ids:
        record(actor, "document.accept_all", dispatch, after={"finds": ids})
    return len(ids)


def _document_of(dispatch: Dispatch, lines: tuple[int, int]) -> Document:
    first, last = lines
    document = dispatch.documents.filter(first_line__lte=first, last_line__gte=last).first()
    if document is None or last < first:
        raise RuleBroken(
            "Dòng %(first)s–%(last)s không nằm gọn trong một văn bản. Kiểm lại số dòng ở lề trái.",
            first=first,
            last=last,
        )
    return document


def _written(dispatch: Dispatch, lines: tuple[int, int]) -> str:
    text = SourceText.objects.get(dispatch=dispatch)
    return clean(" ".join(text.lines[lines[0] - 1 : lines[1]]))


def _decide(actor: Actor, find: Find, state: FindState, action: str) -> Find:
    find = _locked(actor, find)
    if find.state == state:
        return find
    before = {"state": find.state}
    find.state = state
    _sign(actor, find)
    find.save(update_fields=["state", "decided_by", "decided_at"])
    record(actor, action, find, before=before, after={"state": find.state})
    return find


def _sign(actor: Actor, find: Find) -> None:
    find.decided_by_id = actor.person_id
    find.decided_at = now()


def _locked(actor: Actor, find: Find) -> Find:
    lock_under_review(actor, find.document.dispatch)
    rows = Find.objects.everything(reason="the find's dispatch has just been checked")
    found: Find = rows.select_related("document").get(pk=find.pk)
    return found
