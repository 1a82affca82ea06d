"""One PostgreSQL per test run: the embedded one, or the server that DATABASE_URL names."""

from collections.abc import Iterator

import pytest

from behoc.config import embedded
from tests import settings


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Start the server when the first test asks for rows; its last user stops it."""
    if not settings.OWN_DATABASE:
        embedded.check_version(settings.ENVIRONMENT.database_url)
        yield
        return
    with embedded.running(settings.SERVER):
        yield
