"""What a confirmed dispatch names becomes relations of its documents, as proposals."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from behoc.direction.documents.queries.citations import (
    list_confirmed_citations,
    list_confirmed_without,
    list_documents_of,
)
from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.rules import RelationKind, RelationState, TextFacts
from behoc.direction.relations.services.texts import know_document, know_text, propose_variant
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor, system_actor
from behoc.kernel.clock import now

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Find

# A find that a person amended or added carries that person's own word on the relation.
_SAID_BY_A_PERSON = ("amended", "added")


@transaction.atomic
def keep_relations(actor: Actor, dispatch: "Dispatch") -> int:
    """Relate the documents of a confirmed dispatch to what they name; a second run adds nothing.

    Returns how many relations are new. A body's earlier mention of one of these documents now
    leads to it.
    """
    require(actor, "document.assign", dispatch)
    own = {document.pk: know_document(document) for document in list_documents_of(dispatch)}
    for text in own.values():
        propose_variant(text)
    finds = list_confirmed_citations(dispatch)
    new = sum(_keep(dispatch, find, own[find.document_id]) for find in finds)
    if new:
        record(actor, "relation.propose", dispatch, after={"relations": new})
    return new


def relate_earlier() -> int:
    """Relate what was entered before relations were kept; how many dispatches. Twice is once."""
    known = CitedText.objects.everything(reason="documents that are related already")
    held = known.filter(document__isnull=False).values("document")
    dispatches = list_confirmed_without(held)
    for dispatch in dispatches:
        keep_relations(system_actor("quan hệ văn bản"), dispatch)
    return len(dispatches)


def _keep(dispatch: "Dispatch", find: "Find", own: CitedText) -> bool:
    facts = _facts(find.value)
    if not facts.symbol and not facts.name:
        return False
    cited = know_text(dispatch.organisation_id, facts, _text(find.value, "kind", 80))
    if cited.pk == own.pk:
        return False
    propose_variant(cited, _text(find.value, "same_as", 120))
    kind = _kind(find.value.get("relation"))
    said = find.state in _SAID_BY_A_PERSON
    _, is_new = Relation.objects.everything(
        reason="relations of a dispatch being confirmed"
    ).get_or_create(
        document_id=find.document_id,
        cited=cited,
        defaults={
            "kind": kind,
            "read_kind": kind,
            "state": RelationState.ACCEPTED if said else RelationState.PROPOSED,
            "find": find,
            "line": find.line,
            "decided_by_id": find.decided_by_id if said else None,
            "decided_at": find.decided_at if said else None,
            "created_at": now(),
        },
    )
    return bool(is_new)


def _facts(value: dict[str, Any]) -> TextFacts:
    return TextFacts(
        symbol=_text(value, "symbol", 120),
        issued_on=_day(value.get("date")),
        issuer=_text(value, "issuer", 300),
        name=_text(value, "name", 500),
    )


def _text(value: dict[str, Any], key: str, longest: int) -> str | None:
    found = str(value.get(key) or "").strip()
    return found[:longest] or None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _kind(value: Any) -> RelationKind:
    return RelationKind(value) if value in list(RelationKind) else RelationKind.CITES
