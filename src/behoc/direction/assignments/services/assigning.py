"""A confirmed dispatch becomes tasks, each with its bodies and deadlines."""

from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.services.filing import take_over_programmes
from behoc.direction.assignments.services.recurring import first_terms, keep_deadline
from behoc.direction.assignments.services.telling import tell_new_tasks
from behoc.direction.documents.queries import dispatches as documents
from behoc.direction.documents.services.confirming import confirm_dispatch
from behoc.direction.documents.services.delivering import deliver
from behoc.direction.registers.services.entering import register_dispatch
from behoc.direction.relations.services import keep_relations
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch
    from behoc.engines.reading.extraction.arrival import Stamp


@transaction.atomic
def assign_dispatch(
    actor: Actor, dispatch: "Dispatch", *, reason: str = "", stamp: "Stamp | None" = None
) -> int:
    """Enter a reviewed dispatch and put its tasks on the right desks; returns how many tasks.

    `reason` says why it is entered although a paper like it stands in the register; `stamp` is the
    body's own arrival stamp on the scan.
    """
    dispatch = confirm_dispatch(actor, dispatch)
    finds = documents.list_confirmed_tasks(dispatch)
    bodies: set[int] = set()
    for task in finds:
        bodies |= _create_assignment(dispatch, task)
    deliver(dispatch, bodies)
    keep_relations(actor, dispatch)
    take_over_programmes(dispatch)
    tell_new_tasks(dispatch)
    record(actor, "assignment.create", dispatch, after={"tasks": len(finds), "bodies": len(bodies)})
    # Last, because it holds the series of numbers.
    register_dispatch(actor, dispatch, reason=reason, stamp=stamp)
    return len(finds)


def _create_assignment(dispatch: "Dispatch", task: documents.ConfirmedTask) -> set[int]:
    find = task.find
    assignment = Assignment(
        organisation_id=dispatch.organisation_id,
        document_id=find.document_id,
        find=find,
        text=find.text,
        clause=find.clause,
        line=find.line or 1,
        line_end=find.line_end or find.line or 1,
        force=find.value.get("force") or "order",
        coordinators=find.value.get("coordinators", []),
        created_at=now(),
    )
    assignment.save()
    terms = first_terms([keep_deadline(assignment, find) for find in task.deadlines])
    rows = AssignedBody.objects.everything(reason="the shares of a task just made")
    rows.bulk_create(
        AssignedBody(
            assignment=assignment,
            organisation_id=body,
            role=role,
            due_on=term.due_on,
            period=term.period,
            next_opens_on=term.next_opens_on,
        )
        for body, role in task.roles.items()
        for term in terms
    )
    return set(task.roles)
