"""Whom handling tells: the leader, those it names, and who submitted."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_noop

from behoc.direction.handling.models import Delegation, InstructedPart, Instruction, Submission
from behoc.direction.handling.queries.people import list_standing_delegations, stands_in
from behoc.ground.notifications.services.telling import notify, notify_body, settle_notices
from behoc.kernel.words import sentence

if TYPE_CHECKING:
    from behoc.direction.handling.models import Answer

_SUBMITTED = gettext_noop("%(who)s trình: %(paper)s")
_INSTRUCTED = gettext_noop("Lãnh đạo giao: %(text)s")
_WITHDRAWN = gettext_noop("Lãnh đạo thu hồi: %(text)s")
_RETURNED = gettext_noop("%(who)s trả lại lượt trình: %(paper)s")
_GIVEN_BACK = gettext_noop("Cần trình lại vì %(leader)s không còn giữ vai trò lãnh đạo: %(paper)s")
_NOBODY_SPEAKS = gettext_noop("%(leader)s vắng mặt, chưa ai cho ý kiến thay: %(paper)s")
_ANSWERED = gettext_noop("%(who)s trả lời: %(text)s")
_LONGEST = 140


def tell_submitted(submission: Submission) -> None:
    """The leader, and who stands in today, hear that a paper waits."""
    deputies = [
        each.deputy_id
        for each in list_standing_delegations(submission.organisation_id)
        if stands_in(each, submission, each.deputy_id)
    ]
    tell_stand_ins(submission, [submission.leader_id, *deputies])


def tell_stand_ins(submission: Submission, person_ids: Iterable[int]) -> None:
    """Those who may instruct today hear that a paper waits; whoever heard it before does not."""
    notify(
        person_ids,
        kind="handling.submitted",
        title=sentence(
            _SUBMITTED, who=submission.submitted_by.full_name, paper=_short(str(submission))
        ),
        url=_address(submission),
        key=_waits(submission),
        body_id=submission.organisation_id,
    )


def tell_instructed(instruction: Instruction) -> None:
    """Everybody whom the word names and who begins; that the paper waited is settled."""
    submission = instruction.submission
    settle_notices([_waits(submission)])
    for person_id, part in _people(instruction):
        notify(
            [person_id],
            kind="handling.instructed",
            title=sentence(_INSTRUCTED, text=_short(instruction.text)),
            url=reverse("handling:part", args=[part.public_id]),
            key=f"handling.instructed:{part.public_id}",
            body_id=submission.organisation_id,
        )


def tell_withdrawn(instruction: Instruction) -> None:
    """Everybody on whose desk it stood hears that it was taken back, and why."""
    for person_id, part in _people(instruction):
        settle_notices([f"handling.instructed:{part.public_id}"])
        notify(
            [person_id],
            kind="handling.withdrawn",
            title=sentence(_WITHDRAWN, text=_short(instruction.text)),
            url=reverse("handling:part", args=[part.public_id]),
            key=f"handling.withdrawn:{part.public_id}",
            text=instruction.reason,
            body_id=instruction.submission.organisation_id,
        )


def tell_returned(submission: Submission, who: str) -> None:
    """Who submitted hears that the paper came back, and why."""
    settle_notices([_waits(submission)])
    notify(
        [submission.submitted_by_id],
        kind="handling.returned",
        title=sentence(_RETURNED, who=who, paper=_short(str(submission))),
        url=_address(submission),
        key=f"handling.returned:{submission.public_id}",
        text=submission.reason,
        body_id=submission.organisation_id,
    )


def tell_given_back(submission: Submission) -> None:
    """Everybody who may submit hears that a paper waited before somebody who leads no more."""
    settle_notices([_waits(submission)])
    notify_body(
        submission.organisation_id,
        "handling.submit",
        kind="handling.returned",
        title=sentence(
            _GIVEN_BACK, leader=submission.leader.full_name, paper=_short(str(submission))
        ),
        url=_address(submission),
        key=f"handling.returned:{submission.public_id}",
    )


def tell_nobody_speaks(submission: Submission, absence: Delegation) -> None:
    """Who submitted hears, once an absence, that nobody may speak on the paper meanwhile."""
    notify(
        [submission.submitted_by_id],
        kind="handling.unheard",
        title=sentence(
            _NOBODY_SPEAKS, leader=submission.leader.full_name, paper=_short(str(submission))
        ),
        url=_address(submission),
        key=f"handling.unheard:{submission.public_id}:{absence.public_id}",
        body_id=submission.organisation_id,
    )


def tell_taken_back(submission: Submission) -> None:
    """Nobody need look at a paper that the clerk took back."""
    settle_notices([_waits(submission)])


def tell_answered(answer: "Answer") -> None:
    """The leader hears what was answered, and so does the deputy who gave the word."""
    instruction = answer.part.instruction
    told = (instruction.given_by_id, instruction.on_behalf_of_id)
    notify(
        [each for each in told if each is not None and each != answer.person_id],
        kind="handling.answered",
        title=sentence(_ANSWERED, who=answer.person.full_name, text=_short(answer.text)),
        url=_address(instruction.submission),
        key=f"handling.answered:{answer.public_id}",
        body_id=instruction.submission.organisation_id,
    )


def _people(instruction: Instruction) -> list[tuple[int, InstructedPart]]:
    rows = InstructedPart.objects.everything(reason="whom the instruction names is told")
    found = rows.filter(instruction=instruction, done_at__isnull=True)
    return [(part.person_id, part) for part in found if part.person_id is not None]


def _waits(submission: Submission) -> str:
    return f"handling.submitted:{submission.public_id}"


def _address(submission: Submission) -> str:
    return reverse("handling:submission", args=[submission.public_id])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + "…"
