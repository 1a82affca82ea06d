"""The sample work: one dispatch entered on its day, and what each body did about it since.

Every act goes through the service that a person's press of a button calls, with the clock held at
the day of the act. Acts of days to come are left out, so that the story never runs ahead.
"""

import csv
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from behoc.direction.assignments.queries.tasks import list_tasks
from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.assignments.services.working import accept_task, open_task, report_progress
from behoc.direction.documents.queries.dispatches import build_review, list_dispatches
from behoc.direction.documents.services.reading import read_dispatch
from behoc.direction.documents.services.receiving import receive_dispatch
from behoc.direction.documents.services.reviewing import accept_all
from behoc.ground.access.queries import actor_for
from behoc.ground.accounts.queries import find_account
from behoc.ground.attachments.services import store_file
from behoc.kernel import clock, data

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor

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
    clerk = person_acting(CLERK)
    if list_dispatches(clerk).exists():
        return 0
    with held_on(ENTERED):
        file = data.path("sample", "documents", PAPER)
        content = file.read_bytes()
        stored = store_file(clerk, name=PAPER, chunks=[content], size=len(content))
        dispatch = receive_dispatch(clerk, [stored])
        read_dispatch(dispatch.pk)
        dispatch.refresh_from_db()
        finds = [find.public_id for find in build_review(dispatch).finds]
        accept_all(clerk, dispatch, finds)
        assign_dispatch(clerk, dispatch)
    acts = [act for act in _acts() if act.day <= clock.today()]
    for number, act in enumerate(acts):
        with held_on(act.day):
            _replay(act, number)
    return len(acts)


def held_on(day: date) -> AbstractContextManager[None]:
    """The clock stands still in the morning of that day."""
    return clock.held(datetime.combine(day, MORNING))


def _replay(act: Act, number: int) -> None:
    actor = person_acting(act.person)
    share = _share(actor, act.line)
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


def _share(actor: "Actor", line: int) -> Any:  # Any: the share, whose table is not ours to name
    return list_tasks(actor, whose="toi").get(assignment__line=line)


def person_acting(sign_in_name: str) -> "Actor":
    """A person of the sample, acting for the first body in which they hold a role."""
    person = find_account(sign_in_name)
    if person is None:
        raise LookupError(sign_in_name)
    return actor_for(person)[0]


def _acts() -> Iterator[Act]:
    with data.path("sample", "work.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["day"])
            yield Act(day, row["sign_in"], row["deed"], int(row["line"]), row["text"])
