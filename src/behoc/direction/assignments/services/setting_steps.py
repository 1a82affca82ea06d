"""A body sets its own days for the steps of reminding, with the ground for it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from behoc.direction.assignments.models import StepSetting
from behoc.direction.assignments.queries.steps import steps_for
from behoc.direction.assignments.rules.escalation import check_days
from behoc.ground.access.services import require_right
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotFound, RuleBroken
from behoc.kernel.text import clean

ACTION = "assignment.set_steps"


@dataclass(frozen=True, slots=True)
class OwnDays:
    """So many days for a step, by which document, from when."""

    days: int
    source: str
    effective_on: date


@transaction.atomic
def set_step(actor: Actor, code: str, own: OwnDays) -> StepSetting:
    """The step comes after so many days for what the body and those below it give.

    Days are counted as people say them: “3 days before” is 3, whichever side of the day it lies.
    """
    require_right(actor, ACTION)
    steps = steps_for(actor)
    if code not in steps:
        raise NotFound
    days = -own.days if steps[code].occasion == "soon" else own.days
    if own.days < 1:
        raise RuleBroken("Số ngày phải lớn hơn 0.")
    check_days([*(steps | {code: steps[code].moved(days)}).values()])
    if not clean(own.source):
        raise RuleBroken("Chưa ghi căn cứ. Ghi số, ngày của văn bản đặt bước này.")
    rows = StepSetting.objects.everything(reason="the actor's own body's setting")
    known = rows.select_for_update().filter(organisation_id=actor.body, step=code).first()
    after = {"days": days, "source": clean(own.source)[:300], "effective_on": own.effective_on}
    if known is not None and all(getattr(known, name) == value for name, value in after.items()):
        return known  # type: ignore[no-any-return]  # a row of the query set above
    setting, _made = rows.update_or_create(
        organisation_id=actor.body,
        step=code,
        defaults={**after, "person_id": actor.person, "set_at": now()},
    )
    before = {"days": known.days, "source": known.source} if known else {}
    record(actor, ACTION, setting, before=before, after={"step": code, **after})
    return setting  # type: ignore[no-any-return]  # a row of the query set above


@transaction.atomic
def clear_step(actor: Actor, code: str) -> None:
    """The day set above, or the shipped one, holds again; a second press changes nothing."""
    require_right(actor, ACTION)
    rows = StepSetting.objects.everything(reason="the actor's own body's setting")
    known = rows.select_for_update().filter(organisation_id=actor.body, step=code).first()
    if known is None:
        return
    before = {"step": code, "days": known.days, "source": known.source}
    record(actor, "assignment.clear_step", known, before=before)
    known.delete()
