"""A paper without a file is written down; its file may come later and is then read."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from behoc.direction.documents.models import Dispatch, DispatchFile, Document
from behoc.direction.documents.rules import DispatchState, Part
from behoc.direction.documents.services.addressing import find_issuers
from behoc.direction.documents.services.facts import retitle
from behoc.direction.documents.services.indexing import move_dispatch
from behoc.ground.access.services import require, require_right
from behoc.ground.attachments.services import require_sender
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.jobs import enqueue

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile

NO_LINES = 0


@transaction.atomic
def record_paper(
    actor: Actor, facts: dict[str, Any], *, issuer_id: int | None, submission_key: str
) -> tuple[Document, bool]:
    """Make a dispatch of one paper without a file; the same submission twice is one paper.

    True beside it when it is new. What nobody knows stays null.
    """
    require_right(actor, "document.assign")
    dispatches = Dispatch.objects.everything(reason="the same submission may have arrived before")
    dispatch, is_new = dispatches.get_or_create(
        organisation_id=actor.body,
        submission_key=submission_key,
        defaults={
            "person_id": actor.person,
            "title": gettext_noop("Văn bản giấy"),
            "state": DispatchState.CONFIRMED,
            "created_at": now(),
            "confirmed_at": now(),
            "confirmed_by_id": actor.person,
        },
    )
    if not is_new:
        return dispatch.documents.get(position=0), False
    document = Document(
        dispatch=dispatch,
        position=0,
        first_line=NO_LINES,
        last_line=NO_LINES,
        issuer_id=issuer_id,
        **facts,
    )
    if issuer_id is None:
        known = find_issuers(dispatch, [document.issuer_name])
        document.issuer_id = known.get(document.issuer_name or "")
    document.save()
    retitle(document)
    record(actor, "document.write_down", dispatch, after={"title": dispatch.title})
    return document, True


@transaction.atomic
def add_file(actor: Actor, dispatch: Dispatch, file: "StoredFile", *, part: str) -> DispatchFile:
    """A further file of an entered dispatch; the first one of a paper without a file is read."""
    require(actor, "document.mend", dispatch)
    require_sender(actor, [file])
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    dispatch = rows.select_for_update().get(pk=dispatch.pk)
    if dispatch.state != DispatchState.CONFIRMED:
        raise Conflict("Bộ văn bản này đang được đọc hoặc chờ kiểm. Xong rồi mới thêm tệp.")
    if dispatch.files.filter(stored_file=file).exists():
        raise RuleBroken("Tệp này đã có trong bộ văn bản.")
    position = dispatch.files.count()
    is_first = position == 0
    kept = DispatchFile(
        dispatch=dispatch,
        stored_file=file,
        position=position,
        part=Part.MAIN if is_first else Part(part),
    )
    kept.save()
    record(actor, "document.add_file", dispatch, after={"file": file.name, "part": str(kept.part)})
    if is_first:
        move_dispatch(dispatch, DispatchState.WAITING)
        enqueue("documents.read", dispatch_id=dispatch.pk)
    return kept
