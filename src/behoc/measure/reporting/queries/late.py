"""Reports that came late or did not come, below a place or down a line, for who asked for them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse

from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME, today
from behoc.measure.indicators.queries.nodes import Node
from behoc.measure.indicators.rules import Tree
from behoc.measure.reporting.models import Report, Round
from behoc.measure.reporting.queries.reports import of_year
from behoc.measure.reporting.queries.words import due_words, period_words
from behoc.measure.reporting.rules import WRITABLE

_PATHS = {Tree.PLACE: "organisation__place_path", Tree.LINE: "organisation__line_path"}
_SILENT = Q(state__in=WRITABLE, correction_reason="")


@dataclass(frozen=True, slots=True)
class LateRound:
    """One round: how many of its reports from below the node came late, or are late still."""

    title: str
    period_words: str
    due_words: str
    url: str
    total: int
    came_late: int
    silent: int


def list_late(actor: Actor, node: Node, year: int) -> list[LateRound]:
    """Rounds on a year that the own body asked for, or passes on, in which somebody was late."""
    rounds = Round.objects.within(scope_for(actor, "round.view"))
    rows = Report.objects.everything(reason="reports of rounds in reach, counted")
    below = {f"{_PATHS[node.tree]}__startswith": node.path}
    counted = (
        rows.filter(of_year(year), round__in=rounds, **below)
        .annotate(sent_day=TruncDate("sent_at", tzinfo=HOME))
        .values("round")
        .annotate(
            total=Count("pk"),
            came_late=Count("pk", filter=~_SILENT & Q(sent_day__gt=F("round__due_on"))),
            silent=Count("pk", filter=_SILENT & Q(round__due_on__lt=today())),
        )
        .filter(Q(came_late__gt=0) | Q(silent__gt=0))
    )
    found = {each["round"]: each for each in counted}
    turns = rounds.filter(pk__in=found).select_related("duty").order_by("-due_on", "-pk")
    return [_late(turn, found[turn.pk]) for turn in turns]


def _late(turn: Round, counts: dict[str, Any]) -> LateRound:
    return LateRound(
        title=turn.duty.name,
        period_words=period_words(turn.period),
        due_words=due_words(turn),
        url=reverse("reporting:round", args=[turn.public_id]),
        total=counts["total"],
        came_late=counts["came_late"],
        silent=counts["silent"],
    )
