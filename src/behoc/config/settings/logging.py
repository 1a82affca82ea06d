"""What is written where: everything to standard error, one line each."""

import re
from logging import Filter, LogRecord
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from behoc.config.settings.env import Environment

_SECRET = re.compile(r"/lich/[\w-]+\.ics")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SecretsOut(Filter):
    """Takes the secret out of the address of a calendar: a log is read by more than its owner."""

    def filter(self, record: LogRecord) -> bool:
        """Let every line through, without what opens a calendar."""
        said = record.getMessage()
        without = _SECRET.sub("/lich/….ics", said)
        if without != said:
            record.msg, record.args = without, ()
        return True


def logging(env: Environment) -> dict[str, Any]:
    """Django's logging table at the asked level."""
    if env.log_level not in LEVELS:
        raise ImproperlyConfigured(
            f"BEHOC_LOG_LEVEL đang là “{env.log_level}”, không hợp lệ: cần {', '.join(LEVELS)}."
        )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "filters": {"secrets_out": {"()": SecretsOut}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["secrets_out"],
            }
        },
        "loggers": {
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.periodic": {"level": "WARNING"},
        },
        "root": {"handlers": ["console"], "level": env.log_level},
    }
