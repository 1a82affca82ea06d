"""The files of a dispatch as people see them: which part, which version, what came before."""

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.documents.models import Dispatch, DispatchFile
from behoc.direction.documents.queries.facts import part_words
from behoc.direction.documents.rules import DispatchState
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words


@dataclass(frozen=True, slots=True)
class Files:
    """Everything templates/documents/parts/files.html shows."""

    dispatch_id: str
    rows: tuple[dict[str, Any], ...]
    may_add: bool


def list_parts(actor: Actor, dispatch: Dispatch) -> Files:
    """The files of a dispatch in reach, each with its earlier versions."""
    is_own = dispatch.organisation_id == actor.body_id
    is_entered = dispatch.state == DispatchState.CONFIRMED
    may_mend = is_own and is_entered and may(actor, "document.mend")
    rows = dispatch.files.select_related("stored_file").prefetch_related(
        "earlier__stored_file", "earlier__person"
    )
    shown = [_row(dispatch, file, may_mend=may_mend) for file in rows.order_by("position")]
    return Files(dispatch.public_id, tuple(shown), may_mend)


def waits_to_be_read(file: DispatchFile) -> bool:
    """True when the file is on its way to the reader."""
    return bool(file.dispatch.state == DispatchState.WAITING)


def _row(dispatch: Dispatch, file: DispatchFile, *, may_mend: bool) -> dict[str, Any]:
    stored = file.stored_file
    place = [dispatch.public_id, file.position]
    gone = stored.discarded_at is not None
    return {
        "name": stored.name,
        "size_words": filesizeformat(stored.size),
        "part": part_words(file.part),
        "url": "" if gone else reverse("documents:file", args=place),
        "replace_url": reverse("documents:file_replace", args=place) if may_mend else "",
        "earlier": [
            {
                "words": _("Bản %(number)s, thay %(when)s · %(who)s: %(reason)s")
                % {
                    "number": old.number,
                    "when": in_words(old.replaced_at),
                    "who": old.person.full_name,
                    "reason": old.reason,
                },
                "name": old.stored_file.name,
                "url": reverse("documents:file_earlier", args=[*place, old.number]),
            }
            for old in sorted(file.earlier.all(), key=lambda each: -each.number)
        ],
    }
