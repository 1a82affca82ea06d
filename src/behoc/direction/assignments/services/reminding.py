"""Reminding by hand (đôn đốc): one body, or all that are silent."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Reminder
from behoc.direction.assignments.services.telling import tell_reminded
from behoc.ground.access.queries import scope_for
from behoc.ground.access.services import require_right
from behoc.ground.audit.services import Deed, record_all
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import NotAllowed, RuleBroken
from behoc.kernel.text import clean
from behoc.kernel.words import gettext_noop

ACTION = "assignment.remind"
LONGEST = 1000
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many bodies were reminded, how many had been today already, how many are done."""

    sent: int
    already: int
    done: int


@transaction.atomic
def remind(actor: Actor, shares: Collection[AssignedBody], text: str = "") -> Reminded:
    """Remind the bodies of those shares: none that is done, none twice on one day."""
    require_right(actor, ACTION)
    if len(clean(text)) > LONGEST:
        raise RuleBroken("Lời nhắc dài quá %(longest)s chữ. Rút ngắn rồi gửi.", longest=LONGEST)
    held = _lock(actor, {share.pk for share in shares})
    waiting = [share for share in held if share.pk in _open(held)]
    today_already = _reminded_today(waiting)
    fresh = [share for share in waiting if share.pk not in today_already]
    if not fresh:
        raise RuleBroken(_why_none(waiting))
    _keep(actor, fresh, clean(text))
    tell_reminded(actor.body_name, fresh, clean(text))
    return Reminded(len(fresh), len(today_already), len(held) - len(waiting))


def _lock(actor: Actor, ids: set[int]) -> list[AssignedBody]:
    rows = AssignedBody.objects.within(scope_for(actor, ACTION)).filter(pk__in=ids)
    held = rows.select_related("organisation", "assignment").order_by("pk")
    found = list(held.select_for_update(of=("self",)))
    if len(found) < len(ids):
        raise NotAllowed
    return found


def _open(held: list[AssignedBody]) -> set[int]:
    rows = AssignedBody.objects.everything(reason="the shares were fetched within reach")
    return set(rows.open().filter(pk__in=[each.pk for each in held]).values_list("pk", flat=True))


def _reminded_today(shares: list[AssignedBody]) -> set[int]:
    rows = Reminder.objects.everything(reason="the shares were fetched within reach")
    found = rows.filter(assigned__in=shares, step="", sent_on=today())
    return set(found.values_list("assigned_id", flat=True))


def _why_none(waiting: list[AssignedBody]) -> str:
    if waiting:
        return gettext_noop("Hôm nay đã nhắc rồi. Ngày mai nhắc lại được.")
    return gettext_noop("Không còn nơi nào phải nhắc: các nơi đã xong.")


def _keep(actor: Actor, shares: list[AssignedBody], text: str) -> None:
    rows = Reminder.objects.everything(reason="reminders of shares fetched within reach")
    rows.bulk_create(
        [
            Reminder(
                assigned=share,
                told_body_id=share.organisation_id,
                person_id=actor.person_id,
                text=text,
                sent_on=today(),
                sent_at=now(),
            )
            for share in shares
        ],
        batch_size=BATCH,
    )
    record_all(actor, ACTION, [Deed(share, after={"text": text}) for share in shares])
