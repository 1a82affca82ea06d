"""What hinders whoever does tasks that the reader's body gave, and nobody has answered."""

from typing import Any

from behoc.direction.assignments.models import Difficulty
from behoc.direction.assignments.queries.screens import short
from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words


def list_difficulties(actor: Actor) -> list[dict[str, Any]]:
    """Each with its task and body, the oldest first."""
    whole = _unanswered(actor).select_related("assigned__organisation", "assigned__assignment")
    return [
        {
            "share_id": each.assigned.public_id,
            "title": short(each.assigned.assignment.text),
            "body": each.assigned.organisation.short_name,
            "words": each.text,
            "when_words": day_in_words(each.created_at),
        }
        for each in whole.order_by("created_at", "pk")
    ]


def count_difficulties(actor: Actor) -> int:
    """How many wait for an answer of the actor's body."""
    return int(_unanswered(actor).count())


def _unanswered(actor: Actor) -> Any:
    rows = Difficulty.objects.within(scope_for(actor, "assignment.follow")).filter(answer="")
    return rows.filter(assigned__assignment__organisation_id=actor.body_id)
