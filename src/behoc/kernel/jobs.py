"""Charter: the only door to background work: a job commits with the data that asks for it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

F = TypeVar("F", bound=Callable[..., None])
_IS_ASKED = (
    "SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo')"
)


def job(name: str, *, retries: int = 3, lock: str | None = None) -> Callable[[F], F]:
    """Register a function of a jobs.py under "<app>.<verb>"; it takes ids and calls one service."""

    def mark(function: F) -> F:
        app.task(name=name, retry=retries, lock=lock, queue=_queue(name))(function)
        return function

    return mark


def periodic(name: str, *, cron: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function of a jobs.py that runs by the clock (minutes of UTC), never two at once.

    A turn that fails is not tried again: the next turn does what this one left.
    """

    def mark(function: Callable[[], None]) -> Callable[[], None]:
        def turn(timestamp: int) -> None:
            function()

        task = app.task(name=name, queue=_queue(name), lock=name, queueing_lock=name)
        app.periodic(cron=cron)(task(turn))
        return function

    return mark


def sweep(name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function that takes all that waits, however often it was asked for.

    A turn that fails is not tried again: let a `periodic` job sweep what was left.
    """

    def mark(function: Callable[[], None]) -> Callable[[], None]:
        def turn() -> None:
            # Whoever counted on this turn when it had not begun has committed once we hold this.
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])
            function()

        app.task(name=name, queue=_queue(name))(turn)
        return function

    return mark


def enqueue_sweep(name: str) -> None:
    """Ask for a `sweep` inside the present transaction, unless one is asked for and has not begun.

    So a thousand writers within a second make one job, and none is forgotten.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtext(%s))", [name])
        cursor.execute(_IS_ASKED, [name])
        if cursor.fetchone()[0]:
            return
    # Two writers who both found none: the second waits for the first and is then told so.
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(name, queue=_queue(name), queueing_lock=name).defer()


def enqueue(name: str, *, lock: str | None = None, **ids: Any) -> None:
    """Ask for a job by name inside the present transaction: rolled back, the job goes too."""
    app.configure_task(name, lock=lock, queue=_queue(name)).defer(**ids)


def _queue(name: str) -> str:
    return name.partition(".")[0]
