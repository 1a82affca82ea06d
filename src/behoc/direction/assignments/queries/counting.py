"""How many tasks a body was given and has done: what its reports draw on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.rules import WorkState

_DONE = (WorkState.DONE, WorkState.CONFIRMED)


def count_given_and_done(
    body_ids: Iterable[int], first: date, last: date
) -> dict[int, tuple[int, int]]:
    """Each body's tasks that fall due in those days, and how many of them it has done.

    By body; one that was given none is left out.
    """
    rows = AssignedBody.objects.everything(reason="two counts for bodies' own reports")
    found = rows.filter(organisation__in=list(body_ids), due_on__range=(first, last)).exclude(
        state=WorkState.LAPSED
    )
    counted = found.order_by().values("organisation_id")
    counted = counted.annotate(given=Count("pk"), done=Count("pk", filter=Q(state__in=_DONE)))
    return {each["organisation_id"]: (each["given"], each["done"]) for each in counted}
