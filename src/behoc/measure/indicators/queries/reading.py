"""Targets read in documents of the actor's body, each with the indicator that it seems to mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from behoc.direction.documents.queries.goals import list_goals
from behoc.measure.indicators.models import Indicator, Target

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"\w+")
_ALIKE = 0.5  # of the pairs of an indicator's name must stand in the target's


@dataclass(frozen=True, slots=True)
class Goal:
    """One target as it was read, and where it has gone if somebody took it."""

    id: str
    text: str
    value: str
    year: str
    paper: str
    url: str
    subject: str
    guess: str
    taken_as: str


def list_read_goals(actor: "Actor", indicators: Sequence[Indicator]) -> list[Goal]:
    """Targets of the body's entered papers; those that nobody has taken over first."""
    rows = list(list_goals(actor))
    taken = Target.objects.filter(find__in=[row.pk for row in rows], organisation_id=actor.body)
    names = dict(taken.values_list("find_id", "indicator__name"))
    found = [_goal(row, indicators, names) for row in rows]
    return sorted(found, key=lambda each: bool(each.taken_as))


def guess_indicator(text: str, indicators: Sequence[Indicator]) -> str:
    """The public id of the indicator whose name stands most fully in the text; none if too little.

    Pairs of neighbouring words are compared, with their marks: single ones (học, tập) are in all.
    """
    told = _pairs(text)
    best, likeness = "", 0.0
    for each in indicators:
        own = _pairs(each.name)
        found = len(own & told) / len(own) if own else 0.0
        if found >= _ALIKE and found > likeness:
            best, likeness = each.public_id, found
    return best


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(_WORD.findall(text.casefold())))


def _goal(row: Any, indicators: Sequence[Indicator], names: dict[int, str]) -> Goal:
    value, document = row.value, row.document
    number = _NUMBER.search(str(value.get("value", "")))
    subject = str(value.get("subject", ""))
    dispatch = reverse("documents:detail", args=[document.dispatch.public_id])
    return Goal(
        id=row.public_id,
        text=row.text,
        value=number[0].replace(".", ",") if number else "",
        year=str(value.get("by_year") or ""),
        paper=str(document),
        url=f"{dispatch}#d{row.line}" if row.line else dispatch,
        subject=subject,
        guess=guess_indicator(f"{subject} {row.text}", indicators),
        taken_as=names.get(row.pk, ""),
    )
