"""What hinders a body in its share is told upward; the giver may answer."""

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Difficulty
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.telling import tell_answer, tell_difficulty
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean

LONGEST = 3000


@transaction.atomic
def tell_of_difficulty(
    actor: Actor, assigned: AssignedBody, *, text: str, submission_key: str
) -> Difficulty:
    """Keep what hinders the body and let the giver know; the same submission twice is one."""
    assigned = lock_share(actor, "assignment.report", assigned)
    rows = Difficulty.objects.everything(reason="the same submission may have arrived before")
    known: Difficulty | None = rows.filter(assigned=assigned, submission_key=submission_key).first()
    if known is not None:
        return known
    difficulty = Difficulty(
        assigned=assigned,
        person_id=actor.person,
        text=_words(text),
        submission_key=submission_key,
        created_at=now(),
    )
    difficulty.save()
    record(actor, "assignment.difficulty", assigned, after={"text": difficulty.text})
    tell_difficulty(difficulty)
    return difficulty


@transaction.atomic
def answer_difficulty(actor: Actor, difficulty: Difficulty, *, text: str) -> Difficulty:
    """The giver answers; an answer stands once given."""
    require(actor, "assignment.follow", difficulty)
    rows = Difficulty.objects.everything(reason="the difficulty was fetched within reach")
    held: Difficulty = (
        rows.select_for_update(of=("self",)).select_related("assigned").get(pk=difficulty.pk)
    )
    words = _words(text)
    if held.answer == words and held.answered_by_id == actor.person_id:
        return held
    if held.answer:
        raise Conflict("Khó khăn này đã được trả lời. Tải lại trang để xem.")
    held.answer, held.answered_by_id, held.answered_at = words, actor.person, now()
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    record(actor, "assignment.answer", held.assigned, after={"answer": words})
    tell_answer(held)
    return held


def _words(text: str) -> str:
    words = text.strip()
    if not clean(words):
        raise RuleBroken("Chưa ghi nội dung. Viết ít nhất một câu rồi gửi.")
    if len(words) > LONGEST:
        raise RuleBroken("Nội dung dài quá %(longest)s chữ. Rút ngắn rồi gửi.", longest=LONGEST)
    return words
