"""Facts of a document after it was entered: filled where nobody knew, mended with a reason."""

from datetime import date
from typing import Any

from django.db import transaction

from behoc.direction.documents.models import Document
from behoc.direction.documents.rules import FACT_COLUMNS, DispatchState
from behoc.direction.documents.services.addressing import find_issuers
from behoc.direction.documents.services.holding import lock_document
from behoc.direction.documents.services.indexing import index_dispatch
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean

MENDED = (*FACT_COLUMNS.values(), "issued_on", "urgency", "part")
# Chosen from a list: there is no “unknown” that somebody fills later.
_CHOSEN = ("urgency", "part")


@transaction.atomic
def mend_facts(
    actor: Actor, document: Document, facts: dict[str, Any], *, reason: str = ""
) -> Document:
    """Write what is known now; to change what was known takes a reason, and both stay on record."""
    require(actor, "document.mend", document)
    document = lock_document(document)
    if document.dispatch.state != DispatchState.CONFIRMED:
        raise RuleBroken("Bộ văn bản này đang chờ kiểm. Sửa thông tin ở màn Kiểm nội dung.")
    before = {name: getattr(document, name) for name in MENDED if name in facts}
    changed = [name for name, value in before.items() if (facts[name] or None) != (value or None)]
    if not changed:
        return document
    corrected = [name for name in changed if before[name] and name not in _CHOSEN]
    if corrected and not clean(reason):
        raise RuleBroken("Điều đang ghi là đã rõ. Muốn sửa thì viết lý do; bản cũ vẫn được giữ.")
    for name in changed:
        setattr(document, name, facts[name] or None)
    if "issuer_name" in changed:
        known = find_issuers(document.dispatch, [document.issuer_name])
        document.issuer_id = known.get(document.issuer_name or "")
    document.save(update_fields=[*changed, "issuer"])
    retitle(document)
    record(
        actor,
        "document.correct" if corrected else "document.fill",
        document.dispatch,
        before={name: before[name] for name in changed},
        after={name: facts[name] or None for name in changed}
        | ({"reason": clean(reason)[:500]} if corrected else {}),
    )
    return document


def write_given_number(document: Document, number_symbol: str, *, issued_on: date) -> None:
    """The paper carries the number that its body's register gave it; part of that transaction."""
    document.number_symbol = number_symbol[:120]
    document.issued_on = document.issued_on or issued_on
    document.save(update_fields=["number_symbol", "issued_on"])
    retitle(document)


def retitle(document: Document) -> None:
    """The dispatch is called as its first paper is, and found by it."""
    dispatch = document.dispatch
    if document.position == 0:
        words = [document.doc_type, document.number_symbol, document.subject]
        dispatch.entitle(" ".join(word for word in words if word) or dispatch.title)
        dispatch.save(update_fields=["title"])
    index_dispatch(dispatch)
