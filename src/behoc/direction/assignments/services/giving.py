"""Giving a task below: by a leader's word on a paper, without a clause, or as a part of a share."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.rules import OPEN, Force
from behoc.direction.assignments.services.ending import end_shares
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.telling import tell_answerable, tell_part
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
    shares = [
        AssignedBody(assignment=assignment, organisation_id=body, role=role, due_on=due_on)
        for body, role in roles.items()
    ]
    hand_out(assignment, shares)
    record(actor, "assignment.give", assignment, after={"text": text, "bodies": sorted(roles)})
    return {share.organisation_id: share for share in shares}


def hand_out(assignment: Assignment, shares: Sequence[AssignedBody]) -> None:
    """Keep a task given below with its shares; the paper goes along, and everybody hears of it.

    Part of the act that gives the task, by a leader's word or by breaking a share down.
    """
    assignment.save()
    for share in shares:
        share.save()
    giver = assignment.organisation_id
    others = [each.organisation_id for each in shares if each.organisation_id != giver]
    pass_on(assignment.document.dispatch, others)
    for share in shares:
        if share.person_answerable_id:
            tell_answerable(share)
        else:
            tell_part(share)


@transaction.atomic
def take_back_task(actor: Actor, assigned: AssignedBody, *, reason: str) -> AssignedBody:
    """The leader's word is taken back: the share lapses; what was reported as done stays done."""
    assigned = lock_share(actor, "assignment.give", assigned)
    if assigned.assignment.organisation_id != actor.body_id or not assigned.assignment.by_word:
        raise NotAllowed
    if assigned.state in OPEN:
        end_shares(actor, [assigned], reason=reason, deed="assignment.end_word")
    return assigned
