"""What a person sets for themselves: how, when and of what they are told."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from behoc.ground.access.services import require_right
from behoc.ground.audit.services import record
from behoc.ground.notifications.models import NoticeWishes
from behoc.ground.notifications.queries.kinds import kinds
from behoc.ground.notifications.rules.letters import HOURS
from behoc.kernel.actor import Actor
from behoc.kernel.errors import RuleBroken

SET = "notice.set"
_FIELDS = ("by_mail", "email", "hour", "muted", "leave_from", "leave_until")


@transaction.atomic
def keep_wishes(
    actor: Actor,
    *,
    by_mail: bool,
    email: str,
    hour: int,
    wanted: Iterable[str],
    leave_from: date | None = None,
    leave_until: date | None = None,
) -> NoticeWishes:
    """Keep how the actor wants to be told; kinds that are not wanted stay out of the letter."""
    require_right(actor, SET)
    if hour not in HOURS:
        raise RuleBroken("Giờ gửi là một giờ chẵn từ 0 đến 23.")
    if (leave_from is None) != (leave_until is None):
        raise RuleBroken("Ghi cả ngày đầu và ngày cuối của kỳ nghỉ, hoặc để trống cả hai.")
    if leave_from and leave_until and leave_until < leave_from:
        raise RuleBroken("Ngày cuối của kỳ nghỉ phải từ ngày đầu trở đi.")
    rows = NoticeWishes.objects.everything(reason="one's own row, found by one's own id")
    rows.get_or_create(person_id=actor.person)
    wishes: NoticeWishes = rows.select_for_update().get(person_id=actor.person)
    before = _as_logged(wishes)
    wishes.by_mail, wishes.email, wishes.hour = by_mail, email, hour
    wishes.muted = sorted(set(kinds()) - set(wanted))
    wishes.leave_from, wishes.leave_until = leave_from, leave_until
    after = _as_logged(wishes)
    if before != after:
        wishes.save(update_fields=_FIELDS)
        record(actor, SET, wishes, before=before, after=after)
    return wishes


def _as_logged(wishes: NoticeWishes) -> dict[str, object]:
    return {name: getattr(wishes, name) for name in _FIELDS}
