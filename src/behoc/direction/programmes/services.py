"""Writes of programmes: the shipped ones, a body's own, and names in local use."""

from collections.abc import Iterable

from django.db import transaction

from behoc.direction.programmes.models import LocalProgramme, Programme, ProgrammePhase
from behoc.direction.programmes.rules import ProgrammeFacts
from behoc.ground.access.services import require_right
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotAllowed, RuleBroken


@transaction.atomic
def load_programmes(actor: Actor, programmes: Iterable[ProgrammeFacts]) -> int:
    """Add shipped programmes that are not there yet and mend those that changed; how many."""
    if not actor.is_system:
        raise NotAllowed
    changed = 0
    for facts in programmes:
        known = Programme.objects.filter(code=facts.code).prefetch_related("phases").first()
        programme = known or Programme(code=facts.code, created_at=now())
        if known and _as_told(known) == _told(facts):
            continue
        _fill(programme, facts)
        record(actor, "programme.load", programme, after={"name": facts.name})
        changed += 1
    return changed


@transaction.atomic
def add_programme(actor: Actor, facts: ProgrammeFacts) -> Programme:
    """A body's own movement or scheme; the same name twice is one."""
    require_right(actor, "programme.manage")
    _check_years(facts.first_year, facts.last_year)
    mine = Programme.objects.filter(organisation_id=actor.body)
    known = mine.filter(name=facts.name).first()
    if known:
        return known
    programme = Programme(organisation_id=actor.body, created_at=now())
    _fill(programme, facts)
    record(actor, "programme.add", programme, after={"name": facts.name})
    return programme


@transaction.atomic
def name_locally(
    actor: Actor,
    programme: Programme,
    *,
    name: str,
    years: tuple[int | None, int | None],
    founding_symbol: str | None = None,
) -> LocalProgramme:
    """Say what the actor's body calls the programme and when it runs there."""
    require_right(actor, "programme.manage")
    _check_years(*years)
    rows = LocalProgramme.objects.select_for_update()
    local = rows.filter(programme=programme, organisation_id=actor.body).first()
    local = local or LocalProgramme(programme=programme, organisation_id=actor.body)
    before = {"name": local.name, "from": local.first_year, "to": local.last_year}
    local.name, (local.first_year, local.last_year) = name, years
    local.founding_symbol = founding_symbol
    after = {"name": name, "from": years[0], "to": years[1]}
    if local.pk and before == after:
        return local
    local.save()
    record(actor, "programme.name_locally", programme, before=before, after=after)
    return local


def _fill(programme: Programme, facts: ProgrammeFacts) -> None:
    programme.name_it(facts.name, facts.founding_symbol)
    programme.short_name = facts.short_name
    programme.kind = facts.kind
    programme.founding_on = facts.founding_on
    programme.founder = facts.founder
    programme.first_year, programme.last_year = facts.first_year, facts.last_year
    programme.source = facts.source
    programme.save()
    programme.phases.all().delete()
    ProgrammePhase.objects.bulk_create(
        ProgrammePhase(
            programme=programme,
            name=phase.name,
            first_year=phase.first_year,
            last_year=phase.last_year,
        )
        for phase in facts.phases
    )


def _told(facts: ProgrammeFacts) -> tuple[object, ...]:
    phases = tuple((each.name, each.first_year, each.last_year) for each in facts.phases)
    return (
        facts.name,
        facts.short_name,
        facts.kind,
        facts.founding_symbol,
        facts.founding_on,
        facts.founder,
        facts.first_year,
        facts.last_year,
        facts.source,
        phases,
    )


def _as_told(known: Programme) -> tuple[object, ...]:
    phases = sorted(known.phases.all(), key=lambda each: each.first_year)
    return (
        known.name,
        known.short_name,
        known.kind,
        known.founding_symbol,
        known.founding_on,
        known.founder,
        known.first_year,
        known.last_year,
        known.source,
        tuple((each.name, each.first_year, each.last_year) for each in phases),
    )


def _check_years(first: int | None, last: int | None) -> None:
    if first and last and last < first:
        raise RuleBroken(
            "Năm kết thúc %(last)s trước năm bắt đầu %(first)s. Kiểm lại hai năm.",
            first=first,
            last=last,
        )
