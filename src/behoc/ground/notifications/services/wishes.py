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
    _check_leave(leave_from, leave_until)
    return _keep(
        actor,
        by_mail=by_mail,
        email=email,
        hour=hour,
        muted=sorted(set(kinds()) - set(wanted)),
        leave_from=leave_from,
        leave_until=leave_until,
    )


@transaction.atomic
def keep_leave(actor: Actor, leave_from: date, leave_until: date | None) -> NoticeWishes:
    """No letters in those days; all else that the actor wished stays."""
    require_right(actor, SET)
    _check_leave(leave_from, leave_until)
    return _keep(actor, leave_from=leave_from, leave_until=leave_until)


@transaction.atomic
def end_leave(actor: Actor, leave_from: date, leave_until: date | None) -> None:
    """Letters again, where just those days were kept as leave; other leave stays."""
    require_right(actor, SET)
    rows = NoticeWishes.objects.everything(reason="one's own row, found by one's own id")
    if rows.filter(person_id=actor.person, leave_from=leave_from, leave_until=leave_until).exists():
        _keep(actor, leave_from=None, leave_until=None)


def _check_leave(leave_from: date | None, leave_until: date | None) -> None:
    if (leave_from is None) != (leave_until is None):
        raise RuleBroken("Ghi cả ngày đầu và ngày cuối của kỳ nghỉ, hoặc để trống cả hai.")
    if leave_from and leave_until and leave_until < leave_from:
        raise RuleBroken("Ngày cuối của kỳ nghỉ phải từ ngày đầu trở đi.")


def _keep(actor: Actor, **changes: object) -> NoticeWishes:
    rows = NoticeWishes.objects.everything(reason="one's own row, found by one's own id")
    rows.get_or_create(person_id=actor.person)
    wishes: NoticeWishes = rows.select_for_update().get(person_id=actor.person)
    before = _as_logged(wishes)
    for name, value in changes.items():
        setattr(wishes, name, value)
    after = _as_logged(wishes)
    if before != after:
        wishes.save(update_fields=_FIELDS)
        record(actor, SET, wishes, before=before, after=after)
    return wishes


def _as_logged(wishes: NoticeWishes) -> dict[str, object]:
    return {name: getattr(wishes, name) for name in _FIELDS}
