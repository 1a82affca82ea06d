"""What is written where: everything to standard error, one line each."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from behoc.config.settings.env import Environment

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


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
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "loggers": {
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.periodic": {"level": "WARNING"},
        },
        "root": {"handlers": ["console"], "level": env.log_level},
    }
