"""Targets as they stand beside each other at a node: the nation's, those above, those set here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.documents.queries.store import list_entered_documents
from behoc.kernel.actor import Actor
from behoc.measure.indicators.models import Indicator, Target
from behoc.measure.indicators.queries.nodes import Node, get_node
from behoc.measure.indicators.queries.words import level_words
from behoc.measure.indicators.rules import Tree
from behoc.measure.indicators.rules.aims import Aim, Level, in_order

if TYPE_CHECKING:
    from behoc.measure.indicators.queries.board import Board


_LEVELS = {
    Level.NATION: gettext_noop("Cả nước"),
    Level.ABOVE: gettext_noop("Cấp trên"),
    Level.HERE: gettext_noop("Nơi này"),
}


@dataclass(frozen=True, slots=True)
class AimRow:
    """One target beside the others."""

    level: str
    rank: Level
    value: str
    year: int
    source: str
    url: str
    note: str
    holds: bool
    pk: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class AimLine:
    """One indicator with its targets by who set them."""

    name: str
    of_what: str
    url: str
    set_url: str
    nation: tuple[AimRow, ...]
    above: tuple[AimRow, ...]
    here: tuple[AimRow, ...]


def list_aims(actor: Actor, node: Node) -> dict[int, list[Aim]]:
    """Indicator → every target that is asked for at the node, the nation's first."""
    nation = Q(organisation=None, place=None)
    own = Q(place__in=node.above) if node.tree == Tree.PLACE else Q(organisation__in=node.above)
    rows = list(Target.objects.filter(nation | own).select_related("organisation"))
    links = _links(actor, rows)
    found: dict[int, list[Aim]] = {}
    for row in rows:
        found.setdefault(row.indicator_id, []).append(_aim(actor, node, row, links))
    return {indicator: in_order(aims) for indicator, aims in found.items()}


def list_beside(actor: Actor, indicator: Indicator) -> list[AimRow]:
    """The targets of one indicator that hold at the actor's own place."""
    aims = list_aims(actor, get_node(actor, Tree.PLACE)).get(indicator.pk, [])
    return [row_of(indicator, each, holds=False) for each in aims]


def row_of(indicator: Indicator, aim: Aim, *, holds: bool) -> AimRow:
    """One target as a row says it."""
    return AimRow(
        level=_("Cơ quan mình") if aim.is_own else _(_LEVELS[aim.level]),
        rank=aim.level,
        value=level_words(indicator, aim.value),
        year=aim.year,
        source=aim.source,
        url=aim.document,
        note=aim.note,
        holds=holds,
        pk=aim.pk,
        is_own=aim.is_own,
    )


def build_table(board: "Board") -> list[AimLine]:
    """Every indicator with a target: the nation's, those above, those set here."""
    found = []
    for standing in board.standings:
        if not standing.aims:
            continue
        of = standing.indicator
        rows = [row_of(of, each, holds=each is standing.aim) for each in standing.aims]
        found.append(
            AimLine(
                name=of.name,
                of_what=of.denominator or of.numerator,
                url=board.choice.address(indicator=of.public_id) + "#chi-tiet",
                set_url=reverse("indicators:set", args=[of.public_id]),
                nation=tuple(row for row in rows if row.rank == Level.NATION),
                above=tuple(row for row in rows if row.rank == Level.ABOVE),
                here=tuple(row for row in rows if row.rank == Level.HERE),
            )
        )
    return found


def _aim(actor: Actor, node: Node, row: Target, links: dict[int, str]) -> Aim:
    where = row.place_id if node.tree == Tree.PLACE else row.organisation_id
    depth = node.above.index(where) if where in node.above else 0
    here = where == node.pk
    level = Level.HERE if here else Level.ABOVE if where else Level.NATION
    link = links.get(row.document_id or 0, "")
    return Aim(
        pk=row.pk,
        level=level,
        depth=depth,
        year=row.year,
        value=row.value,
        symbol=row.symbol,
        issuer=row.issuer,
        issued_on=row.issued_on,
        document=f"{link}#d{row.line}" if link and row.line else link,
        line=row.line,
        note=row.note,
        is_own=row.organisation_id is not None and row.organisation_id == actor.body_id,
    )


def _links(actor: Actor, rows: Iterable[Any]) -> dict[int, str]:
    """Addresses of the documents that the actor may open; none is asked for where none is held."""
    held = {row.document_id for row in rows if row.document_id}
    if not held:
        return {}
    seen = list_entered_documents(actor).filter(pk__in=held)
    return {
        pk: reverse("documents:detail", args=[dispatch])
        for pk, dispatch in seen.values_list("pk", "dispatch__public_id")
    }
