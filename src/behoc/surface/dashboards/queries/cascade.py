"""Every receiving body of one dispatch with what is known of its progress, in a few queries."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.direction.assignments.queries import cascade as tasks
from behoc.direction.assignments.queries.folding import list_folded
from behoc.direction.documents.queries import reach
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.documents.rules import Basis, Purpose
from behoc.direction.handling.queries.cascade import list_instructed_bodies
from behoc.direction.relations.queries.responses import list_responses
from behoc.direction.relations.rules import RelationKind
from behoc.ground.organisations.queries import list_standings
from behoc.kernel.actor import Actor
from behoc.surface.dashboards.rules import Body, Response

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch


@dataclass(frozen=True, slots=True)
class Cascade:
    """One dispatch and the bodies that are to act on it, as far as the reader may know them."""

    dispatch: "Dispatch"
    bodies: tuple[Body, ...]
    informed: int
    sees_all: bool


def load_cascade(actor: Actor, public_id: str) -> Cascade:
    """How far the dispatch of that public id has come, or NotFound."""
    dispatch = get_dispatch(actor, public_id)
    counted = {each.body_id: each for each in tasks.count_by_body(actor, dispatch)}
    receivers = {each.body_id: each for each in reach.list_receivers(actor, dispatch)}
    # Sent to act for a task, but without one of the dispatch itself: a body above passed it on.
    to_act = {
        body
        for body, each in receivers.items()
        if each.purpose == Purpose.ACT and each.basis != Basis.TASK
    }
    ids = counted.keys() | to_act
    answers = _answers(dispatch)
    instructed = _instructed(dispatch)
    reminded = tasks.count_reminders(actor, dispatch)
    bodies = []
    for standing in list_standings(ids):
        count, sent = counted.get(standing.id), receivers.get(standing.id)
        told = reminded.get(standing.id)
        opened = (sent and sent.opened_at) or (count and count.opened_at) or None
        bodies.append(
            Body(
                id=standing.id,
                public_id=standing.public_id,
                name=standing.name,
                short_name=standing.short_name,
                name_folded=standing.name_folded,
                level=standing.level,
                line=standing.line,
                line_path=standing.line_path,
                place_path=standing.place_path,
                tasks=count.tasks if count else 0,
                done=count.done if count else 0,
                begun=count.begun if count else 0,
                late=count.late if count else 0,
                due=count.due if count else 0,
                late_since=count.late_since if count else None,
                delivered_at=sent.delivered_at if sent else None,
                opened_at=opened,
                active_at=count.active_at if count else None,
                response=answers.get(standing.id),
                instructed=standing.id in instructed,
                reminders=told.times if told else 0,
                reminded_at=told.last_at if told else None,
            )
        )
    return Cascade(
        dispatch=dispatch,
        bodies=tuple(bodies),
        informed=sum(each.purpose == Purpose.KNOW for each in receivers.values()),
        sees_all=reach.sees_all_receivers(actor, tasks.ACTION, dispatch),
    )


def _answers(dispatch: "Dispatch") -> dict[int, Response]:
    """Body → its own document that carries this one out, or the plan that took it in."""
    found: dict[int, Response] = {}
    documents = [document.pk for document in reach.list_documents(dispatch)]
    for answers in list_responses(documents).values():
        for answer in answers:
            folded = answer.kind == RelationKind.FOLDS
            if folded and answer.body_id in found:
                continue  # an own document says more than a plan that took the duty in
            found[answer.body_id] = Response(answer.document.number_symbol or "", folded=folded)
    for body, plan in list_folded(dispatch).items():
        found.setdefault(body, Response(plan, folded=True))  # a plan that is not held here
    return found


def _instructed(dispatch: "Dispatch") -> frozenset[int]:
    """Bodies whose leader has said what to do; what was said stays theirs."""
    return list_instructed_bodies([dispatch.pk]).get(dispatch.pk, frozenset())
