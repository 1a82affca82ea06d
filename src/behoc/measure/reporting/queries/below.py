"""Beside a report that is being filled: how far the bodies are that report to it."""

from typing import Any

from django.db.models import F, Q

from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.measure.reporting.models import Report, Round
from behoc.measure.reporting.queries.round_screens import build_round, build_silent
from behoc.measure.reporting.queries.rounds import get_progress, list_reports_of

NAMED = 5  # silent bodies that are named beside the form; the page of the round names all


def build_below(actor: Actor, report: Report) -> dict[str, Any] | None:
    """The round that feeds a report of the own body: its counts, and who is still silent.

    None where nobody reports to the body for that period, or the actor may not see rounds.
    """
    turn = _find_turn(report) if may(actor, "round.view") else None
    if turn is None:
        return None
    progress = get_progress(actor, turn)
    silent = list_reports_of(turn, state="silent")[:NAMED] if progress.silent else []
    return build_round(turn, progress) | {
        "silent": build_silent(silent),
        "more": max(progress.silent - NAMED, 0),
        "may_remind": bool(progress.silent and not turn.closed_at and may(actor, "round.manage")),
    }


def _find_turn(report: Report) -> Round | None:
    """The round of that period which the body asked for or which passes through it.

    Where several are, one of the same form goes first, as composing takes it.
    """
    body = report.organisation_id
    rows = Round.objects.everything(reason="rounds of the body whose own report was fetched")
    rows = rows.filter(Q(organisation=body) | Q(through=body), period=report.round.period)
    rows = rows.exclude(pk=report.round_id).select_related("duty", "organisation", "through")
    same = Q(edition__form=report.edition.form_id)
    found: Round | None = rows.annotate(same=same).order_by("-same", F("due_on").desc()).first()
    return found
