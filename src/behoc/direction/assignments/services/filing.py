"""Tasks hang on the programmes of the dispatch that gave them."""

from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import Assignment
from behoc.direction.documents.queries.programmes import list_programmes_of
from behoc.direction.documents.services.filing import hang_on_programmes
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.direction.documents.models import Dispatch
    from behoc.direction.programmes.models import Programme


@transaction.atomic
def file_dispatch(actor: Actor, dispatch: "Dispatch", programmes: "Sequence[Programme]") -> None:
    """The dispatch and all its tasks hang on exactly those programmes from now on."""
    if hang_on_programmes(actor, dispatch, programmes):
        take_over_programmes(dispatch)


def take_over_programmes(dispatch: "Dispatch") -> None:
    """The tasks of a dispatch hang on what it hangs on; part of a writing transaction."""
    programmes = list_programmes_of(dispatch)
    rows = Assignment.objects.everything(reason="the tasks of a dispatch that was just checked")
    tasks = list(rows.filter(document__dispatch=dispatch).values_list("pk", flat=True))
    through = Assignment.programmes.through
    through.objects.filter(assignment_id__in=tasks).delete()
    through.objects.bulk_create(
        through(assignment_id=task, programme_id=programme.pk)
        for task in tasks
        for programme in programmes
    )
