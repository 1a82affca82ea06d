"""The tasks that hang on a programme, within reach, and the form that hangs a dispatch on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.queries.tasks import whole
from behoc.direction.documents.queries.programmes import list_programmes_of, propose_programmes
from behoc.direction.programmes.queries import build_row, list_programmes
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch
    from behoc.direction.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Choice:
    """One programme to tick, with why it is proposed."""

    id: str
    name: str
    note: str
    is_ticked: bool
    is_proposed: bool


def list_tasks_of_programme(actor: Actor, programme: "Programme") -> Any:
    """Shares in reach of the tasks of a programme, nearest deadline first; a query set to page."""
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.view")).current()
    found = whole(rows.filter(assignment__programmes=programme))
    return found.order_by("due_on", "pk")


def list_choices(dispatch: "Dispatch") -> list[Choice]:
    """Every programme, those that the dispatch hangs on or names the founding text of first."""
    ticked = {each.pk for each in list_programmes_of(dispatch)}
    proposed = {each.pk for each in propose_programmes(dispatch)}
    choices = [
        (
            programme.pk in ticked,
            programme.pk in proposed,
            Choice(
                id=programme.public_id,
                name=programme.name,
                note=build_row(programme)["founding"],
                is_ticked=programme.pk in ticked or (not ticked and programme.pk in proposed),
                is_proposed=programme.pk in proposed,
            ),
        )
        for programme in list_programmes()
    ]
    ordered = sorted(choices, key=lambda each: (not each[0], not each[1]))
    return [choice for _ticked, _proposed, choice in ordered]
