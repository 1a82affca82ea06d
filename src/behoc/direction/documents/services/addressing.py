"""Which bodies a phrase means: a rule that a person settled before, else the shipped rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from behoc.direction.documents.models import AddressRule, Dispatch, Document, Find, Resolution
from behoc.direction.documents.rules import FindKind
from behoc.direction.documents.services.holding import lock_under_review
from behoc.ground.audit.services import record
from behoc.ground.organisations import queries as organisations
from behoc.ground.organisations.rules.phrases import parse_phrase
from behoc.ground.organisations.rules.resolving import resolve
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, now, today
from behoc.kernel.errors import Conflict
from behoc.kernel.text import fold
from behoc.kernel.words import sentence

if TYPE_CHECKING:
    from behoc.ground.organisations.rules.facts import BodyFacts

CANDIDATES_SHOWN = 5
ACTOR, COORDINATOR, RECEIVER = "actor", "coordinator", "receiver"
_RESOLVED = (FindKind.ASSIGNMENT, FindKind.ADDRESSEE, FindKind.RECIPIENT)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means here: the bodies, by which rule, and how many the paper prints."""

    bodies: tuple[int, ...]
    rule_text: str
    printed_count: int | None


class Reader:
    """Resolves the phrases of one document; a phrase that recurs is resolved once."""

    def __init__(self, dispatch: Dispatch, issuer_name: str | None) -> None:
        home = organisations.get_body_by_id(dispatch.organisation_id)
        self.bodies: Sequence[BodyFacts] = organisations.list_facts_around(home)
        self.issuer_folded = _issuer_key(issuer_name)
        self.organisation_id = dispatch.organisation_id
        self.named: set[int] = set()
        facts = {body.id: body for body in self.bodies}
        self.issuer = facts[home.pk]
        named = self.by_shipped_rule(issuer_name or "").bodies
        if len(named) == 1:
            self.issuer = facts[named[0]]
        self.settled = _settled(dispatch.organisation_id, self.issuer_folded)
        self.known: dict[str, Meaning] = {}

    def meaning(self, phrase: str) -> Meaning:
        """What the phrase means; nothing is invented for one that is not understood."""
        key = fold(phrase)
        if key not in self.known:
            self.known[key] = self.settled.get(key) or self.by_shipped_rule(phrase)
        return self.known[key]

    def name(self, phrases: Iterable[str]) -> None:
        """Note the bodies that a list names one by one: its “… khác” leaves them out."""
        meanings = [self.by_shipped_rule(phrase) for phrase in phrases]
        self.named = {each.bodies[0] for each in meanings if len(each.bodies) == 1}

    def by_shipped_rule(self, phrase: str) -> Meaning:
        """What the rules that ship with the product make of the phrase."""
        phrase_read = parse_phrase(phrase)
        found = resolve(phrase_read, self.bodies, self.issuer, today(), named_elsewhere=self.named)
        rule = found.rule_text_vi
        if found.candidates:
            names = "; ".join(body.name for body in found.candidates[:CANDIDATES_SHOWN])
            rule += str(sentence(" Có thể là: %(names)s.", names=names))
        return Meaning(tuple(body.id for body in found.bodies), rule, found.expected)


def resolve_finds(dispatch: Dispatch, document: Document, *, issuer: str | None) -> None:
    """Resolve every phrase of a document that names bodies."""
    reader = Reader(dispatch, issuer)
    rows = Find.objects.everything(reason="the finds of a document just read")
    finds = list(rows.filter(document=document, kind__in=_RESOLVED).order_by("kind", "number"))
    reader.name(phrase for find in finds for _part, phrase in _phrases(find))
    for find in finds:
        _resolve(find, reader)


def find_issuers(dispatch: Dispatch, names: Iterable[str | None]) -> dict[str, int]:
    """The one body that each of those issuers' names means; a doubtful name stands for nobody."""
    asked = sorted({name for name in names if name})
    if not asked:
        return {}
    reader = Reader(dispatch, None)
    meant = {name: reader.by_shipped_rule(name).bodies for name in asked}
    return {name: bodies[0] for name, bodies in meant.items() if len(bodies) == 1}


def resolve_find(find: Find) -> None:
    """Resolve one find anew, after a person changed its wording."""
    find.resolutions.all().delete()
    if find.kind not in _RESOLVED:
        return
    rows = Find.objects.everything(reason="the issuer fact beside a find under review")
    issuer = rows.filter(document=find.document, kind=FindKind.FACT, field="issuer").first()
    name = issuer.value.get("value") if issuer else None
    _resolve(find, Reader(find.document.dispatch, name))


@transaction.atomic
def settle_phrase(actor: Actor, resolution: Resolution, organisation_ids: Sequence[int]) -> None:
    """A person says which bodies the phrase means; it holds for the issuer's next papers too."""
    dispatch = lock_under_review(actor, resolution.find.document.dispatch)
    if not Resolution.objects.filter(pk=resolution.pk).exists():  # mended while we waited
        raise Conflict
    before = sorted(resolution.bodies.values_list("name", flat=True))
    rows = Find.objects.everything(reason="the issuer fact beside a find under review")
    issuer = rows.filter(
        document=resolution.find.document, kind=FindKind.FACT, field="issuer"
    ).first()
    rules = AddressRule.objects.everything(reason="one rule per body, issuer and phrase")
    rule, _ = rules.update_or_create(
        organisation_id=dispatch.organisation_id,
        issuer_folded=_issuer_key(issuer.value.get("value") if issuer else None),
        phrase_folded=fold(resolution.phrase),
        defaults={"person_id": actor.person, "settled_at": now()},
    )
    rule.bodies.set(organisation_ids)
    same = Resolution.objects.filter(
        find__document__dispatch=dispatch, phrase__iexact=resolution.phrase
    )
    for each in same:
        each.bodies.set(organisation_ids)
        each.rule_text = _settled_text(actor.name, len(organisation_ids), now())
        each.save(update_fields=["rule_text"])
    after = sorted(resolution.bodies.values_list("name", flat=True))
    record(
        actor,
        "document.settle_phrase",
        resolution.find,
        before={resolution.phrase: before},
        after={resolution.phrase: after},
    )


def _resolve(find: Find, reader: Reader) -> None:
    for part, phrase in _phrases(find):
        meaning = reader.meaning(phrase)
        resolution = Resolution(
            find=find,
            part=part,
            phrase=phrase[:500],
            rule_text=meaning.rule_text[:400],
            printed_count=meaning.printed_count,
        )
        resolution.save()
        resolution.bodies.set(meaning.bodies)


def _phrases(find: Find) -> list[tuple[str, str]]:
    if find.kind == FindKind.ASSIGNMENT:
        named = [(ACTOR, find.value.get("actor") or "")]
        named += [(COORDINATOR, name) for name in find.value.get("coordinators", [])]
    else:
        named = [(RECEIVER, find.value.get("name") or "")]
    return [(part, phrase) for part, phrase in named if phrase.strip()]


def _settled(organisation_id: int, issuer_folded: str) -> dict[str, Meaning]:
    rows = AddressRule.objects.everything(reason="the reading body's own settled phrases")
    found = rows.filter(organisation_id=organisation_id, issuer_folded=issuer_folded)
    named = {rule: [body.pk for body in rule.bodies.all()] for rule in _whole(found)}
    # A body that was merged away since receives nothing any more.
    standing = organisations.list_ids_in_force(pk for bodies in named.values() for pk in bodies)
    return {
        rule.phrase_folded: _settled_meaning(rule, [pk for pk in bodies if pk in standing])
        for rule, bodies in named.items()
    }


def _whole(rules: Any) -> Any:
    return rules.select_related("person").prefetch_related("bodies")


def _settled_meaning(rule: AddressRule, bodies: list[int]) -> Meaning:
    text = _settled_text(rule.person.full_name, len(bodies), rule.settled_at)
    return Meaning(tuple(bodies), text, None)


def _issuer_key(name: str | None) -> str:
    return fold(name or "")[:300]  # what the column takes; a longer name is no name


def _settled_text(name: str, count: int, at: datetime) -> str:
    day = day_in_words(at)
    said = sentence(
        "Theo cách hiểu của %(name)s, %(day)s: %(count)s nơi", name=name, day=day, count=count
    )
    return str(said)
