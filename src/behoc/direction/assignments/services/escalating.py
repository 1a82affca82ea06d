"""Steps of reminding: soon due, never accepted, late; an order goes up the line, a request not.

Which steps there are, when they come and whom they tell is data/assignments/escalation.toml; a body
may set its own days (`services/setting_steps.py`).
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from behoc.direction.assignments.models import AssignedBody, Reminder
from behoc.direction.assignments.queries.steps import Variant, list_variants
from behoc.direction.assignments.rules import Force, WorkState
from behoc.direction.assignments.rules.escalation import EscalationStep, Told, escalation_steps
from behoc.direction.assignments.services.telling import tell_step
from behoc.ground.access.queries import list_people_who_may
from behoc.ground.accounts.queries import list_people_in_roles
from behoc.ground.audit.services import Deed, record_all
from behoc.kernel.actor import system_actor
from behoc.kernel.clock import HOME, now, today

AT_ONCE = 500
ACTOR = system_actor("đôn đốc")
_ROLES = {
    Told.HEAD: ("head",),
    Told.SUPERIOR_HEAD: ("head",),
    Told.SUPERIOR_STAFF: ("follower", "specialist"),
}


def escalate() -> int:
    """Take every step whose day has come, once for each share and period; returns how many."""
    taken = 0
    for step in escalation_steps():
        for variant in list_variants(step):
            while batch := _take_some(variant):
                taken += batch
    return taken


@transaction.atomic
def _take_some(variant: Variant) -> int:
    step = variant.step
    held = list(
        _waiting(variant)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("organisation", "organisation__superior", "assignment")
        .order_by("pk")[:AT_ONCE]
    )
    if not held:
        return 0
    told = {share.pk: _told_body(step, share) for share in held}
    rows = Reminder.objects.everything(reason="steps are taken by the calendar, for every body")
    rows.bulk_create(
        [
            Reminder(
                assigned=share,
                step=step.code,
                told_body_id=told[share.pk],
                sent_on=today(),
                sent_at=now(),
            )
            for share in held
        ],
        ignore_conflicts=True,
    )
    hearers = _people(step, held, told)
    tell_step(step, hearers)
    record_all(ACTOR, "assignment.escalate", [_deed(step, *each) for each in hearers])
    return len(held)


def _waiting(variant: Variant) -> Any:
    """Open shares for which the step has come and was not taken yet."""
    step = variant.step
    rows = AssignedBody.objects.everything(reason="steps are taken by the calendar, for every body")
    sent = Reminder.objects.everything(reason="a step is taken once")
    taken = sent.filter(assigned=OuterRef("pk"), step=step.code)
    found = rows.open().filter(~Exists(taken))
    if variant.line:
        found = found.filter(assignment__organisation__line_path__startswith=variant.line)
    for line in variant.but:
        found = found.exclude(assignment__organisation__line_path__startswith=line)
    if step.orders_only:
        found = found.filter(assignment__force=Force.ORDER)
    if step.goes_up:
        found = found.filter(organisation__superior__isnull=False)
        found = found.exclude(assignment__organisation=F("organisation"))
    return _come(found, step)


def _come(rows: Any, step: EscalationStep) -> Any:
    if step.unopened is not None:
        given = now() - timedelta(days=step.unopened)
        return rows.current().filter(state=WorkState.NEW, assignment__created_at__lte=given)
    after = step.after or 0
    last = today() - timedelta(days=after)
    if after < 0:
        return rows.filter(due_on__gte=today(), due_on__lte=last)
    # Nobody is late with what came after its day: lateness is counted from the giving on.
    midnight = now().astimezone(HOME).replace(hour=0, minute=0, second=0, microsecond=0)
    given = midnight - timedelta(days=after - 1)
    return rows.filter(due_on__lte=last, assignment__created_at__lt=given)


def _deed(step: EscalationStep, share: AssignedBody, body_id: int, people: list[int]) -> Deed:
    body = share.organisation if body_id == share.organisation_id else share.organisation.superior
    after = {"step": step.code, "told": body.short_name if body else "", "people": len(people)}
    return Deed(share, after=after)


def _told_body(step: EscalationStep, share: AssignedBody) -> int:
    above = share.organisation.superior_id
    return above if step.goes_up and above else share.organisation_id


def _people(
    step: EscalationStep, held: Sequence[AssignedBody], told: dict[int, int]
) -> list[tuple[AssignedBody, int, list[int]]]:
    """Each share with the body and the people who are told of it."""
    bodies = set(told.values())
    if step.tells == Told.ANSWERABLE:
        people = list_people_who_may(bodies, "assignment.accept")
    else:
        people = _holders(bodies, _ROLES[step.tells])
    named = step.tells == Told.ANSWERABLE
    return [
        (
            share,
            told[share.pk],
            [share.person_answerable_id]
            if named and share.person_answerable_id
            else people.get(told[share.pk], []),
        )
        for share in held
    ]


def _holders(bodies: set[int], roles: tuple[str, ...]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for body, person in list_people_in_roles(bodies, roles):
        found.setdefault(body, []).append(person)
    return found
