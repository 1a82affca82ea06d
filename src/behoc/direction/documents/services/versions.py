"""A better scan or a corrected copy takes a file's place; the same paper sent twice becomes one."""

from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.documents.models import Dispatch, DispatchFile, EarlierFile
from behoc.direction.documents.rules import DispatchState, Part
from behoc.direction.documents.services.indexing import move_dispatch
from behoc.ground.access.services import require
from behoc.ground.attachments.services import require_sender
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from behoc.kernel.text import clean

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile


@transaction.atomic
def replace_file(
    actor: Actor, kept: DispatchFile, file: "StoredFile", *, reason: str
) -> DispatchFile:
    """The new file stands from now on; the old one stays, with who, when and why."""
    dispatch = _lock(actor, "document.mend", kept.dispatch)
    require_sender(actor, [file])
    if dispatch.state != DispatchState.CONFIRMED:
        raise Conflict("Bộ văn bản này đang được đọc hoặc chờ kiểm. Xong rồi mới thay tệp.")
    if not clean(reason):
        raise RuleBroken("Viết vì sao thay tệp, chẳng hạn: bản quét rõ hơn.")
    kept = DispatchFile.objects.select_related("stored_file", "dispatch").get(pk=kept.pk)
    if kept.stored_file.sha256 == file.sha256:
        raise RuleBroken("Tệp vừa chọn giống hệt tệp đang giữ. Chọn tệp khác.")
    old = EarlierFile(
        dispatch_file=kept,
        stored_file=kept.stored_file,
        number=kept.earlier.count() + 1,
        replaced_at=now(),
        person_id=actor.person,
        reason=clean(reason)[:500],
    )
    old.save()
    before = kept.stored_file.name
    kept.stored_file = file
    kept.save(update_fields=["stored_file"])
    record(
        actor,
        "document.replace_file",
        dispatch,
        before={"file": before},
        after={"file": file.name, "reason": old.reason},
    )
    return kept


@transaction.atomic
def join_dispatch(actor: Actor, dispatch: Dispatch, other: Dispatch) -> Dispatch:
    """A dispatch under review is the same as an entered one: its files go there, it ends here."""
    if other.organisation_id != dispatch.organisation_id:
        raise NotAllowed
    require(actor, "document.assign", other)
    first, second = sorted((dispatch.pk, other.pk))
    rows = Dispatch.objects.everything(reason="both were fetched within reach; now locked in order")
    held = {row.pk: row for row in rows.select_for_update().filter(pk__in=(first, second))}
    require(actor, "document.assign", dispatch)
    dispatch, other = held[dispatch.pk], held[other.pk]
    if dispatch.state == DispatchState.JOINED and dispatch.same_as_id == other.pk:
        return other
    if dispatch.state != DispatchState.REVIEW or other.state != DispatchState.CONFIRMED:
        raise Conflict("Chỉ gộp văn bản đang chờ kiểm vào văn bản đã vào sổ.")
    position = other.files.count()
    for at, file in enumerate(dispatch.files.order_by("position")):
        DispatchFile(
            dispatch=other,
            stored_file_id=file.stored_file_id,
            position=position + at,
            part=Part.COPY,
        ).save()
    move_dispatch(dispatch, DispatchState.JOINED, same_as=other)
    record(actor, "document.join", dispatch, after={"same_as": other.public_id})
    record(actor, "document.join", other, after={"copy_of": dispatch.public_id})
    return other


def _lock(actor: Actor, action: str, dispatch: Dispatch) -> Dispatch:
    require(actor, action, dispatch)
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    locked: Dispatch = rows.select_for_update().get(pk=dispatch.pk)
    return locked
