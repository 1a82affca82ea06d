"""The one thing that a person does next with a document, out of all that may be done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries.tasks import list_tasks_of
from behoc.direction.assignments.rules import OPEN, WorkState
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.handling.queries import submissions
from behoc.direction.handling.queries.paper import build_paper
from behoc.direction.registers.queries.screens import build_stamp
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor

if TYPE_CHECKING:
    from behoc.direction.assignments.models import AssignedBody
    from behoc.direction.documents.models import Dispatch


@dataclass(frozen=True, slots=True)
class Step:
    """What the solid button of a document's page says and does."""

    label: str
    url: str
    icon: str
    is_post: bool = False
    shown_at: str = ""
    """Where a browser without JavaScript finds the button, when the step is a POST."""


def find_step(actor: Actor, public_id: str) -> Step | None:
    """The first of: number it, say one's word, do a leader's bidding, submit, work, confirm."""
    dispatch = get_dispatch(actor, public_id)
    if dispatch.confirmed_at is None or dispatch.withdrawn_at is not None or not actor.body_id:
        return None
    for find in (_number, _instruct, _answer, _submit, _work, _confirm):
        step = find(actor, dispatch)
        if step is not None:
            return step
    return None


def _number(actor: Actor, dispatch: "Dispatch") -> Step | None:
    stamp = build_stamp(actor, dispatch)
    if stamp is None or not (stamp.may_enter or stamp.may_give):
        return None
    shown_at = reverse("registers:of_dispatch", args=[dispatch.public_id])
    if stamp.may_give:
        url = reverse("registers:give", args=[dispatch.public_id])
        return Step(_("Cấp số"), url, "stamp", is_post=True, shown_at=shown_at)
    url = reverse("registers:enter", args=[dispatch.public_id])
    return Step(_("Vào sổ đến"), url, "stamp", is_post=True, shown_at=shown_at)


def _instruct(actor: Actor, dispatch: "Dispatch") -> Step | None:
    if not may(actor, "handling.instruct"):
        return None
    waiting = submissions.list_waiting_submissions(actor)
    mine = next((each for each in waiting if each.dispatch_id == dispatch.pk), None)
    if mine is None:
        return None
    url = reverse("handling:submission", args=[mine.public_id])
    return Step(_("Cho ý kiến"), url, "signature")


def _answer(actor: Actor, dispatch: "Dispatch") -> Step | None:
    if not may(actor, "handling.answer"):
        return None
    parts = submissions.list_open_parts(actor)
    mine = (p for p in parts if p.instruction.submission.dispatch_id == dispatch.pk)
    part = next(mine, None)
    if part is None:
        return None
    label = _("Mở việc lãnh đạo giao") if part.opened_at is None else _("Báo kết quả")
    return Step(label, reverse("handling:part", args=[part.public_id]), "speak")


def _submit(actor: Actor, dispatch: "Dispatch") -> Step | None:
    """Only what came from elsewhere is laid before a leader as a matter of course."""
    if dispatch.organisation_id == actor.body_id:
        return None
    paper = build_paper(actor, dispatch)
    if not paper.can_submit or paper.submissions:
        return None
    if any(share.state != WorkState.NEW for share in _own_shares(actor, dispatch, lambda _s: True)):
        return None
    url = reverse("handling:submit", args=[dispatch.public_id])
    return Step(_("Trình lãnh đạo"), url, "send")


def _work(actor: Actor, dispatch: "Dispatch") -> Step | None:
    if not may(actor, "assignment.accept"):
        return None
    shares = _own_shares(actor, dispatch, lambda share: share.state in OPEN)
    new = [share for share in shares if share.state == WorkState.NEW]
    if len(new) > 1:
        url = reverse("documents:detail", args=[dispatch.public_id]) + "#viec"
        return Step(_("Xem %(count)s nhiệm vụ chưa nhận") % {"count": len(new)}, url, "tasks")
    if not shares:
        return None
    share = new[0] if new else shares[0]
    label = _("Nhận nhiệm vụ") if new else _("Báo kết quả")
    return Step(label, reverse("assignments:detail", args=[share.public_id]), "tasks")


def _confirm(actor: Actor, dispatch: "Dispatch") -> Step | None:
    if dispatch.organisation_id != actor.body_id or not may(actor, "assignment.confirm"):
        return None
    pairs = list_tasks_of(actor, dispatch)
    done = sum(share.state == WorkState.DONE for _task, shares in pairs for share in shares)
    if not done:
        return None
    label = _("Xác nhận %(count)s kết quả") % {"count": done}
    return Step(label, reverse("assignments:waiting"), "person-check")


def _own_shares(
    actor: Actor, dispatch: "Dispatch", wanted: Callable[["AssignedBody"], bool]
) -> list["AssignedBody"]:
    """The body's shares, those first that the person answers for."""
    found = [
        share
        for _task, shares in list_tasks_of(actor, dispatch)
        for share in shares
        if share.organisation_id == actor.body_id and wanted(share)
    ]
    return sorted(found, key=lambda share: share.person_answerable_id != actor.person_id)
