"""A leader lets a deputy stand in, beside or during an absence, and ends that."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from behoc.direction.handling.models import Delegation
from behoc.direction.handling.queries.people import list_leaders
from behoc.direction.handling.rules import DelegationKind, fields_of_work, is_in_force
from behoc.direction.handling.services.passing_on import tell_deputy
from behoc.ground.access.services import require, require_right
from behoc.ground.audit.services import record
from behoc.ground.notifications.services.wishes import end_leave, keep_leave
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import NotAllowed, RuleBroken


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who stands in, how, for which field of work (all when empty), from when to when."""

    deputy_id: int
    kind: DelegationKind
    starts_on: date
    ends_on: date | None = None
    field: str = ""
    rests: bool = False
    """The leader gets no letters in those days either."""


@transaction.atomic
def delegate(actor: Actor, stand_in: StandIn) -> Delegation:
    """Let a deputy stand in for the actor. The deputy must hold the right there already."""
    require_right(actor, "handling.instruct")
    _check(actor, stand_in)
    rows = Delegation.objects.everything(reason="the same delegation may have arrived before")
    known: Delegation | None = rows.filter(
        organisation_id=actor.body,
        leader_id=actor.person,
        deputy_id=stand_in.deputy_id,
        kind=stand_in.kind,
        field=stand_in.field,
        starts_on=stand_in.starts_on,
        ends_on=stand_in.ends_on,
        stopped_at__isnull=True,
    ).first()
    if known is not None:
        return known
    delegation = Delegation(
        organisation_id=actor.body,
        leader_id=actor.person,
        deputy_id=stand_in.deputy_id,
        kind=stand_in.kind,
        field=stand_in.field,
        starts_on=stand_in.starts_on,
        ends_on=stand_in.ends_on,
        created_at=now(),
    )
    delegation.save()
    if is_in_force(delegation.starts_on, delegation.ends_on, today()):
        tell_deputy(delegation)
    if stand_in.rests and stand_in.kind == DelegationKind.ABSENCE:
        keep_leave(actor, stand_in.starts_on, stand_in.ends_on)
    record(
        actor,
        "handling.delegate",
        delegation,
        after={
            "kind": stand_in.kind.value,
            "field": stand_in.field,
            "starts_on": stand_in.starts_on,
            "ends_on": stand_in.ends_on,
        },
    )
    return delegation


@transaction.atomic
def end_delegation(actor: Actor, delegation: Delegation) -> None:
    """End one's own delegation at once; what the deputy said stays. A second press is nothing."""
    require(actor, "handling.instruct", delegation)
    if delegation.leader_id != actor.person_id:
        raise NotAllowed("Chỉ người ủy quyền mới thôi ủy quyền được.")
    if delegation.stopped_at is not None:
        return
    delegation.stopped_at = now()
    delegation.save(update_fields=["stopped_at"])
    if delegation.kind == DelegationKind.ABSENCE:
        end_leave(actor, delegation.starts_on, delegation.ends_on)
    record(
        actor, "handling.end_delegation", delegation, after={"stopped_at": delegation.stopped_at}
    )


def _check(actor: Actor, stand_in: StandIn) -> None:
    if stand_in.deputy_id == actor.person_id:
        raise RuleBroken("Không ủy quyền cho chính mình. Chọn người khác.")
    if stand_in.deputy_id not in {each.person_id for each in list_leaders(actor.body)}:
        raise RuleBroken("Chỉ ủy quyền cho người cũng giữ vai trò lãnh đạo ở cơ quan này.")
    if stand_in.field and stand_in.field not in fields_of_work():
        raise RuleBroken("Lĩnh vực này không có trong danh sách. Chọn lại.")
    if stand_in.ends_on is None:
        if stand_in.kind == DelegationKind.ABSENCE:
            raise RuleBroken("Vắng mặt thì ghi ngày cuối, để văn bản trở lại đúng người.")
        return
    if stand_in.ends_on < stand_in.starts_on:
        raise RuleBroken("Ngày cuối phải từ ngày đầu trở đi.")
    if stand_in.ends_on < today():
        raise RuleBroken("Khoảng ngày này đã qua. Chọn ngày cuối từ hôm nay trở đi.")
