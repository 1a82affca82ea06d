"""The content of the page of related texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.documents.queries.citations import list_documents_of
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.relations.models import CitedText
from behoc.direction.relations.queries import wording
from behoc.direction.relations.queries.graph import Edge, list_downward, list_upward
from behoc.direction.relations.queries.ladder import Step, build_ladder
from behoc.direction.relations.rules import RESPONSES, RelationKind, RelationState, Sameness
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotFound
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document

IN_SUMMARY = 5  # lines beside a document
SHOWN = 12  # rows of a group before “show all”: a screenful
MANY = 40  # from so many relations on, a group shows fewer and only the first stands open
SHOWN_OF_MANY = 5
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Group:
    """Relations of one kind at one level."""

    key: str
    title: str
    level_words: str
    total: int
    rows: tuple[dict[str, Any], ...]
    more_url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """Everything templates/relations/pages/related.html shows."""

    id: str
    document_id: str
    title: str
    note: str
    summary: str
    papers: tuple[dict[str, Any], ...]
    ladder: tuple[Step, ...]
    up: tuple[Group, ...]
    down: tuple[Group, ...]
    up_total: int
    down_total: int
    waiting: int
    alike: tuple[dict[str, Any], ...]
    can_decide: bool
    can_respond: bool
    words: str
    is_long: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked of the page: a document, a group shown in full, words to look for."""

    paper: str = ""
    whole: str = ""
    words: str = ""


def build_page(actor: Actor, dispatch: "Dispatch", asked: Asked) -> RelatedPage:
    """What a document of the dispatch rests on and what rests on it."""
    documents = list_documents_of(dispatch)
    document = _pick(documents, asked.paper)
    up, down = list_upward(actor, [document]), list_downward(actor, [document])
    is_long = len(up) + len(down) >= MANY
    decides = may(actor, "relation.decide")
    is_own = dispatch.organisation_id == actor.body_id
    return RelatedPage(
        id=dispatch.public_id,
        document_id=document.public_id,
        title=wording.document_title(document),
        note=wording.document_note(document),
        summary=_summary(up, down),
        papers=tuple(_paper(each, each == document) for each in documents),
        ladder=build_ladder(document, up, down),
        up=_groups(up, "tren", asked, _up_row, is_long=is_long),
        down=_groups(down, "duoi", asked, _down_row, is_long=is_long),
        words=asked.words,
        is_long=is_long,
        up_total=_standing(up),
        down_total=_standing(down),
        waiting=sum(_waits(edge) for edge in up),
        alike=_alike(up) if decides and is_own else (),
        can_decide=decides and is_own,
        can_respond=decides and not is_own,
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """What the page of a document says of its relations in a few words."""

    id: str
    rests: int
    waiting: int
    answers: tuple[dict[str, str], ...]
    more: int
    can_respond: bool


def build_summary(actor: Actor, dispatch: "Dispatch") -> Summary:
    """How many texts a dispatch rests on, what waits, and the first documents that rest on it."""
    documents = list_documents_of(dispatch)
    up = list_upward(actor, documents, depth=1)
    down = list_downward(actor, documents, depth=1)
    outside = [e for e in down if e.relation.document.dispatch_id != dispatch.pk]
    is_own, decides = dispatch.organisation_id == actor.body_id, may(actor, "relation.decide")
    return Summary(
        id=dispatch.public_id,
        rests=_standing(up),
        waiting=sum(map(_waits, up)) if is_own and decides else 0,
        answers=tuple(
            {
                "kind": wording.kind_name(edge.relation.kind),
                "title": wording.document_title(edge.relation.document),
                "url": wording.address(edge.relation.document),
            }
            for edge in outside[:IN_SUMMARY]
        ),
        more=max(len(outside) - IN_SUMMARY, 0),
        can_respond=decides and not is_own,
    )


def chosen_document(dispatch: "Dispatch", paper: str) -> "Document":
    """The document of a dispatch in reach with that public id; the last one without it."""
    return _pick(list_documents_of(dispatch), paper)


def address_of_dispatch(actor: Actor, public_id: str) -> str:
    """The same for a dispatch that a form names; NotFound out of reach."""
    return reverse("relations:of_dispatch", args=[get_dispatch(actor, public_id).public_id])


def _pick(documents: "Sequence[Document]", paper: str) -> "Document":
    if not documents:
        raise NotFound
    return next((each for each in documents if each.public_id == paper), documents[-1])


def _paper(document: "Document", is_current: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "label": wording.document_title(document),
        "url": f"?vb={document.public_id}",
        "current": is_current,
    }


def _waits(edge: Edge) -> bool:
    return edge.level == 1 and edge.relation.state == RelationState.PROPOSED


def _standing(edges: list[Edge]) -> int:
    return sum(edge.relation.state != RelationState.REJECTED for edge in edges)


def _summary(up: list[Edge], down: list[Edge]) -> str:
    answers = sum(e.level == 1 and e.relation.kind in RESPONSES for e in down)
    rests = _standing([edge for edge in up if edge.level == 1])
    return _("Dựa vào %(rests)s văn bản; %(answers)s văn bản thực hiện hoặc lồng ghép nó.") % {
        "rests": rests,
        "answers": answers,
    }


def _groups(
    edges: list[Edge],
    side: str,
    asked: Asked,
    row: Callable[[Edge], dict[str, Any]],
    *,
    is_long: bool,
) -> tuple[Group, ...]:
    """The relations of one side by level and kind; of many only those with the words."""
    words = fold(asked.words).split()
    order = list(RelationKind)
    found: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for edge in edges:
        shown = row(edge)
        said = fold(f"{shown['title']} {shown['note']}") if words else ""
        if all(word in said for word in words):
            at = (edge.level, order.index(RelationKind(edge.relation.kind)))
            found.setdefault(at, []).append(shown)
    most = SHOWN_OF_MANY if is_long and not words else SHOWN
    return tuple(
        _group(
            f"{side}-{level}-{order[kind]}",
            found[level, kind],
            len(found[level, kind]) if words else most,
            asked,
            is_open=(level == 1 and not (is_long and place)) or bool(words),
        )
        for place, (level, kind) in enumerate(sorted(found))
    )


def _group(
    key: str, rows: list[dict[str, Any]], most: int, asked: Asked, *, is_open: bool
) -> Group:
    is_whole = asked.whole == key
    shown = rows if is_whole else rows[:most]
    level = rows[0]["level"]
    return Group(
        key=key,
        title=wording.kind_name(rows[0]["kind"]),
        level_words=wording.level_name(level, up=key.startswith("tren")) if level > 1 else "",
        total=len(rows),
        rows=tuple(shown),
        more_url=f"?het={key}" if len(shown) < len(rows) else "",
        is_open=is_open or is_whole,
    )


def _up_row(edge: Edge) -> dict[str, Any]:
    relation, text = edge.relation, edge.relation.cited
    return _row(edge) | {
        "title": wording.document_title(edge.far) if edge.far else wording.text_title(text),
        "note": wording.text_note(text, edge.far),
        "url": wording.address(edge.far) if edge.far else "",
        "is_held": edge.far is not None,
        "via": wording.document_title(relation.document) if edge.level > 1 else "",
        "text_id": text.public_id,
    }


def _down_row(edge: Edge) -> dict[str, Any]:
    relation = edge.relation
    return _row(edge) | {
        "title": wording.document_title(relation.document),
        "note": wording.document_note(relation.document),
        "url": wording.address(relation.document),
        "is_held": True,
        "via": wording.text_title(relation.cited) if edge.level > 1 else "",
    }


def _row(edge: Edge) -> dict[str, Any]:
    relation = edge.relation
    tone, icon, words = wording.state(relation.state)
    detail = reverse("documents:detail", args=[relation.document.dispatch.public_id])
    return {
        "id": relation.public_id,
        "kind": relation.kind,
        "tone": tone,
        "icon": icon,
        "state_words": words,
        "verdict": relation.state,
        "level": edge.level,
        "line": relation.line,
        "line_url": f"{detail}#d{relation.line}" if relation.line else "",
        "note_words": relation.note,
        "who": relation.decided_by.full_name if relation.decided_by else "",
    }


def _alike(edges: list[Edge]) -> tuple[dict[str, Any], ...]:
    """Texts beside the document that may be, or were said to be, another one."""
    texts = {edge.relation.cited_id: edge.relation.cited for edge in edges if edge.level == 1}
    return tuple(_pair(text) for text in texts.values() if text.same_as)


def _pair(text: CitedText) -> dict[str, Any]:
    other = text.same_as
    return {
        "id": text.public_id,
        "one": wording.text_title(text),
        "other": wording.text_title(other) if other else "",
        "note": wording.text_note(other, None) if other else "",
        "is_open": text.same_state == Sameness.PROPOSED,
        "is_joined": text.same_state == Sameness.JOINED,
    }
