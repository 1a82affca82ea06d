"""Where an instruction stands: on the desks of persons, and as a task of bodies directly below.

Part of the transaction of the instruction: the submission is locked and the right was checked.
"""

from typing import TYPE_CHECKING

from django.db.models import Q

from behoc.direction.assignments.queries.tasks import list_tasks_of
from behoc.direction.assignments.rules import OPEN
from behoc.direction.assignments.services.answering import name_answerable
from behoc.direction.assignments.services.giving import give_task, take_back_task
from behoc.direction.handling.models import InstructedPart, Instruction
from behoc.direction.handling.queries.people import Receiver, list_receivers
from behoc.direction.handling.rules import InstructionState, PartRole
from behoc.ground.accounts.queries import get_person_by_id
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.assignments.models import AssignedBody
    from behoc.ground.accounts.models import Person


def stand_on_desks(
    actor: Actor,
    instruction: Instruction,
    lead: Receiver,
    coordinators: tuple[Receiver, ...],
    *,
    instead_of: Instruction | None,
) -> None:
    """A part for every receiver, once each; bodies below get a task of their own."""
    parts = {lead: InstructedPart(instruction=instruction, role=PartRole.LEAD)}
    for each in coordinators:
        parts.setdefault(each, InstructedPart(instruction=instruction, role=PartRole.COORDINATE))
    for receiver, part in parts.items():
        part.person_id, part.body_id = receiver.person_id, receiver.body_id
        _go_on(part, instead_of, instruction)
    _give_to_bodies(actor, instruction, list(parts.values()))
    for part in parts.values():
        part.save()


def take_off_desks(actor: Actor, instruction: Instruction, *, instead: Instruction | None) -> None:
    """Tasks of bodies below that no other instruction carries on lapse with the instruction."""
    rows = InstructedPart.objects.everything(reason="the instruction ends by its own service")
    kept = rows.filter(instruction=instead).values("share") if instead else ()
    ended = rows.filter(instruction=instruction, share__isnull=False).exclude(share__in=kept)
    for part in ended.select_related("share__assignment"):
        take_back_task(actor, part.share, reason=instruction.reason or instruction.text)


def name_lead_answerable(actor: Actor, instruction: Instruction, lead: Receiver) -> None:
    """Who leads answers for the shares that the paper gives the body, those that are not over."""
    if lead.person_id is None:
        return
    person = get_person_by_id(lead.person_id)
    for share in _own_open_shares(actor, instruction):
        name_answerable(actor, share, person)


def release_lead(actor: Actor, ended: Instruction) -> None:
    """Who led an ended instruction answers no more; who leads by another word that stands does."""
    before = _lead_of(Q(instruction=ended))
    if before is None:
        return
    paper = ended.submission
    standing = Q(
        instruction__state=InstructionState.STANDING,
        instruction__submission__dispatch=paper.dispatch_id,
        instruction__submission__organisation=paper.organisation_id,
    )
    after = _lead_of(standing)
    serving = {each.person_id for each in list_receivers(paper.organisation_id)}
    if after is not None and after.pk not in serving:
        after = None
    for share in _own_open_shares(actor, ended):
        if share.person_answerable_id == before.pk:
            name_answerable(actor, share, after)


def _own_open_shares(actor: Actor, instruction: Instruction) -> list["AssignedBody"]:
    tasks = list_tasks_of(actor, instruction.submission.dispatch)
    return [
        share
        for _assignment, shares in tasks
        for share in shares
        if share.organisation_id == actor.body_id and share.state in OPEN
    ]


def _lead_of(condition: Q) -> "Person | None":
    """The person who leads by the latest of those instructions; None where a body leads."""
    rows = InstructedPart.objects.everything(reason="the paper is handled by its own service")
    leads = rows.filter(condition, role=PartRole.LEAD).select_related("person")
    found: InstructedPart | None = leads.order_by("instruction_id").last()
    return found.person if found else None


def _go_on(part: InstructedPart, old: Instruction | None, new: Instruction) -> None:
    """The same part with the same words and date goes on as it was."""
    if old is None or (old.text, old.due_on) != (new.text, new.due_on):
        return
    rows = InstructedPart.objects.everything(reason="the instruction is being amended")
    before = rows.filter(
        instruction=old, person_id=part.person_id, body_id=part.body_id, role=part.role
    ).first()
    if before is not None:
        part.state, part.opened_at = before.state, before.opened_at
        part.done_at, part.share = before.done_at, before.share


def _give_to_bodies(actor: Actor, instruction: Instruction, parts: list[InstructedPart]) -> None:
    new = {each.body_id: each for each in parts if each.body_id and each.share_id is None}
    document = instruction.submission.dispatch.documents.order_by("position").first()
    if not new or document is None:
        return
    shares = give_task(
        actor,
        document,
        text=instruction.text,
        roles={body: str(part.role) for body, part in new.items()},
        due_on=instruction.due_on,
    )
    for body, part in new.items():
        part.share = shares[body]
