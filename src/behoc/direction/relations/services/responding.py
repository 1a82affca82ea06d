"""A body says which of its own documents answers one that it received."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from behoc.direction.documents.queries.citations import is_confirmed, list_documents_of
from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.rules import RESPONSES, RelationKind, RelationState, Sameness
from behoc.direction.relations.services.texts import facts_of, know_document, know_text
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document


@transaction.atomic
def declare_response(
    actor: Actor, dispatch: "Dispatch", document: "Document", kind: str
) -> Relation:
    """Say that an own document implements a received dispatch, or takes its duty in (lồng ghép).

    It answers the last document of the dispatch: a covering letter goes before what it carries.
    Said twice it is one relation; said anew the later kind stands.
    """
    require(actor, "document.view", dispatch)
    require(actor, "relation.decide", document)
    if kind not in RESPONSES:
        raise RuleBroken("Chọn “Thực hiện” hoặc “Lồng ghép”.")
    received = list_documents_of(dispatch)[-1:]
    if document.dispatch_id == dispatch.pk or not received:
        raise RuleBroken("Chọn một văn bản khác của cơ quan mình, không phải văn bản vừa nhận.")
    if not (is_confirmed(dispatch) and is_confirmed(document.dispatch)):
        raise RuleBroken("Cả hai văn bản phải vào sổ rồi mới ghi quan hệ được.")
    cited = _cited(document, received[0])
    said = {
        "kind": RelationKind(kind),
        "state": RelationState.ACCEPTED,
        "decided_by_id": actor.person_id,
        "decided_at": now(),
    }
    rows = Relation.objects.everything(reason="the actor may decide on that document's relations")
    relation: Relation = rows.update_or_create(
        document=document, cited=cited, defaults=said, create_defaults={**said, "created_at": now()}
    )[0]
    record(
        actor,
        "relation.respond",
        dispatch,
        after={"document": document.public_id, "kind": kind},
    )
    return relation


@transaction.atomic
def fold_in(actor: Actor, dispatch: "Dispatch", document: "Document") -> None:
    """An own plan takes a duty of the dispatch in; one that implements it already says more."""
    if RelationKind.IMPLEMENTS not in _kinds(dispatch, document):
        declare_response(actor, dispatch, document, RelationKind.FOLDS)


@transaction.atomic
def take_out(actor: Actor, dispatch: "Dispatch", document: "Document") -> None:
    """No duty of the dispatch stands in that plan any more; another kind of relation stays."""
    require(actor, "relation.decide", document)
    folds = _between(dispatch, document).filter(kind=RelationKind.FOLDS)
    if folds.exclude(state=RelationState.REJECTED).update(
        state=RelationState.REJECTED, decided_by_id=actor.person_id, decided_at=now()
    ):
        record(actor, "relation.reject", dispatch, after={"document": document.public_id})


def _kinds(dispatch: "Dispatch", document: "Document") -> set[str]:
    standing = _between(dispatch, document).exclude(state=RelationState.REJECTED)
    return set(standing.values_list("kind", flat=True))


def _between(dispatch: "Dispatch", document: "Document") -> Any:
    """What the document is to the document of the dispatch that a body answers."""
    received = list_documents_of(dispatch)[-1:]
    rows = Relation.objects.everything(reason="the actor may decide on that document's relations")
    if not received or document.dispatch_id == dispatch.pk:
        return rows.none()
    return rows.filter(document=document, cited=_cited(document, received[0]))


def _cited(document: "Document", received: "Document") -> CitedText:
    """The answering body's own row of the received text, tied to the very document."""
    target = know_document(received)
    owner = document.dispatch.organisation_id
    if target.organisation_id == owner:
        return target
    cited = know_text(owner, facts_of(received), received.doc_type)
    if cited.same_as_id != target.pk or cited.same_state != Sameness.JOINED:
        cited.same_as, cited.same_state = target, Sameness.JOINED
        cited.save(update_fields=["same_as", "same_state"])
    return cited
