"""A paper's page: what became of it inside the body, and what may be done with it next."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from behoc.direction.documents.rules import DispatchState
from behoc.direction.handling.models import Submission
from behoc.direction.handling.queries import wording
from behoc.direction.handling.queries.people import find_authority
from behoc.direction.handling.queries.screens import InstructionView, build_instruction, build_row
from behoc.direction.handling.queries.submissions import list_of_dispatch
from behoc.direction.handling.rules import SubmissionState
from behoc.ground.access.queries import may, scope_for
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything templates/handling/parts/of_dispatch.html shows."""

    id: str
    title: str
    source_words: str
    url: str
    submissions: tuple[dict[str, Any], ...]
    can_submit: bool
    can_take_up: bool


def build_paper(actor: Actor, dispatch: "Dispatch") -> Paper:
    """What became of a paper in reach inside the actor's own body."""
    rows = list_of_dispatch(actor, dispatch)
    waits = any(each.state == SubmissionState.WAITING for each in rows)
    free = dispatch.state == DispatchState.CONFIRMED and not waits
    return Paper(
        id=dispatch.public_id,
        title=wording.paper_title(dispatch),
        source_words=wording.paper_source(dispatch),
        url=reverse("documents:detail", args=[dispatch.public_id]),
        submissions=tuple(_submission(actor, each) for each in rows),
        can_submit=free and _reaches(actor, "handling.submit", dispatch),
        can_take_up=free and _reaches(actor, "handling.instruct", dispatch),
    )


def _submission(actor: Actor, submission: Submission) -> dict[str, Any]:
    standing: list[InstructionView] = [
        view
        for view in (build_instruction(each) for each in submission.instructions.all())
        if view.is_standing
    ]
    return {
        **build_row(submission, waits_for_me=_waits_for(actor, submission)),
        "instruction": standing[0] if standing else None,
        "ended_words": wording.return_reason(submission),
        "slip_url": reverse("handling:slip", args=[submission.public_id]),
    }


def _waits_for(actor: Actor, submission: Submission) -> bool:
    if submission.state != SubmissionState.WAITING or not may(actor, "handling.instruct"):
        return False
    return find_authority(actor, submission) is not None


def _reaches(actor: Actor, action: str, dispatch: "Dispatch") -> bool:
    """A head sees papers of bodies below too; those are not the own body's to handle."""
    if not may(actor, action):
        return False
    rows = type(dispatch).objects.within(scope_for(actor, action))
    return bool(rows.filter(pk=dispatch.pk).exists())
