"""Which bodies answered a document with one of their own."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.queries.matching import Mention, match_texts, may_mean
from behoc.direction.relations.rules import RESPONSES, RelationState, Sameness
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document


class Response(NamedTuple):
    """A body and its own document that implements the asked one, or folds it in."""

    body_id: int
    document_id: int
    number: str
    kind: str
    is_proposed: bool


class _Answer(NamedTuple):
    """One relation as counting needs it: thousands of whole rows would take longer than this."""

    cited: Mention
    same_state: str
    kind: str
    state: str
    find_id: int | None
    document_id: int
    number: str | None
    issuer_id: int | None
    issuer_name: str | None
    holder_id: int
    holder_name: str


def list_responses(
    document_ids: Iterable[int], body_ids: Collection[int] | None = None
) -> dict[int, list[Response]]:
    """Per document the bodies that implement it by an own document or folded it into one.

    Rejected relations do not count. The caller has fetched the documents within reach and shows
    only bodies of that reach (all answers without `body_ids`); the number of queries does not
    grow with the bodies.
    """
    rows = CitedText.objects.everything(reason="texts of documents fetched within reach")
    texts = list(rows.filter(document_id__in=set(document_ids)).select_related("document"))
    answers = _list_answers(texts, body_ids)
    meant = match_texts(_mentions_of(answers), texts)
    found: dict[int, list[Response]] = {t.document_id: [] for t in texts if t.document_id}
    for answer in answers:
        body = _body_of(answer)
        for text in meant.get(answer.cited.pk, []):
            if body and text.document_id and text.document_id != answer.document_id:
                found[text.document_id].append(_response(body, answer))
    return found


def issuing_body(document: "Document") -> int | None:
    """The body here that issued a document; None where it came from a body not known here."""
    holder = document.dispatch.organisation
    return _issuer(document.issuer_id, document.issuer_name, int(holder.pk), holder.name)


def _list_answers(texts: list[CitedText], body_ids: Collection[int] | None) -> list[_Answer]:
    rows: Any = Relation.objects.everything(reason="answers to documents fetched within reach")
    rows = rows.filter(kind__in=RESPONSES).exclude(state=RelationState.REJECTED)
    if body_ids is not None:
        rows = rows.filter(
            Q(document__issuer__in=body_ids) | Q(document__dispatch__organisation__in=body_ids)
        )
    found, cut = rows.filter(may_mean(texts)).order_by("pk"), len(Mention._fields)
    return [
        _Answer(Mention._make(row[:cut]), *row[cut:])
        for row in found.values_list(
            *(f"cited__{name}" for name in Mention._fields),
            "cited__same_state",
            "kind",
            "state",
            "find_id",
            "document_id",
            "document__number_symbol",
            "document__issuer_id",
            "document__issuer_name",
            "document__dispatch__organisation_id",
            "document__dispatch__organisation__name",
        )
    ]


def _mentions_of(answers: list[_Answer]) -> list[CitedText | Mention]:
    """What the answers name: a mention that somebody joined to another whole, with the other."""
    joined = {answer.cited.pk for answer in answers if answer.same_state == Sameness.JOINED}
    alone: list[CitedText | Mention] = [
        answer.cited for answer in answers if answer.cited.pk not in joined
    ]
    rows = CitedText.objects.everything(reason="mentions of relations fetched within reach")
    whole = rows.filter(pk__in=joined).select_related("same_as__same_as") if joined else ()
    return [*alone, *whole]


def _response(body: int, answer: _Answer) -> Response:
    is_proposed = answer.state == RelationState.PROPOSED
    return Response(body, answer.document_id, answer.number or "", answer.kind, is_proposed)


def _body_of(answer: _Answer) -> int | None:
    """The body that answers; what a body declared itself needs no letterhead to prove it."""
    if answer.find_id is None:
        return answer.holder_id
    return _issuer(answer.issuer_id, answer.issuer_name, answer.holder_id, answer.holder_name)


def _issuer(
    issuer_id: int | None, issuer_name: str | None, holder_id: int, holder_name: str
) -> int | None:
    if issuer_id:
        return issuer_id
    if not issuer_name or issuer_name == holder_name or fold(issuer_name) == fold(holder_name):
        return holder_id
    return None
