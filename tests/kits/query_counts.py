"""How many queries each page takes, kept in tests/query_counts.json and reviewed as a diff.

pytest tests/access/test_query_counts.py --update-query-counts     # after a change meant to be
"""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from behoc.direction.assignments.services.working import report_progress
from behoc.direction.documents.models import DispatchFile
from behoc.direction.documents.rules import FindKind
from behoc.direction.documents.services.reviewing import add_find
from tests.kits import dispatches, handling
from tests.kits.belongings import Belongings
from tests.kits.visits import Visitor, Visits
from tests.kits.world import appoint

KEPT = Path(__file__).parents[1] / "query_counts.json"
FIX = "A change that is meant: run pytest tests/access/test_query_counts.py --update-query-counts"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag that writes the baselines anew."""
    parser.addoption("--update-query-counts", action="store_true", help="write query_counts.json")


def kept_counts() -> dict[str, int]:
    """The baselines as committed."""
    counts: dict[str, int] = json.loads(KEPT.read_text(encoding="utf-8"))
    return counts


def keep_counts(counts: dict[str, int]) -> None:
    """Write the baselines, sorted, one page to a line."""
    KEPT.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def count_queries(visitor: Visitor, visits: Visits) -> dict[str, int]:
    """The queries of every address that answers a plain GET with a page, at a second look.

    The first look leaves its mark where the product notes that something was opened.
    """
    counts = {}
    for address in visits:
        visitor.get(address)
        with CaptureQueriesContext(connection) as asked:
            response = visitor.get(address)
        if response.status_code == 200:
            counts[address.name] = len(asked)
    return counts


def grow(own: Belongings, times: int) -> None:
    """So many more rows of everything that a page may list."""
    clerk = own.world.actor(own.desk.clerk)
    reading = dispatches.sample_reading(*[own.desk.body.name] * 3)
    for number in range(times):
        mark = f"{times}-{number}"
        paper = dispatches.assigned_dispatch(own.world, own.desk, reading=reading)
        handling.handled_and_waiting(own.world, own.desk, paper)
        person = appoint(own.desk.body, "specialist", "Chuyên viên", mark=mark)
        file = dispatches.stored_file(own.world, own.desk, content=f"%PDF-1.7 {mark}".encode())
        DispatchFile(dispatch=own.draft, stored_file=file, position=100 * times + number).save()
        add_find(
            clerk,
            own.draft,
            kind=FindKind.ASSIGNMENT,
            lines=(9, 9),
            text="Mở buổi học",
            actor_name=own.desk.body.name,
        )
        report_progress(
            own.world.actor(person),
            own.share,
            text=f"Lần {mark}",
            finished=False,
            files=[],
            submission_key=mark,
        )
