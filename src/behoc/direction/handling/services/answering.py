"""A person sees what the leader gave, and answers: under way, in difficulty, done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.handling.models import Answer, AnswerFile, InstructedPart
from behoc.direction.handling.rules import PartState, require_standing, state_after
from behoc.direction.handling.services.holding import lock_submission
from behoc.direction.handling.services.telling import tell_answered
from behoc.ground.access.services import require
from behoc.ground.attachments.services import require_sender
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotAllowed, RuleBroken
from behoc.kernel.text import clean

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile


@transaction.atomic
def open_part(actor: Actor, part: InstructedPart) -> None:
    """Note that the named person has seen the part; anybody else leaves no mark."""
    require(actor, "handling.view", part)
    if part.person_id != actor.person_id or part.opened_at is not None:
        return
    part.opened_at = now()
    part.save(update_fields=["opened_at"])
    record(actor, "handling.open", part, after={"opened_at": part.opened_at})


@transaction.atomic
def answer_part(
    actor: Actor,
    part: InstructedPart,
    *,
    kind: str,
    text: str,
    files: Sequence["StoredFile"],
    submission_key: str,
) -> Answer:
    """Keep what the named person answers; the same answer twice is one.

    Refused once the instruction was withdrawn or amended, and after the part was reported done.
    """
    require(actor, "handling.answer", part)
    lock_submission(actor, "handling.answer", part.instruction.submission)
    held = _fresh(part)
    if held.person_id != actor.person_id:
        raise NotAllowed("Việc này lãnh đạo giao người khác; chỉ người đó trả lời được.")
    rows = Answer.objects.everything(reason="the same answer may have arrived before")
    known: Answer | None = rows.filter(part=held, submission_key=submission_key).first()
    if known is not None:
        return known
    require_standing(held.instruction.state)
    require_sender(actor, files)
    if held.state == PartState.DONE:
        raise RuleBroken("Việc này đã báo xong trước đó, không báo thêm.")
    if not clean(text):
        raise RuleBroken("Chưa ghi gì. Viết ít nhất một câu rồi gửi.")
    before = {"state": held.state}
    held.state = state_after(kind)
    held.done_at = now() if held.state == PartState.DONE else None
    held.opened_at = held.opened_at or now()
    held.save(update_fields=["state", "done_at", "opened_at"])
    answer = Answer(
        part=held,
        person_id=actor.person,
        kind=kind,
        text=text.strip(),
        submission_key=submission_key,
        created_at=now(),
    )
    answer.save()
    for file in files:
        AnswerFile(answer=answer, stored_file=file).save()
    tell_answered(answer)
    record(
        actor,
        "handling.answer",
        held,
        before=before,
        after={"state": held.state, "text": answer.text, "files": [each.name for each in files]},
    )
    return answer


def _fresh(part: InstructedPart) -> InstructedPart:
    rows = InstructedPart.objects.everything(reason="read again under the submission's lock")
    found: InstructedPart = rows.select_related("instruction").get(pk=part.pk)
    return found
