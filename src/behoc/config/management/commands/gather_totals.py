"""`manage.py gather_totals`: keep the totals in step with the figures until told to stop."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from behoc.measure.indicators.services.gathering import gather

PAUSE_SECONDS = 0.2


class Command(BaseCommand):
    """One pass after another; a pause when there was nothing to do."""

    help = "Gộp số liệu vừa đổi lên các cấp trên, liên tục; --once làm một lượt rồi thôi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One pass, for a person or a test."""
        parser.add_argument(
            "--once", action="store_true", help="gộp hết những gì đang chờ rồi thôi"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Gather until SIGTERM or Ctrl-C; a database that is away is asked again."""
        if options["once"]:
            while gather():
                pass
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            try:
                gathered = gather()
            except OperationalError as problem:
                self.stderr.write(f"Chưa gộp được số liệu: {problem}")
                close_old_connections()
                gathered = 0
            stop.wait(0 if gathered else PAUSE_SECONDS)
