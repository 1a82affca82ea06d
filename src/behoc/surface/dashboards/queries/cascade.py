"""Every receiving body of one dispatch with what is known of its progress, in a few queries."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from behoc.direction.assignments.queries import cascade as tasks
from behoc.direction.documents.queries import reach
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.handling.queries.cascade import list_instructed_bodies
from behoc.ground.organisations.queries import list_standings
from behoc.kernel.actor import Actor
from behoc.surface.dashboards.rules import Body, Response

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch

TO_ACT = "act"


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
    to_act = {body for body, each in receivers.items() if each.purpose == TO_ACT}
    ids = counted.keys() | to_act
    answers = reach.list_answers(dispatch, ids)
    instructed = _instructed(dispatch)
    bodies = []
    for standing in list_standings(ids):
        count, sent = counted.get(standing.id), receivers.get(standing.id)
        number = answers.get(standing.id)
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
                response=None if number is None else Response(number),
                instructed=standing.id in instructed,
            )
        )
    return Cascade(
        dispatch=dispatch,
        bodies=tuple(bodies),
        informed=len(receivers.keys() - ids),
        sees_all=reach.sees_all_receivers(actor, tasks.ACTION, dispatch),
    )


def _instructed(dispatch: "Dispatch") -> frozenset[int]:
    """Bodies whose leader has said what to do; what was said stays theirs."""
    return list_instructed_bodies([dispatch.pk]).get(dispatch.pk, frozenset())
