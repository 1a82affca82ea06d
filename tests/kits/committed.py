"""Tests that really commit: several threads at once, jobs that others must see.

They take `committed_world` (or pytest-django's `transactional_db`, or a live server). Afterwards
every table is emptied, also the log, whose triggers refuse that to everybody else.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import TestCase, TransactionTestCase

from tests.kits.world import World, build_world

LOG = ("audit_auditentry", "audit_logseal")


@pytest.fixture(scope="session", autouse=True)
def the_log_is_emptied_too() -> Iterator[None]:
    """Whoever empties all tables after a test that committed may empty the log."""
    empty = TransactionTestCase._fixture_teardown

    def emptied(self: TransactionTestCase) -> None:
        if isinstance(self, TestCase):
            empty(self)
            return
        with _log_open():
            empty(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture
def committed_world(transactional_db: None, steady_clock: datetime) -> World:
    """The named cast, committed: every connection sees it."""
    return build_world()


@pytest.fixture
def world_of_today(transactional_db: None) -> World:
    """The named cast, committed, by the clock that a live server goes by."""
    return build_world()


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What the acts give, each in a thread with a connection of its own; an error is a result."""
    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(_alone, acts))


def _alone(act: Callable[[], Any]) -> Any:
    try:
        return act()
    except Exception as error:
        return error
    finally:
        connection.close()


@contextmanager
def _log_open() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
        for table in LOG:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for table in LOG:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
