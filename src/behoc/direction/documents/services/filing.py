"""A person says which programmes a dispatch hangs on."""

from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.documents.models import Dispatch
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.direction.programmes.models import Programme


@transaction.atomic
def hang_on_programmes(actor: Actor, dispatch: Dispatch, programmes: "Sequence[Programme]") -> bool:
    """The dispatch hangs on exactly those programmes from now on; True when that is new."""
    require(actor, "document.review", dispatch)
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    dispatch = rows.select_for_update().get(pk=dispatch.pk)
    before = sorted(dispatch.programmes.values_list("short_name", flat=True))
    after = sorted(each.short_name for each in programmes)
    if before == after:
        return False
    dispatch.programmes.set(programmes)
    record(
        actor,
        "document.hang_on",
        dispatch,
        before={"programmes": before},
        after={"programmes": after},
    )
    return True
