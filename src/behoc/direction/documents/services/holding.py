"""A dispatch held while something in it changes: mending and confirming take turns."""

from behoc.direction.documents.models import Dispatch
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
