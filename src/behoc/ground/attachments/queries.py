"""Reads of files. What hangs on a row of another app is served by that app's view."""

from behoc.ground.attachments.models import StoredFile, Upload
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotFound
from behoc.kernel.scope import Scope, one


def get_upload(actor: Actor, public_id: str) -> Upload:
    """The actor's own upload with that public id, or NotFound."""
    mine = Scope(people=frozenset({actor.person_id}) if actor.person_id else frozenset())
    rows = Upload.objects.within(mine).select_related("stored_file")
    return one(Upload, rows.filter(public_id=public_id))


def list_own_files(actor: Actor, public_ids: list[str]) -> list[StoredFile]:
    """Those files that the actor sent, in the order asked; a foreign one is NotFound."""
    mine = Scope(people=frozenset({actor.person_id}) if actor.person_id else frozenset())
    rows = StoredFile.objects.within(mine).filter(public_id__in=public_ids)
    found = {file.public_id: file for file in rows}
    if set(public_ids) - set(found):
        raise NotFound
    return [found[public_id] for public_id in public_ids]
