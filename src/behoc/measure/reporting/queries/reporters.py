"""Which bodies a duty asks, and which one may be asked by name."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from behoc.ground.organisations.queries import (
    list_bodies_by_public_id,
    list_bodies_of_kinds,
    search_bodies,
)
from behoc.kernel.actor import Actor
from behoc.measure.reporting.models import Duty
from behoc.measure.reporting.rules.whom import parse_whom

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation


def list_reporters(duty: Duty) -> list["Organisation"]:
    """The bodies in force that have to report, by name; never the one that asks."""
    whom = parse_whom(duty.whom)
    found = {body.pk: body for body in list_bodies_by_public_id(whom.named)}
    if whom.kinds or whom.levels:
        below = list_bodies_of_kinds(
            duty.organisation, tree=whom.tree, kinds=whom.kinds, levels=whom.levels
        )
        found |= {body.pk: body for body in below}
    found.pop(duty.organisation_id, None)
    return sorted(found.values(), key=lambda body: (body.name_folded, body.pk))


def find_nameable(actor: Actor, words: str) -> list["Organisation"]:
    """Bodies of that name that the own body may ask one by one."""
    if not words.strip():
        return []
    found = search_bodies(words, below=actor.place_path)
    return [body for body in found if _may_be_named(actor, body)]


def list_named(actor: Actor, public_ids: Iterable[str]) -> list["Organisation"]:
    """Those of the bodies that the own body may ask, by name; the others are left out."""
    found = list_bodies_by_public_id(public_ids)
    return [body for body in found if _may_be_named(actor, body)]


def _may_be_named(actor: Actor, body: "Organisation") -> bool:
    """True for a body at the own place or below, or down the own line; nobody asks upward."""
    if actor.line_path.startswith(body.line_path):
        return False
    return body.place_path.startswith(actor.place_path) or body.line_path.startswith(
        actor.line_path
    )
