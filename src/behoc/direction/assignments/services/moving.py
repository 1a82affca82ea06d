"""Deadlines move with an amended day, so that later periods follow it."""

from datetime import date

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.rules.periods import moved_code, next_period, periods
from behoc.direction.assignments.services.recurring import plan_again, rhythms_of


def move_deadlines(assignment: Assignment, period: str, old: date, new: date) -> bool:
    """Move what set the old day; part of an amendment, which holds the task.

    A day moved past the next one moves its own period alone: the next one stands as printed.
    """
    deadlines = list(assignment.deadlines.select_for_update().order_by("pk"))
    following = next_period(rhythms_of(deadlines), period) if period else None
    if following and following.due_on and new >= following.due_on:
        return False
    changed = []
    for each in deadlines:
        codes = [moved_code(code, old, new) for code in each.codes]
        if codes != each.codes:
            each.codes = codes
            each.due_on = new if each.due_on == old else each.due_on
            each.save(update_fields=["codes", "due_on"])
            changed.append(each)
    if changed and period:
        _rename(assignment, period, new)
        plan_again(assignment, deadlines)
    return bool(changed)


def _rename(assignment: Assignment, period: str, new: date) -> None:
    """The period that runs is the one in which its new day lies."""
    rhythms = rhythms_of(assignment.deadlines.order_by("pk"))
    found = [one for one in periods(rhythms, since=new, until=new) if one.due_on == new]
    if found and found[0].period != period:
        rows = AssignedBody.objects.everything(reason="every body's share of a moved period")
        same = rows.current().filter(assignment=assignment, period=period)
        same.update(period=found[0].period)
