"""What may be chosen when a round of a duty is opened, and what would be asked twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from behoc.kernel.actor import Actor
from behoc.kernel.periods import Kind, Period
from behoc.measure.reporting.models import Duty
from behoc.measure.reporting.queries.forms import latest_edition, list_editions
from behoc.measure.reporting.queries.overlaps import SameAsked, list_same_asked
from behoc.measure.reporting.queries.reporters import list_reporters
from behoc.measure.reporting.queries.words import period_words
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.rules.turns import Turn, list_turns

DAYS_TO_REPORT = 30
"""What the form proposes where the paper names no day; the receiver sets another."""
PERIODS_BACK = 2


@dataclass(frozen=True, slots=True)
class Choices:
    """Periods and editions to choose from, what stands chosen, who is asked, what twice.

    `same` says for each period which other rounds ask the same; `law` holds the last good day by
    period where the paper names one.
    """

    periods: list[tuple[str, str]]
    editions: list[tuple[str, str]]
    initial: dict[str, Any]
    bodies: list[Any]
    same: list[tuple[str, SameAsked]]
    law: dict[str, date] = field(default_factory=dict)


def list_choices(actor: Actor, duty: Duty, on: date) -> Choices:
    """What a round of the duty may be, the next turn of the paper chosen already."""
    turns = list_turns(duty.due, duty.period_kind, on)
    current = Period.containing(on, Kind(duty.period_kind))
    periods = [turn.period for turn in turns]
    periods += [current.moved(-back) for back in range(PERIODS_BACK + 1)]
    law = {turn.period.name: turn.due_on for turn in _passed(duty, periods)}
    law |= {turn.period.name: turn.due_on for turn in turns}
    first = periods[0]
    own = latest_edition(actor, duty.form)
    editions = [
        each for each in list_editions(actor, duty.form) if each.state == EditionState.CONFIRMED
    ]
    editions.sort(key=lambda each: each != own)
    return Choices(
        periods=[(each.name, period_words(each.key)) for each in dict.fromkeys(periods)],
        editions=[(each.public_id, _words(each)) for each in editions],
        initial={
            "period": first.name,
            "due_on": law.get(first.name) or on + timedelta(days=DAYS_TO_REPORT),
            "edition": own.public_id if own else "",
        },
        bodies=list_reporters(duty),
        same=[
            (period_words(each.key), same)
            for each in dict.fromkeys(periods)
            for same in (list_same_asked(duty, own, each.key) if own else ())
        ],
        law=law,
    )


def _passed(duty: Duty, periods: list[Period]) -> Iterator[Turn]:
    """The paper's day in each period, also where it has passed: who opens late sets no other."""
    for period in periods:
        turns = list_turns(duty.due, duty.period_kind, period.first_day)
        yield from (turn for turn in turns if turn.period == period)


def _words(edition: Any) -> str:
    whose = edition.organisation.short_name if edition.organisation else ""
    return " · ".join(filter(None, [edition.form.name, whose, f"{edition.version}"]))
