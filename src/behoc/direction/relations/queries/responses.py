"""Which bodies answered a document with one of their own."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from behoc.direction.documents.queries.citations import list_receipts
from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.rules import RESPONSES, RelationState, Sameness, same_text
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
    relations = _answers(texts)
    held = {text.pk: text.document for text in texts if text.document}
    receipts = list_receipts(
        (document.dispatch_id for document in held.values()),
        (relation.document.dispatch.organisation_id for relation in relations),
    )
    found: dict[int, list[Response]] = {document.pk: [] for document in held.values()}
    by_key = _by_key(texts)
    for relation in relations:
        body = _body_of(relation)
        for text in _candidates(relation.cited, by_key):
            document = held[text.pk]
            if body and _means(relation, text, document, receipts):
                found[document.pk].append(Response(body, relation.document, relation.kind))
    return found


def _answers(texts: list[CitedText]) -> list[Relation]:
    """Relations that may answer one of the texts."""
    symbols = {text.symbol_folded for text in texts} - {""}
    ids = {text.pk for text in texts}
    joined = Q(cited__same_as_id__in=ids) | Q(cited__same_as__symbol_folded__in=symbols)
    rows = Relation.objects.everything(reason="answers to documents fetched within reach")
    found = rows.filter(
        Q(cited_id__in=ids)
        | Q(cited__symbol_folded__in=symbols)
        | (joined & Q(cited__same_state=Sameness.JOINED)),
        kind__in=RESPONSES,
    ).exclude(state=RelationState.REJECTED)
    return list(
        found.select_related("document__dispatch__organisation", "cited__same_as").order_by("pk")
    )


def _by_key(texts: list[CitedText]) -> dict[Any, list[CitedText]]:
    found: dict[Any, list[CitedText]] = defaultdict(list)
    for text in texts:
        found[text.pk].append(text)
        if text.symbol_folded:
            found[text.symbol_folded].append(text)
    return found


def _candidates(cited: CitedText, by_key: dict[Any, list[CitedText]]) -> list[CitedText]:
    keys: list[Any] = [cited.pk, cited.symbol_folded]
    if cited.same_as and cited.same_state == Sameness.JOINED:
        keys += [cited.same_as_id, cited.same_as.symbol_folded]
    return list({text.pk: text for key in keys for text in by_key.get(key, [])}.values())


def _means(
    relation: Relation, text: CitedText, document: "Document", receipts: set[tuple[int, int]]
) -> bool:
    """Whether the answering body means that very text: it has it in hand, or names it in full."""
    cited = relation.cited
    if relation.document_id == document.pk:
        return False
    joined = cited.same_as if cited.same_state == Sameness.JOINED else None
    if text.pk in (cited.pk, joined.pk if joined else None):
        return True
    body = relation.document.dispatch.organisation_id
    near = body == text.organisation_id or (document.dispatch_id, body) in receipts
    named = [cited.facts, *([joined.facts] if joined else [])]
    return any(same_text(facts, text.facts, near=near) for facts in named)


def _body_of(relation: Relation) -> int | None:
    """The body that issued the answering document; None for papers of bodies not known here."""
    document = relation.document
    if document.issuer_id:
        return int(document.issuer_id)
    holder = document.dispatch.organisation
    is_own = not document.issuer_name or fold(document.issuer_name) == fold(holder.name)
    return int(holder.pk) if is_own or relation.find_id is None else None
