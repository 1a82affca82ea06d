"""The other ways to look at a dispatch: in short for a leader, by level, by task, as a log."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries import cascade as tasks
from behoc.direction.assignments.queries.cascade import TaskCount
from behoc.ground.accounts.queries import list_contacts_of
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, now, today
from behoc.surface.dashboards import rules
from behoc.surface.dashboards.queries.cascade import Cascade
from behoc.surface.dashboards.queries.cascade_page import Slice, slices_of
from behoc.surface.dashboards.queries.cascade_words import (
    group_name,
    level_name,
    line_name,
    task_code,
    task_name,
    with_choice,
)
from behoc.surface.dashboards.rules import Body, Choice, Group, Progress, Step, Tally

WORST, CALLS, LOGGED, TITLE_LENGTH = 2, 2, 60, 90
CALLED_ROLES = ("head", "clerk", "specialist")


@dataclass(frozen=True, slots=True)
class Worst:
    """One level and line that is behind."""

    name: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Call:
    """One body to ring up: whom, and what about."""

    body: str
    who: str
    phone: str
    why: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One number of the brief: what it counts, and where it leads."""

    count: int
    words: str
    url: str
    whole: int | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything templates/dashboards/pages/cascade_brief.html shows: one screen of a phone."""

    facts: tuple[Fact, ...]
    worst: tuple[Worst, ...]
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """The bodies of one level of one line, or of the whole line, step by step."""

    name: str
    is_sum: bool
    url: str
    slices: tuple[Slice, ...]
    bodies: int
    numbers: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task over all bodies."""

    code: str
    title: str
    source: str
    url: str
    due_words: str
    bodies: int
    done: int
    begun: int
    new: int
    late: int
    done_share: str
    begun_share: str


def build_brief(actor: Actor, cascade: Cascade) -> Brief:
    """What a leader needs to know, and whom to call."""
    del actor
    troubled = [
        one
        for one in rules.worst_first(cascade.groups)
        if one.tally.with_late or one.tally.opened < one.tally.bodies
    ]
    behind = [body for body in cascade.bodies if _is_behind(body)]
    return Brief(
        facts=_facts(cascade.tally),
        worst=tuple(_worst(one) for one in troubled[:WORST]),
        calls=tuple(_call(body) for body in behind[:CALLS]),
    )


def build_levels(actor: Actor, cascade: Cascade) -> tuple[LevelRow, ...]:
    """Line by line, and inside each line level by level from the top down, each step counted."""
    del actor
    lines = [code for code, _name in shipped().lines]
    found = sorted(
        {one.line for one in cascade.groups},
        key=lambda code: lines.index(code) if code in lines else len(lines),
    )
    return tuple(row for line in found for row in _rows_of_line(line, cascade.groups))


def build_tasks(actor: Actor, cascade: Cascade) -> tuple[TaskRow, ...]:
    """Each task with how many bodies have done it, begun it, and are late."""
    counted = tasks.count_by_task(actor, cascade.dispatch)
    source = reverse("documents:detail", args=[cascade.dispatch.public_id])
    return tuple(_task_row(number, task, source) for number, task in enumerate(counted, 1))


def build_log(actor: Actor, cascade: Cascade) -> tuple[dict[str, str], ...]:
    """What happened last: opened, taken on, reported, reminded; the newest first."""
    names = {body.id: body.short_name for body in cascade.bodies}
    ids = tasks.list_task_ids(actor, cascade.dispatch)
    codes = {task: task_code(number) for number, task in enumerate(ids, 1)}
    happened = [
        (body.opened_at, "done", _("%(body)s mở văn bản") % {"body": body.short_name})
        for body in cascade.bodies
        if body.opened_at
    ]
    for row in tasks.list_last_acceptances(actor, cascade.dispatch, limit=LOGGED):
        facts = {"body": names.get(row["body_id"], ""), "task": codes.get(row["task_id"], "")}
        happened.append((row["at"], "", _("%(body)s nhận %(task)s") % facts))
    for row in tasks.list_last_reports(actor, cascade.dispatch, limit=LOGGED):
        facts = {
            "body": names.get(row["body_id"], ""),
            "task": codes.get(row["task_id"], ""),
            "text": row["text"],
        }
        words = (
            _("%(body)s báo xong %(task)s: %(text)s")
            if row["finished"]
            else _("%(body)s báo tiến độ %(task)s: %(text)s")
        )
        happened.append((row["at"], "done" if row["finished"] else "", words % facts))
    happened += [
        (body.reminded_at, "late", _("Nhắc %(body)s") % {"body": body.short_name})
        for body in cascade.bodies
        if body.reminded_at
    ]
    newest = sorted(happened, key=lambda one: one[0], reverse=True)[:LOGGED]
    return tuple(
        {"words": words, "who": "", "when_words": in_words(at), "tone": tone}
        for at, tone, words in newest
    )


def _task_row(number: int, task: TaskCount, source: str) -> TaskRow:
    bodies, done, begun = (task.total(what) for what in ("bodies", "done", "begun"))
    return TaskRow(
        code=task_code(number),
        title=task_name(task, longest=TITLE_LENGTH),
        source=task.document,
        url=f"{source}#d{task.line}",
        due_words=f"{task.due_on:%d/%m/%Y}" if task.due_on else "",
        bodies=bodies,
        done=done,
        begun=begun,
        new=bodies - done - begun,
        late=task.total("late"),
        done_share=f"{100 * done / bodies:.2f}",
        begun_share=f"{100 * begun / bodies:.2f}",
    )


def _worst(one: Group) -> Worst:
    tally = one.tally
    parts = []
    if unopened := tally.bodies - tally.opened:
        parts.append(_("%(count)s chưa mở") % {"count": unopened})
    if tally.with_late:
        parts.append(_("%(count)s quá hạn") % {"count": tally.with_late})
    words = _("%(parts)s trong %(bodies)s nơi") % {
        "parts": ", ".join(parts),
        "bodies": tally.bodies,
    }
    url = with_choice(Choice(line=one.line, level=one.level))
    return Worst(group_name(one.level, one.line), words, url)


def _call(body: Body) -> Call:
    first = next(iter(list_contacts_of(body.id, CALLED_ROLES)), None)
    who = _("chưa có ai nhận việc")
    if first is not None:
        who = ", ".join(filter(None, [first.person.full_name, first.position]))
    late = _("quá %(days)s ngày") % {"days": body.late_days(today())}
    why = late if body.late else _("chưa mở")
    return Call(body.short_name, who, (first.person.phone or "") if first else "", why)


def _is_behind(body: Body) -> bool:
    return body.late > 0 or body.progress is Progress.UNOPENED


def _facts(tally: Tally) -> tuple[Fact, ...]:
    """Each number leads to who stands behind it: to those left to do, where anybody is."""
    silent = rules.SILENT_DAYS[1]
    silent_words = _("im lặng %(days)s ngày") % {"days": silent}
    return (
        Fact(tally.opened, _("đã mở"), with_choice(Choice(unopened=True)), tally.bodies),
        Fact(tally.planned, _("có kế hoạch"), with_choice(Choice(planless=True)), tally.bodies),
        Fact(tally.done, _("việc xong"), "?xem=theo-viec", tally.tasks),
        Fact(tally.with_late, _("quá hạn"), with_choice(Choice(late=True)), tone="late"),
        Fact(tally.silent, silent_words, with_choice(Choice(silent=silent)), tone="late"),
        Fact(
            tally.by_step[Step.INSTRUCTED],
            _("đã có chỉ đạo"),
            with_choice(Choice(step=Step.INSTRUCTED)),
        ),
    )


def _rows_of_line(line: str, groups: Sequence[Group]) -> list[LevelRow]:
    own = [one for one in groups if one.line == line]
    rows = [
        _level_row(level_name(one.level), one.tally, Choice(line=line, level=one.level))
        for one in own
    ]
    if len(own) == 1:
        name = group_name(own[0].level, line)
        return [_level_row(name, own[0].tally, Choice(line=line), is_sum=True)]
    bodies = [body for one in own for body in one.bodies]
    whole = rules.tally(bodies, now=now())
    return [_level_row(line_name(line), whole, Choice(line=line), is_sum=True), *rows]


def _level_row(name: str, tally: Tally, choice: Choice, *, is_sum: bool = False) -> LevelRow:
    silent = rules.SILENT_DAYS[1]
    silent_words = _("Im lặng %(days)s ngày") % {"days": silent}
    steps = [
        (Step.RECEIVED, _("Đã nhận")),
        (Step.OPENED, _("Đã mở")),
        (Step.INSTRUCTED, _("Có chỉ đạo")),
        (Step.PLANNED, _("Văn bản riêng")),
        (Step.FOLDED, _("Lồng ghép")),
    ]
    return LevelRow(
        name=name,
        is_sum=is_sum,
        url=with_choice(choice),
        slices=slices_of(tally),
        bodies=tally.bodies,
        numbers=(
            *(
                Fact(tally.by_step[step], words, with_choice(choice, da=step.value))
                for step, words in steps
            ),
            Fact(tally.done, _("Việc xong"), with_choice(choice), tally.tasks),
            Fact(tally.with_late, _("Quá hạn"), with_choice(choice, qua_han="1"), tone="late"),
            Fact(tally.silent, silent_words, with_choice(choice, im_lang=silent), tone="late"),
        ),
    )
