"""How handling says things: states, roles, who spoke in whose place."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.queries.states import left_words
from behoc.direction.assignments.rules import WorkState, remaining
from behoc.direction.handling.models import Delegation, InstructedPart, Instruction, Submission
from behoc.direction.handling.rules import (
    AnswerKind,
    DelegationKind,
    InstructionState,
    PartRole,
    PartState,
    SubmissionState,
    fields_of_work,
    stands_in_prefix,
)
from behoc.kernel.clock import today

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch, Document

SOON_DAYS = 3
SUBMISSIONS = {
    SubmissionState.WAITING: ("wait", "hourglass", gettext_noop("Chờ cho ý kiến")),
    SubmissionState.INSTRUCTED: ("done", "signature", gettext_noop("Đã cho ý kiến")),
    SubmissionState.RETURNED: ("late", "return", gettext_noop("Trả lại")),
    SubmissionState.TAKEN_BACK: ("none", "undo", gettext_noop("Đã rút lại")),
}
PARTS = {
    PartState.NEW: ("none", "circle-dashed", gettext_noop("Chưa trả lời")),
    PartState.IN_PROGRESS: ("run", "circle-dot", gettext_noop("Đang làm")),
    PartState.DIFFICULTY: ("soon", "alert", gettext_noop("Có vướng mắc")),
    PartState.DONE: ("done", "done", gettext_noop("Đã xong")),
}
SHARES = {
    WorkState.NEW: ("none", "circle-dashed", gettext_noop("Chưa nhận")),
    WorkState.ACCEPTED: ("run", "circle-dot", gettext_noop("Đã nhận")),
    WorkState.IN_PROGRESS: ("run", "circle-dot", gettext_noop("Đang làm")),
    WorkState.RETURNED: ("late", "return", gettext_noop("Trả lại")),
    WorkState.DONE: ("done", "done", gettext_noop("Đã xong")),
    WorkState.CONFIRMED: ("done", "done", gettext_noop("Đã xác nhận")),
    WorkState.LAPSED: ("none", "undo", gettext_noop("Không phải làm nữa")),
}
ROLES = {
    PartRole.LEAD: gettext_noop("Chủ trì"),
    PartRole.COORDINATE: gettext_noop("Phối hợp"),
}
ANSWERS = {
    AnswerKind.PROGRESS: gettext_noop("Đang làm"),
    AnswerKind.DIFFICULTY: gettext_noop("Vướng mắc"),
    AnswerKind.DONE: gettext_noop("Đã xong"),
}
DELEGATIONS = {
    DelegationKind.BESIDE: gettext_noop("Ủy quyền"),
    DelegationKind.ABSENCE: gettext_noop("Vắng mặt"),
}


def submission_state(submission: Submission) -> tuple[str, str, str]:
    """Tone, icon and words; an instruction that was withdrawn shows through."""
    last = next(iter(submission.instructions.all()), None)
    if last is not None and last.state == InstructionState.WITHDRAWN:
        return "none", "undo", _("Đã thu hồi ý kiến")
    tone, icon, words = SUBMISSIONS[SubmissionState(submission.state)]
    return tone, icon, _(words)


def returned(submission: Submission) -> str:
    """Who gave a submission back and why; nobody did where its leader leads no more."""
    reason = return_reason(submission)
    if submission.closed_by is None:
        return reason
    return _("%(who)s trả lại: “%(reason)s”") % {
        "who": submission.closed_by.full_name,
        "reason": reason,
    }


def return_reason(submission: Submission) -> str:
    """The reason as it was written; of what came back by itself, as it is."""
    if submission.state == SubmissionState.RETURNED and submission.closed_by is None:
        return _("%(leader)s không còn giữ vai trò lãnh đạo, cần trình lãnh đạo khác.") % {
            "leader": submission.leader.full_name
        }
    return str(submission.reason)


def part_state(part: InstructedPart, instruction: Instruction) -> tuple[str, str, str]:
    """How far one receiver is; late before all else, withdrawn before that."""
    if instruction.state == InstructionState.WITHDRAWN and not is_done(part):
        return "none", "undo", _("Đã thu hồi")
    if instruction.state == InstructionState.AMENDED and not is_done(part):
        return "none", "pencil", _("Đã sửa ý kiến")
    if not is_done(part) and is_late(instruction):
        left = remaining(instruction.due_on, today(), soon_days=SOON_DAYS)
        return "late", "alert", _("Quá hạn %(days)s ngày") % {"days": -(left.days or 0)}
    if part.share is not None:
        tone, icon, words = SHARES[WorkState(part.share.state)]
    else:
        tone, icon, words = PARTS[PartState(part.state)]
    return tone, icon, _(words)


def is_done(part: InstructedPart) -> bool:
    """The person says so, or the body below does in its own task."""
    if part.share is not None:
        return part.share.state in (WorkState.DONE, WorkState.CONFIRMED)
    return part.state == PartState.DONE


def is_late(instruction: Instruction) -> bool:
    """The day has passed while the instruction stands."""
    standing = instruction.state == InstructionState.STANDING
    return bool(standing and instruction.due_on and instruction.due_on < today())


def instruction_state(instruction: Instruction) -> tuple[str, str, str]:
    """What came of an instruction, in one state."""
    if instruction.state == InstructionState.WITHDRAWN:
        return "none", "undo", _("Đã thu hồi")
    if instruction.state == InstructionState.AMENDED:
        return "none", "pencil", _("Đã sửa, bản cũ")
    return _standing_state(instruction, list(instruction.parts.all()))


def due(instruction: Instruction) -> tuple[str, str]:
    """The day, and what is left until it."""
    if instruction.due_on is None:
        return "", ""
    left = remaining(instruction.due_on, today(), soon_days=SOON_DAYS)
    return f"{instruction.due_on:%d/%m/%Y}", left_words(left)


def who_said(instruction: Instruction) -> str:
    """Who gave it; a deputy under the own name, then in whose place and by what."""
    name = titled(instruction.given_by_position, instruction.given_by.full_name)
    leader = instruction.on_behalf_of
    if leader is None or instruction.delegation is None:
        return name
    line = instruction.submission.organisation.line
    return _("%(name)s, %(mark)s %(position)s theo ủy quyền của %(leader)s (%(days)s)") % {
        "name": name,
        "mark": stands_in_prefix(line),
        "position": instruction.on_behalf_of_position or _("lãnh đạo"),
        "leader": leader.full_name,
        "days": span(instruction.delegation),
    }


def titled(position: str, name: str) -> str:
    """A person with the position before the name."""
    return f"{position} {name}" if position else name


def span(delegation: Delegation) -> str:
    """From when to when."""
    begins = f"{delegation.starts_on:%d/%m/%Y}"
    if delegation.ends_on is None:
        return _("từ %(day)s") % {"day": begins}
    return _("từ %(first)s đến %(last)s") % {
        "first": begins,
        "last": f"{delegation.ends_on:%d/%m/%Y}",
    }


def field_words(code: str) -> str:
    """The field of work, or all of them."""
    known = fields_of_work().get(code)
    return _(known) if known else _("Mọi lĩnh vực")


def receiver_name(part: InstructedPart) -> str:
    """The person or the body that a part names."""
    if part.person is not None:
        return str(part.person.full_name)
    return str(part.body.short_name) if part.body is not None else ""


def first_paper(dispatch: "Dispatch") -> "Document | None":
    """The document that stands first in a dispatch, from rows fetched before."""
    return min(dispatch.documents.all(), key=lambda each: each.position, default=None)


def paper_title(dispatch: "Dispatch") -> str:
    """What a paper is about, in its own words."""
    first = first_paper(dispatch)
    words = (first.subject if first else "") or dispatch.title
    return words[:1].upper() + words[1:]


def paper_source(dispatch: "Dispatch") -> str:
    """Number and issuer of a paper."""
    first = first_paper(dispatch)
    number = (first.number_symbol if first else "") or _("Chưa rõ số")
    issuer = (first.issuer_name if first else "") or dispatch.organisation.short_name
    return f"{number} · {issuer}"


def _is_begun(part: InstructedPart) -> bool:
    if part.share is not None:
        return part.share.state != WorkState.NEW
    return part.state != PartState.NEW


def _standing_state(instruction: Instruction, parts: list[InstructedPart]) -> tuple[str, str, str]:
    counts = {"done": sum(is_done(part) for part in parts), "all": len(parts)}
    if counts["done"] == len(parts):
        return "done", "done", _("Đã xong")
    if is_late(instruction):
        return "late", "alert", _("Quá hạn, xong %(done)s/%(all)s") % counts
    if any(part.state == PartState.DIFFICULTY for part in parts):
        return "soon", "alert", _("Có vướng mắc")
    if counts["done"]:
        return "run", "circle-dot", _("Xong %(done)s/%(all)s") % counts
    if any(_is_begun(part) for part in parts):
        return "run", "circle-dot", _("Đang làm")
    return "none", "circle-dashed", _("Chưa ai trả lời")
