"""Duties to report: set by the body that asks, after a paper, and ended when it no longer holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from behoc.ground.access.services import require, require_right
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotFound, RuleBroken
from behoc.kernel.periods import Kind
from behoc.kernel.text import clean
from behoc.measure.reporting.models import Duty, Form
from behoc.measure.reporting.queries.reporters import list_named
from behoc.measure.reporting.rules.reviews import Review
from behoc.measure.reporting.rules.whom import parse_whom

if TYPE_CHECKING:
    from behoc.direction.assignments.models import Assignment
    from behoc.direction.documents.models import Document
    from behoc.ground.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """What a duty says; see the table for the shapes of `whom` and `due`."""

    form: Form
    name: str
    whom: Mapping[str, Any]
    code: str = ""
    due: list[Any] = field(default_factory=list)
    due_words: str = ""
    period_kind: Kind = Kind.YEAR
    review: Review = Review.NONE
    source: str = ""
    through: "Organisation | None" = None
    document: "Document | None" = None
    assignment: "Assignment | None" = None


@transaction.atomic
def set_duty(actor: Actor, facts: DutyFacts) -> Duty:
    """Set a duty for whom the own body asks.

    A shipped one, or one drawn from the same task, that is already in force is that one.
    """
    require_right(actor, "round.manage")
    Form.objects.select_for_update().get(pk=facts.form.pk)  # two who set the same take turns
    if known := _find_known(actor, facts):
        return known
    _check(actor, facts)
    duty = Duty(
        organisation_id=actor.body,
        form=facts.form,
        code=facts.code,
        name=clean(facts.name)[:300],
        whom=dict(facts.whom),
        through=facts.through,
        period_kind=facts.period_kind,
        due=list(facts.due),
        due_words=clean(facts.due_words)[:300],
        review=facts.review,
        source=clean(facts.source)[:500],
        document=facts.document,
        assignment=facts.assignment,
        created_by_id=actor.person_id,
        created_at=now(),
    )
    duty.save()
    record(actor, "duty.set", duty, after={"name": duty.name, "due": duty.due, "whom": duty.whom})
    return duty


@transaction.atomic
def end_duty(actor: Actor, duty: Duty) -> Duty:
    """No further rounds of a duty; those that are open go on. A second press changes nothing."""
    require(actor, "round.manage", duty)
    rows = Duty.objects.everything(reason="the duty was fetched within reach; now locked")
    duty = rows.select_for_update().get(pk=duty.pk)
    if duty.ended_at is None:
        duty.ended_at = now()
        duty.save(update_fields=["ended_at"])
        record(actor, "duty.end", duty, after={"ended_at": duty.ended_at})
    return duty


def _find_known(actor: Actor, facts: DutyFacts) -> Duty | None:
    if not (facts.code or facts.assignment):
        return None
    same = Q(code=facts.code) if facts.code else Q(assignment=facts.assignment)
    rows = Duty.objects.everything(reason="the same duty may be in force already")
    known: Duty | None = rows.filter(
        same, organisation_id=actor.body, ended_at__isnull=True
    ).first()
    return known


def _check(actor: Actor, facts: DutyFacts) -> None:
    whom = parse_whom(facts.whom)
    if not clean(facts.name):
        raise RuleBroken("Chưa đặt tên báo cáo. Ghi tên như trong văn bản yêu cầu.")
    if not (whom.kinds or whom.levels or whom.named):
        raise RuleBroken("Chưa chọn ai phải báo cáo. Chọn loại cơ quan, cấp, hoặc từng cơ quan.")
    if len(list_named(actor, whom.named)) < len(set(whom.named)):
        raise RuleBroken(
            "Có cơ quan được chọn không còn hoạt động, hoặc ở ngoài địa bàn và ngoài tuyến của "
            "cơ quan mình. Bỏ chọn nơi đó rồi đặt lại."
        )
    if facts.assignment is not None and facts.assignment.organisation_id != actor.body:
        raise NotFound
    if facts.through is not None and facts.through.pk == actor.body:
        raise RuleBroken("Báo cáo không đi qua chính cơ quan yêu cầu. Chọn cơ quan khác hoặc bỏ.")
