"""The texts around a document, level by level, within the actor's reach."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.queries.matching import find_held, match_relations
from behoc.direction.relations.rules import RelationKind, RelationState
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from behoc.direction.documents.models import Document

DEPTH = 3  # levels shown each way: nation, province, commune, village is four texts
# A mere mention leads no further: else every text would stand on the page of every other.
LEADING = frozenset(RelationKind) - {RelationKind.CITES}


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation at a level, with the document at its far end where one is in reach."""

    relation: Relation
    level: int
    far: "Document | None"


def list_upward(actor: Actor, documents: "Iterable[Document]", *, depth: int = DEPTH) -> list[Edge]:
    """What the documents rest on, what that rests on, and so on; rejected ones only beside them."""
    edges: list[Edge] = []
    here = list(documents)
    seen = {each.pk for each in here}
    for level in range(1, depth + 1):
        relations = _of_documents(actor, here, with_rejected=level == 1)
        held = find_held(actor, (relation.cited for relation in relations))
        edges += [Edge(each, level, held.get(each.cited_id)) for each in relations]
        here = [
            held[each.cited_id]
            for each in relations
            if each.cited_id in held and _leads(each) and held[each.cited_id].pk not in seen
        ]
        seen |= {each.pk for each in here}
        if not here:
            break
    return edges


def list_downward(
    actor: Actor, documents: "Iterable[Document]", *, depth: int = DEPTH
) -> list[Edge]:
    """What rests on the documents, what rests on that, and so on."""
    edges: list[Edge] = []
    here = list(documents)
    seen = {each.pk for each in here}
    for level in range(1, depth + 1):
        rows = Relation.objects.within(scope_for(actor, "document.view"))
        standing = rows.exclude(state=RelationState.REJECTED).exclude(document__in=seen)
        matched = match_relations(standing, _texts_of(here))
        found = list({each.pk: each for each, _text in matched}.values())
        edges += [Edge(each, level, each.document) for each in found]
        here = [each.document for each in found if _leads(each)]
        seen |= {each.document_id for each in found}
        if not here:
            break
    return edges


def _leads(relation: Relation) -> bool:
    return relation.kind in LEADING and relation.state != RelationState.REJECTED


def _of_documents(
    actor: Actor, documents: "list[Document]", *, with_rejected: bool
) -> list[Relation]:
    rows = Relation.objects.within(scope_for(actor, "document.view"))
    found = rows.filter(document__in=[each.pk for each in documents])
    if not with_rejected:
        found = found.exclude(state=RelationState.REJECTED)
    whole = found.select_related(
        "document__dispatch", "cited__same_as__same_as", "decided_by", "find"
    )
    return list(whole.order_by("document_id", "line", "pk"))


def _texts_of(documents: "list[Document]") -> list[CitedText]:
    rows = CitedText.objects.everything(reason="texts of documents fetched within reach")
    ids = [each.pk for each in documents]
    return list(rows.filter(document__in=ids).select_related("document"))
