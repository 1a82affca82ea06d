"""Search of documents: by number first, then words as written, then words without diacritics."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F

from behoc.direction.documents.models import Document, SavedSearch, SearchText, SourceText
from behoc.direction.documents.queries.dispatches import FROM_ELSEWHERE
from behoc.direction.documents.queries.matching import best_line, marked_pieces
from behoc.direction.documents.rules import (
    ISSUER,
    NUMBER,
    SUBJECT,
    addressed_lexeme,
    looks_like_number,
    number_key,
    owned_lexeme,
    reach_lexemes,
    state_lexeme,
)
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.lexemes import all_of, any_of, both, split_words, without
from behoc.kernel.scope import one
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_FOUND = 200
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks for; an empty part asks nothing."""

    words: str = ""
    issuer: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None
    state: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing is asked besides a state, by which the plain list is narrowed too."""
        return self == Asked(state=self.state)


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of what was found, best first, and whether there is more than is shown."""

    ids: tuple[int, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Match:
    """One found document and the line of its text that answers best."""

    document: Document
    line: int | None
    pieces: tuple[tuple[str, bool], ...]


def search(actor: Actor, asked: Asked) -> Found:
    """The documents in reach that answer, at most MOST_FOUND: the number, exact words, the rest."""
    ids: list[int] = []
    rows = _narrowed(asked)
    for query in _queries(actor, asked):
        wanted = MOST_FOUND + 1 - len(ids)
        ids += _ids(rows.filter(lexemes__holds=query), wanted)
        if len(ids) > MOST_FOUND:
            break
    return Found(tuple(ids[:MOST_FOUND]), has_more=len(ids) > MOST_FOUND)


def list_matches(actor: Actor, asked: Asked, ids: list[int]) -> list[Match]:
    """Those of the documents that are in reach, in the order given, each with its best line."""
    rows = Document.objects.within(scope_for(actor, "document.view"))
    whole = rows.filter(pk__in=ids).select_related("dispatch", "dispatch__organisation")
    documents = {document.pk: document for document in whole}
    dispatches = {document.dispatch_id for document in documents.values()}
    texts = SourceText.objects.filter(dispatch_id__in=dispatches)
    lines = dict(texts.values_list("dispatch_id", "lines"))
    words = split_words(asked.words)
    return [
        _match(documents[pk], lines.get(documents[pk].dispatch_id, []), words)
        for pk in ids
        if pk in documents
    ]


def list_saved_searches(actor: Actor) -> list[SavedSearch]:
    """The searches that the person keeps, by name."""
    rows = SavedSearch.objects.within(scope_for(actor, "document.search"))
    return list(rows.order_by("name"))


def get_saved_search(actor: Actor, public_id: str) -> SavedSearch:
    """The person's own saved search, or NotFound."""
    rows = SavedSearch.objects.within(scope_for(actor, "document.search"))
    return one(SavedSearch, rows.filter(public_id=public_id))


def _ids(rows: Any, wanted: int) -> list[int]:
    newest = F("issued_on").desc(nulls_last=True)
    return list(rows.order_by(newest, "-pk").values_list("pk", flat=True)[:wanted])


def _narrowed(asked: Asked) -> Any:
    rows = SearchText.objects.all()
    if asked.since:
        rows = rows.filter(issued_on__gte=asked.since)
    if asked.until:
        rows = rows.filter(issued_on__lte=asked.until)
    return rows


def _queries(actor: Actor, asked: Asked) -> "Iterator[str]":
    """The questions in the order of their worth; none finds what an earlier one found."""
    scope = scope_for(actor, "document.view")
    reach = any_of(
        reach_lexemes(
            owners=scope.owners,
            addressed=scope.addressed,
            lines=scope.lines,
            places=scope.places,
        )
    )
    if not reach:
        return
    fields = both(
        reach,
        _in_state(actor, asked.state),
        _in_field(ISSUER, asked.issuer),
        _in_field(SUBJECT, asked.subject),
    )
    words = split_words(asked.words)[:MOST_WORDS]
    if not words:
        yield fields
        return
    before = ""
    for query in dict.fromkeys([_number(asked.words), _words(words), _words(map(fold, words))]):
        if query:
            yield both(fields, without(query, other=before) if before else query)
            before = query if not before else f"{before} | {query}"


def _number(words: str) -> str:
    if not looks_like_number(words):
        return ""
    key = number_key(words)
    if set("/-") & set(key):
        return all_of((), prefixes=[NUMBER + key])
    return " | ".join(all_of((), prefixes=[f"{NUMBER}{key}{sign}"]) for sign in "/-")


def _words(words: "Iterable[str]") -> str:
    """All the words; the last may be the beginning of one that is still being typed."""
    *whole, last = words
    return all_of(whole, prefixes=[last])


def _in_state(actor: Actor, state: str) -> str:
    if state == FROM_ELSEWHERE:
        body = actor.body_id or 0
        return without(any_of([addressed_lexeme(body)]), other=any_of([owned_lexeme(body)]))
    return any_of([state_lexeme(state)]) if state else ""


def _in_field(mark: str, words: str) -> str:
    asked = [mark + fold(word) for word in split_words(words)[:MOST_WORDS]]
    return all_of(asked[:-1], prefixes=asked[-1:])


def _match(document: Document, lines: list[str], words: list[str]) -> Match:
    own = lines[document.first_line - 1 : document.last_line]
    best = best_line(own, words)
    if best is None:
        return Match(document, None, ())
    return Match(document, document.first_line + best, tuple(marked_pieces(own[best], words)))
