"""How many tasks a body was given and has done: what its reports draw on."""

from datetime import date

from django.db.models import Count, Q

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.rules import WorkState

_DONE = (WorkState.DONE, WorkState.CONFIRMED)


def count_given_and_done(body_id: int, first: date, last: date) -> tuple[int, int]:
    """The body's tasks that fall due in those days, and how many of them it has done."""
    rows = AssignedBody.objects.everything(reason="two counts for the body's own report")
    found = rows.filter(organisation=body_id, due_on__range=(first, last)).exclude(
        state=WorkState.LAPSED
    )
    counted = found.aggregate(given=Count("pk"), done=Count("pk", filter=Q(state__in=_DONE)))
    return counted["given"], counted["done"]
