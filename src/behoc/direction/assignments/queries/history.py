"""Every step on a share: who, when, from which state to which, and why."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.queries.states import STATES
from behoc.direction.assignments.rules import WorkState
from behoc.ground.audit.queries import list_history
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words

STEPS = {
    "assignment.open": ("", gettext_noop("Mở xem")),
    "assignment.accept": ("", gettext_noop("Nhận nhiệm vụ")),
    "assignment.report": ("", gettext_noop("Báo kết quả")),
    "assignment.confirm": ("done", gettext_noop("Xác nhận kết quả")),
    "assignment.return": ("late", gettext_noop("Trả lại kết quả")),
    "assignment.reopen": ("late", gettext_noop("Mở lại nhiệm vụ")),
    "assignment.remind": ("", gettext_noop("Đôn đốc")),
    "assignment.escalate": ("late", gettext_noop("Nhắc theo bước")),
    "assignment.open_period": ("", gettext_noop("Mở kỳ mới")),
    "assignment.set_day": ("", gettext_noop("Tự đặt ngày")),
    "assignment.event": ("", gettext_noop("Sự kiện đã xảy ra")),
    "assignment.arrange": ("", gettext_noop("Cử người chịu trách nhiệm")),
    "assignment.divide": ("", gettext_noop("Chia việc")),
    "assignment.fold": ("", gettext_noop("Lồng ghép")),
    "assignment.difficulty": ("", gettext_noop("Nêu khó khăn, vướng mắc")),
    "assignment.answer": ("", gettext_noop("Nơi giao trả lời khó khăn")),
    "assignment.ask_extension": ("", gettext_noop("Xin gia hạn")),
    "assignment.object": ("", gettext_noop("Báo không thuộc trách nhiệm")),
    "assignment.take_back": ("", gettext_noop("Rút đề xuất")),
    "assignment.extend": ("done", gettext_noop("Gia hạn")),
    "assignment.let_off": ("", gettext_noop("Đồng ý thôi giao")),
    "assignment.amend": ("", gettext_noop("Nơi giao sửa nhiệm vụ")),
    "assignment.note": ("", gettext_noop("Ghi nhận bản sửa")),
    "assignment.take_off": ("late", gettext_noop("Thôi giao")),
    "assignment.set_end": ("", gettext_noop("Đặt ngày thôi lặp lại")),
    "assignment.end_word": ("late", gettext_noop("Thôi giao theo ý kiến lãnh đạo")),
    "assignment.take_back_part": ("", gettext_noop("Rút lại một phần việc")),
    "assignment.mark_same": ("", gettext_noop("Ghi cùng một việc")),
    "assignment.part_again": ("", gettext_noop("Tách lại việc đã ghi cùng")),
    "assignment.lapse": ("late", gettext_noop("Văn bản bị thu hồi")),
    "assignment.refuse": ("late", gettext_noop("Không đồng ý đề xuất")),
}
ESCALATION = {
    "soon": gettext_noop("sắp đến hạn"),
    "unopened": gettext_noop("chưa nhận, báo lãnh đạo"),
    "late": gettext_noop("quá hạn"),
    "late_head": gettext_noop("quá hạn, báo lãnh đạo"),
    "late_superior": gettext_noop("quá hạn, báo cấp trên"),
    "late_superior_head": gettext_noop("quá hạn, báo lãnh đạo cấp trên"),
}


def build_history(actor: Actor, assigned: AssignedBody) -> tuple[dict[str, str], ...]:
    """The steps of a share, oldest first: own people by name, others by their body."""
    assignment = assigned.assignment
    given = {
        "words": _("Giao nhiệm vụ"),
        "who": assignment.organisation.short_name,
        "when_words": in_words(assignment.created_at),
        "text": "",
        "tone": "",
    }
    own = [
        each for each in list_history("AssignedBody", assigned.public_id) if each.action in STEPS
    ]
    # The end of a rhythm is a matter of the task, whichever body's share one looks at.
    whole = list_history("Assignment", assignment.public_id)
    ends = [each for each in whole if each.action == "assignment.set_end"]
    return (given, *(_entry(actor, each) for each in sorted([*own, *ends], key=_when)))


def who(actor: Actor, person_name: str, body_id: int | None, body_name: str) -> str:
    """People of the reader's own body by name, all others by their body."""
    return person_name if body_id in (actor.body_id, None) else body_name


def _entry(actor: Actor, entry: Any) -> dict[str, str]:
    tone, words = STEPS[entry.action]
    body = entry.organisation.short_name if entry.organisation else ""
    changes = entry.changes
    moved = _moved(changes)
    return {
        "words": f"{_(words)}: {moved}" if moved else _(words),
        "who": who(actor, entry.person_name, entry.organisation_id, body),
        "when_words": in_words(entry.at),
        "text": _said(entry.action, changes),
        "tone": tone,
    }


def _when(entry: Any) -> Any:
    return entry.at, entry.pk


def _moved(changes: dict[str, list[Any]]) -> str:
    """“Đang làm → Chờ xác nhận”, or the last good day before and after."""
    if "due_on" in changes:
        return " → ".join(_day(each) for each in changes["due_on"])
    if "ends_on" in changes:
        return " → ".join(_day(each) for each in changes["ends_on"])
    if "proposed_on" in changes:
        return _("đến %(day)s") % {"day": _day(changes["proposed_on"][1])}
    before, after = changes.get("state", (None, None))
    if not before or not after:
        return ""
    return " → ".join(_(STATES[WorkState(each)][2]) for each in (before, after))


def _said(action: str, changes: dict[str, list[Any]]) -> str:
    """The words that belong to a step: a reason, a reminder, who was named or told."""
    if action == "assignment.escalate":
        step = _(ESCALATION.get(_after(changes, "step"), ""))
        return f"{step}: {_after(changes, 'told')}" if step else _after(changes, "told")
    fields = ("reason", "text", "answer", "proof", "folded_into", "person_answerable")
    return next((words for name in fields if (words := _after(changes, name))), "")


def _after(changes: dict[str, list[Any]], field: str) -> str:
    return str(changes.get(field, ("", ""))[1] or "")


def _day(value: Any) -> str:
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    except ValueError:
        return "–"
