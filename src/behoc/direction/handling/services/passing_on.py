"""A paper never waits unseen: who stands in hears of it; where nobody is left, the clerk does."""

from typing import Any

from django.db import transaction

from behoc.direction.handling.models import Delegation, Submission
from behoc.direction.handling.queries.people import Standing, list_standing, stands_in
from behoc.direction.handling.rules import SubmissionState
from behoc.direction.handling.services.telling import (
    tell_given_back,
    tell_nobody_speaks,
    tell_stand_ins,
)
from behoc.ground.audit.services import record
from behoc.kernel.actor import system_actor
from behoc.kernel.clock import now

ACTOR = system_actor("chuyển lượt trình")


def pass_on_waiting() -> int:
    """Look at every paper that waits for a leader; returns how many went back to who submits.

    A leader who is away is stood in for by deputies, who are told once; where there is none the
    one who submitted is told. Before somebody who leads no more a paper does not stay.
    """
    waiting = list(_waiting().select_related("leader", "submitted_by"))
    bodies = {each.organisation_id for each in waiting}
    standing = {each.body_id: each for each in list_standing(bodies)}
    return sum(_pass_on(each, standing[each.organisation_id]) for each in waiting)


def tell_deputy(delegation: Delegation) -> None:
    """Who begins to stand in today hears of the papers that wait already."""
    rows = _waiting().filter(
        organisation_id=delegation.organisation_id, leader_id=delegation.leader_id
    )
    for each in rows.select_related("leader", "submitted_by"):
        if stands_in(delegation, each, delegation.deputy_id):
            tell_stand_ins(each, [delegation.deputy_id])


def _waiting() -> Any:
    rows = Submission.objects.everything(reason="papers are passed on by the calendar, everywhere")
    return rows.filter(state=SubmissionState.WAITING).order_by("pk")


def _pass_on(submission: Submission, standing: Standing) -> bool:
    if submission.leader_id not in standing.leaders:
        return _give_back(submission)
    deputies = standing.stand_ins(submission)
    if deputies:
        tell_stand_ins(submission, deputies)
    else:
        for absence in standing.absences(submission):
            tell_nobody_speaks(submission, absence)
    return False


@transaction.atomic
def _give_back(submission: Submission) -> bool:
    rows = Submission.objects.everything(reason="its leader leads no more; now locked")
    held = rows.select_for_update(of=("self",)).select_related("leader").get(pk=submission.pk)
    if held.state != SubmissionState.WAITING:
        return False
    held.state, held.closed_at = SubmissionState.RETURNED, now()
    held.save(update_fields=["state", "closed_at"])
    tell_given_back(held)
    record(ACTOR, "handling.give_back", held, after={"leader": held.leader.full_name})
    return True
