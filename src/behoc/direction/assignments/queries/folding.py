"""The plans into which bodies took duties that they already had a plan for (lồng ghép)."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.relations.queries.picking import list_own_papers
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch


def list_plans(actor: Actor, assigned: AssignedBody, words: str) -> list[dict[str, Any]]:
    """Documents of the actor's own body that may take the duty in, newest first."""
    return list_own_papers(actor, assigned.assignment.document.dispatch, words)


def chosen_plan(assigned: AssignedBody) -> dict[str, Any]:
    """What the form shows at first: the plan held here, or what is known of the one named."""
    text = assigned.folded_plan
    if text is None:
        return {"name": assigned.folded_into}
    if text.document:
        return {"paper": text.document.public_id}
    return {"symbol": text.symbol, "issued_on": text.issued_on, "name": text.name}


def plan_url(actor: Actor, assigned: AssignedBody) -> str:
    """Where the body itself reads the plan; nothing where it is only named or not one's own."""
    text = assigned.folded_plan
    if assigned.organisation_id != actor.body_id or text is None or text.document is None:
        return ""
    return reverse("documents:detail", args=[text.document.dispatch.public_id])


def list_folded(dispatch: "Dispatch") -> dict[int, str]:
    """Per body the plan into which it took a duty of the dispatch, held here or only named.

    The caller shows only bodies of its reach.
    """
    rows = AssignedBody.objects.everything(reason="bodies of a dispatch fetched within reach")
    folded = rows.filter(assignment__document__dispatch=dispatch).exclude(folded_into="")
    return dict(folded.order_by("-pk").values_list("organisation_id", "folded_into"))
