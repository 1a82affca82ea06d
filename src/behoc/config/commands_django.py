"""Django's commands, with the embedded PostgreSQL up for as long as a command needs it."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from behoc.config import embedded

WITHOUT_DATABASE = {"check", "collectstatic", "help", "makemessages", "compilemessages"}


def main() -> int:
    """Run one command; a wrong setting or a database that is away is one sentence, no traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "behoc.config.settings")
    try:
        return _run([*sys.argv[:1], *_command(sys.argv[1:])])
    except (ImproperlyConfigured, embedded.DatabaseUnavailable) as problem:
        print(problem, file=sys.stderr)
        return 1


def _command(arguments: list[str]) -> list[str]:
    """The name of a command may be written with hyphens: verify-log."""
    if not arguments or arguments[0].startswith("-"):
        return arguments
    return [arguments[0].replace("-", "_"), *arguments[1:]]


def _run(arguments: list[str]) -> int:
    if len(arguments) < 2 or arguments[1] in WITHOUT_DATABASE or "--help" in arguments:
        execute_from_command_line(arguments)
        return 0
    from behoc.config.settings import ENVIRONMENT  # noqa: PLC0415 (read when a command needs it)

    with embedded.database(ENVIRONMENT.database_url, ENVIRONMENT.var):
        execute_from_command_line(arguments)
    return 0
