"""The giver looks at what was reported as done: confirms it, or returns it with a reason."""

from collections.abc import Sequence

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.queries.judging import doubts_of, last_report_id
from behoc.direction.assignments.rules import Step, WorkState, next_state
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.telling import tell_body
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean

_TOLD = {
    WorkState.CONFIRMED: "assignment.confirmed",
    WorkState.RETURNED: "assignment.returned",
}


@transaction.atomic
def confirm_result(actor: Actor, assigned: AssignedBody, *, seen: str = "") -> AssignedBody:
    """The giver takes what was reported as done; `seen` is the last report on the giver's screen.

    One's own second press changes nothing; who comes second is told who was first.
    """
    assigned = lock_share(actor, "assignment.confirm", assigned)
    if _decided_alike(actor, assigned, WorkState.CONFIRMED):
        return assigned
    _check_first(assigned)
    _check_seen(assigned, seen)
    return _decide(actor, assigned, Step.CONFIRM, action="assignment.confirm")


@transaction.atomic
def return_result(
    actor: Actor, assigned: AssignedBody, *, reason: str, seen: str = ""
) -> AssignedBody:
    """The giver sends the result back with a reason; the body mends it and reports again."""
    assigned = lock_share(actor, "assignment.confirm", assigned)
    if _decided_alike(actor, assigned, WorkState.RETURNED) and assigned.reason == clean(reason):
        return assigned
    _check_first(assigned)
    _check_seen(assigned, seen)
    return _decide(actor, assigned, Step.RETURN, action="assignment.return", reason=reason)


@transaction.atomic
def reopen_result(actor: Actor, assigned: AssignedBody, *, reason: str) -> AssignedBody:
    """A confirmation was a mistake: the task goes back to its body with the reason."""
    assigned = lock_share(actor, "assignment.confirm", assigned)
    if _decided_alike(actor, assigned, WorkState.RETURNED) and assigned.reason == clean(reason):
        return assigned
    return _decide(actor, assigned, Step.REOPEN, action="assignment.reopen", reason=reason)


@transaction.atomic
def confirm_many(actor: Actor, shares: Sequence[AssignedBody]) -> int:
    """Confirm the results in which nothing is in doubt; returns how many.

    A result that somebody else has just decided is passed over; one in doubt is refused, because
    it is to be looked at alone.
    """
    confirmed = 0
    for share in sorted(shares, key=lambda each: each.pk):
        held = lock_share(actor, "assignment.confirm", share)
        if held.state != WorkState.DONE:
            continue
        if doubts_of([held])[held.pk]:
            raise RuleBroken(
                "Kết quả của %(body)s cần xem riêng rồi mới xác nhận. Bỏ chọn nơi này.",
                body=held.organisation.short_name,
            )
        _decide(actor, held, Step.CONFIRM, action="assignment.confirm")
        confirmed += 1
    return confirmed


def _decide(
    actor: Actor, assigned: AssignedBody, step: Step, *, action: str, reason: str = ""
) -> AssignedBody:
    before = {"state": assigned.state, "returned_times": assigned.returned_times}
    next_one = next_state(assigned.state, step)
    assigned.state = next_one
    assigned.reason = clean(reason)
    if assigned.state == WorkState.RETURNED:
        if not assigned.reason:
            raise RuleBroken("Chưa ghi lý do trả lại. Viết một câu để nơi làm biết sửa gì.")
        assigned.returned_times += 1
        assigned.done_at = None
    assigned.decided_at = now()
    assigned.decided_by_id = actor.person
    assigned.save(
        update_fields=["state", "reason", "decided_at", "decided_by", "returned_times", "done_at"]
    )
    tell_body(assigned, _TOLD[next_one], str(assigned.returned_times), assigned.reason)
    after = {"state": assigned.state, "returned_times": assigned.returned_times}
    record(
        actor,
        action,
        assigned,
        before=before,
        after=after | ({"reason": assigned.reason} if assigned.reason else {}),
    )
    return assigned


def _decided_alike(actor: Actor, assigned: AssignedBody, state: WorkState) -> bool:
    return assigned.state == state and assigned.decided_by_id == actor.person_id


def _check_first(assigned: AssignedBody) -> None:
    """Who comes second is told who was first, and what came of it."""
    if assigned.decided_by is None or assigned.decided_at is None:
        return
    facts = {"who": assigned.decided_by.full_name, "when": in_words(assigned.decided_at)}
    if assigned.state == WorkState.CONFIRMED:
        raise Conflict(
            "Kết quả này đã được %(who)s xác nhận lúc %(when)s. Anh/chị không phải làm gì thêm.",
            **facts,
        )
    if assigned.state == WorkState.RETURNED:
        raise Conflict(
            "Kết quả này đã được %(who)s trả lại lúc %(when)s với lý do: “%(reason)s”.",
            **facts,
            reason=assigned.reason,
        )


def _check_seen(assigned: AssignedBody, seen: str) -> None:
    if seen and seen != last_report_id(assigned):
        raise Conflict(
            "Nơi thực hiện vừa gửi thêm báo cáo sau khi anh/chị mở trang. "
            "Xem báo cáo mới rồi xác nhận hoặc trả lại."
        )
