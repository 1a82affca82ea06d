"""Charter: the only door to background work: a job commits with the data that asks for it."""

from collections.abc import Callable
from typing import Any, TypeVar

from procrastinate.contrib.django import app

F = TypeVar("F", bound=Callable[..., None])


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


def enqueue(name: str, *, lock: str | None = None, **ids: Any) -> None:
    """Ask for a job by name inside the present transaction: rolled back, the job goes too."""
    app.configure_task(name, lock=lock, queue=_queue(name)).defer(**ids)


def _queue(name: str) -> str:
    return name.partition(".")[0]
