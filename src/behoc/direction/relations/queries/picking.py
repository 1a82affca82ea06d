"""Single rows that a person acts on, and what there is to choose from."""

from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q

from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.queries import wording
from behoc.direction.relations.queries.responses import issuing_body
from behoc.direction.relations.rules import symbol_key
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document

CHOICES = 20  # as many as one looks through before typing one more word


def get_relation(actor: Actor, public_id: str) -> Relation:
    """The relation that the actor may decide on, or NotFound."""
    rows = Relation.objects.within(scope_for(actor, "relation.decide"))
    return one(
        Relation, rows.select_related("document__dispatch", "cited").filter(public_id=public_id)
    )


def get_text(actor: Actor, public_id: str, *, action: str = "relation.decide") -> CitedText:
    """The text in reach with that public id, or NotFound."""
    rows = CitedText.objects.within(scope_for(actor, action))
    return one(CitedText, rows.select_related("same_as", "document").filter(public_id=public_id))


def search_texts(actor: Actor, text: CitedText, words: str) -> list[dict[str, Any]]:
    """Texts in reach that the given one may be, by number or words; held ones first."""
    rows = CitedText.objects.within(scope_for(actor, "document.view")).exclude(pk=text.pk)
    found = _worded(rows, words).select_related("document").order_by("document", "-issued_on")
    return [
        {
            "id": each.public_id,
            "title": wording.text_title(each),
            "note": wording.text_note(each, each.document),
        }
        for each in found[:CHOICES]
    ]


def list_own_papers(actor: Actor, dispatch: "Dispatch", words: str = "") -> list[dict[str, Any]]:
    """Documents that the actor's body issued itself, newest first, to answer a dispatch with."""
    rows = CitedText.objects.within(scope_for(actor, "relation.decide"))
    held = rows.filter(organisation_id=actor.body_id, document__isnull=False).exclude(
        document__dispatch=dispatch
    )
    found = _worded(held, words).select_related("document__dispatch__organisation")
    documents = [each.document for each in found.order_by("-document__dispatch__confirmed_at")]
    own = [each for each in documents if issuing_body(each) == actor.body_id]
    return [_choice(document) for document in own[:CHOICES]]


def get_own_paper(actor: Actor, public_id: str) -> "Document":
    """A confirmed document of the actor's own body, or NotFound."""
    rows = CitedText.objects.within(scope_for(actor, "relation.decide"))
    found = rows.filter(organisation_id=actor.body_id, document__public_id=public_id)
    document: Any = one(CitedText, found.select_related("document__dispatch")).document
    return cast("Document", document)


def _worded(rows: Any, words: str) -> Any:
    for word in fold(words).split():
        rows = rows.filter(_has(word))
    return rows


def _has(word: str) -> Q:
    named = Q(name_folded__contains=word)
    return named | Q(symbol_folded__contains=symbol_key(word) or word)


def _choice(document: "Document") -> dict[str, Any]:
    return {
        "id": document.public_id,
        "title": wording.document_title(document),
        "note": wording.document_note(document),
    }
