"""What bodies ask of the giver."""

from typing import Any

from behoc.direction.assignments.models import AssignedBody, Petition
from behoc.direction.assignments.rules.petitions import PetitionState
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one


def get_petition(actor: Actor, public_id: str, *, action: str = "assignment.view") -> Petition:
    """The petition in reach with that public id, or NotFound."""
    rows = Petition.objects.within(scope_for(actor, action))
    return one(Petition, _whole(rows).filter(public_id=public_id))


def list_petitions(assigned: AssignedBody) -> list[Petition]:
    """What was asked on a share and what came of it, oldest first."""
    rows = Petition.objects.everything(reason="the share was fetched within reach")
    return list(_whole(rows).filter(assigned=assigned).order_by("asked_at", "pk"))


def list_to_answer(actor: Actor) -> list[Petition]:
    """What other bodies ask of the actor's body and nobody has answered, the oldest first."""
    rows = Petition.objects.within(scope_for(actor, "assignment.confirm"))
    given = rows.filter(
        assigned__assignment__organisation_id=actor.body_id, state=PetitionState.WAITING
    )
    return list(_whole(given).order_by("asked_at", "pk"))


def count_to_answer(actor: Actor) -> int:
    """How many petitions wait for the actor's body."""
    rows = Petition.objects.within(scope_for(actor, "assignment.confirm"))
    return int(
        rows.filter(
            assigned__assignment__organisation_id=actor.body_id, state=PetitionState.WAITING
        ).count()
    )


def _whole(rows: Any) -> Any:
    return rows.select_related(
        "asked_by",
        "answered_by",
        "assigned",
        "assigned__organisation",
        "assigned__assignment",
        "assigned__assignment__organisation",
        "assigned__assignment__document",
        "assigned__assignment__document__dispatch",
    )
