"""Duties that come again: the shares of a new task, and the next periods as their time comes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Assignment, Deadline
from behoc.direction.assignments.rules import DueSource, WorkState
from behoc.direction.assignments.rules.periods import (
    Rhythm,
    count_from_event,
    end_of_phase,
    first_period,
    last_period,
    next_period,
    opens_on,
)
from behoc.direction.documents.queries.phases import list_phases
from behoc.ground.audit.services import Deed, record_all
from behoc.kernel.actor import system_actor
from behoc.kernel.clock import today
from behoc.kernel.deadlines import Occurrence, last_day, moved, next_day, period_start, recurs

if TYPE_CHECKING:
    from behoc.direction.documents.models import Find

AT_ONCE = 500
ACTOR = system_actor("mở kỳ")


@dataclass(frozen=True, slots=True)
class Term:
    """What one share of a new task has to keep: a period, or a day, or neither."""

    period: str
    due_on: date | None
    next_opens_on: date | None


def keep_deadline(assignment: Assignment, find: "Find") -> Deadline:
    """Keep a deadline as printed, with its codes, its rhythm and when it ends."""
    value = find.value
    codes = _list(value.get("last_on_time")) or _list(value.get("when"))
    kind, interval = value.get("kind") or "once", value.get("interval") or ""
    deadline = Deadline(
        assignment=assignment,
        wording=find.text[:500],
        when=" ".join(_list(value.get("when")))[:60],
        kind=kind,
        codes=codes,
        interval=interval,
        event=(value.get("event") or "")[:500] if kind == "event" else "",
    )
    if kind == "phase" or recurs(codes, interval):
        phases = list_phases(assignment.document_id)
        deadline.ends_on = end_of_phase(find.text, phases, today())
    counted = count_from_event(assignment.text) if kind == "event" else None
    if counted:
        deadline.count_days, deadline.counts_working_days = counted
    deadline.due_on = _first_day(deadline)
    deadline.save()
    return deadline


def first_terms(deadlines: Sequence[Deadline]) -> list[Term]:
    """The shares that every body of a new task gets: one of what is done once, one of a period.

    Several once-only days are a period each, beginning with the earliest even when it is past.
    """
    rhythms = rhythms_of(deadlines)
    once = [each for each in deadlines if not recurs(each.codes, each.interval)]
    days = _once_days(deadlines)
    alone = [] if days else [each.due_on for each in once if each.due_on]
    waits = any(each.event for each in once)
    terms = [Term("", min(alone, default=None), None)] if alone or waits else []
    running = first_period(rhythms, days[0]) if days else _running(rhythms)
    if running:
        terms.append(Term(running.period, running.due_on, opening_after(rhythms, running.period)))
    return terms or [Term("", None, None)]


def rhythms_of(deadlines: Iterable[Deadline]) -> list[Rhythm]:
    """Those of the deadlines that come again; several once-only days are one rhythm together."""
    held = list(deadlines)
    found = [
        Rhythm(tuple(each.codes), each.interval, each.ends_on)
        for each in held
        if recurs(each.codes, each.interval)
    ]
    days = _once_days(held)
    if days:
        found.append(Rhythm(tuple(day.isoformat() for day in days), "", None))
    return found


def opening_after(rhythms: Sequence[Rhythm], period: str) -> date | None:
    """The day on which the period after that one opens; None once the duty has ended."""
    following = next_period(rhythms, period)
    return opens_on(following) if following else None


def plan_again(assignment: Assignment, deadlines: Iterable[Deadline]) -> None:
    """The current periods open their next ones as the deadlines now say."""
    rows = AssignedBody.objects.everything(reason="a changed rhythm moves every body's share")
    rhythms = rhythms_of(deadlines)
    current = rows.current().filter(assignment=assignment).exclude(period="")
    for period in current.order_by().values_list("period", flat=True).distinct():
        current.filter(period=period).update(next_opens_on=opening_after(rhythms, period))


def open_periods() -> int:
    """Open every period whose day has come, also those of missed nights; returns how many.

    Two workers at once open nothing twice: each share is locked, and taken by one of them.
    """
    opened = 0
    while batch := _open_some():
        opened += batch
    return opened


@transaction.atomic
def _open_some() -> int:
    rows = AssignedBody.objects.everything(reason="periods open by the calendar, for every body")
    due = (
        rows.filter(next_opens_on__lte=today())
        .exclude(state=WorkState.LAPSED)
        .order_by("next_opens_on", "pk")
    )
    held = list(
        due.select_for_update(of=("self",), skip_locked=True)
        .select_related("assignment", "organisation")
        .prefetch_related("assignment__deadlines")[:AT_ONCE]
    )
    opened = []
    for earlier in held:
        earlier.next_opens_on = None
        if share := _following(earlier):
            earlier.is_current = False
            opened.append(share)
    rows.bulk_update(held, ["next_opens_on", "is_current"])
    rows.bulk_create(opened, ignore_conflicts=True)
    record_all(
        ACTOR,
        "assignment.open_period",
        [Deed(share, after={"period": share.period, "due_on": share.due_on}) for share in opened],
    )
    return len(held)


def _following(earlier: AssignedBody) -> AssignedBody | None:
    """The share of the next period: accepted where the duty was; None once the duty has ended."""
    rhythms = rhythms_of(earlier.assignment.deadlines.all())
    following = next_period(rhythms, earlier.period)
    if following is None:
        return None
    due_on = following.due_on
    if earlier.due_source == DueSource.OWN and due_on is None:
        due_on = _own_day(earlier, following)
    return AssignedBody(
        assignment=earlier.assignment,
        organisation=earlier.organisation,
        role=earlier.role,
        period=following.period,
        due_on=due_on,
        due_source=DueSource.OWN if due_on != following.due_on else DueSource.PRINTED,
        state=WorkState.ACCEPTED if earlier.accepted_at else WorkState.NEW,
        accepted_at=earlier.accepted_at,
        accepted_by_id=earlier.accepted_by_id,
        person_answerable_id=earlier.person_answerable_id,
        next_opens_on=opening_after(rhythms, following.period),
    )


def _own_day(earlier: AssignedBody, following: Occurrence) -> date | None:
    """The day that the body set for the earlier period, as far into the next one."""
    start = period_start(earlier.period)
    if start is None or earlier.due_on is None:
        return None
    months = (following.starts_on.year - start.year) * 12 + following.starts_on.month - start.month
    return moved(earlier.due_on, months=months)


def _running(rhythms: Sequence[Rhythm]) -> Occurrence | None:
    """The period of today; where the duty is over already, its last one."""
    return first_period(rhythms, today()) or last_period(rhythms)


def _once_days(deadlines: Iterable[Deadline]) -> list[date]:
    """The days of the once-only deadlines where there is more than one, else nothing."""
    dated = [each for each in deadlines if _is_dated(each)]
    days = {day for each in dated for code in each.codes if (day := last_day(code))}
    return sorted(days) if len(days) > 1 else []


def _is_dated(deadline: Deadline) -> bool:
    """One printed day, once: neither a rhythm nor a phase, which only says until when."""
    is_once = not recurs(deadline.codes, deadline.interval)
    return is_once and deadline.kind != "phase" and bool(deadline.codes)


def _first_day(deadline: Deadline) -> date | None:
    if deadline.kind == "phase":
        return deadline.ends_on
    if recurs(deadline.codes, deadline.interval):
        running = _running(rhythms_of([deadline]))
        return running.due_on if running else None
    days = [day for code in deadline.codes if (day := next_day(code, today()) or last_day(code))]
    return min(days, default=None)


def _list(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value] if isinstance(value, list | tuple) else []
