"""Which bodies answered a document with one of their own."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.queries.matching import match_relations
from behoc.direction.relations.rules import RESPONSES, RelationState
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document


class Response(NamedTuple):
    """A body, its own document, and whether that implements the asked one or folds it in."""

    body_id: int
    document: "Document"
    kind: str


def list_responses(document_ids: Iterable[int]) -> dict[int, list[Response]]:
    """Per document the bodies that implement it by an own document or folded it into one.

    Rejected relations do not count. The caller has fetched the documents within reach and shows
    only bodies of that reach; the number of queries does not grow with the bodies.
    """
    rows = CitedText.objects.everything(reason="texts of documents fetched within reach")
    texts = list(rows.filter(document_id__in=set(document_ids)).select_related("document"))
    relations = Relation.objects.everything(reason="answers to documents fetched within reach")
    answers = relations.filter(kind__in=RESPONSES).exclude(state=RelationState.REJECTED)
    found: dict[int, list[Response]] = {t.document.pk: [] for t in texts if t.document}
    for relation, text in match_relations(answers, texts):
        body = _body_of(relation)
        if body and text.document:
            found[text.document.pk].append(Response(body, relation.document, relation.kind))
    return found


def issuing_body(document: "Document") -> int | None:
    """The body here that issued a document; None where it came from a body not known here."""
    if document.issuer_id:
        return int(document.issuer_id)
    holder = document.dispatch.organisation
    is_own = not document.issuer_name or fold(document.issuer_name) == fold(holder.name)
    return int(holder.pk) if is_own else None


def _body_of(relation: Relation) -> int | None:
    """The body that answers; what a body declared itself needs no letterhead to prove it."""
    if relation.find_id is None:
        return int(relation.document.dispatch.organisation_id)
    return issuing_body(relation.document)
