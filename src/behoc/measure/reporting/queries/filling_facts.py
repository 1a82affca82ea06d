"""What the scripts of the filling page work on: the form, what it is held against, the words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from behoc.kernel.clock import in_words
from behoc.kernel.periods import Period
from behoc.measure.indicators.queries.codes import list_by_code
from behoc.measure.indicators.queries.goals import list_goals
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries import filling_words
from behoc.measure.reporting.rules.content import Cell, FormContent
from behoc.measure.reporting.rules.numbers import canonical, write_number

if TYPE_CHECKING:
    from behoc.measure.reporting.queries.filling import Filled


def build_facts(found: "Filled", *, asked: bool) -> dict[str, Any]:
    """Plain values only: they stand in the page as JSON."""
    report = found.report
    known = {each.key: Cell(each.n, each.d) for each in found.known}
    return {
        "form": report.edition.content,
        "edition": report.edition.public_id,
        "answers": {"texts": {}, "cells": {}, **found.kept},
        "revision": report.revision,
        "saved_at": in_words(report.saved_at) if report.saved_at else "",
        "before": plain_cells(found.before_cells),
        "past_texts": dict(found.before.answers.texts) if found.before else {},
        "known": plain_cells(known),
        "peers": {
            key: {"low": canonical(each.low), "high": canonical(each.high)}
            for key, each in found.peers.items()
        },
        "goals": _goals(report, found.content),
        "said": filling_words.said(),
        "short": filling_words.translated(filling_words.SHORT),
        "words": filling_words.translated(filling_words.WORDS),
        "asked": asked,
    }


def plain_cells(cells: Mapping[str, Cell]) -> dict[str, dict[str, str]]:
    """Cells as answers keep them."""
    return {
        key: {
            at: canonical(number)
            for at, number in (("n", cell.n), ("d", cell.d))
            if number is not None
        }
        for key, cell in cells.items()
    }


def _goals(report: Report, content: FormContent) -> dict[str, dict[str, str]]:
    """The next national target of each row that is a share, and what it says."""
    rows = [row for row in content.rows if row.indicator and row.has_denominator and not row.part]
    known = list_by_code({row.indicator for row in rows})
    year = Period.of_key(report.round.period).year
    goals = list_goals([each.pk for each in known.values()], year)
    found = {}
    for row in rows:
        goal = goals.get(known[row.indicator].pk) if row.indicator in known else None
        if goal:
            words = _(filling_words.GOAL) % {
                "year": goal.year,
                "percent": write_number(goal.percent),
                "symbol": goal.symbol,
            }
            found[row.key] = {"percent": canonical(goal.percent), "words": words}
    return found
