"""Duties to report: those that a body has set, and those that ship with their paper."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from behoc.ground.access.queries import scope_for
from behoc.kernel import data
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one
from behoc.measure.reporting.models import Duty


@dataclass(frozen=True, slots=True)
class ShippedDuty:
    """A duty as data/reporting/duties.toml gives it, for a body to take up."""

    code: str
    name: str
    form: str
    whom: dict[str, Any]
    period: str
    source: str
    due_words: str = ""
    due: list[dict[str, str]] = field(default_factory=list)
    asks: str = ""
    through: str = ""
    review: str = ""


@cache
def shipped_duties() -> tuple[ShippedDuty, ...]:
    """Every duty of the shipped file, in its order."""
    with data.path("reporting", "duties.toml").open("rb") as file:
        return tuple(ShippedDuty(**row) for row in tomllib.load(file)["duty"])


def list_duties(actor: Actor) -> list[Duty]:
    """The duties in force that the actor's body has set."""
    rows = Duty.objects.within(scope_for(actor, "round.view"))
    rows = rows.filter(organisation_id=actor.body_id, ended_at__isnull=True)
    return list(rows.select_related("form", "through").order_by("name", "pk"))


def get_duty(actor: Actor, public_id: str) -> Duty:
    """A duty that the actor's body has set, or NotFound."""
    rows = Duty.objects.within(scope_for(actor, "round.manage")).filter(public_id=public_id)
    return one(Duty, rows.select_related("form", "through", "organisation"))
