"""A database of its own for one measurement, gone afterwards.

The server is as durable as the embedded one of the product: what is measured is what people get.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from behoc.config import embedded


@contextmanager
def fresh_database() -> Iterator[None]:
    """Django on an empty, migrated database that is gone afterwards; call it before any model."""
    folder = Path(tempfile.mkdtemp(prefix="behoc-bench-"))
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
            yield
            connections.close_all()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
