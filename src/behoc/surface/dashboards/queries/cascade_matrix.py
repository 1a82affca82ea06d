"""The matrix of bodies and tasks: columns, groups with their sums, rows a segment at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries import cascade as tasks
from behoc.direction.assignments.queries.cascade import Share, TaskCount
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME, now, today
from behoc.surface.dashboards import rules
from behoc.surface.dashboards.queries import cascade_cells as cells
from behoc.surface.dashboards.queries.cascade import Cascade, group_bodies
from behoc.surface.dashboards.queries.cascade_cells import Cell
from behoc.surface.dashboards.queries.cascade_remind import (
    may_remind,
    needs_reminding,
    remind_address,
)
from behoc.surface.dashboards.queries.cascade_words import (
    group_name,
    task_code,
    task_name,
    with_choice,
)
from behoc.surface.dashboards.rules import SEGMENT, Body, Choice, Group

ALL_AT_ONCE = 75  # so few bodies stand in the page whole; of more only the first segment
PRINTED = 400  # on paper, where nothing comes later; of more the workbook has them all
STEP = 5  # so many rows are drawn at once, and the room of rows that are away is counted in them
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
    rows_url: str = ""

    @property
    def strips(self) -> list[tuple[Row, ...]]:
        """The rows a few at a time: what is not yet near the screen need not be drawn with them."""
        return [self.rows[at : at + STEP] for at in range(0, len(self.rows), STEP)]


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
    print_url: str = ""
    print_words: str = ""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every row of the matrix is built from."""

    actor: Actor
    cascade: Cascade
    choice: Choice
    reminds: bool
    counted: Sequence[TaskCount] = ()
    sums: Mapping[str, dict[int, tuple[int, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The tasks that stand as columns of one table: id and number; whether others are summed up."""

    tasks: tuple[tuple[int, int], ...]
    has_rest: bool


def build_matrix(
    actor: Actor, cascade: Cascade, choice: Choice, counted: Sequence[TaskCount]
) -> Matrix:
    """The matrix as narrowed: the first rows, the others by the address of their segment."""
    reminds = may_remind(actor, cascade)
    ground = _Ground(actor, cascade, choice, reminds, counted, _sums(counted))
    found: Sequence[Body] = rules.narrow(cascade.bodies, choice, now())
    groups = group_bodies(found)
    if choice.group:
        groups = [group for group in groups if group.key == choice.group]
    left = len(found) if len(found) <= ALL_AT_ONCE else SEGMENT
    left, tables = PRINTED if choice.printed else left, []
    for group in groups:
        tables.append(_table(ground, group, left))
        left -= sum(len(segment.rows) for segment in tables[-1].segments)
    return Matrix(
        tuple(tables),
        len(found),
        len(cascade.bodies),
        bool(choice.group),
        print_url=with_choice(choice, **{"in": "1"}),
        print_words=_print_words(len(found)) if choice.printed else "",
    )


def build_segment(actor: Actor, cascade: Cascade, choice: Choice) -> Segment:
    """The rows of the bodies that the address names, in its order and under its columns.

    Nothing is counted or sorted anew: what stood in that order when the page came still does.
    """
    ground = _Ground(actor, cascade, choice, may_remind(actor, cascade))
    by_id = {body.public_id: body for body in cascade.bodies}
    bodies = [by_id[each] for each in dict.fromkeys(choice.bodies) if each in by_id]
    numbers = dict(enumerate(tasks.list_task_ids(actor, cascade.dispatch), 1))
    shown = tuple((numbers[each], each) for each in choice.columns if each in numbers)
    return Segment(
        first=choice.start + 1,
        last=choice.start + len(bodies),
        total=len(bodies),
        url="",
        rows=_rows(ground, bodies, _Columns(shown, choice.has_rest)),
    )


def _print_words(shown: int) -> str:
    made = _("lập ngày %(day)s") % {"day": f"{today():%d/%m/%Y}"}
    if shown <= PRINTED:
        return made
    cut = _("giấy chỉ in %(most)s nơi đầu; lọc bớt, hoặc tải Excel để có đủ") % {"most": PRINTED}
    return f"{made} · {cut}"


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
        columns=_heads(ground, columns),
        width=len(columns.tasks) + columns.has_rest,
        has_rest=columns.has_rest,
        sums=()
        if ground.choice.narrows
        else tuple("/".join(map(str, sums[task])) for task, _number in columns.tasks),
        segments=tuple(segments),
        is_long=len(group.bodies) > LONG,
    )


def _columns(ground: _Ground, key: str) -> _Columns:
    own = ground.sums.get(key, {})
    numbered = [(task.id, number) for number, task in enumerate(ground.counted, 1)]
    held = [(task, own[task][1]) for task, _number in numbered if task in own]
    chosen = set(rules.pick_columns(held))
    return _Columns(tuple(pair for pair in numbered if pair[0] in chosen), len(chosen) < len(own))


def _heads(ground: _Ground, columns: _Columns) -> tuple[Column, ...]:
    source = reverse("documents:detail", args=[ground.cascade.dispatch.public_id])
    told = [(number, ground.counted[number - 1]) for _task, number in columns.tasks]
    return tuple(
        Column(
            id=task.id,
            code=task_code(number),
            name=task_name(task, longest=NAME_LENGTH),
            whole=task.text,
            due_words=f"{task.due_on:%d/%m}" if task.due_on else "",
            url=f"{source}#d{task.line}",
        )
        for number, task in told
    )


def _segments(ground: _Ground, group: Group, columns: _Columns, left: int) -> list[Segment]:
    choice = ground.choice
    if choice.group:
        start = choice.start - choice.start % SEGMENT
        return [_segment(ground, group, start, columns)]
    found = []
    for start in range(0, len(group.bodies), SEGMENT):
        if left > 0:
            found.append(_segment(ground, group, start, columns))
            left -= len(found[-1].rows)
        else:
            found.append(_away(choice, group, start, columns))
    return found


def _away(choice: Choice, group: Group, start: int, columns: _Columns) -> Segment:
    """A segment that comes later: a page for everybody, its bare rows for who scrolls there."""
    total = len(group.bodies)
    bodies = group.bodies[start : start + SEGMENT]
    named = {
        "cac-noi": ".".join(body.public_id for body in bodies),
        "cot": ".".join(str(number) for _task, number in columns.tasks),
        "rieng": "1" if columns.has_rest else "",
        "cap-duoi": "1" if choice.parts else "",
        "tu": str(start),
    }
    return Segment(
        first=start + 1,
        last=start + len(bodies),
        total=total,
        url=with_choice(choice, nhom=group.key, tu=start or "0"),
        height=_height(len(bodies)),
        rows_url=f"?{urlencode({name: value for name, value in named.items() if value})}",
    )


def _segment(ground: _Ground, group: Group, start: int, columns: _Columns) -> Segment:
    shown = group.bodies[start : start + SEGMENT]
    end, total, choice = start + len(shown), len(group.bodies), ground.choice
    return Segment(
        first=start + 1,
        last=end,
        total=total,
        url=with_choice(choice, nhom=group.key, tu=start),
        rows=_rows(ground, shown, columns),
        next_url=with_choice(choice, nhom=group.key, tu=end) if end < total else "",
        previous_url=with_choice(choice, nhom=group.key, tu=start - SEGMENT) if start else "",
    )


def _height(rows: int) -> int:
    return -(-rows // STEP) * STEP


def _rows(ground: _Ground, bodies: Sequence[Body], columns: _Columns) -> tuple[Row, ...]:
    shares: dict[int, list[Share]] = {}
    ids = [body.id for body in bodies]
    for share in tasks.list_shares(ground.actor, ground.cascade.dispatch, ids):
        shares.setdefault(share.body_id, []).append(share)
    parts = _parts(ground, bodies, columns) if ground.choice.parts else {}
    return tuple(
        row
        for body in bodies
        for row in (_row(ground, body, shares.get(body.id, []), columns), *parts.get(body.id, ()))
    )


def _row(ground: _Ground, body: Body, shares: Sequence[Share], columns: _Columns) -> Row:
    linked = ground.cascade.sees_all or body.id == ground.actor.body_id
    reminds = ground.reminds and needs_reminding(ground.actor, body)
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
    for task, number in columns.tasks:
        share = by_task.pop(task, None)
        code = task_code(number)
        found.append(
            cells.of_share(share, today(), label=code, linked=linked)
            if share
            else cells.nothing(code)
        )
    if columns.has_rest:
        found.append(cells.of_several(list(by_task.values()), today(), label=_("Việc riêng")))
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
