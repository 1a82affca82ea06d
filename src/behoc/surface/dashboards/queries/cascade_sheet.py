"""The matrix as rows of a workbook: the bodies as narrowed on the page, every task a column."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.queries import cascade as tasks
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME, now, today
from behoc.kernel.workbooks import Column
from behoc.surface.dashboards import rules
from behoc.surface.dashboards.queries import cascade_cells as cells
from behoc.surface.dashboards.queries.cascade import Cascade
from behoc.surface.dashboards.queries.cascade_words import (
    level_name,
    line_name,
    task_code,
    task_name,
)
from behoc.surface.dashboards.rules import Body, Choice, Step

if TYPE_CHECKING:
    from behoc.direction.assignments.queries.cascade import Share

CHUNK = 500  # bodies whose shares are fetched at once
NAME_LENGTH = 60
TASK_WIDTH = 16
_COLUMNS = (
    (gettext_noop("STT"), 6),
    (gettext_noop("Nơi nhận"), 34),
    (gettext_noop("Cấp"), 12),
    (gettext_noop("Khối"), 22),
    (gettext_noop("Gửi"), 12),
    (gettext_noop("Nhận"), 12),
    (gettext_noop("Mở"), 12),
    (gettext_noop("Ý kiến chỉ đạo"), 10),
    (gettext_noop("Văn bản riêng hoặc lồng ghép"), 22),
    (gettext_noop("Việc xong"), 10),
    (gettext_noop("Số lần nhắc"), 10),
    (gettext_noop("Im lặng (ngày)"), 10),
)


def build_sheet(
    actor: Actor, cascade: Cascade, choice: Choice
) -> tuple[list[str], list[Column], Iterator[list[str]]]:
    """Lines above, columns, rows: the same bodies in the same order as on the page."""
    counted = tasks.count_by_task(actor, cascade.dispatch)
    columns = [Column(_(name), width) for name, width in _COLUMNS]
    for number, task in enumerate(counted, 1):
        due = f"\n{task.due_on:%d/%m/%Y}" if task.due_on else ""
        name = task_name(task, longest=NAME_LENGTH)
        columns.append(Column(f"{task_code(number)}. {name}{due}", TASK_WIDTH))
    found = rules.narrow(cascade.bodies, choice, now())
    return _cover(actor, cascade, found), columns, _rows(actor, cascade, found, counted)


def _cover(actor: Actor, cascade: Cascade, found: Sequence[Body]) -> list[str]:
    first = cascade.documents[0] if cascade.documents else None
    title = " · ".join(filter(None, [str(first or ""), cascade.dispatch.title]))
    counts = {"shown": len(found), "all": len(cascade.bodies), "day": f"{today():%d/%m/%Y}"}
    made = _("Lập ngày %(day)s; %(shown)s trong %(all)s nơi phải làm") % counts
    return [actor.body_name, _("Văn bản đang đi tới đâu"), title, made, ""]


def _rows(
    actor: Actor, cascade: Cascade, found: Sequence[Body], counted: Sequence[tasks.TaskCount]
) -> Iterator[list[str]]:
    bodies, number = iter(found), 0
    while chunk := list(islice(bodies, CHUNK)):
        shares: dict[tuple[int, int], Share] = {
            (share.body_id, share.assignment_id): share
            for share in tasks.list_shares(actor, cascade.dispatch, [body.id for body in chunk])
        }
        for body in chunk:
            number += 1
            held = (shares.get((body.id, task.id)) for task in counted)
            yield [str(number), *_facts(body), *(cells.words_of(share, today()) for share in held)]


def _facts(body: Body) -> list[str]:
    opened = body.opened_at or (body.active_at if Step.OPENED in body.steps else None)
    return [
        body.name,
        level_name(body.level),
        line_name(body.line),
        _day(body.delivered_at),
        _day(body.received_at),
        _day(opened) or _("chưa mở"),
        _("đã có") if body.instructed else "",
        cells.of_plan(body).words,
        f"{body.done}/{body.tasks}",
        str(body.reminders or ""),
        str(body.silent_days(now()) or ""),
    ]


def _day(moment: datetime | None) -> str:
    return f"{moment.astimezone(HOME):%d/%m/%Y}" if moment else ""
