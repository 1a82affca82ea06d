"""The other ways to look at a dispatch: in short for a leader, as a tree, by task, as a log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
from behoc.surface.dashboards.queries.cascade_matrix import figures_words
from behoc.surface.dashboards.queries.cascade_page import groups_of, slices_of
from behoc.surface.dashboards.queries.cascade_words import (
    group_name,
    level_name,
    line_name,
    task_name,
    with_choice,
)
from behoc.surface.dashboards.rules import Body, Choice, Group, Progress

WORST, CALLS, LOGGED, TITLE_LENGTH, SHOWN_IN_TREE = 3, 3, 60, 90, 30
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
class Brief:
    """Everything templates/dashboards/pages/cascade_brief.html shows: one screen of a phone."""

    opened: int
    planned: int
    late: int
    bodies: int
    worst: tuple[Worst, ...]
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Twig:
    """One level of one line in the tree, with the bodies that are furthest behind."""

    name: str
    figures: str
    slices: tuple[Any, ...]
    bodies: tuple[dict[str, str], ...]
    more: int
    url: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One line from its top to its bottom."""

    name: str
    figures: str
    twigs: tuple[Twig, ...]


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


def build_brief(actor: Actor, cascade: Cascade, counted: Sequence[TaskCount]) -> Brief:
    """What a leader needs to know, and whom to call."""
    del actor, counted
    tally = rules.tally(cascade.bodies, now=now())
    troubled = [
        one
        for one in rules.worst_first(groups_of(cascade))
        if one.tally.with_late or one.tally.opened < one.tally.bodies
    ]
    slowest = rules.narrow(cascade.bodies, Choice(), now())
    return Brief(
        opened=tally.opened,
        planned=tally.planned,
        late=tally.with_late,
        bodies=tally.bodies,
        worst=tuple(_worst(one) for one in troubled[:WORST]),
        calls=tuple(_call(body) for body in slowest[:CALLS] if _is_behind(body)),
    )


def build_tree(actor: Actor, cascade: Cascade, counted: Sequence[TaskCount]) -> tuple[Branch, ...]:
    """Line by line, and inside each line level by level from the top down."""
    del actor, counted
    groups = groups_of(cascade)
    lines = [code for code, _name in shipped().lines]
    found = sorted(
        {one.line for one in groups},
        key=lambda code: lines.index(code) if code in lines else len(lines),
    )
    return tuple(_branch(line, [one for one in groups if one.line == line]) for line in found)


def build_tasks(
    actor: Actor, cascade: Cascade, counted: Sequence[TaskCount]
) -> tuple[TaskRow, ...]:
    """Each task with how many bodies have done it, begun it, and are late."""
    del actor
    source = reverse("documents:detail", args=[cascade.dispatch.public_id])
    return tuple(_task_row(number, task, source) for number, task in enumerate(counted, 1))


def build_log(
    actor: Actor, cascade: Cascade, counted: Sequence[TaskCount]
) -> tuple[dict[str, str], ...]:
    """What happened last: opened, taken on, reported, reminded; the newest first."""
    names = {body.id: body.short_name for body in cascade.bodies}
    codes = {task.id: _("NV%(number)s") % {"number": n} for n, task in enumerate(counted, 1)}
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
        code=_("NV%(number)s") % {"number": number},
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


def _branch(line: str, groups: list[Group]) -> Branch:
    bodies = [body for one in groups for body in one.bodies]
    whole = Group(line, "", line, tuple(bodies), rules.tally(bodies, now=now()))
    return Branch(line_name(line), figures_words(whole), tuple(_twig(one) for one in groups))


def _twig(one: Group) -> Twig:
    shown = one.bodies[:SHOWN_IN_TREE]
    return Twig(
        name=level_name(one.level),
        figures=figures_words(one),
        slices=slices_of(one.tally),
        bodies=tuple(_leaf(body) for body in shown),
        more=len(one.bodies) - len(shown),
        url=with_choice(Choice(line=one.line, level=one.level)),
    )


def _leaf(body: Body) -> dict[str, str]:
    done = _("%(done)s/%(tasks)s việc xong") % {"done": body.done, "tasks": body.tasks}
    tone, icon, words = {
        Progress.DONE: ("done", "done", done),
        Progress.RUNNING: ("run", "circle-dot", done),
        Progress.UNOPENED: ("none", "mail", _("chưa mở")),
        Progress.LATE: (
            "late",
            "alert",
            _("%(count)s việc quá hạn") % {"count": body.late},
        ),
    }[body.progress]
    return {"name": body.short_name, "tone": tone, "icon": icon, "words": words}
