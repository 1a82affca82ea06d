"""Django's PostgreSQL with its slowest part mended: a page may read thousands of moments."""

from datetime import UTC, datetime
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import BaseTzLoader


class MomentLoader(BaseTzLoader):  # type: ignore[misc]  # Django tells no types of it
    """A timestamptz read by Python's own parser, a tenth of the time of psycopg's pattern."""

    timezone = UTC  # Django compares this with the connection's zone

    def load(self, data: bytes) -> datetime:
        """The moment in UTC; no ISO date (infinity, BC) goes the long way and fails."""
        try:
            found = datetime.fromisoformat(bytes(data).decode())
        except ValueError:
            found = super().load(data)
        return found.astimezone(UTC)


class DatabaseWrapper(base.DatabaseWrapper):
    """The backend that settings name; all but the loading of moments is Django's."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection as Django makes it, with the loader in its own map."""
        connection = super().get_new_connection(conn_params)
        if self.timezone == MomentLoader.timezone:
            connection.adapters.register_loader("timestamptz", MomentLoader)
        return connection
