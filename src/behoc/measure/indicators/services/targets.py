"""Targets that bodies set for themselves, or take over from a document that was read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from behoc.direction.documents.queries.goals import get_goal
from behoc.ground.access.services import require_on_body, require_right
from behoc.ground.audit.services import record
from behoc.ground.organisations.queries import get_body_by_id
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotFound, RuleBroken
from behoc.measure.indicators.models import Indicator, Target
from behoc.measure.indicators.queries.values import is_share

_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a body asks an indicator to be by a year, and the act that says so."""

    year: int
    value: Decimal
    symbol: str
    issued_on: date | None = None


@transaction.atomic
def set_target(actor: Actor, indicator: Indicator, asked: Asked) -> Target:
    """The body's own target at its place; set again by the same act, it is mended."""
    require_right(actor, "target.set")
    body = get_body_by_id(actor.body)
    _check(indicator, asked.value)
    rows = Target.objects.select_for_update().filter(organisation=body, place=body.place)
    known = rows.filter(indicator=indicator, symbol=asked.symbol, year=asked.year).first()
    before = _told(known) if known else None
    row = known or Target(indicator=indicator, organisation=body, place=body.place)
    row.year, row.value, row.symbol = asked.year, asked.value, asked.symbol
    row.issued_on, row.issuer = asked.issued_on, body.name
    if before == _told(row):
        return row
    row.save()
    record(actor, "target.set", indicator, before=before, after=_told(row))
    return row


@transaction.atomic
def take_target(actor: Actor, find_id: str, indicator: Indicator, asked: Asked) -> Target:
    """A target that was read in a confirmed document of the body, tied to its line.

    Whoever issued the paper, it stands at the place of the body that entered it and vouches for it.
    """
    require_right(actor, "target.set")
    goal = get_goal(actor, find_id)
    _check(indicator, asked.value)
    document = goal.document
    body = get_body_by_id(actor.body)
    rows = Target.objects.select_for_update().filter(organisation=body, place=body.place)
    symbol = document.number_symbol or asked.symbol
    known = rows.filter(indicator=indicator, symbol=symbol, year=asked.year).first()
    row = known or Target(indicator=indicator, organisation=body, place=body.place)
    before = _told(row) if known else None
    row.year, row.value, row.symbol = asked.year, asked.value, symbol
    row.issued_on = document.issued_on or asked.issued_on
    row.issuer = document.issuer_name or body.name
    row.document, row.line, row.find = document, goal.line, goal
    if known and known.find_id == goal.pk and before == _told(row):
        return row
    row.save()
    after = _told(row) | {"line": goal.line}
    record(actor, "target.take", indicator, before=before, after=after)
    return row


@transaction.atomic
def remove_target(actor: Actor, target_id: int) -> None:
    """Take away a target that the actor's body set; others' are not there for it."""
    require_right(actor, "target.set")
    rows = Target.objects.select_for_update(of=("self",)).select_related(
        "organisation", "indicator"
    )
    row = rows.filter(pk=target_id, organisation_id=actor.body).first()
    if row is None or row.organisation is None:
        raise NotFound
    require_on_body(actor, "target.set", row.organisation)
    record(actor, "target.remove", row.indicator, before=_told(row))
    row.delete()


def _check(indicator: Indicator, value: Decimal) -> None:
    if value < 0:
        raise RuleBroken("Mức %(value)s nhỏ hơn 0. Ghi mức từ 0 trở lên.", value=value)
    if is_share(indicator) and value > _WHOLE:
        raise RuleBroken(
            "“%(name)s” tính bằng phần trăm nên mức không quá 100. Kiểm lại %(value)s.",
            name=indicator.name,
            value=value,
        )


def _told(row: Target) -> dict[str, object]:
    return {"year": row.year, "value": str(row.value.normalize()), "symbol": row.symbol}
