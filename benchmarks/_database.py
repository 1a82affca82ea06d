"""A database of its own for one measurement, gone afterwards.

The server is as durable as the embedded one of the product: what is measured is what people get.
Whoever works on one measurement may keep a filled database in the folder that KEEP_BENCH_FOLDER
names and use it again.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from behoc.config import embedded

STOP_SECONDS = 60


@contextmanager
def fresh_database() -> Iterator[Path]:
    """Django on an empty, migrated database that is gone afterwards; call it before any model.

    Gives a folder for files of the run, gone with it.
    """
    kept = os.environ.get("KEEP_BENCH_FOLDER")
    folder = Path(kept or tempfile.mkdtemp(prefix="behoc-bench-"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o711)  # so that under root too the server keeps its data here and not elsewhere
    os.environ.update(BEHOC_LOCAL="1", BEHOC_VAR=str(folder), BEHOC_DATABASE_POOL="0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "behoc.config.settings")
    os.environ.pop("DATABASE_URL", None)
    try:
        with embedded.running(embedded.Server(folder)):
            import django
            from django.core.management import call_command
            from django.db import connections

            django.setup()
            call_command("migrate", verbosity=0)
            yield folder
            connections.close_all()
    finally:
        if not kept:
            _wait_for_stop(folder / "postgres" / "postmaster.pid")
            shutil.rmtree(folder, ignore_errors=True)


def _wait_for_stop(running: Path) -> None:
    """The server writes until its last file is closed; what it writes late would stay behind."""
    deadline = time.monotonic() + STOP_SECONDS
    while running.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
