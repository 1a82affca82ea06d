"""A task that no clause names: a leader's word on a paper gives it to bodies directly below."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.rules import OPEN, Force, Step, next_state
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.petitioning import drop_petitions
from behoc.direction.documents.services.delivering import pass_on
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.ground.organisations.queries import list_bodies_directly_below
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotAllowed, RuleBroken

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document


@transaction.atomic
def give_task(
    actor: Actor, document: "Document", *, text: str, roles: Mapping[int, str], due_on: date | None
) -> dict[int, AssignedBody]:
    """Give the task to those bodies below, each in its role; the paper goes along. By body."""
    require(actor, "assignment.give", document)
    below = {body.pk for body in list_bodies_directly_below(actor.body)}
    if not roles or not set(roles) <= below:
        raise RuleBroken("Chỉ giao việc cho cơ quan trực thuộc ngay dưới cơ quan mình.")
    assignment = Assignment(
        organisation_id=actor.body,
        document=document,
        text=text,
        by_word=True,
        line=document.first_line,
        line_end=document.first_line,
        force=Force.ORDER,
        created_at=now(),
    )
    assignment.save()
    shares = {}
    for body, role in roles.items():
        share = AssignedBody(assignment=assignment, organisation_id=body, role=role, due_on=due_on)
        share.save()
        shares[body] = share
    pass_on(document.dispatch, roles)
    record(actor, "assignment.give", assignment, after={"text": text, "bodies": sorted(roles)})
    return shares


@transaction.atomic
def take_back_task(actor: Actor, assigned: AssignedBody, *, reason: str) -> AssignedBody:
    """The leader's word is taken back: the share lapses; what was reported as done stays done."""
    assigned = lock_share(actor, "assignment.give", assigned)
    if assigned.assignment.organisation_id != actor.body_id or not assigned.assignment.by_word:
        raise NotAllowed
    if assigned.state not in OPEN:
        return assigned
    before = {"state": assigned.state}
    assigned.state = next_state(assigned.state, Step.LAPSE)
    assigned.reason = reason
    assigned.save(update_fields=["state", "reason"])
    drop_petitions(assigned)
    after = {"state": assigned.state, "reason": reason}
    record(actor, "assignment.end_word", assigned, before=before, after=after)
    return assigned
