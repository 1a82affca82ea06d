"""Who would be reminded about a dispatch, and about which of their tasks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoc.direction.assignments.queries import cascade as tasks
from behoc.direction.documents.queries import reach
from behoc.ground.access.queries import list_people_who_may, may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME, now, today
from behoc.kernel.errors import NotFound
from behoc.surface.dashboards import rules
from behoc.surface.dashboards.queries.cascade import Cascade
from behoc.surface.dashboards.queries.cascade_words import with_choice
from behoc.surface.dashboards.rules import Body, Choice

if TYPE_CHECKING:
    from behoc.direction.assignments.models import AssignedBody

ACTION = "assignment.remind"
HEARING = "assignment.accept"  # whoever may do it is told
NAMED = 200  # so many bodies are named on the confirm page; the rest are counted


@dataclass(frozen=True, slots=True)
class Told:
    """One body on the confirm page."""

    name: str
    why: str
    reminded: str
    people: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything templates/dashboards/pages/remind.html shows, and whose shares are reminded."""

    id: str
    number: str
    bodies: tuple[Told, ...]
    count: int
    unnamed: int
    already: int
    unheard: int
    body_ids: tuple[int, ...]
    address: str
    back_url: str


def may_remind(actor: Actor, cascade: Cascade) -> bool:
    """True for whoever gave the tasks, or stands above the giver, with the right to remind."""
    return may(actor, ACTION) and reach.sees_all_receivers(actor, ACTION, cascade.dispatch)


def build_plan(actor: Actor, cascade: Cascade, choice: Choice, body_id: str = "") -> Plan:
    """Whom a reminder would reach: one body, or all that the choice leaves and that have work left.

    A body that was reminded today is counted and left alone.
    """
    if not may_remind(actor, cascade):
        raise NotFound
    found = rules.narrow(cascade.bodies, choice, now())
    waiting = [body for body in found if body.id != actor.body_id and body.tasks > body.done]
    if body_id:
        waiting = [body for body in waiting if body.public_id == body_id]
        if not waiting:
            raise NotFound
    fresh = [body for body in waiting if not _reminded_today(body)]
    people = list_people_who_may([body.id for body in fresh], HEARING)
    dispatch = cascade.dispatch
    return Plan(
        id=dispatch.public_id,
        number=str(next(iter(cascade.documents), dispatch)),
        bodies=tuple(_told(body, len(people.get(body.id, ()))) for body in fresh[:NAMED]),
        count=len(fresh),
        unnamed=max(0, len(fresh) - NAMED),
        already=len(waiting) - len(fresh),
        unheard=sum(body.id not in people for body in fresh),
        body_ids=tuple(body.id for body in fresh),
        address=with_choice(choice, noi=body_id),
        back_url=with_choice(choice),
    )


def needs_reminding(actor: Actor, body: Body) -> bool:
    """True for another body that is late or has not opened, and was not reminded today."""
    waits = body.late > 0 or body.progress is rules.Progress.UNOPENED
    left = body.tasks > body.done and body.id != actor.body_id
    return waits and left and not _reminded_today(body)


def remind_address(cascade: Cascade, choice: str) -> str:
    """Where whom a reminder would reach is said, for that choice."""
    return reverse("dashboards:remind", args=[cascade.dispatch.public_id]) + choice


def list_shares_to_remind(actor: Actor, cascade: Cascade, plan: Plan) -> "list[AssignedBody]":
    """For each body of the plan the open share that has waited longest: one reminder a body."""
    return tasks.list_longest_waiting(actor, cascade.dispatch, plan.body_ids)


def result_words(sent: int, already: int) -> str:
    """“Đã nhắc 7 nơi; 2 nơi đã nhắc hôm nay.”."""
    said = ngettext("Đã nhắc %(count)s nơi", "Đã nhắc %(count)s nơi", sent) % {"count": sent}
    if already:
        said += _("; %(count)s nơi đã nhắc hôm nay") % {"count": already}
    return said + "."


def _told(body: Body, people: int) -> Told:
    if body.late:
        why = _("%(count)s việc quá hạn, lâu nhất %(days)s ngày") % {
            "count": body.late,
            "days": body.late_days(today()),
        }
    elif body.progress is rules.Progress.UNOPENED:
        why = _("chưa mở văn bản")
    else:
        why = _("còn %(count)s việc, im lặng %(days)s ngày") % {
            "count": body.tasks - body.done,
            "days": body.silent_days(now()),
        }
    said = ""
    if body.reminded_at:
        said = _("đã nhắc %(count)s lần, gần nhất %(day)s") % {
            "count": body.reminders,
            "day": f"{body.reminded_at.astimezone(HOME):%d/%m}",
        }
    return Told(body.name, why, said, people)


def _reminded_today(body: Body) -> bool:
    return body.reminded_at is not None and body.reminded_at.astimezone(HOME).date() == today()
