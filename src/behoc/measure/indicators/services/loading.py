"""The shipped indicators and targets, added or mended."""

from collections.abc import Iterable

from django.db import transaction

from behoc.ground.audit.services import record
from behoc.ground.organisations.queries import find_place
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotAllowed
from behoc.measure.indicators.models import Indicator, Target
from behoc.measure.indicators.rules.catalogue import (
    IndicatorFacts,
    PlacedTarget,
    TargetFacts,
)


@transaction.atomic
def load_indicators(actor: Actor, shipped: Iterable[IndicatorFacts]) -> int:
    """Add shipped indicators that are not there yet and mend those that changed; how many."""
    if not actor.is_system:
        raise NotAllowed
    known = {each.code: each for each in Indicator.objects.filter(organisation=None)}
    changed = 0
    for facts in shipped:
        row = known.get(facts.code) or Indicator(code=facts.code, created_at=now())
        before = _told(row) if row.pk else None
        _fill(row, facts, known)
        known[facts.code] = row
        if before == _told(row) and not _targets_differ(row, facts.targets):
            continue
        row.save()
        _set_targets(row, facts.targets)
        record(actor, "indicator.load", row, after={"name": facts.name})
        changed += 1
    return changed


@transaction.atomic
def load_placed_targets(actor: Actor, shipped: Iterable[PlacedTarget]) -> int:
    """Add or mend the shipped targets of places that are here; how many."""
    if not actor.is_system:
        raise NotAllowed
    indicators = {each.code: each for each in Indicator.objects.filter(organisation=None)}
    changed = 0
    for each in shipped:
        place = find_place(each.place)
        if place is None:
            continue
        row, is_new = Target.objects.get_or_create(
            indicator=indicators[each.indicator],
            organisation=None,
            place=place,
            symbol=each.target.symbol,
            year=each.target.year,
            defaults={"value": each.target.value, "issuer": each.target.issuer},
        )
        told = (row.value, row.issued_on, row.issuer, row.note, row.seen)
        facts = each.target
        if told == (facts.value, facts.issued_on, facts.issuer, each.note, facts.seen):
            continue
        row.value, row.issued_on, row.issuer = facts.value, facts.issued_on, facts.issuer
        row.note, row.seen = each.note, facts.seen
        row.save()
        deed = {"name": row.indicator.name, "place": place.name, "new": is_new}
        record(actor, "indicator.load", row.indicator, after=deed)
        changed += 1
    return changed


def _fill(row: Indicator, facts: IndicatorFacts, known: dict[str | None, Indicator]) -> None:
    row.name, row.unit, row.source = facts.name, facts.unit, facts.source
    row.numerator, row.denominator = facts.numerator, facts.denominator
    row.within = known[facts.within] if facts.within else None
    row.aggregation, row.direction = facts.aggregation, facts.direction
    row.period_kind, row.line = facts.period, facts.line


def _told(row: Indicator) -> tuple[object, ...]:
    return (
        row.name,
        row.unit,
        row.source,
        row.numerator,
        row.denominator,
        row.within_id,
        row.aggregation,
        row.direction,
        row.period_kind,
        row.line,
    )


def _targets_differ(row: Indicator, targets: tuple[TargetFacts, ...]) -> bool:
    kept = Target.objects.filter(indicator=row, organisation=None, place=None)
    return {(each.symbol, each.year, each.value, each.seen) for each in kept} != {
        (each.symbol, each.year, each.value, each.seen) for each in targets
    }


def _set_targets(row: Indicator, targets: tuple[TargetFacts, ...]) -> None:
    Target.objects.filter(indicator=row, organisation=None, place=None).delete()
    Target.objects.bulk_create(
        Target(
            indicator=row,
            year=each.year,
            value=each.value,
            symbol=each.symbol,
            issued_on=each.issued_on,
            issuer=each.issuer,
            seen=each.seen,
        )
        for each in targets
    )
