"""A reviewed dispatch is entered: what was read of it becomes the documents' own facts."""

from datetime import date
from typing import Any

from django.db import transaction

from behoc.direction.documents.models import Dispatch, Document, Find, longest_fact
from behoc.direction.documents.rules import (
    FACT_COLUMNS,
    DispatchState,
    FindKind,
    FindState,
    counts,
    parts_of,
    read_urgency,
)
from behoc.direction.documents.services.addressing import find_issuers
from behoc.direction.documents.services.indexing import move_dispatch
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken


@transaction.atomic
def confirm_dispatch(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """Enter a dispatch whose every find has been decided; entering twice is refused."""
    require(actor, "document.assign", dispatch)
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    dispatch = rows.select_for_update().get(pk=dispatch.pk)
    if dispatch.state == DispatchState.CONFIRMED:
        raise Conflict("Bộ văn bản này đã vào sổ trước đó.")
    if dispatch.state != DispatchState.REVIEW:
        raise RuleBroken("Bộ văn bản này chưa đọc xong nên chưa vào sổ được.")
    finds = list_counting_finds(dispatch)
    documents = list(dispatch.documents.order_by("position"))
    for document in documents:
        _keep_facts(document, [find for find in finds if find.document_id == document.pk])
    _keep_issuers(dispatch, documents)
    _keep_parts(documents)
    who = {"confirmed_at": now(), "confirmed_by_id": actor.person_id}
    move_dispatch(dispatch, DispatchState.CONFIRMED, **who)
    record(actor, "document.assign", dispatch, after={"finds": len(finds)})
    return dispatch


def list_counting_finds(dispatch: Dispatch) -> list[Find]:
    """Every find that counts; RuleBroken while a person has not decided on all."""
    rows = Find.objects.everything(reason="the finds of a dispatch being confirmed")
    finds = list(rows.filter(document__dispatch=dispatch).order_by("document", "kind", "number"))
    left = sum(find.state == FindState.PROPOSED for find in finds)
    if left:
        raise RuleBroken(
            "Còn %(count)s mục chưa kiểm. Nhận, sửa hoặc bỏ từng mục rồi vào sổ.", count=left
        )
    return [find for find in finds if counts(find.state)]


def _keep_facts(document: Document, finds: list[Find]) -> None:
    facts = {find.field: find.value.get("value") for find in finds if find.kind == FindKind.FACT}
    for name, column in FACT_COLUMNS.items():
        longest = longest_fact(name)
        if longest and len(facts.get(name) or "") > longest:
            raise RuleBroken(
                "Một thông tin của %(document)s dài quá %(longest)s chữ: "
                "“%(words)s…”. Sửa ngắn lại rồi vào sổ.",
                document=document,
                longest=longest,
                words=facts[name][:40],
            )
        # A paper that was written down before its file came keeps what the clerk wrote.
        setattr(document, column, facts.get(name) or getattr(document, column))
    document.issued_on = _date(facts.get("issued_on")) or document.issued_on
    document.urgency = read_urgency(facts.get("urgency")) or document.urgency
    document.save(update_fields=[*FACT_COLUMNS.values(), "issued_on", "urgency"])


def _keep_parts(documents: list[Document]) -> None:
    parts = parts_of([document.doc_type for document in documents])
    for document, part in zip(documents, parts, strict=True):
        document.part = part
        document.save(update_fields=["part"])


def _keep_issuers(dispatch: Dispatch, documents: list[Document]) -> None:
    known = find_issuers(dispatch, [document.issuer_name for document in documents])
    for document in documents:
        document.issuer_id = known.get(document.issuer_name or "")
        document.save(update_fields=["issuer"])


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
