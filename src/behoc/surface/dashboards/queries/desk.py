"""The desk: what waits for me, what is due soon, what waits for others."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries import screens, tasks
from behoc.direction.assignments.rules import WorkState
from behoc.direction.drafting.queries import drafts
from behoc.direction.drafting.queries.screens import build_items
from behoc.direction.handling.queries import desk as handling
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today
from behoc.measure.reporting.queries import desk as reporting
from behoc.surface.dashboards.queries import desk_items as items
from behoc.surface.dashboards.queries.desk_counts import Counts, count_kinds

SHOWN = 8
ELSEWHERE_SHOWN = 6
TITLE_LENGTH = 64
PRESSING = ("late", "soon")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything templates/dashboards/pages/desk.html shows."""

    today_words: str
    situation_words: str
    total: int
    focus: dict[str, Any] | None
    waiting: list[dict[str, Any]]
    returned: list[dict[str, Any]]
    pressing: list[dict[str, Any]]
    pressing_total: int
    later: list[dict[str, Any]]
    later_total: int
    to_know: list[dict[str, Any]]
    elsewhere: list[dict[str, Any]]
    elsewhere_total: int
    can_upload: bool
    next_words: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing waits, nothing runs, nothing is awaited."""
        mine = self.focus or self.waiting or self.returned or self.pressing or self.later
        return not (mine or self.to_know or self.elsewhere)


def build_desk(actor: Actor) -> Desk:
    """The desk of the body that the actor acts for, most pressing first."""
    counts = count_kinds(actor)
    own = tasks.list_own_tasks(actor) if may(actor, "assignment.accept") else []
    new = [share for share in own if share.state == WorkState.NEW]
    sent_back = [share for share in own if share.state == WorkState.RETURNED]
    under_way = [share for share in own if share.state not in (WorkState.NEW, WorkState.RETURNED)]
    running = [screens.build_row(actor, share) for share in under_way]
    late = [row for row in running if row["tone"] == "late"]
    pressing = [row for row in running if row["tone"] in PRESSING and row not in late[:1]]
    later = [row for row in running if row["tone"] not in PRESSING]
    waiting = _waiting(actor, counts, new)
    returned = [items.build_returned(screens.build_row(actor, share)) for share in sent_back]
    returned += [item for item in waiting if item["quote"]]
    elsewhere = _elsewhere(actor) if may(actor, "assignment.view") else []
    return Desk(
        today_words=format_date(today(), "l, d/m/Y"),
        situation_words=_situation(counts.total, _count_late(own), len(returned)),
        total=counts.total,
        focus=_focus(late),
        waiting=[item for item in waiting if not item["quote"]],
        returned=returned,
        pressing=pressing[:SHOWN],
        pressing_total=len(pressing),
        later=later[: max(SHOWN - len(pressing), 0)],
        later_total=len(later),
        to_know=handling.list_taken_back(actor),
        elsewhere=elsewhere[:ELSEWHERE_SHOWN],
        elsewhere_total=len(elsewhere),
        can_upload=may(actor, "document.upload"),
    )


def count_waiting(actor: Actor) -> int:
    """The number beside “Bàn làm việc”: the very number that the desk says."""
    return count_kinds(actor).total


def _waiting(actor: Actor, counts: Counts, new: list[Any]) -> list[dict[str, Any]]:
    """What waits, the person's own first, what is late before all; a group counts as one item."""
    mine, others = items.list_new(actor, new)
    found = [*handling.list_waiting(actor), *build_items(drafts.list_waiting(actor)), *mine]
    found += [*items.list_came(actor, counts), *items.list_papers(actor, counts.papers)]
    found += [*items.list_given_back(counts), *items.list_hindered(counts)]
    found += reporting.build_items(reporting.list_waiting(actor)) if counts.reports else []
    found += [*items.list_amended(actor, counts.amended), *others]
    return sorted(found, key=lambda item: item["tone"] != "late")


def _count_late(shares: list[Any]) -> int:
    return sum(bool(share.due_on and share.due_on < today()) for share in shares)


def _situation(total: int, late: int, returned: int) -> str:
    if not total:
        return _("Hôm nay không có việc nào chờ anh/chị.")
    words = _("Có %(count)s việc chờ anh/chị") % {"count": total}
    more = [_("%(count)s việc quá hạn") % {"count": late}] if late else []
    more += [_("%(count)s việc bị trả lại") % {"count": returned}] if returned else []
    if not more:
        return f"{words}."
    return _("%(words)s, trong đó %(more)s.") % {"words": words, "more": ", ".join(more)}


def _focus(late: list[dict[str, Any]]) -> dict[str, Any] | None:
    if not late:
        return None
    row = late[0]
    return {
        "kicker": "",
        "title": row["title"],
        "text": " · ".join(filter(None, [row["note"], row["giver"], row["source_words"]])),
        "due_words": _("Hạn %(day)s, %(left)s")
        % {"day": row["due_words"], "left": row["left_words"]},
        "url": row["url"],
        "label": row["action_label"],
    }


def _elsewhere(actor: Actor) -> list[dict[str, Any]]:
    """One row per document whose tasks others have not done, the nearest deadline first."""
    given = sorted(tasks.list_given_tasks(actor), key=lambda task: task.dispatch_id)
    grouped = [list(rows) for _id, rows in groupby(given, key=lambda task: task.dispatch_id)]
    first_due = [min((t.due_on for t in rows if t.due_on), default=None) for rows in grouped]
    dated = sorted(zip(first_due, grouped, strict=True), key=lambda pair: str(pair[0] or "~"))
    return [_of_paper(rows, day) for day, rows in dated]


def _of_paper(rows: list[tasks.GivenTask], due_on: Any) -> dict[str, Any]:
    """How far the tasks of one document are elsewhere."""
    unaccepted = sum(task.unaccepted for task in rows)
    open_shares = sum(task.waiting for task in rows)
    said = {"open": open_shares, "new": unaccepted, "count": len(rows)}
    who = _("%(open)s phần việc chưa xong") % said
    if unaccepted:
        who = _("%(open)s phần việc chưa xong, %(new)s chưa nhận") % said
    title = screens.short(rows[0].text, longest=TITLE_LENGTH)
    if len(rows) > 1:
        title = _("%(count)s nhiệm vụ từ %(source)s") % (said | {"source": rows[0].source})
    late = due_on is not None and due_on < today()
    return {
        "title": title,
        "who": who,
        "is_late": late,
        "since_words": f"{due_on:%d/%m/%Y}" if due_on else "",
        "url": reverse("dashboards:cascade", args=[rows[0].dispatch_id]),
    }
