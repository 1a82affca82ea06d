"""The desk: what waits for me, what is due soon, what waits for others."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries import amendments, judging, petitions, screens, tasks
from behoc.direction.assignments.rules import WorkState
from behoc.direction.documents.queries import deliveries, dispatches
from behoc.direction.documents.queries.delivery_screens import build_arrival
from behoc.direction.documents.queries.screens import build_waiting
from behoc.direction.drafting.queries import drafts
from behoc.direction.drafting.queries.screens import build_items
from behoc.direction.handling.queries import desk as handling
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything templates/dashboards/pages/desk.html shows."""

    today_words: str
    situation_words: str
    focus: dict[str, Any] | None
    waiting: list[dict[str, Any]]
    waiting_total: int
    returned: list[dict[str, Any]]
    returned_total: int
    soon: list[dict[str, Any]]
    soon_total: int
    elsewhere: list[dict[str, Any]]
    elsewhere_total: int
    can_upload: bool
    next_words: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.focus or self.waiting or self.returned or self.soon or self.elsewhere)


def build_desk(actor: Actor) -> Desk:
    """The desk of the body that the actor acts for, most pressing first."""
    own = tasks.list_own_tasks(actor) if may(actor, "assignment.accept") else []
    papers = dispatches.list_waiting(actor) if may(actor, "document.review") else []
    given = tasks.list_given_tasks(actor) if may(actor, "assignment.view") else []
    fresh = [screens.build_row(actor, share) for share in own if share.accepted_at is None]
    sent_back = [share for share in own if share.state == WorkState.RETURNED]
    running = [
        screens.build_row(actor, share)
        for share in own
        if share.accepted_at is not None and share.state != WorkState.RETURNED
    ]
    late = [row for row in running if row["tone"] == "late"]
    came = deliveries.list_arrivals(actor) if may(actor, "document.receive") else []
    waiting = [*handling.list_waiting(actor), *build_items(drafts.list_waiting(actor))]
    waiting += [*_given_back(actor), *_amended(actor)]
    waiting += [build_waiting(paper) for paper in papers] + [build_arrival(each) for each in came]
    waiting += [_new_task(row) for row in fresh]
    returned = [_returned(screens.build_row(actor, share)) for share in sent_back]
    return Desk(
        today_words=format_date(today(), "l, d/m/Y"),
        situation_words=_situation(len(waiting), len(late), len(returned)),
        focus=_focus(late),
        waiting=waiting[:SHOWN],
        waiting_total=len(waiting),
        returned=returned[:SHOWN],
        returned_total=len(returned),
        soon=running[:SHOWN],
        soon_total=len(running),
        elsewhere=[_elsewhere(task) for task in given[:SHOWN]],
        elsewhere_total=len(given),
        can_upload=may(actor, "document.upload"),
    )


def count_waiting(actor: Actor) -> int:
    """The number beside “Bàn làm việc”: tasks new, late or due soon, papers to review or open."""
    total = handling.count_waiting(actor)
    if may(actor, "assignment.accept"):
        soon = today() + timedelta(days=screens.SOON_DAYS)
        total += tasks.count_waiting(actor, soon=soon)
    if may(actor, "assignment.report"):
        total += amendments.count_unnoted(actor)
    if may(actor, "assignment.confirm"):
        total += judging.count_to_confirm(actor) + petitions.count_to_answer(actor)
    if may(actor, "document.review"):
        total += dispatches.count_to_review(actor)
    if may(actor, "document.receive"):
        total += deliveries.count_arrivals(actor)
    return total + drafts.list_waiting(actor).count


def _new_task(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "icon": "tasks",
        "origin": f"{row['giver']} · {row['source_words']}",
        "date_words": _("Hạn %(day)s") % {"day": row["due_words"]} if row["due_words"] else "",
        "action_url": reverse("assignments:accept", args=[row["id"]]),
        "is_post": True,
    }


def _given_back(actor: Actor) -> list[dict[str, Any]]:
    """One item for all that other bodies sent back to the giver: results and petitions."""
    if not may(actor, "assignment.confirm"):
        return []
    results, asked = judging.count_to_confirm(actor), petitions.count_to_answer(actor)
    if not results and not asked:
        return []
    url = reverse("assignments:waiting")
    counts = {"results": results, "asked": asked}
    if not asked:
        title = _("Xác nhận %(results)s kết quả đã báo xong") % counts
    elif not results:
        title = _("Trả lời %(asked)s đề xuất của nơi thực hiện") % counts
    else:
        title = _("Xác nhận %(results)s kết quả, trả lời %(asked)s đề xuất") % counts
    return [
        {
            "id": "cho-xac-nhan",
            "icon": "person-check",
            "title": title,
            "url": url,
            "origin": _("Từ các nơi mà cơ quan mình đã giao việc"),
            "tone": "wait",
            "state_icon": "hourglass",
            "state_words": _("Chờ xác nhận"),
            "date_words": "",
            "action_label": _("Xem và xác nhận"),
            "action_url": url,
        }
    ]


def _amended(actor: Actor) -> list[dict[str, Any]]:
    """Tasks that were changed and that nobody here has noted."""
    if not may(actor, "assignment.report"):
        return []
    rows = [screens.build_row(actor, share) for share in amendments.list_unnoted(actor)]
    return [
        {
            **row,
            "icon": "pencil",
            "origin": f"{row['giver']} · {row['source_words']}",
            "tone": "soon",
            "state_icon": "eye",
            "state_words": _("Nhiệm vụ đã sửa"),
            "quote": "",
            "date_words": "",
            "action_label": _("Xem bản sửa"),
        }
        for row in rows
    ]


def _returned(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "icon": "return",
        "origin": f"{row['giver']} · {row['source_words']}",
        "date_words": _("Hạn %(day)s") % {"day": row["due_words"]} if row["due_words"] else "",
    }


def _situation(waiting: int, late: int, returned: int) -> str:
    if not waiting and not late and not returned:
        return _("Hôm nay không có việc nào chờ anh/chị.")
    words = _("Có %(count)s việc chờ anh/chị") % {"count": waiting + late + returned}
    more = [_("%(count)s việc bị trả lại") % {"count": returned}] if returned else []
    more += [_("%(count)s việc quá hạn") % {"count": late}] if late else []
    return f"{words}; {', '.join(more)}." if more else f"{words}."


def _focus(late: list[dict[str, Any]]) -> dict[str, Any] | None:
    if not late:
        return None
    row = late[0]
    return {
        "kicker": "",
        "title": row["title"],
        "text": f"{row['giver']} · {row['source_words']}",
        "due_words": _("Hạn %(day)s, %(left)s")
        % {"day": row["due_words"], "left": row["left_words"]},
        "url": row["url"],
        "label": row["action_label"],
    }


def _elsewhere(task: tasks.GivenTask) -> dict[str, Any]:
    if task.unaccepted:
        who = _("%(count)s nơi chưa nhận") % {"count": task.unaccepted}
    else:
        who = _("%(count)s nơi đang làm") % {"count": task.waiting}
    due = _("Hạn %(day)s") % {"day": f"{task.due_on:%d/%m/%Y}"} if task.due_on else ""
    return {
        "title": screens.short(task.text),
        "who": who,
        "since_words": due,
        "url": reverse("documents:detail", args=[task.dispatch_id]),
    }
