"""A dispatch comes in: files become one dispatch that waits to be read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.documents.models import Dispatch, DispatchFile
from behoc.direction.documents.rules import DispatchState
from behoc.direction.documents.services.indexing import move_dispatch
from behoc.ground.access.services import require, require_right
from behoc.ground.attachments.services import lock_files, require_sender
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import RuleBroken
from behoc.kernel.jobs import enqueue

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile


@transaction.atomic
def receive_dispatch(actor: Actor, files: Sequence["StoredFile"]) -> Dispatch:
    """Make one dispatch of the files and ask for it to be read. The same files twice give one."""
    require_right(actor, "document.upload")
    if not files:
        raise RuleBroken("Chưa có tệp nào. Chọn ít nhất một tệp văn bản.")
    require_sender(actor, files)
    files = lock_files(files)
    known = _same_upload(files)
    if known:
        return known
    dispatch = Dispatch(
        organisation_id=actor.body,
        person_id=actor.person,
        created_at=now(),
    )
    dispatch.entitle(files[0].name)
    dispatch.save()
    for position, file in enumerate(files):
        DispatchFile(dispatch=dispatch, stored_file=file, position=position).save()
    record(actor, "document.upload", dispatch, after={"files": [file.name for file in files]})
    enqueue("documents.read", dispatch_id=dispatch.pk)
    return dispatch


@transaction.atomic
def read_again(actor: Actor, dispatch: Dispatch) -> None:
    """Ask once more for a dispatch that could not be read."""
    require(actor, "document.upload", dispatch)
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    dispatch = rows.select_for_update().get(pk=dispatch.pk)
    if dispatch.state != DispatchState.REFUSED:
        return
    if dispatch.files.filter(stored_file__discarded_at__isnull=False).exists():
        raise RuleBroken("Nội dung văn bản mật đã bị hủy nên không còn gì để đọc lại.")
    move_dispatch(dispatch, DispatchState.WAITING, refusal="")
    record(actor, "document.upload", dispatch, after={"read_again": True})
    enqueue("documents.read", dispatch_id=dispatch.pk)


def _same_upload(files: Sequence["StoredFile"]) -> Dispatch | None:
    """The dispatch of exactly these stored files: a form sent twice names the very same rows."""
    sent = [file.pk for file in files]
    found = DispatchFile.objects.filter(stored_file=files[0], position=0)
    for first in found.select_related("dispatch"):
        kept = first.dispatch.files.order_by("position").values_list("stored_file", flat=True)
        if list(kept) == sent:
            return first.dispatch
    return None
