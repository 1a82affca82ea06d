"""A dispatch held while something in it changes: mending and confirming take turns."""

from behoc.direction.documents.models import Dispatch, Document
from behoc.direction.documents.rules import DispatchState
from behoc.ground.access.services import require
from behoc.kernel.actor import Actor
from behoc.kernel.errors import Conflict


def lock_under_review(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The dispatch as it stands, locked; Conflict once it is entered."""
    require(actor, "document.review", dispatch)
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    locked: Dispatch = rows.select_for_update().get(pk=dispatch.pk)
    if locked.state != DispatchState.REVIEW:
        raise Conflict("Bộ văn bản này đã vào sổ, không sửa phần kiểm nữa.")
    return locked


def lock_document(document: Document) -> Document:
    """The document as it stands, held; whoever fetched it in reach has been checked already."""
    rows = Document.objects.everything(reason="the document was fetched within reach; now locked")
    locked: Document = (
        rows.select_for_update(of=("self",)).select_related("dispatch").get(pk=document.pk)
    )
    return locked
