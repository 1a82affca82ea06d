"""`manage.py makemessages`: Django's own, which also knows how this product raises sentences."""

import shutil
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import makemessages

# Words that take a template first, beside Django's own: kernel.errors and kernel.words.
KEYWORDS = (
    "Refusal",
    "NotAllowed",
    "NotFound",
    "Conflict",
    "RuleBroken",
    "TooMany",
    "UnreadableTable",
    "CameBefore",
    "sentence",
)
# Nobody reads these in another language.
IGNORED = (".venv", ".var", "node_modules", "build", "tests", "*/tests/*", "tools", "benchmarks")


class Command(makemessages.Command):
    """Gathers every sentence of the product into locale/<language>/LC_MESSAGES/django.po."""

    xgettext_options = [
        *makemessages.Command.xgettext_options,
        *(f"--keyword={word}:1" for word in KEYWORDS),
    ]

    def handle(self, *args: Any, **options: Any) -> None:
        """Say plainly that GNU gettext is missing, rather than fail inside."""
        if shutil.which("xgettext") is None:
            raise CommandError("Máy chưa có GNU gettext. Cài gói gettext rồi chạy lại.")
        options["ignore_patterns"] = [*options["ignore_patterns"], *IGNORED]
        super().handle(*args, **options)
