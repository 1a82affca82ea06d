"""A body breaks its share down: parts for bodies directly below it, or for a person in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.queries.parts import count_parts, find_alike
from behoc.direction.assignments.rules import OPEN, DueSource, Force, WorkState, check_day
from behoc.direction.assignments.rules.figures import check_amount
from behoc.direction.assignments.services.answering import check_serves
from behoc.direction.assignments.services.ending import end_shares
from behoc.direction.assignments.services.giving import hand_out
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.documents.queries.wording import ROLE_NAMES
from behoc.ground.audit.services import record
from behoc.ground.organisations.queries import list_bodies_directly_below
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Person

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class NewPart:
    """What a part asks of whom: bodies directly below, by their database ids, or one person.

    A day later than the body's own needs a `reason`; `amounts` says how much each body has to do.
    """

    text: str
    role: str = "carry_out"
    bodies: tuple[int, ...] = ()
    person: "Person | None" = None
    due_on: date | None = None
    reason: str = ""
    amounts: Mapping[int, Decimal] = field(default_factory=dict)
    unit: str = ""


@transaction.atomic
def break_down(
    actor: Actor, assigned: AssignedBody, part: NewPart, *, seen: int | None = None
) -> Assignment:
    """Give a part of the body's share out as a task of its own; the same part twice is one.

    `seen` is how many parts stood on the screen: whoever divides at the same time looks again.
    """
    assigned = lock_share(actor, "assignment.arrange", assigned)
    _check_share(assigned)
    bodies = _check_receivers(assigned, part)
    _check_words(assigned, part)
    known = find_alike(assigned, clean(part.text), bodies, part.person)
    if known:
        return known
    if seen is not None and seen != count_parts(assigned):
        raise Conflict("Người khác vừa chia nhiệm vụ này. Xem các phần đã chia rồi chia tiếp.")
    made = _part_of(assigned, part)
    hand_out(made, [_share(assigned, made, part, body) for body in bodies])
    told = {"text": made.text, "due_on": part.due_on, "reason": clean(part.reason)}
    record(actor, "assignment.divide", assigned, after={**told, "receivers": _names(made)})
    return made


@transaction.atomic
def take_back_part(actor: Actor, part: AssignedBody, *, reason: str) -> AssignedBody:
    """The body takes a part of its share back: it is not to be done any more, nor what rests on it.

    What was reported as done stays done; a second press changes nothing.
    """
    parent = part.assignment.parent
    if parent is None:
        raise RuleBroken("Việc này không chia từ việc nào của cơ quan mình.")
    lock_share(actor, "assignment.arrange", parent)
    rows = AssignedBody.objects.everything(reason="a part of a share that the actor arranges")
    part = rows.select_for_update(of=("self",)).select_related("assignment").get(pk=part.pk)
    if part.state == WorkState.LAPSED:
        return part
    if part.state not in OPEN:
        raise RuleBroken("Phần việc này đã báo xong nên được giữ nguyên. Trả lại nếu chưa đạt.")
    if not clean(reason):
        raise RuleBroken("Chưa ghi lý do rút phần việc. Viết một câu để nơi làm hiểu.")
    end_shares(actor, [part], reason=reason, deed="assignment.take_off")
    after = {"reason": clean(reason), "receivers": [part.organisation.short_name]}
    record(actor, "assignment.take_back_part", parent, after=after)
    return part


def _check_share(assigned: AssignedBody) -> None:
    if assigned.state == WorkState.NEW:
        raise RuleBroken("Hãy nhận nhiệm vụ trước khi chia việc.")
    if assigned.state not in OPEN:
        raise RuleBroken("Nhiệm vụ không còn đang làm nên không chia việc nữa.")


def _check_receivers(assigned: AssignedBody, part: NewPart) -> tuple[int, ...]:
    """The bodies that get the part: those directly below, or the body itself for its person."""
    if part.person and part.bodies:
        raise RuleBroken("Một phần việc giao cho cơ quan hoặc cho một người, không cả hai.")
    if part.person:
        check_serves(part.person, assigned.organisation)
        return (assigned.organisation_id,)
    if not part.bodies:
        raise RuleBroken("Chưa chọn nơi làm. Chọn ít nhất một cơ quan hoặc một người.")
    below = {body.pk for body in list_bodies_directly_below(assigned.organisation_id)}
    if not set(part.bodies) <= below:
        raise RuleBroken("Chỉ chia việc cho cơ quan trực thuộc ngay dưới cơ quan mình.")
    return tuple(sorted(set(part.bodies)))


def _check_words(assigned: AssignedBody, part: NewPart) -> None:
    if not clean(part.text):
        raise RuleBroken("Chưa ghi phải làm gì. Viết ít nhất một câu.")
    if len(part.text) > LONGEST:
        raise RuleBroken("Nội dung dài quá %(longest)s chữ. Rút ngắn rồi gửi.", longest=LONGEST)
    if part.role not in ROLE_NAMES:
        raise RuleBroken("Chọn vai trò trong danh sách.")
    if part.due_on:
        check_day(part.due_on, today())
    if _is_later(assigned, part) and not clean(part.reason):
        raise RuleBroken(
            "Hạn %(day)s sau hạn của cơ quan mình (%(own)s). Chọn ngày sớm hơn hoặc ghi lý do.",
            day=_words(part.due_on) if part.due_on else "",
            own=_words(assigned.due_on) if assigned.due_on else "",
        )
    for amount in part.amounts.values():
        check_amount(amount)
    if part.amounts and not clean(part.unit):
        raise RuleBroken("Có số giao thì ghi đơn vị tính, ví dụ: người, buổi, gia đình.")


def _is_later(assigned: AssignedBody, part: NewPart) -> bool:
    return bool(part.due_on and assigned.due_on and part.due_on > assigned.due_on)


def _part_of(assigned: AssignedBody, part: NewPart) -> Assignment:
    whole = assigned.assignment
    return Assignment(
        organisation_id=assigned.organisation_id,
        document=whole.document,
        parent=assigned,
        text=clean(part.text),
        clause=whole.clause,
        line=whole.line,
        line_end=whole.line_end,
        force=Force.ORDER,
        unit=clean(part.unit),
        created_at=now(),
    )


def _share(assigned: AssignedBody, made: Assignment, part: NewPart, body: int) -> AssignedBody:
    return AssignedBody(
        assignment=made,
        organisation_id=body,
        role=part.role,
        due_on=part.due_on or assigned.due_on,
        due_source=DueSource.PART,
        person_answerable=part.person,
        amount=part.amounts.get(body),
    )


def _names(made: Assignment) -> list[str]:
    rows = AssignedBody.objects.everything(reason="the shares of a part just made")
    shares = rows.filter(assignment=made).select_related("organisation", "person_answerable")
    return [
        share.person_answerable.full_name
        if share.person_answerable
        else share.organisation.short_name
        for share in shares.order_by("pk")
    ]


def _words(day: date) -> str:
    return f"{day:%d/%m/%Y}"
