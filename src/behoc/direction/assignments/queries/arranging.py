"""How a body arranges a share, and how its giver follows it: the content of that page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody, Deadline, Difficulty, Reminder
from behoc.direction.assignments.queries.folding import plan_url
from behoc.direction.assignments.queries.history import ESCALATION, who
from behoc.direction.assignments.queries.parts import count_parts, list_above, list_parts, sum_parts
from behoc.direction.assignments.queries.periods import period_words, source_words
from behoc.direction.assignments.queries.screens import SOON_DAYS, short
from behoc.direction.assignments.queries.states import state_of
from behoc.direction.assignments.rules import OPEN, DueSource, WorkState, remaining
from behoc.direction.assignments.rules.figures import number_words
from behoc.direction.documents.queries import wording
from behoc.ground.access.queries import may, scope_for
from behoc.ground.accounts.queries import list_colleagues
from behoc.ground.organisations.queries import list_bodies_directly_below
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, today
from behoc.kernel.deadlines import recurs
from behoc.kernel.errors import NotFound
from behoc.kernel.scope import one

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Person
    from behoc.ground.organisations.models import Organisation

_INTERVALS = {
    "P1Y": gettext_noop("hằng năm"),
    "P6M": gettext_noop("6 tháng một lần"),
    "P3M": gettext_noop("hằng quý"),
    "P1M": gettext_noop("hằng tháng"),
}


@dataclass(frozen=True, slots=True)
class Arranging:
    """Everything templates/assignments/pages/arrange.html shows."""

    id: str
    title: str
    body: str
    tone: str
    state_icon: str
    state_words: str
    facts: tuple[dict[str, str], ...]
    due_words: str
    answerable_id: str
    folded_into: str
    above: tuple[dict[str, str], ...]
    parts: tuple[dict[str, Any], ...]
    sum_words: str
    seen: int
    events: tuple[dict[str, Any], ...]
    difficulties: tuple[dict[str, Any], ...]
    reminders: tuple[dict[str, str], ...]
    ends_words: str
    is_own: bool
    can_arrange: bool
    can_set_day: bool
    can_divide: bool
    can_tell: bool
    can_follow: bool
    can_end: bool
    can_remind: bool


@dataclass(frozen=True, slots=True)
class ArrangingCard:
    """The same in short, on the page of the share, with the way there."""

    facts: tuple[dict[str, str], ...]
    above: tuple[dict[str, str], ...]
    sum_words: str
    difficulty_words: str
    label: str
    url: str


def build_card(actor: Actor, assigned: AssignedBody) -> ArrangingCard:
    """What is settled about a share in reach, and what its difficulties wait for."""
    is_own = assigned.organisation_id == actor.body_id
    waiting = sum(not each.answer for each in _list_difficulties(assigned))
    return ArrangingCard(
        facts=tuple(list_facts(actor, assigned)),
        above=tuple(_above(actor, each) for each in reversed(list_above(assigned))),
        sum_words=sum_words(list_parts(assigned)),
        difficulty_words=_("%(count)s khó khăn chờ trả lời") % {"count": waiting}
        if waiting
        else "",
        label=_("Thu xếp việc") if is_own else _("Theo dõi việc"),
        url=reverse("assignments:arrange", args=[assigned.public_id]),
    )


def build_arranging(actor: Actor, assigned: AssignedBody) -> Arranging:
    """The page of a share in reach: the body's own arranging, or the giver's following."""
    is_own = assigned.organisation_id == actor.body_id
    is_giver = assigned.assignment.organisation_id == actor.body_id
    deadlines = list(assigned.assignment.deadlines.order_by("pk"))
    shares = list_parts(assigned)
    is_open = assigned.state in OPEN
    arranges = is_own and is_open and may(actor, "assignment.arrange")
    follows = is_giver and may(actor, "assignment.follow")
    left = remaining(assigned.due_on, today(), soon_days=SOON_DAYS)
    tone, icon, words = state_of(assigned, left)
    rhythm = [each for each in deadlines if recurs(each.codes, each.interval)]
    person = assigned.person_answerable
    return Arranging(
        id=assigned.public_id,
        title=short(assigned.assignment.text),
        body=assigned.organisation.name,
        tone=tone,
        state_icon=icon,
        state_words=words,
        facts=tuple(list_facts(actor, assigned)),
        due_words=f"{assigned.due_on:%d/%m/%Y}" if assigned.due_on else "",
        answerable_id=person.public_id if person else "",
        folded_into=assigned.folded_into,
        above=tuple(_above(actor, each) for each in reversed(list_above(assigned))),
        parts=_parts(actor, shares, takes_back=arranges),
        sum_words=sum_words(shares),
        seen=count_parts(assigned),
        events=tuple(_event(number, each) for number, each in enumerate(deadlines) if each.event),
        difficulties=tuple(_difficulty(actor, each) for each in _list_difficulties(assigned)),
        reminders=tuple(_reminder(actor, assigned, each) for each in _list_reminders(assigned)),
        ends_words=_ends_words(rhythm),
        is_own=is_own,
        can_arrange=arranges,
        can_set_day=arranges and (assigned.due_on is None or assigned.due_source == DueSource.OWN),
        can_divide=arranges and assigned.state != WorkState.NEW,
        can_tell=is_own and may(actor, "assignment.report") and is_open,
        can_follow=follows,
        can_end=follows and bool(rhythm),
        can_remind=is_open and _may_remind(actor, assigned),
    )


def list_facts(actor: Actor, assigned: AssignedBody) -> list[dict[str, str]]:
    """What is settled about a share besides its state: period, day, person, plan, next period."""
    person = assigned.person_answerable
    names = assigned.organisation_id == actor.body_id
    following = assigned.next_opens_on
    deadlines = [each for each in assigned.assignment.deadlines.all() if each.interval]
    rhythm = next((_INTERVALS[d.interval] for d in deadlines if d.interval in _INTERVALS), "")
    facts = (
        (_("Kỳ"), period_words(assigned.period)),
        (_("Nhịp"), _(rhythm) if rhythm else ""),
        (_("Ngày do"), source_words(assigned)),
        (_("Kỳ sau mở"), f"{following:%d/%m/%Y}" if following else ""),
        (_("Số được giao"), _amount(assigned)),
        (_("Người chịu trách nhiệm"), person.full_name if person and names else ""),
        (_("Lồng ghép vào"), assigned.folded_into),
    )
    links = {_("Lồng ghép vào"): plan_url(actor, assigned)}
    return [
        {"label": label, "value": value, "url": links.get(label, "")}
        for label, value in facts
        if value
    ]


def sum_words(shares: Sequence[AssignedBody]) -> str:
    """“5/9 nơi đã xong, 1 quá hạn”; empty when nothing was broken down."""
    if not shares:
        return ""
    found = sum_parts(shares, today())
    words = _("%(done)s/%(total)s nơi đã xong") % {"done": found.done, "total": found.total}
    if found.late:
        words += _(", %(late)s quá hạn") % {"late": found.late}
    if found.new:
        words += _(", %(new)s chưa nhận") % {"new": found.new}
    return words


def list_receivers(assigned: AssignedBody) -> tuple[list["Organisation"], list["Person"]]:
    """The bodies directly below and the people of the body: who may get a part of its share."""
    below = list_bodies_directly_below(assigned.organisation_id)
    return below, list_colleagues(assigned.organisation_id)


def get_deadline(assigned: AssignedBody, position: int) -> Deadline:
    """One deadline of the task by its place, or NotFound; the share was fetched within reach."""
    found = list(assigned.assignment.deadlines.order_by("pk").select_related("assignment"))
    if not 0 <= position < len(found):
        raise NotFound
    return found[position]


def get_difficulty(actor: Actor, public_id: str, *, action: str = "assignment.view") -> Difficulty:
    """The difficulty in reach with that public id, or NotFound."""
    rows = Difficulty.objects.within(scope_for(actor, action))
    return one(Difficulty, rows.select_related("assigned").filter(public_id=public_id))


def _may_remind(actor: Actor, assigned: AssignedBody) -> bool:
    rows = AssignedBody.objects.within(scope_for(actor, "assignment.remind"))
    return bool(rows.filter(pk=assigned.pk).exists())


def _list_difficulties(assigned: AssignedBody) -> list[Difficulty]:
    rows = Difficulty.objects.everything(reason="the share was fetched within reach")
    found = rows.filter(assigned=assigned).select_related(
        "person",
        "answered_by",
        "assigned__organisation",
        "assigned__assignment__organisation",
    )
    return list(found.order_by("-created_at", "-pk"))


def _list_reminders(assigned: AssignedBody) -> list[Reminder]:
    rows = Reminder.objects.everything(reason="the share was fetched within reach")
    found = rows.filter(assigned=assigned).select_related("person", "told_body")
    return list(found.order_by("-sent_at", "-pk"))


def _reminder(actor: Actor, assigned: AssignedBody, reminder: Reminder) -> dict[str, str]:
    giver = assigned.assignment.organisation
    name = reminder.person.full_name if reminder.person else ""
    by = who(actor, name, giver.pk, giver.short_name) if name else _("Tự động")
    return {
        "words": reminder.text or _(ESCALATION.get(reminder.step, "")),
        "when_words": f"{in_words(reminder.sent_at)} · {by} → {reminder.told_body.short_name}",
    }


def _parts(
    actor: Actor, shares: Sequence[AssignedBody], *, takes_back: bool
) -> tuple[dict[str, Any], ...]:
    found = []
    for _pk, group in groupby(shares, key=lambda each: each.assignment_id):
        rows = list(group)
        first = rows[0].assignment
        amount = sum_parts(rows, today()).amount
        found.append(
            {
                "title": short(first.text),
                "role_words": _(wording.ROLE_NAMES.get(rows[0].role, "")),
                "sum_words": sum_words(rows),
                "amount_words": f"{number_words(amount)} {first.unit}" if amount else "",
                "rows": [
                    _part_row(actor, each) | {"can_take_back": takes_back and each.state in OPEN}
                    for each in rows
                ],
            }
        )
    return tuple(found)


def _part_row(actor: Actor, share: AssignedBody) -> dict[str, Any]:
    left = remaining(share.due_on, today(), soon_days=SOON_DAYS)
    tone, icon, words = state_of(share, left)
    person = share.person_answerable
    inner = share.organisation_id == share.assignment.organisation_id
    own = share.organisation_id == actor.body_id
    name = person.full_name if person and inner and own else share.organisation.short_name
    mine = actor.body_id in (share.organisation_id, share.assignment.organisation_id)
    return {
        "id": share.public_id,
        "name": name,
        "url": reverse("assignments:detail", args=[share.public_id]) if mine else "",
        "due_words": f"{share.due_on:%d/%m/%Y}" if share.due_on else "",
        "amount_words": _amount(share),
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
    }


def _amount(share: AssignedBody) -> str:
    return f"{number_words(share.amount)} {share.assignment.unit}" if share.amount else ""


def _above(actor: Actor, share: AssignedBody) -> dict[str, str]:
    near = actor.body_id in (share.organisation_id, share.assignment.organisation_id)
    return {
        "words": short(share.assignment.text),
        "giver": share.assignment.organisation.short_name,
        "body": share.organisation.short_name,
        "url": reverse("assignments:detail", args=[share.public_id]) if near else "",
    }


def _event(number: int, deadline: Deadline) -> dict[str, Any]:
    happened, days = deadline.happened_on, deadline.count_days
    working = _("ngày làm việc") if deadline.counts_working_days else _("ngày")
    return {
        "position": number,
        "words": deadline.event,
        "happened_words": f"{happened:%d/%m/%Y}" if happened else "",
        "proof": deadline.happened_proof,
        "count_words": f"{days} {working}" if days is not None else "",
        "due_words": f"{deadline.due_on:%d/%m/%Y}" if deadline.due_on else "",
    }


def _ends_words(rhythm: Sequence[Deadline]) -> str:
    ends = [each.ends_on for each in rhythm if each.ends_on]
    return f"{max(ends):%d/%m/%Y}" if ends else ""


def _difficulty(actor: Actor, difficulty: Difficulty) -> dict[str, Any]:
    share = difficulty.assigned
    body, giver = share.organisation, share.assignment.organisation
    answerer = difficulty.answered_by.full_name if difficulty.answered_by else ""
    teller = who(actor, difficulty.person.full_name, body.pk, body.short_name)
    return {
        "id": difficulty.public_id,
        "words": difficulty.text,
        "told_words": f"{in_words(difficulty.created_at)} · {teller}",
        "answer": difficulty.answer,
        "answered_words": f"{in_words(difficulty.answered_at)} · "
        f"{who(actor, answerer, giver.pk, giver.short_name)}"
        if difficulty.answered_at
        else "",
    }
