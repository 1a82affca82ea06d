"""A person says what a proposed relation is worth, or adds one that nobody read."""

from typing import TYPE_CHECKING, Final

from django.db import transaction

from behoc.direction.relations.models import Relation
from behoc.direction.relations.rules import RelationKind, RelationState, TextFacts
from behoc.direction.relations.services.texts import know_document, know_text, propose_variant
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document

_DEEDS: Final = {
    RelationState.ACCEPTED: "relation.accept",
    RelationState.REJECTED: "relation.reject",
    RelationState.PROPOSED: "relation.reopen",
}


@transaction.atomic
def decide_relation(actor: Actor, relation: Relation, state: RelationState) -> Relation:
    """Accept a relation, reject it, or take the decision back; a second press changes nothing."""
    relation = _locked(actor, relation)
    if relation.state == state:
        return relation
    before = {"state": relation.state, "kind": relation.kind}
    relation.state = state
    if state == RelationState.PROPOSED and relation.read_kind:
        relation.kind = relation.read_kind
    _sign(actor, relation)
    relation.save(update_fields=["state", "kind", "decided_by", "decided_at"])
    after = {"state": relation.state, "kind": relation.kind}
    record(actor, _DEEDS[state], relation, before=before, after=after)
    return relation


@transaction.atomic
def change_kind(actor: Actor, relation: Relation, kind: RelationKind) -> Relation:
    """Say what the document really is to the text; that accepts the relation."""
    relation = _locked(actor, relation)
    before = {"kind": relation.kind, "state": relation.state}
    if before == {"kind": kind, "state": RelationState.ACCEPTED}:
        return relation
    relation.kind, relation.state = kind, RelationState.ACCEPTED
    _sign(actor, relation)
    relation.save(update_fields=["kind", "state", "decided_by", "decided_at"])
    after = {"kind": relation.kind, "state": relation.state}
    record(actor, "relation.change_kind", relation, before=before, after=after)
    return relation


@transaction.atomic
def accept_all(actor: Actor, document: "Document") -> int:
    """Accept what is still proposed of one document; returns how many."""
    require(actor, "relation.decide", document)
    rows = Relation.objects.everything(reason="the relations of a document just checked")
    waiting = rows.filter(document=document, state=RelationState.PROPOSED).select_for_update()
    relations = list(waiting)
    for relation in relations:
        decide_relation(actor, relation, RelationState.ACCEPTED)
    return len(relations)


@transaction.atomic
def add_relation(
    actor: Actor, document: "Document", facts: TextFacts, *, kind: RelationKind, note: str = ""
) -> Relation:
    """Relate a document to a text that a person names; the same text twice is one relation."""
    require(actor, "relation.decide", document)
    if not facts.symbol and not facts.name:
        raise RuleBroken("Ghi số, ký hiệu hoặc tên của văn bản liên quan.")
    cited = know_text(document.dispatch.organisation_id, facts)
    if cited.pk == know_document(document).pk:
        raise RuleBroken("Đây chính là văn bản đang xem. Ghi số hoặc tên của văn bản khác.")
    propose_variant(cited)
    rows = Relation.objects.everything(reason="the relations of a document just checked")
    relation: Relation | None = rows.filter(document=document, cited=cited).first()
    if relation:
        return change_kind(actor, relation, kind)
    relation = Relation(document=document, cited=cited, kind=kind, note=note, created_at=now())
    relation.state = RelationState.ACCEPTED
    _sign(actor, relation)
    relation.save()
    record(actor, "relation.add", relation, after={"kind": kind, "text": str(cited)})
    return relation


def _sign(actor: Actor, relation: Relation) -> None:
    is_open = relation.state == RelationState.PROPOSED
    relation.decided_by_id = None if is_open else actor.person_id
    relation.decided_at = None if is_open else now()


def _locked(actor: Actor, relation: Relation) -> Relation:
    require(actor, "relation.decide", relation)
    rows = Relation.objects.everything(reason="the relation was fetched within reach; now locked")
    locked: Relation = rows.select_for_update().get(pk=relation.pk)
    return locked
