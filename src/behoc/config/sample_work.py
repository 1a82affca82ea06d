"""The sample work: one dispatch entered on its day, and what each body did about it since.

Every act goes through the service that a person's press of a button calls, with the clock held at
the day of the act. Acts of days to come are left out, so that the story never runs ahead.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from behoc.config.sample_office import Office, OfficeAct, dated_acts, recent_acts
from behoc.config.sample_people import actor_of
from behoc.direction.assignments.queries.tasks import list_tasks
from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.assignments.services.working import accept_task, open_task, report_progress
from behoc.direction.documents.queries.dispatches import build_review, list_dispatches
from behoc.direction.documents.services.reading import read_dispatch
from behoc.direction.documents.services.receiving import receive_dispatch
from behoc.direction.documents.services.reviewing import accept_all
from behoc.ground.attachments.services import store_file
from behoc.kernel import clock, data

PAPER = "27-cv-hkh-va-31-kh-ubnd.docx"
CLERK = "vanthu.hkh"
ENTERED = date(2026, 2, 13)
MORNING = time(2, 30, tzinfo=UTC)  # half past nine in Vietnam


@dataclass(frozen=True, slots=True)
class Act:
    """What one person did on one day about the task on one line of the paper."""

    day: date
    person: str
    deed: str
    line: int
    text: str


def load_sample_work() -> int:
    """Enter the sample dispatch and replay what was done; returns how many acts (none if known)."""
    if list_dispatches(actor_of(CLERK)).exists():
        return 0
    loaded_on = clock.today()
    with clock.held(_morning(ENTERED)):
        office = Office(_enter_paper())
    acts = _acts(loaded_on)
    for number, act in enumerate(acts):
        with clock.held(_morning(act.day)):
            if isinstance(act, Act):
                _replay(act, number)
            else:
                office.replay(act, number)
    return len(acts)


def _enter_paper() -> Any:  # Any: the dispatch, whose table is not ours to name
    clerk = actor_of(CLERK)
    content = data.path("sample", "documents", PAPER).read_bytes()
    stored = store_file(clerk, name=PAPER, chunks=[content], size=len(content))
    dispatch = receive_dispatch(clerk, [stored])
    read_dispatch(dispatch.pk)
    dispatch.refresh_from_db()
    accept_all(clerk, dispatch, [find.public_id for find in build_review(dispatch).finds])
    assign_dispatch(clerk, dispatch)
    dispatch.refresh_from_db()
    return dispatch


def _replay(act: Act, number: int) -> None:
    actor = actor_of(act.person)
    share = list_tasks(actor, whose="toi").get(assignment__line=act.line)
    open_task(actor, share)
    if act.deed == "open":
        return
    share = accept_task(actor, share)
    if act.deed in ("report", "finish"):
        report_progress(
            actor,
            share,
            text=act.text,
            finished=act.deed == "finish",
            files=[],
            submission_key=f"mau-{number}",
        )


def _acts(loaded_on: date) -> list[Act | OfficeAct]:
    """Both files as one story up to today, day by day; of one day, the tasks first.

    What happened lately builds on the dated story, so it comes only once that is told to its end.
    """
    told: list[Act | OfficeAct] = [*_task_acts(), *dated_acts()]
    dated = sorted(told, key=lambda act: act.day)
    if dated[-1].day < loaded_on:
        return [*dated, *sorted(recent_acts(loaded_on), key=lambda act: act.day)]
    return [act for act in dated if act.day <= loaded_on]


def _task_acts() -> Iterator[Act]:
    with data.path("sample", "work.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["day"])
            yield Act(day, row["sign_in"], row["deed"], int(row["line"]), row["text"])


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING)
