"""The slip that goes with an arrived paper: its facts, the leader's word, what followed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from behoc.direction.handling.models import Submission
from behoc.direction.handling.queries import wording
from behoc.direction.handling.queries.screens import InstructionView, build_instruction
from behoc.direction.registers.queries.entries import find_entry
from behoc.direction.registers.rules.series import Direction
from behoc.ground.organisations.queries import get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME

EMPTY_LINES = 4


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything templates/handling/print/slip.html shows."""

    body: str
    superior: str
    place: str
    day_words: str
    arrival_number: str
    arrival_day: str
    facts: tuple[dict[str, str], ...]
    proposal: str
    proposer: str
    instructions: tuple[InstructionView, ...]
    follow_up: tuple[dict[str, str], ...]
    empty_lines: range
    back_id: str


def build_slip(actor: Actor, submission: Submission) -> Slip:
    """The slip of a submission in reach."""
    body = get_body_by_id(submission.organisation_id)
    views = tuple(
        view
        for view in (build_instruction(each) for each in submission.instructions.all())
        if view.is_standing or not view.ended_words or view.parts
    )
    number, day = _arrival(actor, submission)
    follow_up = tuple(_follow_up(views))
    return Slip(
        body=body.name,
        superior=body.superior.name if body.superior else "",
        place=body.place.name,
        day_words=_("ngày %(day)s tháng %(month)s năm %(year)s") % _spelt(submission),
        arrival_number=number,
        arrival_day=day,
        facts=_facts(submission),
        proposal=submission.advice,
        proposer=submission.submitted_by.full_name,
        instructions=views,
        follow_up=follow_up,
        empty_lines=range(max(0, EMPTY_LINES - len(follow_up))),
        back_id=submission.public_id,
    )


def _spelt(submission: Submission) -> dict[str, str]:
    day = submission.created_at.astimezone(HOME)
    # Days below ten and the first two months take a leading nought: Nghị định 30/2020/NĐ-CP, PL I.
    month = f"{day:%m}" if day.month <= 2 else str(day.month)
    return {"day": f"{day:%d}", "month": month, "year": f"{day:%Y}"}


def _facts(submission: Submission) -> tuple[dict[str, str], ...]:
    dispatch = submission.dispatch
    first = wording.first_paper(dispatch)
    unknown = _("Không rõ")
    issued = first.issued_on if first else None
    return (
        {"label": _("Nơi gửi"), "value": (first.issuer_name if first else "") or unknown},
        {"label": _("Số, ký hiệu"), "value": (first.number_symbol if first else "") or unknown},
        {"label": _("Ngày văn bản"), "value": f"{issued:%d/%m/%Y}" if issued else unknown},
        {"label": _("Loại văn bản"), "value": (first.doc_type if first else "") or unknown},
        {"label": _("Trích yếu"), "value": wording.paper_title(dispatch)},
    )


def _arrival(actor: Actor, submission: Submission) -> tuple[str, str]:
    """Number and day of the arrival in the body's own register; empty where it is not entered."""
    first = wording.first_paper(submission.dispatch)
    entry = find_entry(actor, first) if first else None
    if entry is None or entry.direction != Direction.IN:
        return "", ""
    day = entry.arrived_on or entry.registered_on
    return f"{entry.number}{entry.letter}", f"{day:%d/%m/%Y}"


def _follow_up(views: tuple[InstructionView, ...]) -> list[dict[str, str]]:
    found = [
        {
            "when": answer["when_words"],
            "who": answer["who"],
            "words": f"{answer['kind_words']}: {answer['text']}",
        }
        for view in views
        for part in view.parts
        for answer in part["answers"]
    ]
    return sorted(found, key=lambda each: each["when"])
