"""Who is to be asked about what: the bodies that answer for an indicator where it lags."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from behoc.ground.organisations.queries import list_standing_bodies
from behoc.kernel.clock import today
from behoc.kernel.errors import NotFound
from behoc.measure.indicators.queries.places import Place, list_laggards, list_places
from behoc.measure.indicators.queries.words import level_words
from behoc.measure.indicators.rules import Tree

if TYPE_CHECKING:
    from behoc.measure.indicators.models import Indicator
    from behoc.measure.indicators.queries.board import Board

MANY_LINES = "state"  # asks for what every line counts: the people's committees answer for a place


@dataclass(frozen=True, slots=True)
class Lagging:
    """A body that answers for a place below, and how that place stands."""

    body_id: int
    public_id: str
    name: str
    value: str
    missing: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom one press asks, and about what; `unanswered` are places that no body answers for."""

    indicator: "Indicator"
    place: str
    target: str
    target_year: int
    bodies: tuple[Lagging, ...]
    unanswered: tuple[str, ...]


def build_plan(board: "Board") -> Plan | None:
    """The places furthest behind for the indicator that is opened, each with its body.

    None where nothing is known at the node; NotFound where the one asked for is not known there.
    """
    standing, asked = board.opened, board.choice.indicator
    if asked and (standing is None or standing.indicator.public_id != asked):
        raise NotFound
    if standing is None:
        return None
    of, aim = standing.indicator, standing.aim
    behind = list_laggards(list_places(board, standing)) if aim else []
    bodies = _answering(board, of, behind)
    return Plan(
        indicator=of,
        place=board.node.name,
        target=level_words(of, aim.value) if aim else "",
        target_year=aim.year if aim else board.choice.year,
        bodies=tuple(
            Lagging(*bodies[each.code], each.value, each.missing)
            for each in behind
            if each.code in bodies
        ),
        unanswered=tuple(each.name for each in behind if each.code not in bodies),
    )


def _answering(
    board: "Board", of: "Indicator", behind: list[Place]
) -> dict[str, tuple[int, str, str]]:
    """Per place, or body of the line, the highest body of the responsible line there."""
    codes = [each.code for each in behind]
    rows = list_standing_bodies().in_force(today())
    if board.node.tree == Tree.LINE:
        found = rows.filter(code__in=codes).annotate(at=F("code"))
    else:
        tops = Q(superior=None) | ~Q(superior__place=F("place"))
        line = of.line or MANY_LINES
        found = rows.filter(tops, place__code__in=codes, line=line).annotate(at=F("place__code"))
    told = found.order_by("-pk").values_list("at", "pk", "public_id", "short_name")
    return {at: (pk, public_id, name) for at, pk, public_id, name in told}
