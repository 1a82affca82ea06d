"""States of a report and of an edition, and what may be done in each. Pure."""

from enum import StrEnum

from behoc.kernel.errors import RuleBroken
from behoc.kernel.words import gettext_noop


class ReportState(StrEnum):
    """Where a report stands on its way up."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"


class EditionState(StrEnum):
    """Where an edition of a form stands; a confirmed one is never changed."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


class VersionKind(StrEnum):
    """Why a report's answers were set down as a version."""

    SUBMITTED = "submitted"
    PASSED = "passed"
    APPROVED = "approved"
    CORRECTED = "corrected"


class Step(StrEnum):
    """What may be done with a report."""

    WRITE = "write"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    RETURN = "return"
    HAND_ON = "hand_on"
    APPROVE = "approve"
    CORRECT = "correct"
    LOCK = "lock"
    UNLOCK = "unlock"


WRITABLE = frozenset({ReportState.DRAFT, ReportState.RETURNED})
DECIDED = frozenset({ReportState.APPROVED, ReportState.LOCKED})
STANDING = DECIDED | {ReportState.SUBMITTED}  # what it says is said to others

_NEXT = {
    (ReportState.DRAFT, Step.WRITE): ReportState.DRAFT,
    (ReportState.RETURNED, Step.WRITE): ReportState.RETURNED,
    (ReportState.DRAFT, Step.SUBMIT): ReportState.SUBMITTED,
    (ReportState.RETURNED, Step.SUBMIT): ReportState.SUBMITTED,
    (ReportState.SUBMITTED, Step.TAKE_BACK): ReportState.DRAFT,
    (ReportState.SUBMITTED, Step.RETURN): ReportState.RETURNED,
    (ReportState.SUBMITTED, Step.HAND_ON): ReportState.SUBMITTED,
    (ReportState.SUBMITTED, Step.APPROVE): ReportState.APPROVED,
    (ReportState.APPROVED, Step.CORRECT): ReportState.DRAFT,
    (ReportState.APPROVED, Step.LOCK): ReportState.LOCKED,
    (ReportState.LOCKED, Step.UNLOCK): ReportState.APPROVED,
}
_REFUSED = {
    Step.WRITE: gettext_noop(
        "Báo cáo đã gửi hoặc đã duyệt nên không ghi thêm được. Rút về hoặc xin đính chính rồi ghi."
    ),
    Step.SUBMIT: gettext_noop("Báo cáo này đã gửi rồi, không gửi lần nữa."),
    Step.TAKE_BACK: gettext_noop("Chỉ rút được báo cáo đã gửi mà nơi nhận chưa duyệt, chưa trả."),
    Step.RETURN: gettext_noop("Báo cáo này không còn chờ duyệt nên không trả lại được."),
    Step.HAND_ON: gettext_noop("Báo cáo này không còn chờ duyệt."),
    Step.APPROVE: gettext_noop("Báo cáo này không còn chờ duyệt."),
    Step.CORRECT: gettext_noop(
        "Chỉ đính chính được báo cáo đã duyệt và chưa khóa. Nếu đã khóa, đề nghị nơi nhận mở khóa."
    ),
    Step.LOCK: gettext_noop("Chỉ khóa được báo cáo đã duyệt."),
    Step.UNLOCK: gettext_noop("Báo cáo này không khóa."),
}


def next_state(state: str, step: Step) -> ReportState:
    """The state after a step, or RuleBroken with the reason."""
    found = _NEXT.get((ReportState(state), step))
    if found is None:
        raise RuleBroken(_REFUSED[step])
    return found


def allows(state: str, step: Step) -> bool:
    """True when the step may be done in that state."""
    return (ReportState(state), step) in _NEXT
