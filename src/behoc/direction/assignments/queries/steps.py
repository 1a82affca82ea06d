"""On which days reminders come for what a body gives: shipped, set above it, or its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import StepSetting
from behoc.direction.assignments.queries.history import ESCALATION
from behoc.direction.assignments.rules.escalation import EscalationStep, Told, escalation_steps
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today

_WHEN = {
    "soon": gettext_noop("%(days)s ngày trước hạn"),
    "unopened": gettext_noop("%(days)s ngày sau khi giao, chưa nhận"),
    "late": gettext_noop("%(days)s ngày sau hạn"),
}
_COUNTED = {
    "soon": gettext_noop("Số ngày trước hạn"),
    "unopened": gettext_noop("Số ngày sau khi giao"),
    "late": gettext_noop("Số ngày sau hạn"),
}
_TOLD = {
    Told.ANSWERABLE: gettext_noop("người chịu trách nhiệm"),
    Told.HEAD: gettext_noop("lãnh đạo cơ quan làm"),
    Told.SUPERIOR_STAFF: gettext_noop("người theo dõi của cấp trên"),
    Told.SUPERIOR_HEAD: gettext_noop("lãnh đạo cấp trên"),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A step with its days, for givers below `line` and not below any of `but`."""

    step: EscalationStep
    line: str
    but: tuple[str, ...]


def list_variants(step: EscalationStep) -> list[Variant]:
    """The step as shipped and as bodies set it: of two settings the nearer body's counts."""
    set_days = {each.organisation.line_path: each.days for each in _in_force(step.code)}
    found = [
        Variant(step.moved(days), line, _below(line, set_days)) for line, days in set_days.items()
    ]
    return [Variant(step, "", tuple(set_days)), *found]


def list_steps(actor: Actor) -> list[dict[str, Any]]:
    """Every step as it holds for what the actor's body gives, with where its day comes from."""
    own = {each.step: each for each in _settings(actor.body)}
    return [_in_words(actor, step, own.get(step.code)) for step in escalation_steps()]


def steps_for(actor: Actor) -> dict[str, EscalationStep]:
    """Every step with the days that hold for what the actor's body gives."""
    return {
        step.code: step.moved(setting.days) if (setting := _nearest(actor, step.code)) else step
        for step in escalation_steps()
    }


def _in_words(actor: Actor, step: EscalationStep, own: StepSetting | None) -> dict[str, Any]:
    setting = _nearest(actor, step.code)
    days = abs(setting.days if setting else step.days)
    return {
        "code": step.code,
        "name": _(ESCALATION[step.code]),
        "told": _(_TOLD[step.tells]),
        "when_words": _(_WHEN[step.occasion]) % {"days": days},
        "days": abs(own.days) if own else days,
        "days_label": _(_COUNTED[step.occasion]),
        "force_words": _("chỉ yêu cầu") if step.orders_only else _("yêu cầu và đề nghị"),
        "by": setting.organisation.short_name if setting else _("Chung cả nước"),
        "source": setting.source if setting else "",
        "since": f"{setting.effective_on:%d/%m/%Y}" if setting else "",
        "is_own": own is not None,
        "own_source": own.source if own else "",
        "own_since": own.effective_on if own else None,
        "waits": own is not None and own.effective_on > today(),
        "can_set": may(actor, "assignment.set_steps"),
    }


def _settings(body_id: int) -> list[StepSetting]:
    rows = StepSetting.objects.everything(reason="the actor's own body's settings")
    return list(rows.filter(organisation_id=body_id))


def _in_force(code: str) -> list[StepSetting]:
    rows = StepSetting.objects.everything(reason="reminders come by the calendar, for every body")
    found = rows.filter(step=code, effective_on__lte=today()).select_related("organisation")
    return list(found.order_by("organisation__line_path"))


def _nearest(actor: Actor, code: str) -> StepSetting | None:
    over = [
        each for each in _in_force(code) if actor.line_path.startswith(each.organisation.line_path)
    ]
    return over[-1] if over else None


def _below(line: str, lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(each for each in lines if each != line and each.startswith(line))
