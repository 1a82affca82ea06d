"""Days that are not printed: the body's own, those that an event sets, and the end of a rhythm."""

from datetime import date

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Assignment, Deadline
from behoc.direction.assignments.rules import OPEN, DueSource, check_day
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.recurring import plan_again
from behoc.direction.assignments.services.telling import tell_event
from behoc.ground.access.services import require
from behoc.ground.audit.services import Deed, record, record_all
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today
from behoc.kernel.deadlines import counted_from, recurs
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean

LONGEST_PROOF = 500


@transaction.atomic
def set_own_day(actor: Actor, assigned: AssignedBody, due_on: date) -> AssignedBody:
    """The body sets the day that the text leaves open; it is shown as set by the body."""
    assigned = lock_share(actor, "assignment.arrange", assigned)
    if assigned.due_on == due_on and assigned.due_source == DueSource.OWN:
        return assigned
    if assigned.state not in OPEN:
        raise RuleBroken("Nhiệm vụ không còn đang làm nên không đặt ngày nữa.")
    if assigned.due_on is not None and assigned.due_source != DueSource.OWN:
        raise RuleBroken(
            "Nhiệm vụ này đã có hạn %(day)s do nơi giao định. Cần thêm thời gian thì xin gia hạn.",
            day=f"{assigned.due_on:%d/%m/%Y}",
        )
    check_day(due_on, today())
    before = {"due_on": assigned.due_on}
    assigned.due_on, assigned.due_source = due_on, DueSource.OWN
    assigned.save(update_fields=["due_on", "due_source"])
    record(actor, "assignment.set_day", assigned, before=before, after={"due_on": due_on})
    return assigned


@transaction.atomic
def state_event(
    actor: Actor, deadline: Deadline, *, happened_on: date, proof: str
) -> list[AssignedBody]:
    """Say that what a deadline waits for has happened; where days are counted, they run from it.

    Returns the shares that got a day. Said again alike, nothing changes.
    """
    require(actor, "assignment.follow", deadline.assignment)
    held = Deadline.objects.select_for_update().get(pk=deadline.pk)
    proof = clean(proof)[:LONGEST_PROOF]
    if (held.happened_on, held.happened_proof) == (happened_on, proof):
        return []
    _check_event(held, happened_on, proof)
    held.happened_on, held.happened_proof = happened_on, proof
    held.happened_by_id = actor.person
    held.due_on = _counted(held)
    held.save(update_fields=["happened_on", "happened_proof", "happened_by", "due_on"])
    shares = _date_shares(held)
    deeds = [
        Deed(share, after={"due_on": share.due_on, "happened_on": happened_on, "proof": proof})
        for share in shares
    ]
    record_all(actor, "assignment.event", deeds)
    tell_event(shares, held)
    return shares


@transaction.atomic
def set_end(actor: Actor, assignment: Assignment, ends_on: date | None) -> None:
    """Say after which day a recurring duty of the body's own giving comes no more."""
    require(actor, "assignment.follow", assignment)
    rows = Deadline.objects.select_for_update().filter(assignment=assignment)
    deadlines = list(rows.order_by("pk"))
    recurring = [each for each in deadlines if recurs(each.codes, each.interval)]
    if not recurring:
        raise RuleBroken("Nhiệm vụ này làm một lần nên không có ngày thôi lặp lại.")
    changed = [each for each in recurring if each.ends_on != ends_on]
    if not changed:
        return
    before = {"ends_on": changed[0].ends_on}
    for each in changed:
        each.ends_on = ends_on
        each.save(update_fields=["ends_on"])
    plan_again(assignment, deadlines)
    record(actor, "assignment.set_end", assignment, before=before, after={"ends_on": ends_on})


def _check_event(deadline: Deadline, happened_on: date, proof: str) -> None:
    if not deadline.event:
        raise RuleBroken("Thời hạn này không chờ sự kiện nào.")
    if deadline.happened_on is not None:
        raise Conflict(
            "Sự kiện đã được ghi là xảy ra ngày %(day)s. Tải lại trang để xem.",
            day=f"{deadline.happened_on:%d/%m/%Y}",
        )
    if happened_on > today():
        raise RuleBroken(
            "Ngày %(day)s chưa tới. Ghi khi sự kiện đã xảy ra.", day=f"{happened_on:%d/%m/%Y}"
        )
    if not proof:
        raise RuleBroken("Chưa ghi căn cứ. Ghi số, ngày của văn bản hoặc nguồn tin.")


def _counted(deadline: Deadline) -> date | None:
    if deadline.happened_on is None or deadline.count_days is None:
        return None
    working = deadline.counts_working_days
    return counted_from(deadline.happened_on, deadline.count_days, working=working)


def _date_shares(deadline: Deadline) -> list[AssignedBody]:
    """The open shares that the event moves: all that had no other day."""
    rows = AssignedBody.objects.everything(reason="an event sets the day of every body's share")
    found = rows.open().filter(assignment=deadline.assignment_id, due_on=None)
    shares = list(found.select_for_update(of=("self",)).select_related("organisation"))
    if deadline.due_on:
        for share in shares:
            share.due_on, share.due_source = deadline.due_on, DueSource.EVENT
        rows.bulk_update(shares, ["due_on", "due_source"])
    return shares
