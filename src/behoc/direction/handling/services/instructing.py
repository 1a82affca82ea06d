"""The leader's word: instruct, amend, withdraw, or return the paper to the clerk."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from behoc.direction.handling.models import Instruction, Submission
from behoc.direction.handling.queries.people import Receiver, list_receivers, position_of
from behoc.direction.handling.rules import (
    InstructionState,
    SubmissionState,
    require_standing,
    require_waiting,
    sentences,
)
from behoc.direction.handling.services.booking import write_passing
from behoc.direction.handling.services.desks import (
    name_lead_answerable,
    release_lead,
    stand_on_desks,
    take_off_desks,
)
from behoc.direction.handling.services.holding import lock_submission, require_authority
from behoc.direction.handling.services.telling import (
    tell_instructed,
    tell_returned,
    tell_withdrawn,
)
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean


@dataclass(frozen=True, slots=True)
class Word:
    """What the leader says: in picked or own words, who leads, who co-ordinates, by when."""

    lead: Receiver
    coordinators: tuple[Receiver, ...] = ()
    due_on: date | None = None
    sentence: str = ""
    text: str = ""

    @property
    def wording(self) -> str:
        """Own words go before the picked sentence."""
        picked = sentences().get(self.sentence)
        return clean(self.text) or (picked.text if picked else "")


@transaction.atomic
def instruct(
    actor: Actor, submission: Submission, word: Word, *, submission_key: str
) -> Instruction:
    """Instruct on a waiting submission, as its leader or in the leader's place.

    Of two at once one is kept; the same press twice is one.
    """
    submission = lock_submission(actor, "handling.instruct", submission)
    known = _known(submission, submission_key)
    if known is not None:
        return known
    require_waiting(submission.state)
    instruction = _give(actor, submission, word, submission_key)
    submission.state = SubmissionState.INSTRUCTED
    submission.closed_at = instruction.given_at
    submission.closed_by_id = actor.person
    submission.save(update_fields=["state", "closed_at", "closed_by"])
    record(actor, "handling.instruct", submission, after=_facts(instruction, word))
    return instruction


@transaction.atomic
def amend(
    actor: Actor, instruction: Instruction, word: Word, *, reason: str, submission_key: str
) -> Instruction:
    """Put another instruction in the place of a standing one, which is kept with its answers.

    Whoever keeps the same part with the same words and date goes on as before; all others begin.
    """
    submission = lock_submission(actor, "handling.instruct", instruction.submission)
    known = _known(submission, submission_key)
    if known is not None:
        return known
    old = _standing(instruction)
    _end(actor, old, InstructionState.AMENDED, clean(reason))
    new = _give(actor, submission, word, submission_key, instead_of=old)
    take_off_desks(actor, old, instead=new)
    release_lead(actor, old)
    record(
        actor,
        "handling.amend",
        submission,
        before={"text": old.text, "due_on": old.due_on},
        after={**_facts(new, word), "reason": old.reason},
    )
    return new


@transaction.atomic
def withdraw(actor: Actor, instruction: Instruction, *, reason: str) -> Instruction:
    """Take an instruction back, with a reason; answers stay, and a second press is nothing."""
    submission = lock_submission(actor, "handling.instruct", instruction.submission)
    require_authority(actor, submission)
    held = _fresh(instruction)
    if held.state == InstructionState.WITHDRAWN:
        return held
    require_standing(held.state)
    if not clean(reason):
        raise RuleBroken("Chưa ghi lý do thu hồi. Viết một câu để người đang làm biết vì sao.")
    _end(actor, held, InstructionState.WITHDRAWN, clean(reason))
    take_off_desks(actor, held, instead=None)
    write_passing(actor, None, instead_of=held)
    release_lead(actor, held)
    tell_withdrawn(held)
    record(actor, "handling.withdraw", submission, after={"text": held.text, "reason": held.reason})
    return held


@transaction.atomic
def return_submission(actor: Actor, submission: Submission, *, reason: str) -> Submission:
    """Give the paper back to who submitted it, with a reason; a second press changes nothing."""
    submission = lock_submission(actor, "handling.instruct", submission)
    require_authority(actor, submission)
    if submission.state == SubmissionState.RETURNED:
        return submission
    require_waiting(submission.state)
    if not clean(reason):
        raise RuleBroken("Chưa ghi lý do trả lại. Viết một câu để văn thư biết cần làm gì.")
    submission.state = SubmissionState.RETURNED
    submission.reason = clean(reason)
    submission.closed_at = now()
    submission.closed_by_id = actor.person
    submission.save(update_fields=["state", "reason", "closed_at", "closed_by"])
    tell_returned(submission, actor.name)
    record(actor, "handling.return", submission, after={"reason": submission.reason})
    return submission


def _give(
    actor: Actor,
    submission: Submission,
    word: Word,
    submission_key: str,
    *,
    instead_of: Instruction | None = None,
) -> Instruction:
    authority = require_authority(actor, submission)
    _check(actor, word)
    delegation, body = authority.delegation, submission.organisation_id
    action = "handling.instruct"
    instruction = Instruction(
        submission=submission,
        number=instead_of.number + 1 if instead_of else 1,
        given_by_id=actor.person,
        given_by_position=position_of(actor.person, body, action),
        on_behalf_of_id=delegation.leader_id if delegation else None,
        on_behalf_of_position=position_of(delegation.leader_id, body, action) if delegation else "",
        delegation=delegation,
        sentence="" if clean(word.text) else word.sentence,
        text=word.wording,
        due_on=word.due_on,
        submission_key=submission_key,
        given_at=now(),
    )
    instruction.save()
    stand_on_desks(actor, instruction, word.lead, word.coordinators, instead_of=instead_of)
    name_lead_answerable(actor, instruction, word.lead)
    write_passing(actor, instruction, instead_of=instead_of)
    tell_instructed(instruction)
    return instruction


def _check(actor: Actor, word: Word) -> None:
    if not word.wording:
        raise RuleBroken("Chưa có ý kiến. Chọn một câu, hoặc nói hay viết một câu.")
    known = {each.code for each in list_receivers(actor.body)}
    if any(each.code not in known for each in (word.lead, *word.coordinators)):
        raise RuleBroken("Có người hoặc nơi được chọn không còn thuộc cơ quan. Chọn lại.")


def _known(submission: Submission, submission_key: str) -> Instruction | None:
    rows = Instruction.objects.everything(reason="the same press may have arrived before")
    found: Instruction | None = rows.filter(
        submission=submission, submission_key=submission_key
    ).first()
    return found


def _fresh(instruction: Instruction) -> Instruction:
    rows = Instruction.objects.everything(reason="read again under the lock of its submission")
    found: Instruction = rows.get(pk=instruction.pk)
    return found


def _standing(instruction: Instruction) -> Instruction:
    held = _fresh(instruction)
    if held.state == InstructionState.AMENDED:
        raise Conflict("Ý kiến này vừa được sửa. Tải lại trang để sửa tiếp từ bản mới.")
    require_standing(held.state)
    return held


def _end(actor: Actor, instruction: Instruction, state: InstructionState, reason: str) -> None:
    instruction.state = state
    instruction.reason = reason
    instruction.ended_at = now()
    instruction.ended_by_id = actor.person
    instruction.save(update_fields=["state", "reason", "ended_at", "ended_by"])


def _facts(instruction: Instruction, word: Word) -> dict[str, object]:
    stands_in = instruction.on_behalf_of
    return {
        "text": instruction.text,
        "lead": word.lead.name,
        "coordinators": [each.name for each in word.coordinators],
        "due_on": instruction.due_on,
        "in_place_of": stands_in.full_name if stands_in else None,
        "delegation": instruction.delegation.public_id if instruction.delegation else None,
    }
