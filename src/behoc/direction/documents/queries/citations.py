"""What a confirmed dispatch names, and who received it: for the apps that join documents."""

from collections.abc import Iterable
from typing import Any

from behoc.direction.documents.models import Delivery, Dispatch, Document, Find
from behoc.direction.documents.rules import DispatchState, FindKind, counts


def list_documents_of(dispatch: Dispatch) -> list[Document]:
    """The documents of a dispatch, in order."""
    return list(dispatch.documents.select_related("dispatch").order_by("position"))


def is_confirmed(dispatch: Dispatch) -> bool:
    """True once a person has entered the dispatch; before that it has no facts of its own."""
    return dispatch.state == DispatchState.CONFIRMED


def list_confirmed_citations(dispatch: Dispatch) -> list[Find]:
    """The citations of a dispatch that count, in the order of the text."""
    rows = Find.objects.everything(reason="the dispatch was fetched within reach")
    finds = rows.filter(document__dispatch=dispatch, kind=FindKind.CITATION)
    ordered = finds.select_related("document").order_by("document__position", "number")
    return [find for find in ordered if counts(find.state)]


def list_confirmed_without(document_ids: Any) -> list[Dispatch]:
    """Confirmed dispatches with a document that is not among those, the earliest first."""
    rows = Dispatch.objects.everything(reason="a command works on every dispatch")
    documents = Document.objects.everything(reason="a command works on every document")
    left = documents.exclude(pk__in=document_ids).values("dispatch")
    found = rows.filter(state=DispatchState.CONFIRMED, pk__in=left)
    return list(found.order_by("confirmed_at", "pk"))


def list_receipts(
    dispatch_ids: Iterable[int], organisation_ids: Iterable[int]
) -> set[tuple[int, int]]:
    """Which of those dispatches reached which of those bodies, as pairs of ids."""
    rows = Delivery.objects.everything(reason="pairs of ids that the caller already knows")
    found = rows.filter(
        dispatch_id__in=set(dispatch_ids), organisation_id__in=set(organisation_ids)
    )
    return set(found.values_list("dispatch_id", "organisation_id"))
