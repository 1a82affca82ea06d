"""What a body asks of the giver: a later day, or to be let off a task not its own to do (T3)."""

from datetime import date

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Petition
from behoc.direction.assignments.rules import DueSource, Step, next_state
from behoc.direction.assignments.rules.petitions import PetitionKind, PetitionState, check_new_day
from behoc.direction.assignments.services.ending import end_shares
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.telling import tell_body, tell_giver
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, now, today
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean

_ASKED = {
    PetitionKind.EXTENSION: "assignment.ask_extension",
    PetitionKind.OBJECTION: "assignment.object",
}


@transaction.atomic
def ask_extension(
    actor: Actor, assigned: AssignedBody, *, reason: str, proposed_on: date | None
) -> Petition:
    """The body asks for a later day; until the giver answers, the old one holds."""
    assigned = lock_share(actor, "assignment.report", assigned)
    next_state(assigned.state, Step.ASK)
    check_new_day(assigned.due_on, proposed_on, today())
    return _ask(actor, assigned, PetitionKind.EXTENSION, reason, proposed_on)


@transaction.atomic
def object_to_task(actor: Actor, assigned: AssignedBody, *, reason: str) -> Petition:
    """The body says that the task is not its own to do; the giver decides."""
    assigned = lock_share(actor, "assignment.report", assigned)
    next_state(assigned.state, Step.ASK)
    return _ask(actor, assigned, PetitionKind.OBJECTION, reason, None)


@transaction.atomic
def take_back_petition(actor: Actor, petition: Petition) -> Petition:
    """The body no longer asks; once answered, there is nothing to take back."""
    assigned = lock_share(actor, "assignment.report", petition.assigned)
    petition = _fresh(petition)
    if petition.state == PetitionState.DROPPED:
        return petition
    _check_waiting(petition)
    petition.state = PetitionState.DROPPED
    petition.save(update_fields=["state"])
    record(actor, "assignment.take_back", assigned, before={"reason": petition.reason})
    return petition


def answer_petition(
    actor: Actor, petition: Petition, *, granted: bool, due_on: date | None = None, answer: str = ""
) -> Petition:
    """The giver's yes or no to whatever was asked."""
    if not granted:
        return refuse_petition(actor, petition, answer=answer)
    if petition.kind == PetitionKind.OBJECTION:
        return grant_objection(actor, petition, answer=answer)
    return grant_extension(actor, petition, due_on=due_on, answer=answer)


@transaction.atomic
def grant_extension(
    actor: Actor, petition: Petition, *, due_on: date | None = None, answer: str = ""
) -> Petition:
    """The giver moves the last good day to the proposed one, or to another that it names."""
    assigned = _lock(actor, petition)
    petition = _fresh(petition)
    new = due_on or petition.proposed_on
    if _answered_alike(actor, petition, PetitionState.GRANTED) and petition.due_after == new:
        return petition
    _check_kind(petition, PetitionKind.EXTENSION)
    _check_waiting(petition)
    next_state(assigned.state, Step.EXTEND)
    check_new_day(assigned.due_on, new, today())
    petition.due_before, petition.due_after = assigned.due_on, new
    assigned.due_on, assigned.due_source = new, DueSource.EXTENDED
    assigned.save(update_fields=["due_on", "due_source"])
    _answer(actor, petition, PetitionState.GRANTED, answer)
    before, after = {"due_on": petition.due_before}, {"due_on": new}
    record(actor, "assignment.extend", assigned, before=before, after=after | _reason(answer))
    return petition


@transaction.atomic
def grant_objection(actor: Actor, petition: Petition, *, answer: str = "") -> Petition:
    """The giver agrees that the task is not the body's: its share lapses, the rest goes on."""
    assigned = _lock(actor, petition)
    petition = _fresh(petition)
    if _answered_alike(actor, petition, PetitionState.GRANTED):
        return petition
    _check_kind(petition, PetitionKind.OBJECTION)
    _check_waiting(petition)
    next_state(assigned.state, Step.LAPSE)
    _answer(actor, petition, PetitionState.GRANTED, answer)
    end_shares(actor, [assigned], reason=petition.reason, deed="assignment.let_off")
    return petition


@transaction.atomic
def refuse_petition(actor: Actor, petition: Petition, *, answer: str) -> Petition:
    """The giver says no, and why; the task stands as it was."""
    assigned = _lock(actor, petition)
    petition = _fresh(petition)
    same = _answered_alike(actor, petition, PetitionState.REFUSED)
    if same and petition.answer == clean(answer):
        return petition
    _check_waiting(petition)
    if not clean(answer):
        raise RuleBroken("Chưa ghi vì sao không đồng ý. Viết một câu để nơi làm hiểu.")
    _answer(actor, petition, PetitionState.REFUSED, answer)
    record(actor, "assignment.refuse", assigned, after=_reason(answer))
    return petition


def _ask(
    actor: Actor, assigned: AssignedBody, kind: PetitionKind, reason: str, proposed_on: date | None
) -> Petition:
    if not clean(reason):
        raise RuleBroken("Chưa ghi lý do. Viết một câu để nơi giao quyết định.")
    rows = Petition.objects.everything(reason="the share was fetched within reach and is held")
    known: Petition | None = rows.filter(
        assigned=assigned, kind=kind, state=PetitionState.WAITING
    ).first()
    if known is not None and (known.reason, known.proposed_on) == (clean(reason), proposed_on):
        return known
    if known is not None:
        raise Conflict(
            "Cơ quan mình đã gửi một đề xuất như vậy lúc %(when)s, nơi giao chưa trả lời. "
            "Rút lại rồi gửi mới nếu cần sửa.",
            when=in_words(known.asked_at),
        )
    petition = Petition(
        assigned=assigned,
        kind=kind,
        reason=clean(reason),
        proposed_on=proposed_on,
        asked_by_id=actor.person,
        asked_at=now(),
    )
    petition.save()
    after = {"proposed_on": proposed_on} if proposed_on else {}
    record(actor, _ASKED[kind], assigned, after=after | _reason(reason))
    tell_giver(assigned, "assignment.asked", str(petition.public_id), text=petition.reason)
    return petition


def _answer(actor: Actor, petition: Petition, state: PetitionState, answer: str) -> None:
    petition.state = state
    petition.answer = clean(answer)
    petition.answered_by_id = actor.person
    petition.answered_at = now()
    petition.save(
        update_fields=["state", "answer", "answered_by", "answered_at", "due_before", "due_after"]
    )
    tell_body(petition.assigned, "assignment.answered", str(petition.public_id), petition.answer)


def _lock(actor: Actor, petition: Petition) -> AssignedBody:
    """The share held for the giver: whoever answers waits here for whoever answers first."""
    require(actor, "assignment.confirm", petition)
    return lock_share(actor, "assignment.confirm", petition.assigned)


def _fresh(petition: Petition) -> Petition:
    rows = Petition.objects.everything(reason="fetched within reach; its share is now held")
    found: Petition = rows.get(pk=petition.pk)
    return found


def _answered_alike(actor: Actor, petition: Petition, state: PetitionState) -> bool:
    return petition.state == state and petition.answered_by_id == actor.person_id


def _check_kind(petition: Petition, kind: PetitionKind) -> None:
    if petition.kind != kind:
        raise RuleBroken("Đề xuất này thuộc loại khác. Tải lại trang rồi trả lời.")


def _check_waiting(petition: Petition) -> None:
    if petition.state == PetitionState.DROPPED:
        raise Conflict("Đề xuất này không còn cần trả lời: nơi làm đã rút hoặc việc đã kết thúc.")
    if petition.answered_by is not None and petition.answered_at is not None:
        raise Conflict(
            "%(who)s đã trả lời đề xuất này lúc %(when)s.",
            who=petition.answered_by.full_name,
            when=in_words(petition.answered_at),
        )


def _reason(text: str) -> dict[str, str]:
    return {"reason": clean(text)} if clean(text) else {}
