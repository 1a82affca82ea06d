"""The matrix of bodies and tasks: columns, groups with their sums, rows a segment at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries import cascade as tasks
from behoc.direction.assignments.queries.cascade import Share, TaskCount
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME, now, today
from behoc.surface.dashboards import rules
from behoc.surface.dashboards.queries import cascade_cells as cells
from behoc.surface.dashboards.queries.cascade import Cascade
from behoc.surface.dashboards.queries.cascade_cells import Cell
from behoc.surface.dashboards.queries.cascade_remind import (
    may_remind,
    needs_reminding,
    remind_address,
)
from behoc.surface.dashboards.queries.cascade_words import group_name, task_name, with_choice
from behoc.surface.dashboards.rules import Body, Choice, Group

SEGMENT = 25
ALL_AT_ONCE = 75  # so few bodies stand in the page whole; of more only the first segment
STEP = 5  # the room kept for rows that are away is counted in steps of so many rows
LONG = 16
NAME_LENGTH = 26


@dataclass(frozen=True, slots=True)
class Column:
    """One task as a column: its short code, its name, its day, where it is printed."""

    id: int
    code: str
    name: str
    whole: str
    due_words: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One body as a row."""

    id: str
    name: str
    note: str
    cells: tuple[Cell, ...]
    remind_url: str = ""
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Some rows of a group; without rows the address where they are."""

    first: int
    last: int
    total: int
    url: str
    height: int = 0
    rows: tuple[Row, ...] = ()
    next_url: str = ""
    previous_url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The bodies of one level and line: its own tasks as columns, their sums, its segments."""

    key: str
    name: str
    figures: str
    columns: tuple[Column, ...]
    width: int
    has_rest: bool
    sums: tuple[str, ...]
    segments: tuple[Segment, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything templates/dashboards/parts/matrix.html shows."""

    tables: tuple[Table, ...]
    shown: int
    total: int
    is_part: bool


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every row of the matrix is built from."""

    actor: Actor
    cascade: Cascade
    choice: Choice
    counted: Sequence[TaskCount]
    sums: dict[str, dict[int, tuple[int, int]]]
    reminds: bool


@dataclass(frozen=True, slots=True)
class _Columns:
    """The tasks that stand as columns of one table, and the ids of those summed up in one more."""

    shown: tuple[Column, ...]
    rest: frozenset[int]


def build_matrix(
    actor: Actor, cascade: Cascade, choice: Choice, counted: Sequence[TaskCount]
) -> Matrix:
    """The matrix as narrowed: the first rows, the others by the address of their segment."""
    ground = _Ground(actor, cascade, choice, counted, _sums(counted), may_remind(actor, cascade))
    found = rules.narrow(cascade.bodies, choice, now())
    catalogue = shipped()
    groups = rules.group(
        found,
        levels=[level.code for level in catalogue.levels],
        lines=[code for code, _name in catalogue.lines],
        now=now(),
    )
    if choice.group:
        groups = [group for group in groups if group.key == choice.group]
    left, tables = len(found) if len(found) <= ALL_AT_ONCE else SEGMENT, []
    for group in groups:
        tables.append(_table(ground, group, left))
        left -= sum(len(segment.rows) for segment in tables[-1].segments)
    return Matrix(tuple(tables), len(found), len(cascade.bodies), bool(choice.group))


def build_segment(
    actor: Actor, cascade: Cascade, choice: Choice, counted: Sequence[TaskCount]
) -> Segment:
    """One segment of one group, as `nhom` and `tu` of the address name it."""
    ground = _Ground(actor, cascade, choice, counted, _sums(counted), may_remind(actor, cascade))
    found = rules.narrow(cascade.bodies, choice, now())
    bodies = [body for body in found if body.group == choice.group]
    start = choice.start - choice.start % SEGMENT
    return _segment(ground, choice.group, bodies, start, _columns(ground, choice.group))


def figures_words(group: Group) -> str:
    """“58 nơi · 51 đã mở · 44 có kế hoạch · 9 có việc quá hạn”."""
    tally = group.tally
    words = [
        _("%(count)s nơi") % {"count": tally.bodies},
        _("%(count)s đã mở") % {"count": tally.opened},
        _("%(count)s có kế hoạch") % {"count": tally.planned},
    ]
    if tally.with_late:
        words.append(_("%(count)s có việc quá hạn") % {"count": tally.with_late})
    return " · ".join(words)


def _table(ground: _Ground, group: Group, left: int) -> Table:
    columns = _columns(ground, group.key)
    segments = _segments(ground, group, columns, left)
    sums = ground.sums.get(group.key, {})
    return Table(
        key=group.key,
        name=group_name(group.level, group.line),
        figures=figures_words(group),
        columns=columns.shown,
        width=len(columns.shown) + bool(columns.rest),
        has_rest=bool(columns.rest),
        sums=()
        if ground.choice.narrows
        else tuple("/".join(map(str, sums[column.id])) for column in columns.shown),
        segments=tuple(segments),
        is_long=len(group.bodies) > LONG,
    )


def _columns(ground: _Ground, key: str) -> _Columns:
    own = ground.sums.get(key, {})
    tasks_of_group = [task for task in ground.counted if task.id in own]
    chosen = set(rules.pick_columns([(task.id, own[task.id][1]) for task in tasks_of_group]))
    source = reverse("documents:detail", args=[ground.cascade.dispatch.public_id])
    shown = tuple(
        Column(
            id=task.id,
            code=_("NV%(number)s") % {"number": number},
            name=task_name(task, longest=NAME_LENGTH),
            whole=task.text,
            due_words=f"{task.due_on:%d/%m}" if task.due_on else "",
            url=f"{source}#d{task.line}",
        )
        for number, task in enumerate(ground.counted, 1)
        if task.id in chosen
    )
    return _Columns(shown, frozenset(own) - chosen)


def _segments(ground: _Ground, group: Group, columns: _Columns, left: int) -> list[Segment]:
    choice = ground.choice
    if choice.group:
        start = choice.start - choice.start % SEGMENT
        return [_segment(ground, group.key, group.bodies, start, columns)]
    found = []
    for start in range(0, len(group.bodies), SEGMENT):
        if left > 0:
            found.append(_segment(ground, group.key, group.bodies, start, columns))
            left -= len(found[-1].rows)
        else:
            found.append(_away(choice, group, start))
    return found


def _away(choice: Choice, group: Group, start: int) -> Segment:
    total = len(group.bodies)
    end = min(start + SEGMENT, total)
    address = with_choice(choice, nhom=group.key, tu=start or "0")
    return Segment(start + 1, end, total, address, height=-(-(end - start) // STEP) * STEP)


def _segment(
    ground: _Ground, key: str, bodies: Sequence[Body], start: int, columns: _Columns
) -> Segment:
    shown = bodies[start : start + SEGMENT]
    shares: dict[int, list[Share]] = {}
    found = tasks.list_shares(ground.actor, ground.cascade.dispatch, [body.id for body in shown])
    for share in found:
        shares.setdefault(share.body_id, []).append(share)
    end, total, choice = start + len(shown), len(bodies), ground.choice
    parts = _parts(ground, shown, columns) if choice.parts else {}
    return Segment(
        first=start + 1,
        last=end,
        total=total,
        url=with_choice(choice, nhom=key, tu=start),
        height=-(-len(shown) // STEP) * STEP,
        rows=tuple(
            row
            for body in shown
            for row in (
                _row(ground, body, shares.get(body.id, []), columns),
                *parts.get(body.id, ()),
            )
        ),
        next_url=with_choice(choice, nhom=key, tu=end) if end < total else "",
        previous_url=with_choice(choice, nhom=key, tu=start - SEGMENT) if start else "",
    )


def _row(ground: _Ground, body: Body, shares: Sequence[Share], columns: _Columns) -> Row:
    linked = ground.cascade.sees_all or body.id == ground.actor.body_id
    reminds = ground.reminds and body.id != ground.actor.body_id and needs_reminding(body)
    opening = (cells.of_opening(body, now()), cells.of_plan(body))
    return Row(
        body.public_id,
        body.short_name,
        _note(body),
        (*opening, *_cells(shares, columns, linked=linked)),
        remind_address(ground.cascade, f"?noi={body.public_id}") if reminds else "",
    )


def _cells(shares: Sequence[Share], columns: _Columns, *, linked: bool) -> list[Cell]:
    by_task = {share.assignment_id: share for share in shares}
    found = []
    for column in columns.shown:
        share = by_task.get(column.id)
        found.append(
            cells.of_share(share, today(), label=column.code, linked=linked)
            if share
            else cells.nothing(column.code)
        )
    if columns.rest:
        others = [share for share in shares if share.assignment_id in columns.rest]
        found.append(cells.of_several(others, today(), label=_("Việc riêng")))
    return found


def _parts(
    ground: _Ground, bodies: Sequence[Body], columns: _Columns
) -> dict[int, tuple[Row, ...]]:
    """Body → rows of the bodies below to which it passed its tasks on."""
    held: dict[int, dict[str, list[Share]]] = {}
    ids = [body.id for body in bodies]
    for part in tasks.list_parts_of(ground.actor, ground.cascade.dispatch, ids):
        held.setdefault(part.above_id, {}).setdefault(part.body, []).append(part.share)
    blank = (cells.nothing(_("Mở")), cells.nothing(_("Kế hoạch")))
    return {
        above: tuple(
            Row(
                "",
                name,
                _("Giao lại từ cấp trên"),
                (*blank, *_cells(shares, columns, linked=False)),
                is_part=True,
            )
            for name, shares in below.items()
        )
        for above, below in held.items()
    }


def _note(body: Body) -> str:
    """The line under a body's name: sent when, reminded how often, silent for how long."""
    words = []
    if body.delivered_at:
        words.append(_("Gửi %(day)s") % {"day": f"{body.delivered_at.astimezone(HOME):%d/%m}"})
    if body.instructed:
        words.append(_("lãnh đạo đã chỉ đạo"))
    if body.reminders:
        words.append(_("nhắc %(count)s lần") % {"count": body.reminders})
    silent = body.silent_days(now())
    if silent > rules.SILENT_DAYS[1]:
        words.append(_("im lặng %(days)s ngày") % {"days": silent})
    return " · ".join(words)


def _sums(counted: Sequence[TaskCount]) -> dict[str, dict[int, tuple[int, int]]]:
    """Group → task → how many bodies have done it, of how many."""
    catalogue = shipped()
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for task in counted:
        for kind in task.kinds:
            level = catalogue.level_of_place(kind.place_kind) or ""
            group = found.setdefault(f"{level}.{kind.line}", {})
            done, bodies = group.get(task.id, (0, 0))
            group[task.id] = (done + kind.done, bodies + kind.bodies)
    return found
