"""Which bodies a duty asks."""

from typing import TYPE_CHECKING

from behoc.ground.organisations.queries import list_bodies_by_public_id, list_bodies_of_kinds
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
