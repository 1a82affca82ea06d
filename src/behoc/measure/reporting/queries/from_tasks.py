"""A task of the own dispatch that asks for reports: what a duty drawn from it begins with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries.given import list_bodies_given, list_first_shares
from behoc.direction.assignments.queries.screens import short
from behoc.direction.assignments.queries.tasks import get_task
from behoc.direction.documents.queries import wording
from behoc.ground.access.queries import may
from behoc.ground.organisations.queries import (
    get_body_by_id,
    handles_papers_of,
    list_bodies_of_kinds,
)
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotFound
from behoc.measure.reporting.models import Duty
from behoc.measure.reporting.queries.duties import list_duties
from behoc.measure.reporting.queries.reporters import list_named
from behoc.measure.reporting.queries.words import day_words
from behoc.measure.reporting.rules.from_tasks import Asked, asks_report, read_asked

if TYPE_CHECKING:
    from behoc.direction.assignments.models import AssignedBody, Assignment
    from behoc.ground.organisations.models import Organisation

LONGEST_NAME = 180


@dataclass(frozen=True, slots=True)
class FromTask:
    """A duty as a task of the own dispatch would have it; its page is that of `share_id`."""

    share_id: str
    assignment: "Assignment"
    asked: Asked
    due_words: str
    initial: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """The step on the page of a task: set a duty from it, or go on with the one that was set."""

    url: str
    is_set: bool


def get_from_task(actor: Actor, public_id: str) -> FromTask:
    """What a duty from that task begins with; NotFound where another body asks for the report."""
    assigned = get_task(actor, public_id)
    assignment = assigned.assignment
    if not _is_asking(actor, assignment):
        raise NotFound
    deadlines = list(assignment.deadlines.all())
    codes = [code for each in deadlines for code in each.codes or [each.when]]
    asked = read_asked(codes, [each.interval for each in deadlines])
    return FromTask(
        share_id=public_id,
        assignment=assignment,
        asked=asked,
        due_words="; ".join(each.wording.rstrip(" .;") for each in deadlines),
        initial={
            "name": short(assignment.text, longest=LONGEST_NAME),
            "source": _source(assigned),
            "period_kind": asked.kind.value,
            "last_day": day_words(asked.due[0]["day"]) if asked.due else "",
            **_whom(actor, list_bodies_given(assignment)),
        },
    )


def find_offer(actor: Actor, public_id: str) -> Offer | None:
    """The step that the page of a task shows; None where its words ask for no report."""
    assigned = get_task(actor, public_id)
    assignment = assigned.assignment
    if not (may(actor, "round.manage") and _is_asking(actor, assignment)):
        return None
    known = next((d for d in list_duties(actor) if d.assignment_id == assignment.pk), None)
    if known:
        return Offer(reverse("reporting:open", args=[known.public_id]), is_set=True)
    if not asks_report(assignment.text):
        return None
    return Offer(reverse("reporting:add_duty") + f"?nhiem-vu={public_id}", is_set=False)


def list_task_urls(duties: Iterable[Duty]) -> dict[int, str]:
    """For each duty of the own body that came from a task, the address of the task."""
    drawn = {duty.pk: duty.assignment_id for duty in duties if duty.assignment_id}
    shares = list_first_shares(drawn.values()) if drawn else {}
    return {
        pk: reverse("assignments:detail", args=[shares[task]])
        for pk, task in drawn.items()
        if task in shares
    }


def find_task_url(actor: Actor, duty: Duty) -> str:
    """The address of the task that a duty came from, for people of the body that asks."""
    if duty.organisation_id != actor.body_id:
        return ""
    return list_task_urls([duty]).get(duty.pk, "")


def _is_asking(actor: Actor, assignment: "Assignment") -> bool:
    """True where the own body gave the task by a paper of its own, or by one of nobody known.

    Who only entered another body's paper hands its tasks on; the report is asked by who issued it.
    """
    if assignment.organisation_id != actor.body_id:
        return False
    issuer = assignment.document.issuer_id
    return issuer is None or handles_papers_of(get_body_by_id(actor.body), issuer)


def _source(assigned: "AssignedBody") -> str:
    """The paper and the clause as a legal basis is written."""
    assignment = assigned.assignment
    document = assignment.document
    said = [" ".join(filter(None, [document.doc_type, str(document)]))]
    if document.issued_on:
        said[0] = _("%(paper)s ngày %(day)s") % {
            "paper": said[0],
            "day": f"{document.issued_on:%d/%m/%Y}",
        }
    said.append(document.issuer_name or assignment.organisation.name)
    if assignment.clause:
        said.append(_("mục %(path)s") % {"path": wording.path(assignment.clause)})
    said.append(wording.span(assignment.line, assignment.line_end))
    return ", ".join(said)


def _whom(actor: Actor, bodies: list["Organisation"]) -> dict[str, Any]:
    """The kinds and levels that mean exactly those bodies, else the bodies one by one."""
    ids = {body.pk for body in bodies} - {actor.body_id}
    catalogue = shipped()
    given = [body for body in bodies if body.pk in ids]
    kinds = sorted({body.kind for body in given})
    levels = sorted({catalogue.level_of_place(body.place.kind) or "" for body in given} - {""})
    own = get_body_by_id(actor.body)
    if len(ids) > 1 and kinds and levels:  # one body alone is meant by its name
        for tree in ("place", "line"):
            found = list_bodies_of_kinds(own, tree=tree, kinds=kinds, levels=levels)
            if {body.pk for body in found} == ids:
                return {"tree": tree, "kinds": kinds, "levels": levels, "named": []}
    named = list_named(actor, [body.public_id for body in given])
    return {"tree": "place", "named": [body.public_id for body in named]}
