"""The texts that a body knows: found again when named again, proposed as one when alike."""

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from behoc.direction.relations.models import CitedText
from behoc.direction.relations.rules import (
    Sameness,
    TextFacts,
    look_alike,
    number_of,
    same_text,
    symbol_key,
)
from behoc.kernel.clock import now
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document


_TURNS = 5207  # which advisory lock it is; any number that no other lock of the product has


def know_text(organisation_id: int, facts: TextFacts, kind_name: str | None = None) -> CitedText:
    """The body's row of that text, made when it is named for the first time."""
    _take_turns(organisation_id)
    for known in _near(organisation_id, facts):
        if same_text(known.facts, facts, near=True):
            if known.learn(facts, kind_name):
                known.save(update_fields=_LEARNT)
            return known
    text = CitedText(organisation_id=organisation_id, created_at=now())
    text.learn(facts, kind_name)
    text.save()
    return text


def know_document(document: "Document") -> CitedText:
    """The row of a document that a body holds: one it has cited before now counts as held."""
    rows = CitedText.objects.everything(reason="the text of a document in its owner's hands")
    held: CitedText | None = rows.filter(document=document).first()
    if held:
        return held
    facts = facts_of(document)
    owner = document.dispatch.organisation_id
    _take_turns(owner)
    for known in _near(owner, facts):
        if known.document_id is None and same_text(known.facts, facts, near=True):
            known.document = document
            known.learn(facts, document.doc_type)
            known.save(update_fields=[*_LEARNT, "document"])
            return known
    text = CitedText(organisation_id=owner, document=document, created_at=now())
    text.learn(facts, document.doc_type)
    text.save()
    return text


def facts_of(document: "Document") -> TextFacts:
    """What tells a document from others; its own title where it bears no number."""
    return TextFacts(
        symbol=document.number_symbol,
        issued_on=document.issued_on,
        issuer=document.issuer_name,
        name=(document.subject or str(document))[:500],
    )


def propose_variant(text: CitedText, fuller_symbol: str | None = None) -> None:
    """Ask whether the text is another way of writing one that the body knows already.

    A symbol that the reader holds to be the fuller one goes first. Once a person has answered,
    nothing is asked again.
    """
    if text.same_state or not number_of(text.symbol):
        return
    alike = [
        known
        for known in _alike(text)
        if known.same_state != Sameness.JOINED and look_alike(text.facts, known.facts)
    ]
    if not alike:
        return
    wanted = symbol_key(fuller_symbol)
    best = max(alike, key=lambda known: (known.symbol_folded == wanted, _fullness(known)))
    lesser, fuller = (text, best) if _fullness(best) >= _fullness(text) else (best, text)
    if lesser.same_state or fuller.same_as_id == lesser.pk:
        return
    lesser.same_as, lesser.same_state = fuller, Sameness.PROPOSED
    lesser.save(update_fields=["same_as", "same_state"])


_LEARNT = [
    "symbol",
    "symbol_folded",
    "issued_on",
    "issuer_name",
    "name",
    "name_folded",
    "kind_name",
]


def _take_turns(organisation_id: int) -> None:
    """Two papers of a body that name one text for the first time at once give one row.

    There is no row to lock yet, so the transactions of a body wait for one another here.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_TURNS, organisation_id])


def _near(organisation_id: int, facts: TextFacts) -> list[CitedText]:
    """Rows of the body that may be that text, those with a day first; locked while one is used."""
    rows = CitedText.objects.everything(reason="texts that one body knows, for its own service")
    key = symbol_key(facts.symbol)
    same = Q(symbol_folded=key) if key else Q(symbol_folded="", name_folded=_folded(facts))
    found = rows.filter(same, organisation_id=organisation_id).select_for_update()
    return sorted(found, key=lambda text: (text.issued_on is None, text.pk))


def _folded(facts: TextFacts) -> str:
    return fold(facts.name or "")[:500]


def _alike(text: CitedText) -> list[CitedText]:
    rows = CitedText.objects.everything(reason="texts that one body knows, for its own service")
    alike = Q(symbol_folded=text.symbol_folded)
    if text.issued_on:
        alike |= Q(issued_on=text.issued_on)
    return list(rows.filter(alike, organisation_id=text.organisation_id).exclude(pk=text.pk))


def _fullness(text: CitedText) -> tuple[bool, bool, int]:
    """A text in hand goes before one that is only named, then one with its day, then letters."""
    return (text.document_id is not None, text.issued_on is not None, len(text.symbol_folded))
