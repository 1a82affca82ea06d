"""The content of the list and the page of a task, in the words people read."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody, Assignment, ProgressReport
from behoc.direction.assignments.queries.tasks import (
    count_by_state,
    count_by_whose,
    list_reports,
    list_tasks_of,
)
from behoc.direction.assignments.rules import OPEN, Remaining, Step, WorkState, allows, remaining
from behoc.direction.documents.queries import wording
from behoc.direction.documents.queries.dispatches import list_source_lines
from behoc.ground.access.queries import may
from behoc.ground.attachments.rules import PICTURES
from behoc.ground.audit.queries import list_history
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, today

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch

_FROM_ROW = (
    "id",
    "tone",
    "state_icon",
    "state_words",
    "role_words",
    "source_words",
    "source_url",
    "due_words",
    "left_words",
)
SOON_DAYS = 7
TITLE_LENGTH = 110
WHOLE_TITLE = 180
STATES = {
    WorkState.NEW: ("none", "circle-dashed", gettext_noop("Chưa nhận")),
    WorkState.ACCEPTED: ("run", "circle-dot", gettext_noop("Đã nhận")),
    WorkState.IN_PROGRESS: ("run", "circle-dot", gettext_noop("Đang làm")),
    WorkState.RETURNED: ("late", "return", gettext_noop("Trả lại")),
    WorkState.DONE: ("wait", "hourglass", gettext_noop("Chờ xác nhận")),
    WorkState.CONFIRMED: ("done", "done", gettext_noop("Đã xác nhận")),
    WorkState.LAPSED: ("none", "close", gettext_noop("Không phải làm nữa")),
}
DONE_STATES = frozenset({WorkState.DONE, WorkState.CONFIRMED})
WHOSE = (
    ("toi", gettext_noop("Của cơ quan tôi")),
    ("da-giao", gettext_noop("Đã giao nơi khác")),
    ("tat-ca", gettext_noop("Tất cả")),
)
HISTORY = {
    "assignment.open": gettext_noop("Mở xem"),
    "assignment.accept": gettext_noop("Nhận nhiệm vụ"),
    "assignment.report": gettext_noop("Báo kết quả"),
    "assignment.confirm": gettext_noop("Xác nhận kết quả"),
    "assignment.return": gettext_noop("Trả lại"),
    "assignment.reopen": gettext_noop("Mở lại"),
}


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Everything templates/assignments/pages/detail.html shows."""

    id: str
    title: str
    tone: str
    state_icon: str
    state_words: str
    role_words: str
    body: str
    issuer: str
    source_words: str
    source_url: str
    line_words: str
    clause_words: str
    lines: tuple[dict[str, Any], ...]
    due_words: str
    due_quote: str
    left_words: str
    due_tone: str
    due_note: str
    coordinators: str
    force_words: str
    can_accept: bool
    can_report: bool
    next_words: str
    reports: tuple[dict[str, Any], ...]
    history: tuple[dict[str, str], ...]


def build_row(actor: Actor, assigned: AssignedBody) -> dict[str, Any]:
    """One share of a task as a row: what, from where, until when, what next.

    A reader from the body itself is not told whose task it is.
    """
    assignment = assigned.assignment
    left = remaining(assigned.due_on, today(), soon_days=SOON_DAYS)
    tone, icon, words = _state(assigned, left)
    document = assignment.document
    clause = wording.path(assignment.clause)
    source = str(document)
    return {
        "id": assigned.public_id,
        "title": short(assignment.text),
        "url": reverse("assignments:detail", args=[assigned.public_id]),
        "note": assigned.organisation.short_name
        if assigned.organisation_id != actor.body_id
        else "",
        "body": assigned.organisation.short_name,
        "giver": assignment.organisation.short_name,
        "source_words": f"{source}, {clause}" if clause else source,
        "source_url": _source_url(assigned),
        "due_words": f"{assigned.due_on:%d/%m/%Y}" if assigned.due_on else "",
        "left_words": left_words(left),
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "role_words": _(wording.ROLE_NAMES.get(assigned.role, "")),
        "is_new": assigned.state == WorkState.NEW,
        "is_done": assigned.state not in OPEN,
        "action_label": _next_label(assigned, is_own=assigned.organisation_id == actor.body_id),
        "action_url": reverse("assignments:detail", args=[assigned.public_id]),
    }


def build_task(actor: Actor, assigned: AssignedBody) -> TaskPage:
    """The whole page of a share in reach."""
    assignment = assigned.assignment
    row = build_row(actor, assigned)
    is_own = assigned.organisation_id == actor.body_id
    left = remaining(assigned.due_on, today(), soon_days=SOON_DAYS)
    deadlines = list(assignment.deadlines.all())
    undated = [each.wording for each in deadlines if each.due_on is None]
    first, last = assignment.line, assignment.line_end
    return TaskPage(
        **{name: row[name] for name in _FROM_ROW},
        title=short(assignment.text, longest=WHOLE_TITLE),
        body=assigned.organisation.name,
        issuer=assignment.organisation.name,
        line_words=wording.span(first, last),
        clause_words=wording.path(assignment.clause),
        lines=tuple(list_source_lines(assignment.document, first, last)),
        due_quote="; ".join(each.wording for each in deadlines if each.due_on),
        due_tone=left.state if assigned.state in OPEN else "done",
        due_note=_("Không kèm ngày: “%(words)s”") % {"words": "”, “".join(undated)}
        if undated
        else "",
        coordinators="; ".join(assignment.coordinators),
        force_words=_(wording.FORCE_NAMES.get(assignment.force, "")),
        can_accept=is_own and may(actor, "assignment.accept") and row["is_new"],
        can_report=is_own
        and may(actor, "assignment.report")
        and assigned.state in OPEN
        and allows(assigned.state, Step.REPORT),
        next_words=_next_words(assigned, is_own=is_own),
        reports=tuple(_report(report) for report in list_reports(assigned)),
        history=_history(assigned),
    )


def short(text: str, *, longest: int = TITLE_LENGTH) -> str:
    """The beginning of a clause as a title, cut at a word."""
    words = re.sub(r"^[\s\-–+•*]*(?:[a-zđ\d]{1,3}[.)]\s+)?", "", text).strip()
    words = words[:1].upper() + words[1:]
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def situation(count: int) -> str:
    """The line under the title of the list."""
    return _("%(count)s nhiệm vụ trong phạm vi của anh/chị.") % {"count": count}


def left_words(left: Remaining) -> str:
    """“còn 7 ngày”, “hôm nay là hạn”, “quá 3 ngày”."""
    if left.days is None:
        return ""
    if left.days == 0:
        return _("hôm nay là ngày cuối")
    if left.days < 0:
        return _("quá %(days)s ngày") % {"days": -left.days}
    return _("còn %(days)s ngày") % {"days": left.days}


def _next_words(assigned: AssignedBody, *, is_own: bool) -> str:
    if assigned.state == WorkState.DONE:
        return _("Đã báo xong, chờ %(giver)s xác nhận.") % {
            "giver": assigned.assignment.organisation.short_name
        }
    if assigned.state == WorkState.CONFIRMED:
        return _("Nơi giao đã xác nhận. Không còn việc nào ở đây.")
    if assigned.state == WorkState.LAPSED:
        return _("Không phải làm nữa: %(reason)s") % {"reason": assigned.reason}
    if is_own:
        return _("Vai trò hiện tại chỉ xem nhiệm vụ này.")
    return _("Việc của %(body)s.") % {"body": assigned.organisation.short_name}


def _state(assigned: AssignedBody, left: Remaining) -> tuple[str, str, str]:
    if assigned.state == WorkState.RETURNED:
        words = _("Trả lại lần %(times)s") % {"times": assigned.returned_times}
        return "late", "return", words
    if assigned.state in OPEN and left.state == "late":
        return "late", "alert", _("Quá hạn %(days)s ngày") % {"days": -(left.days or 0)}
    if assigned.state in OPEN and left.state == "soon":
        words = left_words(left)
        return "soon", "clock", words[0].upper() + words[1:]
    tone, icon, words = STATES[WorkState(assigned.state)]
    return tone, icon, _(words)


def _next_label(assigned: AssignedBody, *, is_own: bool) -> str:
    if not is_own:
        return _("Xem nhiệm vụ")
    if assigned.state == WorkState.NEW:
        return _("Nhận nhiệm vụ")
    if assigned.state == WorkState.RETURNED:
        return _("Sửa và gửi lại")
    return _("Báo kết quả") if assigned.state in OPEN else _("Xem kết quả")


def _source_url(assigned: AssignedBody) -> str:
    dispatch = assigned.assignment.document.dispatch
    address = reverse("documents:detail", args=[dispatch.public_id])
    return f"{address}#d{assigned.assignment.line}"


def _report(report: ProgressReport) -> dict[str, Any]:
    return {
        "id": report.public_id,
        "words": report.text,
        "who": report.person.full_name,
        "when_words": in_words(report.created_at),
        "files": [
            {
                "name": each.stored_file.name,
                "url": reverse("assignments:evidence", args=[each.public_id]),
                "thumb_url": reverse("assignments:evidence", args=[each.public_id])
                if each.stored_file.media_type in PICTURES
                else "",
            }
            for each in report.evidence.all()
        ],
    }


def _history(assigned: AssignedBody) -> tuple[dict[str, str], ...]:
    entries = [
        {
            "words": _(HISTORY[entry.action]),
            "who": entry.person_name,
            "when_words": in_words(entry.at),
        }
        for entry in list_history("AssignedBody", assigned.public_id)
        if entry.action in HISTORY
    ]
    given = {
        "words": _("Giao nhiệm vụ"),
        "who": assigned.assignment.organisation.short_name,
        "when_words": in_words(assigned.assignment.created_at),
    }
    return (given, *entries)


def list_filters(actor: Actor, whose: str, state: str) -> list[dict[str, Any]]:
    """Whose tasks, then their states with counts, as chips."""
    found = count_by_state(actor, whose)
    counts = count_by_whose(actor)
    chips = [
        {"label": _(words), "count": counts[key], "url": f"?cua={key}", "current": key == whose}
        for key, words in WHOSE
    ]
    chips += [
        {
            "label": _(words),
            "count": found[key],
            "url": f"?cua={whose}&tinh-trang={key}",
            "current": key == state,
            "starts_group": number == 0,
        }
        for number, (key, (_tone, _icon, words)) in enumerate(
            (key, value) for key, value in STATES.items() if found.get(key)
        )
    ]
    return chips


def list_of_dispatch(actor: Actor, dispatch: "Dispatch") -> list[dict[str, Any]]:
    """The tasks that a dispatch gave, in the order of the text, each with its bodies in reach."""
    return [_of_dispatch(actor, *pair, dispatch) for pair in list_tasks_of(actor, dispatch)]


def _of_dispatch(
    actor: Actor, assignment: Assignment, shares: list[AssignedBody], dispatch: "Dispatch"
) -> dict[str, Any]:
    source = reverse("documents:detail", args=[dispatch.public_id]) + f"#d{assignment.line}"
    common = {"line_first": assignment.line, "source_url": source}
    if not shares:
        return common | {
            "title": short(assignment.text),
            "url": source,
            "bodies_words": _("Chưa rõ nơi làm"),
            "tone": "soon",
            "state_icon": "eye",
            "state_words": _("Chưa tới bàn nào"),
        }
    row = build_row(actor, shares[0]) | common
    if len(shares) == 1:
        return row | {"bodies_words": shares[0].organisation.short_name}
    return (
        row
        | _of_many(shares)
        | {"url": "", "bodies": [build_row(actor, share) for share in shares]}
    )


def _of_many(shares: list[AssignedBody]) -> dict[str, str]:
    """How far several bodies are: done first, then started, then none."""
    done = sum(share.state in DONE_STATES for share in shares)
    new = sum(share.state == WorkState.NEW for share in shares)
    counts = {"done": done, "begun": len(shares) - new, "all": len(shares)}
    bodies = _("%(all)s nơi") % counts
    if done:
        tone, icon = ("done", "done") if done == len(shares) else ("run", "circle-dot")
        words = _("Xong %(done)s/%(all)s") % counts
    elif new < len(shares):
        tone, icon, words = "run", "circle-dot", _("%(begun)s/%(all)s đã nhận") % counts
    else:
        tone, icon, words = "none", "circle-dashed", _("Chưa nơi nào nhận")
    return {"bodies_words": bodies, "tone": tone, "state_icon": icon, "state_words": words}
