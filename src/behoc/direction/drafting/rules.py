"""States of a draft, what may be done in each, and how two versions differ. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from behoc.kernel.errors import RuleBroken
from behoc.kernel.words import gettext_noop


class DraftState(StrEnum):
    """Where a draft stands on its way to approval; issuing it comes later and elsewhere."""

    WRITING = "writing"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


class DraftKind(StrEnum):
    """What is drafted."""

    ANSWER = "answer"
    PLAN = "plan"
    REPORT = "report"
    PROPOSAL = "proposal"


class Verdict(StrEnum):
    """What a colleague says of a version."""

    AGREE = "agree"
    AMEND = "amend"


class Step(StrEnum):
    """What may be done with a draft."""

    WRITE = "write"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    APPROVE = "approve"
    RETURN = "return"


_NEXT = {
    (DraftState.WRITING, Step.WRITE): DraftState.WRITING,
    (DraftState.RETURNED, Step.WRITE): DraftState.WRITING,
    (DraftState.WRITING, Step.SUBMIT): DraftState.SUBMITTED,
    (DraftState.SUBMITTED, Step.TAKE_BACK): DraftState.WRITING,
    (DraftState.SUBMITTED, Step.APPROVE): DraftState.APPROVED,
    (DraftState.SUBMITTED, Step.RETURN): DraftState.RETURNED,
}
_REFUSED = {
    Step.WRITE: gettext_noop(
        "Dự thảo đang chờ duyệt hoặc đã duyệt nên không sửa được. Rút về rồi sửa."
    ),
    Step.SUBMIT: gettext_noop(
        "Chỉ trình được dự thảo đang soạn. Dự thảo bị trả lại thì sửa thành bản mới rồi trình."
    ),
    Step.TAKE_BACK: gettext_noop("Dự thảo này không còn chờ duyệt."),
    Step.APPROVE: gettext_noop("Dự thảo này không còn chờ duyệt."),
    Step.RETURN: gettext_noop("Dự thảo này không còn chờ duyệt."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: kept, added or removed."""

    change: str
    text: str


def next_state(state: str, step: Step) -> DraftState:
    """The state after a step, or RuleBroken with the reason."""
    found = _NEXT.get((DraftState(state), step))
    if found is None:
        raise RuleBroken(_REFUSED[step])
    return found


def allows(state: str, step: Step) -> bool:
    """True when the step may be done in that state."""
    return (DraftState(state), step) in _NEXT


def compare(old: str, new: str) -> list[Line]:
    """How a text became another, line by line: what was removed stands before what came."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[Line] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag == "equal":
            lines += [Line("same", text) for text in before[first:last]]
            continue
        lines += [Line("removed", text) for text in before[first:last]]
        lines += [Line("added", text) for text in after[new_first:new_last]]
    return lines
