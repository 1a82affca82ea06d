"""The one line from the highest text down to the lowest documents: what stands above and below."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoc.direction.documents.queries.citations import list_documents_of
from behoc.direction.relations.queries import wording
from behoc.direction.relations.queries.graph import LEADING, Edge, list_upward
from behoc.direction.relations.rules import RelationKind, RelationState, symbol_key
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document

ABOVE = 2  # steps shown above: the text that it rests on, and what that rests on


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder."""

    label: str
    words: str
    note: str
    is_current: bool = False
    is_proposed: bool = False
    url: str = ""


def build_ladder(document: "Document", up: list[Edge], down: list[Edge]) -> tuple[Step, ...]:
    """One line from the highest text to the lowest documents."""
    here = Step(
        label=_("Đang xem"),
        words=wording.document_title(document),
        note=wording.document_note(document),
        is_current=True,
    )
    above = [_step_above(up, level) for level in (2, 1)]
    below = [_step_below(down, level) for level in (1, 2)]
    return tuple(step for step in (*above, here, *below) if step)


def list_steps_above(actor: Actor, dispatch: "Dispatch") -> tuple[Step, ...]:
    """What the documents of a dispatch rest on, the highest first.

    A covering letter names the plan that it carries: that stands beside it, not above.
    """
    documents = list_documents_of(dispatch)
    own = {symbol_key(document.number_symbol) for document in documents} - {""}
    edges = [
        edge
        for edge in list_upward(actor, documents, depth=ABOVE)
        if edge.relation.cited.symbol_folded not in own
    ]
    above = [_step_above(edges, level) for level in range(ABOVE, 0, -1)]
    return tuple(step for step in above if step)


def _step_above(edges: list[Edge], level: int) -> Step | None:
    found = [
        edge
        for edge in edges
        if edge.level == level
        and edge.relation.kind in LEADING
        and edge.relation.state != RelationState.REJECTED
    ]
    if not found:
        return None
    first = min(found, key=_rank)
    text = first.relation.cited
    others = len({edge.relation.cited_id for edge in found}) - 1
    more = ngettext("và %(n)s văn bản khác", "và %(n)s văn bản khác", others) % {"n": others}
    words = [text.issuer_name, wording.day(text.issued_on), more if others else ""]
    return Step(
        label=f"{wording.level_name(level, up=True)} · {wording.kind_name(first.relation.kind)}",
        words=wording.text_title(text),
        note=", ".join(filter(None, words)),
        is_proposed=first.relation.state == RelationState.PROPOSED,
        url=wording.address(first.far) if first.far else "",
    )


def _rank(edge: Edge) -> tuple[int, bool]:
    """What a document carries out goes before what it merely rests on; accepted before proposed."""
    kind = list(RelationKind).index(RelationKind(edge.relation.kind))
    return kind, edge.relation.state == RelationState.PROPOSED


def _step_below(edges: list[Edge], level: int) -> Step | None:
    found = [edge for edge in edges if edge.level == level and edge.relation.kind in LEADING]
    if not found:
        return None
    label = wording.level_name(level, up=False)
    if len(found) == 1:
        one = found[0].relation.document
        note = [one.issuer_name or one.dispatch.organisation.name, wording.day(one.issued_on)]
        return Step(label, wording.document_title(one), ", ".join(filter(None, note)))
    counts = {kind: sum(e.relation.kind == kind for e in found) for kind in RelationKind}
    parts = [f"{n} {wording.kind_name(kind).lower()}" for kind, n in counts.items() if n]
    total = len(found)
    words = ngettext("%(n)s văn bản", "%(n)s văn bản", total) % {"n": total}
    return Step(label, words, ", ".join(parts))
