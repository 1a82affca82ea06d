"""Which mentions mean a text that is held: one rule for every page and count."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q

from behoc.direction.documents.queries.citations import list_receipts
from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.rules import Sameness, TextFacts, same_text
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document


class Mention(NamedTuple):
    """A mention that nobody joined to another, as telling needs it: thousands are read at once."""

    pk: int
    organisation_id: int
    symbol: str | None
    symbol_folded: str
    issued_on: date | None
    issuer_name: str | None
    name: str | None
    name_folded: str

    @property
    def facts(self) -> TextFacts:
        """What tells this text from others."""
        return TextFacts(self.symbol, self.issued_on, self.issuer_name, self.name)


def match_relations(rows: Any, texts: list[CitedText]) -> list[tuple[Relation, CitedText]]:
    """Relations among the rows that mean one of the held texts, each with that text."""
    found = rows.filter(may_mean(texts)).select_related(
        "document__dispatch__organisation", "cited__same_as__same_as"
    )
    relations: list[Relation] = list(found.order_by("pk"))
    meant = match_texts([relation.cited for relation in relations], texts)
    return [
        (relation, text)
        for relation in relations
        for text in meant[relation.cited_id]
        if relation.document_id != text.document_id
    ]


def match_texts(
    mentions: Iterable[CitedText | Mention], texts: list[CitedText]
) -> dict[int, list[CitedText]]:
    """Per mention those of the held texts that it means.

    Number and day suffice where the naming body holds the text or received it; a stranger must
    name the issuer too.
    """
    wanted = {mention.pk: mention for mention in mentions}
    held = {text.pk: text.document for text in texts if text.document}
    receipts = list_receipts(
        (document.dispatch_id for document in held.values()),
        (mention.organisation_id for mention in wanted.values()),
    )
    by_key = _by_key(texts)
    return {
        pk: [
            text
            for text in _candidates(mention, by_key)
            if _means(mention, text, held[text.pk], receipts, frozenset())
        ]
        for pk, mention in wanted.items()
    }


def find_held(actor: Actor, texts: Iterable[CitedText]) -> dict[int, "Document"]:
    """Per text the document that it is, where one is held within the actor's reach."""
    wanted = list(texts)
    named = [each for text in wanted for each in joined_texts(text)]
    rows = CitedText.objects.within(scope_for(actor, "document.view"))
    candidates = list(
        rows.filter(_key_condition(named), document__isnull=False)
        .select_related("document__dispatch__organisation")
        .order_by("pk")
    )
    receipts = list_receipts(
        (text.document.dispatch_id for text in candidates if text.document),
        (text.organisation_id for text in wanted),
    )
    mine = frozenset({actor.body_id}) if actor.body_id else frozenset()
    by_key = _by_key(candidates)
    found: dict[int, Document] = {}
    for text in wanted:
        for candidate in _candidates(text, by_key):
            held = candidate.document
            if held and _means(text, candidate, held, receipts, mine):
                found.setdefault(text.pk, held)
    return found


def may_mean(texts: list[CitedText]) -> Q:
    """The relations that may mean one of those texts: a first, wide choice."""
    direct = _key_condition(texts)
    joined = Q(cited__same_as__in=[text.pk for text in texts]) | Q(
        cited__same_as__symbol_folded__in={text.symbol_folded for text in texts} - {""}
    )
    cited = CitedText.objects.everything(reason="narrowed by the rows asked for").filter(direct)
    return Q(cited__in=cited) | (joined & Q(cited__same_state=Sameness.JOINED))


def joined_texts(text: CitedText | Mention) -> Sequence[CitedText | Mention]:
    """The text and what a person joined it to, step by step."""
    if isinstance(text, Mention):
        return (text,)
    steps, here = [text], text
    while here.same_state == Sameness.JOINED and here.same_as and here.same_as not in steps:
        here = here.same_as
        steps.append(here)
    return steps


def _key_condition(named: Sequence[CitedText | Mention]) -> Q:
    symbols = {text.symbol_folded for text in named} - {""}
    names = {text.name_folded for text in named if not text.symbol_folded} - {""}
    return (
        Q(pk__in={text.pk for text in named})
        | Q(symbol_folded__in=symbols)
        | Q(symbol_folded="", name_folded__in=names)
    )


def _by_key(texts: list[CitedText]) -> dict[Any, list[CitedText]]:
    found: dict[Any, list[CitedText]] = defaultdict(list)
    for text in texts:
        for key in _keys(text):
            found[key].append(text)
    return found


def _keys(text: CitedText | Mention) -> list[Any]:
    return [text.pk, text.symbol_folded or f"name {text.name_folded}"]


def _candidates(cited: CitedText | Mention, by_key: dict[Any, list[CitedText]]) -> list[CitedText]:
    keys = [key for step in joined_texts(cited) for key in _keys(step)]
    return list({text.pk: text for key in keys for text in by_key.get(key, [])}.values())


def _means(
    cited: CitedText | Mention,
    text: CitedText,
    held: "Document",
    receipts: set[tuple[int, int]],
    also_near: frozenset[int],
) -> bool:
    steps = joined_texts(cited)
    if text.pk in {step.pk for step in steps}:
        return True
    body = cited.organisation_id
    near = (
        text.organisation_id == body
        or text.organisation_id in also_near
        or (held.dispatch_id, body) in receipts
    )
    return any(same_text(step.facts, text.facts, near=near) for step in steps)
