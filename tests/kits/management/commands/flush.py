"""Empties the test database; append-only tables allow that to nobody else."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections


class Command(flush.Command):
    """Django's command with the triggers of our own at rest while it runs."""

    def handle(self, **options: Any) -> None:
        """Empty every table after a test that really commits."""
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        try:
            super().handle(**options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET session_replication_role")
