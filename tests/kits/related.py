"""What one body's paper is related to: a text read in it, other ways of writing that, an answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from behoc.direction.assignments.models import SameWork
from behoc.direction.assignments.services.filing import file_dispatch
from behoc.direction.assignments.services.same_work import mark_same
from behoc.direction.documents.models import Dispatch, Document
from behoc.direction.programmes.models import Programme
from behoc.direction.programmes.rules import read_programmes
from behoc.direction.programmes.services import load_programmes
from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.rules import RelationKind, TextFacts
from behoc.direction.relations.services.deciding import add_relation
from behoc.direction.relations.services.joining import join_texts
from behoc.direction.relations.services.texts import know_document
from behoc.kernel import data
from behoc.kernel.actor import Actor, system_actor
from tests.kits import dispatches
from tests.kits.world import Desk, World


@dataclass(frozen=True, slots=True, repr=False)
class Related:
    """The relation of a paper to a text, two other mentions of it, and the paper's answer."""

    relation: Relation
    text: CitedText
    held: CitedText
    mention: CitedText
    joined_mention: CitedText
    answer: Document
    movement: Programme
    twins: SameWork


def relate(world: World, desk: Desk, dispatch: Dispatch, reading: dict[str, Any]) -> Related:
    """Mention the text of a confirmed dispatch in two more ways, and answer the dispatch."""
    clerk = world.actor(desk.clerk)
    file_dispatch(clerk, dispatch, [national()])
    rows = Relation.objects.everything(reason="a test picks the relation that was read")
    relation: Relation = rows.get(document__dispatch=dispatch)
    document = dispatches.document_of(dispatch)
    answer = _answer(world, desk, reading)
    file_dispatch(clerk, _dispatch_of(answer), [national()])
    first = dispatches.share_of(dispatch, desk)
    second = dispatches.share_of(_dispatch_of(answer), desk)
    mark_same(clerk, first, second)
    pairs = SameWork.objects.everything(reason="a test picks one pair")
    return Related(
        twins=pairs.get(first=first, second=second),
        relation=relation,
        text=relation.cited,
        held=know_document(document),
        mention=_mention(clerk, document, "05/HĐND"),
        joined_mention=join_texts(clerk, _mention(clerk, document, "05/NQ"), relation.cited),
        answer=answer,
        movement=national(),
    )


def answering(reading: dict[str, Any], symbol: str, day: str, kind: str = "implements") -> Any:
    """The reading of a paper whose one basis is that text."""
    document = reading["documents"][0]
    basis = {**document["legal_bases"][0], "symbol": symbol, "date": day, "relation": kind}
    return {**reading, "documents": [{**document, "legal_bases": [basis]}]}


def issued_by(reading: dict[str, Any], issuer: str, number: str) -> Any:
    """The same reading of a paper of another body, under another number."""
    document = {**reading["documents"][0], "issuer": issuer, "number_symbol": number}
    return {**reading, "documents": [document]}


def national() -> Programme:
    """The shipped movement that every sample paper may hang on, loaded once."""
    load_programmes(system_actor("thử"), read_programmes(data.path("programmes")))
    return Programme.objects.get(code="1315-2023")


def _mention(clerk: Actor, document: Document, symbol: str) -> CitedText:
    """Another way of writing the text that the paper rests on: proposed as the same one."""
    facts = TextFacts(symbol=symbol, issued_on=date(2025, 12, 10))
    return add_relation(clerk, document, facts, kind=RelationKind.CITES).cited


def _dispatch_of(document: Document) -> Dispatch:
    found: Dispatch = document.dispatch
    return found


def _answer(world: World, desk: Desk, reading: dict[str, Any]) -> Document:
    paper = answering(reading, "12/KH-UBND", "2026-02-02")
    own = issued_by(paper, desk.body.name, "13/KH-UBND")
    return dispatches.document_of(dispatches.assigned_dispatch(world, desk, reading=own))
