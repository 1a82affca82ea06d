"""What search compares is made anew from the rows it stands for."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from behoc.direction.documents.models import Delivery, Dispatch, Document, SearchText, SourceText
from behoc.direction.documents.rules import (
    ISSUER,
    NUMBER,
    SUBJECT,
    WITHDRAWN,
    DispatchState,
    addressed_lexeme,
    number_key,
    owner_lexemes,
    state_lexeme,
)
from behoc.kernel.lexemes import lexemes_of


def move_dispatch(dispatch: Dispatch, state: DispatchState, **facts: Any) -> None:
    """A dispatch that is held goes on to a state, and is found by it; the facts are saved too."""
    for name, value in {**facts, "state": state}.items():
        setattr(dispatch, name, value)
    dispatch.save(update_fields=["state", *facts])
    index_dispatch(dispatch)


@transaction.atomic
def index_dispatch(dispatch: Dispatch) -> None:
    """Make the search text of every document of a dispatch anew; call it after any change."""
    text = SourceText.objects.filter(dispatch=dispatch).first()
    lines = text.lines if text else []
    state = WITHDRAWN if dispatch.withdrawn_at else dispatch.state
    reach = dispatch_reach(dispatch) | {state_lexeme(state)}
    for document in dispatch.documents.all():
        words = [dispatch.title, *lines[document.first_line - 1 : document.last_line]]
        SearchText.objects.update_or_create(
            document=document,
            defaults={
                "issued_on": document.issued_on,
                "lexemes": document_lexemes(document, words) | reach,
            },
        )


def index_all(*, only_missing: bool) -> int:
    """Index every dispatch, or those with a document that has no search text; how many."""
    rows = Dispatch.objects.everything(reason="an operator makes the whole index anew")
    if only_missing:
        rows = rows.filter(documents__isnull=False, documents__search_text__isnull=True).distinct()
    count = 0
    for dispatch in rows.select_related("organisation").iterator(chunk_size=200):
        index_dispatch(dispatch)
        count += 1
    return count


def dispatch_reach(dispatch: Dispatch) -> set[str]:
    """Who reaches the documents of a dispatch, as lexemes."""
    body = dispatch.organisation
    rows = Delivery.objects.everything(reason="the index keeps who a dispatch was sent to")
    sent = rows.filter(dispatch=dispatch).values_list("organisation_id", flat=True)
    owner = owner_lexemes(body.pk, body.line_path, body.place_path)
    return owner | {addressed_lexeme(each) for each in sent}


def document_lexemes(document: Document, words: Iterable[str]) -> set[str]:
    """What a document says: its number, its issuer, its subject, and every word of its text."""
    facts = (document.number_symbol, document.issuer_name, document.subject, document.signer_name)
    found = {f"{ISSUER}{word}" for word in lexemes_of(document.issuer_name or "")}
    found |= {f"{SUBJECT}{word}" for word in lexemes_of(document.subject or "")}
    if document.number_symbol:
        found.add(f"{NUMBER}{number_key(document.number_symbol)}")
    return found.union(*(lexemes_of(each) for each in (*words, *facts) if each))
