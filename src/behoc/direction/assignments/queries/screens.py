"""The content of the lists of tasks, in the words people read."""

import re
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.queries.periods import period_words
from behoc.direction.assignments.queries.states import (
    STATES,
    left_words,
    state_of,
)
from behoc.direction.assignments.queries.tasks import (
    TaskOfDispatch,
    count_by_state,
    count_by_whose,
    sum_tasks_of,
)
from behoc.direction.assignments.rules import OPEN, WorkState, remaining
from behoc.direction.documents.queries import wording
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch

SOON_DAYS = 7
TITLE_LENGTH = 110
BODIES_LISTED = 150  # of more bodies the page of the cascade tells
WHOSE = (
    ("toi", gettext_noop("Của cơ quan tôi")),
    ("da-giao", gettext_noop("Đã giao nơi khác")),
    ("tat-ca", gettext_noop("Tất cả")),
)


def build_row(actor: Actor, assigned: AssignedBody) -> dict[str, Any]:
    """One share of a task as a row: what, from where, until when, what next.

    A reader from the body itself is not told whose task it is.
    """
    assignment = assigned.assignment
    left = remaining(assigned.due_on, today(), soon_days=SOON_DAYS)
    tone, icon, words = state_of(assigned, left)
    document = assignment.document
    clause = wording.path(assignment.clause)
    source = str(document)
    return {
        "id": assigned.public_id,
        "title": short(assignment.text),
        "url": reverse("assignments:detail", args=[assigned.public_id]),
        "note": _note(actor, assigned),
        "is_mine": assigned.person_answerable_id == actor.person_id,
        "body": assigned.organisation.short_name,
        "giver": assignment.organisation.short_name,
        "source_words": f"{source}, {clause}" if clause else source,
        "source_url": _source_url(assigned),
        "due_words": f"{assigned.due_on:%d/%m/%Y}" if assigned.due_on else "",
        "left_words": left_words(left) if assigned.state in OPEN else "",
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "role_words": _(wording.ROLE_NAMES.get(assigned.role, "")),
        "is_new": assigned.state == WorkState.NEW,
        "is_done": assigned.state not in OPEN,
        "quote": assigned.reason if assigned.state == WorkState.RETURNED else "",
        "action_label": _next_label(actor, assigned),
        "action_url": reverse("assignments:detail", args=[assigned.public_id]),
    }


def _note(actor: Actor, assigned: AssignedBody) -> str:
    """Whose share it is, where not one's own; for whom; and of which period."""
    whose = "" if assigned.organisation_id == actor.body_id else assigned.organisation.short_name
    mine = assigned.person_answerable_id is not None
    mine = mine and assigned.person_answerable_id == actor.person_id
    parts = (whose, _("Anh/chị chịu trách nhiệm") if mine else "", period_words(assigned.period))
    return " · ".join(part for part in parts if part)


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


def _next_label(actor: Actor, assigned: AssignedBody) -> str:
    is_giver = assigned.assignment.organisation_id == actor.body_id
    if is_giver and assigned.state == WorkState.DONE and may(actor, "assignment.confirm"):
        return _("Xem và xác nhận")
    if assigned.organisation_id != actor.body_id:
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
    tasks = sum_tasks_of(actor, dispatch, most=BODIES_LISTED)
    return [_of_dispatch(actor, task, dispatch) for task in tasks]


def _of_dispatch(actor: Actor, task: TaskOfDispatch, dispatch: "Dispatch") -> dict[str, Any]:
    line, shares = task.assignment.line, task.shares
    source = reverse("documents:detail", args=[dispatch.public_id]) + f"#d{line}"
    common = {"line_first": line, "source_url": source}
    if not shares:
        return common | {
            "title": short(task.assignment.text),
            "url": source,
            "bodies_words": _("Chưa rõ nơi làm"),
            "tone": "soon",
            "state_icon": "eye",
            "state_words": _("Chưa tới bàn nào"),
        }
    row = build_row(actor, shares[0]) | common
    if task.bodies == 1:
        return row | {"bodies_words": shares[0].organisation.short_name}
    listed = [build_row(actor, share) for share in shares] if len(shares) == task.bodies else []
    every = reverse("dashboards:cascade", args=[dispatch.public_id])
    return row | _of_many(task) | {"url": "", "bodies": listed, "bodies_url": every}


def _of_many(task: TaskOfDispatch) -> dict[str, str]:
    """How far several bodies are: done first, then started, then none."""
    counts = {"done": task.done, "begun": task.begun, "all": task.bodies}
    bodies = _("%(all)s nơi") % counts
    if task.done:
        tone, icon = ("done", "done") if task.done == task.bodies else ("run", "circle-dot")
        words = _("Xong %(done)s/%(all)s") % counts
    elif task.begun:
        tone, icon, words = "run", "circle-dot", _("%(begun)s/%(all)s đã nhận") % counts
    else:
        tone, icon, words = "none", "circle-dashed", _("Chưa nơi nào nhận")
    return {"bodies_words": bodies, "tone": tone, "state_icon": icon, "state_words": words}
