"""The sample reports: duties, rounds, and what each body has reported so far.

`data/sample/reports.toml` says how far each body is; every act goes through the service that a
person's press of a button calls, with the clock held at its day.
"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from behoc.config.sample_people import actor_of
from behoc.ground.organisations.queries import find_body_by_code
from behoc.kernel import clock, data
from behoc.kernel.deadlines import next_day
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.services.gathering import gather
from behoc.measure.reporting.queries.duties import ShippedDuty, shipped_duties
from behoc.measure.reporting.queries.forms import latest_edition, list_forms
from behoc.measure.reporting.queries.reports import list_mine
from behoc.measure.reporting.queries.reviews import find_review
from behoc.measure.reporting.rules.reviews import Review
from behoc.measure.reporting.services import going_up
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.duties import DutyFacts, set_duty
from behoc.measure.reporting.services.reviews import Conference, set_conference
from behoc.measure.reporting.services.rounds import close_round, open_round

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor

MORNING = time(2, 30, tzinfo=UTC)  # half past nine in Vietnam
CLOSED_AFTER = 300  # a round opened longer ago than so many days is closed
SENT, DECIDED = 6, 9  # days after the round was opened
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Story:
    """All that the file says."""

    growth: int
    base: dict[str, list[int]]
    scale: dict[str, int]
    words: list[dict[str, str]]
    said: dict[str, str]
    round: list[dict[str, Any]]


def load_sample_reports() -> int:
    """Open the sample rounds and replay what was reported; returns how many rounds."""
    with data.path("sample", "reports.toml").open("rb") as file:
        story = Story(**tomllib.load(file))
    if list_mine(actor_of("chuyenvien.hkh")).exists():
        return 0
    for facts in story.round:
        _tell(story, facts, clock.today())
    while gather():
        pass
    return len(story.round)


def _tell(story: Story, facts: dict[str, Any], loaded_on: date) -> None:
    opened = loaded_on - timedelta(days=facts.get("opened", 0))
    shipped = next(each for each in shipped_duties() if each.code == facts["duty"])
    opens = actor_of(facts["opens"])
    with clock.held(_morning(opened)):
        duty = set_duty(opens, _facts(opens, shipped, facts))
        if "year" not in facts:
            return
        year = loaded_on.year + facts["year"]
        set_on = facts.get("due_in")
        law = _law(shipped, year)
        due_on = law if set_on is None and law else loaded_on + timedelta(days=set_on or 0)
        edition = latest_edition(opens, duty.form)
        if edition is None:
            raise LookupError(shipped.form)
        turn = open_round(
            opens,
            duty,
            period=Period(Kind.YEAR, year),
            due_on=due_on,
            edition=edition,
            due_is_set=due_on != law,
        )
    for name, said in facts.get("conference", {}).items():
        _meet(turn, name, said, opened)
    for number, (name, stand) in enumerate(facts.get("stand", {}).items()):
        said = _answers(story, name, number, years_back=-facts["year"])
        _report(facts | story.said, turn, name, stand, said, opened)
    if facts.get("opened", 0) >= CLOSED_AFTER:
        with clock.held(_morning(opened + timedelta(days=2 * DECIDED))):
            close_round(opens, turn)


def _meet(turn: Any, name: str, said: dict[str, str], opened: date) -> None:
    """A body sets the conference of its review, a while after the round was opened."""
    person = actor_of(name)
    review = find_review(turn, person.body)
    if review is None:
        raise LookupError(name)
    with clock.held(_morning(opened + timedelta(days=SENT))):
        held_on = opened + timedelta(days=2 * DECIDED)
        set_conference(person, review, Conference(held_on, said["form"], said["place"]))


def _facts(opens: "Actor", shipped: ShippedDuty, facts: dict[str, Any]) -> DutyFacts:
    forms = {form.code: form for form in list_forms(opens)}
    named = [find_body_by_code(code) for code in facts.get("named", [])]
    whom = {"named": [body.public_id for body in named if body]} if named else shipped.whom
    through = facts.get("through")
    return DutyFacts(
        form=forms[shipped.form],
        name=shipped.name,
        whom=whom,
        code=shipped.code,
        due=list(shipped.due),
        due_words=shipped.due_words,
        period_kind=Kind[shipped.period.upper()],
        review=Review(shipped.review),
        source=shipped.source,
        through=find_body_by_code(through) if through else None,
    )


def _report(
    facts: dict[str, Any], turn: Any, name: str, stand: str, said: dict[str, Any], opened: date
) -> None:
    writer = actor_of(name)
    report = list_mine(writer).get(round=turn)
    with clock.held(_morning(opened + timedelta(days=SENT))):
        if stand == "draft":
            half = dict(list(said["cells"].items())[: len(said["cells"]) // 2])
            save_answers(writer, report.public_id, revision=0, patch={"cells": half}, key="")
            return
        kept = save_answers(writer, report.public_id, revision=0, patch=said, key="")
        key = f"mau-{report.public_id}"
        going_up.submit(writer, report.public_id, revision=kept.revision, key=key)
    if stand == "submitted":
        return
    decides = actor_of(facts["decides"])
    with clock.held(_morning(opened + timedelta(days=DECIDED))):
        if stand == "returned":
            remarks = {facts["remark_at"]: facts["remark"]}
            going_up.send_back(decides, report.public_id, facts["returned"], remarks)
            return
        going_up.approve(decides, report.public_id)
        if stand == "locked":
            going_up.lock(decides, report.public_id, reason=facts["locked"])


def _answers(story: Story, name: str, number: int, *, years_back: int) -> dict[str, Any]:
    scale = story.scale[name] * (HUNDREDTHS - story.growth * years_back)
    cells = {}
    for place, (row, (part, whole)) in enumerate(story.base.items()):
        total = max(1, whole * story.scale[name] // HUNDREDTHS)
        # Bodies differ: each is a little ahead in some things and behind in others.
        sway = HUNDREDTHS + (number * 7 + place * 5) % 17 - 8
        count = part * scale * sway // HUNDREDTHS**3
        cells[row] = {"n": str(min(max(1, count), total)), "d": str(total)}
    most = int(cells["citizens-digital"]["n"])
    digital = cells["citizens-digital-proficient"]
    digital["n"], digital["d"] = str(min(int(digital["n"]), most)), str(most)
    return {"texts": story.words[number % len(story.words)], "cells": cells}


def _law(shipped: ShippedDuty, year: int) -> date | None:
    """The paper's own last day for a whole year, where it names one."""
    found = [each["day"] for each in shipped.due if each["kind"] == "year"]
    return next_day(found[-1], date(year, 1, 1)) if found else None


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING)
