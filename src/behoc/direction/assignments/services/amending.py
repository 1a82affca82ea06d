"""The giver changes a task (T9): from when, why, before and after; all who build on it hear."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from behoc.direction.assignments.models import (
    Amendment,
    AmendmentNotice,
    AssignedBody,
    Assignment,
    Petition,
)
from behoc.direction.assignments.queries.amend_page import list_addable
from behoc.direction.assignments.queries.parts import list_built_on
from behoc.direction.assignments.rules import (
    OPEN,
    DueSource,
    Step,
    WorkState,
    check_day,
    next_state,
)
from behoc.direction.assignments.rules.petitions import PetitionState
from behoc.direction.assignments.services.ending import end_shares
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.moving import move_deadlines
from behoc.direction.assignments.services.telling import tell_amended
from behoc.direction.documents.services.delivering import pass_on
from behoc.ground.access.services import require
from behoc.ground.audit.services import Deed, record, record_all
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, now, today
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean


@dataclass(frozen=True, slots=True)
class Change:
    """What a task is to be from now on: its words, its last good day, bodies more and fewer."""

    text: str
    due_on: date | None
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a task is changed, from when, and by which document."""

    reason: str
    effective_on: date
    basis: str = ""


@transaction.atomic
def amend_task(
    actor: Actor, assignment: Assignment, change: Change, ground: Ground, *, seen: int
) -> Amendment:
    """Make the next version of a task; `seen` is the version that stood on the giver's screen."""
    require(actor, "assignment.amend", assignment)
    rows = Assignment.objects.everything(reason="the task was fetched within reach; now locked")
    assignment = rows.select_for_update().get(pk=assignment.pk)
    _check(assignment, change, ground, seen)
    _check_added(assignment, change.added)
    before = version_of(assignment)
    shares = _hold_shares(assignment)
    _change_words(assignment, change.text)
    _move_day(assignment, shares, change.due_on, before)
    gone = [each for each in shares if each.organisation_id in change.removed]
    end_shares(actor, gone, reason=ground.reason, deed="assignment.take_off")
    _put_on(assignment, _hold_shares(assignment), change)
    after = version_of(assignment)
    if after == before:
        raise RuleBroken("Chưa có gì thay đổi so với bản đang áp dụng.")
    amendment = Amendment(
        assignment=assignment,
        version=seen + 1,
        before=before,
        after=after,
        effective_on=ground.effective_on,
        reason=clean(ground.reason),
        basis=clean(ground.basis)[:300],
        person_id=actor.person,
        created_at=now(),
    )
    amendment.save()
    record(actor, "assignment.amend", assignment, before=before, after=after)
    _push(actor, amendment)
    return amendment


@transaction.atomic
def note_amendment(actor: Actor, notice: AmendmentNotice) -> AmendmentNotice:
    """The body has seen what changed; a second press changes nothing."""
    assigned = lock_share(actor, "assignment.report", notice.assigned)
    rows = AmendmentNotice.objects.everything(reason="fetched within reach; its share is held")
    notice = rows.get(pk=notice.pk)
    if notice.noted_at is not None:
        return notice
    notice.noted_at, notice.noted_by_id = now(), actor.person
    notice.save(update_fields=["noted_at", "noted_by"])
    record(actor, "assignment.note", assigned, after={"noted_at": notice.noted_at})
    return notice


def version_of(assignment: Assignment) -> dict[str, Any]:
    """The task as it stands: its words, the nearest day of those still at work, its bodies."""
    rows = AssignedBody.objects.everything(reason="every body of a task that its giver changes")
    shares = list(
        rows.filter(assignment=assignment)
        .exclude(state=WorkState.LAPSED)
        .select_related("organisation")
        .order_by("organisation__name_folded", "pk")
    )
    current = [each for each in shares if each.state in OPEN and each.is_current]
    days = [each.due_on for each in current if each.due_on]
    return {
        "text": assignment.text,
        "due_on": min(days).isoformat() if days else None,
        "bodies": list(dict.fromkeys(each.organisation.short_name for each in shares)),
    }


def _check(assignment: Assignment, change: Change, ground: Ground, seen: int) -> None:
    latest = assignment.amendments.select_related("person").order_by("-version").first()
    if latest is not None and latest.version != seen:
        raise Conflict(
            "%(who)s đã sửa nhiệm vụ này lúc %(when)s. Xem bản mới rồi sửa tiếp nếu cần.",
            who=latest.person.full_name,
            when=in_words(latest.created_at),
        )
    if latest is None and seen:
        raise Conflict
    if not clean(change.text):
        raise RuleBroken("Nội dung nhiệm vụ đang trống. Ghi lại nội dung rồi lưu.")
    if not clean(ground.reason):
        raise RuleBroken("Chưa ghi lý do sửa. Viết một câu để các nơi hiểu.")


def _check_added(assignment: Assignment, added: tuple[int, ...]) -> None:
    """What a body gave out of its own share goes no further than when it was given out."""
    below = list_addable(assignment)
    if below is not None and not set(added) <= below:
        raise RuleBroken("Chỉ giao việc này cho cơ quan trực thuộc ngay dưới cơ quan mình.")


def _hold_shares(assignment: Assignment) -> list[AssignedBody]:
    rows = AssignedBody.objects.everything(reason="every share of a task that its giver changes")
    return list(rows.filter(assignment=assignment).order_by("pk").select_for_update())


def _change_words(assignment: Assignment, text: str) -> None:
    if clean(text) != clean(assignment.text):
        assignment.text = text.strip()
        assignment.save(update_fields=["text"])


def _move_day(
    assignment: Assignment, shares: list[AssignedBody], due_on: date | None, before: dict[str, Any]
) -> None:
    """The same day for all who are still at work on the nearest period, and for later ones.

    What they asked up to that day is settled.
    """
    if due_on is None or due_on.isoformat() == before["due_on"]:
        return
    check_day(due_on, today())
    at_work = [each for each in shares if each.state in OPEN and each.is_current]
    if not at_work:
        return
    period = min(at_work, key=lambda each: (each.due_on or date.max, each.pk)).period
    moved = [each for each in at_work if each.period == period]
    printed = {each.due_on for each in moved if each.due_source == DueSource.PRINTED}
    for share in moved:
        share.due_on, share.due_source = due_on, DueSource.PRINTED
        share.save(update_fields=["due_on", "due_source"])
    for day in filter(None, printed):
        move_deadlines(assignment, period, day, due_on)
    rows = Petition.objects.everything(reason="the shares are held by the act that moves their day")
    settled = rows.filter(assigned__in=moved, state=PetitionState.WAITING, proposed_on__lte=due_on)
    settled.update(state=PetitionState.DROPPED)


def _put_on(assignment: Assignment, shares: list[AssignedBody], change: Change) -> None:
    """Whoever is added has the day and period of the rest; who was let go starts anew."""
    if not change.added:
        return
    model = next((each for each in shares if each.is_current), None)
    period = model.period if model else ""
    known = {(each.organisation_id, each.period): each for each in shares}
    for body in change.added:
        share = known.get((body, period)) or AssignedBody(
            assignment=assignment, organisation_id=body, role="carry_out", state=WorkState.LAPSED
        )
        if share.state != WorkState.LAPSED:
            continue
        share.state, share.reason = next_state(share.state, Step.RENEW), ""
        share.due_on = change.due_on or (model.due_on if model else None)
        share.period, share.opened_at = period, None
        share.next_opens_on = model.next_opens_on if model else None
        share.accepted_at = share.accepted_by = share.done_at = None
        share.save()
    pass_on(assignment.document.dispatch, change.added)


def _push(actor: Actor, amendment: Amendment) -> None:
    """A notice for every body that builds on the task, also through parts broken off it."""
    rows = AssignedBody.objects.everything(reason="whoever builds on an amended task hears of it")
    shares = rows.filter(assignment=amendment.assignment).select_related("organisation")
    own = list(shares.order_by("pk"))
    reached = [each for each in (*own, *list_built_on(each.pk for each in own)) if each.is_current]
    told = [each for each in reached if each.state != WorkState.LAPSED]
    AmendmentNotice.objects.everything(reason="one for each share that was reached").bulk_create(
        AmendmentNotice(amendment=amendment, assigned=each) for each in told
    )
    reason = {"reason": amendment.reason}
    days = [{"due_on": version["due_on"]} for version in (amendment.before, amendment.after)]
    before, after = days if days[0] != days[1] else ({}, {})
    deeds = [Deed(each, before, after | reason) for each in told]
    record_all(actor, "assignment.amend", deeds)
    tell_amended(amendment, told)
