"""The content of the list and the page of a task, in the words people read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.models import AssignedBody, ProgressReport
from behoc.direction.assignments.queries.tasks import count_by_state, list_reports, list_tasks_of
from behoc.direction.assignments.rules import Remaining, WorkState, remaining
from behoc.direction.documents.queries import wording
from behoc.direction.documents.queries.dispatches import list_source_lines
from behoc.ground.audit.queries import list_history
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch

SOON_DAYS = 7
TITLE_LENGTH = 110
STATES = {
    WorkState.NEW: ("none", "none", "Chưa nhận"),
    WorkState.ACCEPTED: ("run", "run", "Đã nhận"),
    WorkState.IN_PROGRESS: ("run", "run", "Đang làm"),
    WorkState.DONE: ("done", "done", "Đã xong"),
}
HISTORY = {
    "assignment.open": "Mở xem",
    "assignment.accept": "Nhận nhiệm vụ",
    "assignment.report": "Báo kết quả",
}


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Everything templates/assignments/pages/detail.html shows."""

    row: dict[str, Any]
    text: str
    clause_words: str
    force_words: str
    role_words: str
    coordinators: tuple[str, ...]
    giver: str
    document_title: str
    document_url: str
    lines: tuple[dict[str, Any], ...]
    deadlines: tuple[dict[str, str], ...]
    reports: tuple[dict[str, Any], ...]
    history: tuple[dict[str, str], ...]
    may_accept: bool
    may_report: bool


def build_row(assigned: AssignedBody) -> dict[str, Any]:
    """One share of a task as a row: what, from where, until when, what next."""
    assignment = assigned.assignment
    left = remaining(assigned.due_on, today(), soon_days=SOON_DAYS)
    tone, icon, words = _state(assigned, left)
    document = assignment.document
    clause = ".".join(label.rstrip(".)") for label in assignment.clause)
    source = str(document)
    return {
        "id": assigned.public_id,
        "title": short(assignment.text),
        "url": reverse("assignments:detail", args=[assigned.public_id]),
        "note": assigned.organisation.short_name,
        "body": assigned.organisation.short_name,
        "giver": assignment.organisation.short_name,
        "source_words": f"{source}, {clause}" if clause else source,
        "source_url": _source_url(assigned),
        "due_words": f"{assigned.due_on:%d/%m/%Y}" if assigned.due_on else "",
        "left_words": left_words(left),
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "role_words": wording.ROLE_NAMES.get(assigned.role, ""),
        "is_new": assigned.state == WorkState.NEW,
        "is_done": assigned.state == WorkState.DONE,
        "action_label": _next_label(assigned),
        "action_url": reverse("assignments:detail", args=[assigned.public_id]),
    }


def build_task(actor: Actor, assigned: AssignedBody) -> TaskPage:
    """The whole page of a share in reach."""
    assignment = assigned.assignment
    is_own = assigned.organisation_id == actor.body_id
    return TaskPage(
        row=build_row(assigned),
        text=assignment.text,
        clause_words=".".join(label.rstrip(".)") for label in assignment.clause),
        force_words=wording.FORCE_NAMES.get(assignment.force, ""),
        role_words=wording.ROLE_NAMES.get(assigned.role, ""),
        coordinators=tuple(assignment.coordinators),
        giver=assignment.organisation.name,
        document_title=str(assignment.document),
        document_url=_source_url(assigned),
        lines=tuple(list_source_lines(assignment.document, assignment.line, assignment.line_end)),
        deadlines=tuple(
            {
                "wording": deadline.wording,
                "due_words": f"{deadline.due_on:%d/%m/%Y}" if deadline.due_on else "",
                "left_words": left_words(remaining(deadline.due_on, today(), soon_days=SOON_DAYS)),
            }
            for deadline in assignment.deadlines.all()
        ),
        reports=tuple(_report(report) for report in list_reports(assigned)),
        history=_history(assigned),
        may_accept=is_own and assigned.state == WorkState.NEW,
        may_report=is_own and assigned.state in (WorkState.ACCEPTED, WorkState.IN_PROGRESS),
    )


def short(text: str) -> str:
    """The beginning of a clause as a title, cut at a word."""
    words = text.lstrip("-–+•* ").strip()
    if len(words) <= TITLE_LENGTH:
        return words
    return words[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def left_words(left: Remaining) -> str:
    """“còn 7 ngày”, “hôm nay là hạn”, “quá 3 ngày”."""
    if left.days is None:
        return ""
    if left.days == 0:
        return _("hôm nay là ngày cuối")
    if left.days < 0:
        return _("quá %(days)s ngày") % {"days": -left.days}
    return _("còn %(days)s ngày") % {"days": left.days}


def _state(assigned: AssignedBody, left: Remaining) -> tuple[str, str, str]:
    if assigned.state != WorkState.DONE and left.state == "late":
        return "late", "alert", _("Quá hạn %(days)s ngày") % {"days": -(left.days or 0)}
    if assigned.state != WorkState.DONE and left.state == "soon":
        words = left_words(left)
        return "soon", "clock", words[0].upper() + words[1:]
    tone, icon, words = STATES[WorkState(assigned.state)]
    return tone, icon, _(words)


def _next_label(assigned: AssignedBody) -> str:
    if assigned.state == WorkState.NEW:
        return _("Nhận nhiệm vụ")
    if assigned.state == WorkState.DONE:
        return _("Xem kết quả")
    return _("Báo kết quả")


def _source_url(assigned: AssignedBody) -> str:
    dispatch = assigned.assignment.document.dispatch
    address = reverse("documents:detail", args=[dispatch.public_id])
    return f"{address}#d{assigned.assignment.line}"


def _report(report: ProgressReport) -> dict[str, Any]:
    return {
        "text": report.text,
        "who": report.person.full_name,
        "when_words": f"{report.created_at:%d/%m/%Y %H:%M}",
        "finished": report.finished,
        "files": [
            {
                "name": each.stored_file.name,
                "url": reverse("assignments:evidence", args=[each.public_id]),
                "is_picture": each.stored_file.media_type.startswith("image/"),
            }
            for each in report.evidence.all()
        ],
    }


def _history(assigned: AssignedBody) -> tuple[dict[str, str], ...]:
    entries = [
        {
            "words": _(HISTORY[entry.action]),
            "who": entry.person_name,
            "when_words": f"{entry.at:%d/%m/%Y %H:%M}",
        }
        for entry in list_history("AssignedBody", assigned.public_id)
        if entry.action in HISTORY
    ]
    given = {
        "words": _("Giao nhiệm vụ"),
        "who": assigned.assignment.organisation.short_name,
        "when_words": f"{assigned.assignment.created_at:%d/%m/%Y %H:%M}",
    }
    return (given, *entries)


def list_filters(actor: Actor, state: str) -> list[dict[str, Any]]:
    """The states with their counts, as chips."""
    found = count_by_state(actor)
    chips = [{"label": _("Tất cả"), "count": sum(found.values()), "url": "?", "current": not state}]
    chips += [
        {
            "label": _(words),
            "count": found[key],
            "url": f"?tinh-trang={key}",
            "current": key == state,
        }
        for key, (_tone, _icon, words) in STATES.items()
        if found.get(key)
    ]
    return chips


def list_of_dispatch(actor: Actor, dispatch: "Dispatch") -> list[dict[str, Any]]:
    """The tasks that a dispatch gave, in the order of the text, each with its bodies in reach."""
    rows = []
    for assignment, shares in list_tasks_of(actor, dispatch):
        done = sum(share.state == WorkState.DONE for share in shares)
        first = shares[0]
        row = build_row(first)
        many = len(shares) > 1
        rows.append(
            row
            | {
                "line_first": assignment.line,
                "bodies_words": _("%(count)s nơi") % {"count": len(shares)}
                if many
                else first.organisation.short_name,
                "state_words": _("Xong %(done)s/%(all)s") % {"done": done, "all": len(shares)}
                if many
                else row["state_words"],
            }
        )
    return rows
