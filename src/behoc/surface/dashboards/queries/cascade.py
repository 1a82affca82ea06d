"""Every receiving body of one dispatch with what is known of its progress, in a few queries."""

from collections.abc import Collection, Iterable
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
from behoc.ground.organisations.queries import list_ids_of, list_standings
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.surface.dashboards import rules
from behoc.surface.dashboards.rules import Body, Group, Order, Response, Tally

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document


@dataclass(frozen=True, slots=True)
class Cascade:
    """One dispatch and the bodies that are to act on it, as far as the reader may know them.

    The bodies stand slowest first; `tally` and `groups` count all of them, once for every part of
    the page.
    """

    dispatch: "Dispatch"
    documents: "tuple[Document, ...]"
    bodies: tuple[Body, ...]
    tally: Tally
    groups: tuple[Group, ...]
    informed: int
    sees_all: bool


def load_cascade(actor: Actor, public_id: str, named: Collection[str] | None = None) -> Cascade:
    """How far the dispatch of that public id has come, or NotFound.

    With `named` only the bodies of those public ids are counted: what a part of a page needs.
    """
    dispatch = get_dispatch(actor, public_id)
    documents = tuple(reach.list_documents(dispatch))
    only = None if named is None else list_ids_of(named)
    receivers = {each.body_id: each for each in reach.list_receivers(actor, dispatch, only)}
    counted = {each.body_id: each for each in tasks.count_by_body(actor, dispatch, only)}
    bodies = rules.arrange(
        _bodies(actor, dispatch, documents, counted, receivers, only), Order.SLOWEST
    )
    return Cascade(
        dispatch=dispatch,
        documents=documents,
        bodies=tuple(bodies),
        tally=rules.tally(bodies, now=now()),
        groups=tuple(group_bodies(bodies)),
        informed=sum(each.purpose == Purpose.KNOW for each in receivers.values()),
        sees_all=reach.sees_all_receivers(actor, tasks.ACTION, dispatch),
    )


def group_bodies(bodies: Iterable[Body]) -> list[Group]:
    """The bodies by level and line, in the order of the catalogue."""
    catalogue = shipped()
    return rules.group(
        bodies,
        levels=[level.code for level in catalogue.levels],
        lines=[code for code, _name in catalogue.lines],
        now=now(),
    )


def _bodies(
    actor: Actor,
    dispatch: "Dispatch",
    documents: "Iterable[Document]",
    counted: dict[int, tasks.BodyCount],
    receivers: dict[int, reach.Receiver],
    only: Collection[int] | None,
) -> list[Body]:
    # Sent to act for a task, but without one of the dispatch itself: a body above passed it on.
    to_act = {
        body
        for body, each in receivers.items()
        if each.purpose == Purpose.ACT and each.basis != Basis.TASK
    }
    answers = _answers(dispatch, documents, only)
    instructed = list_instructed_bodies([dispatch.pk]).get(dispatch.pk, frozenset())
    reminded = tasks.count_reminders(actor, dispatch, only)
    found = []
    for standing in list_standings(counted.keys() | to_act):
        count, sent = counted.get(standing.id), receivers.get(standing.id)
        told = reminded.get(standing.id)
        found.append(
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
                received_at=(sent.received_at or sent.opened_at) if sent else None,
                opened_at=(sent and sent.opened_at) or (count and count.opened_at) or None,
                active_at=count.active_at if count else None,
                response=answers.get(standing.id),
                instructed=standing.id in instructed,
                reminders=told.times if told else 0,
                reminded_at=told.last_at if told else None,
            )
        )
    return found


def _answers(
    dispatch: "Dispatch", documents: "Iterable[Document]", only: Collection[int] | None
) -> dict[int, Response]:
    """Body → its own document that carries this one out, or the plan that took it in.

    An own document says more than a plan that took the duty in; what a person accepted says more
    than what was only read.
    """
    found: dict[int, Response] = {}
    for answers in list_responses([document.pk for document in documents], only).values():
        for answer in answers:
            folded = answer.kind == RelationKind.FOLDS
            said = Response(answer.number, folded, answer.is_proposed, answer.document_id)
            held = found.get(answer.body_id)
            if held is None or (said.folded, said.proposed) < (held.folded, held.proposed):
                found[answer.body_id] = said
    for body, plan in list_folded(dispatch).items():
        found.setdefault(body, Response(plan, folded=True))  # a plan that is not held here
    return found
