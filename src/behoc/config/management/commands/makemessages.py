"""`manage.py makemessages`: Django's own, which also knows how this product raises sentences."""

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import makemessages

from behoc.kernel import data

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

# Names in data that screens show through gettext: file, tables (all where none is named), key.
NAMES = (
    ("access/roles.toml", (), "vi"),
    ("handling/sentences.toml", ("sentence",), "text"),
    ("handling/fields.toml", ("field",), "vi"),
    ("organisations/kinds.toml", ("level", "line"), "vi"),
)
GATHERED = Path("names_in_data.py")


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
        GATHERED.write_text("".join(f"_({name!r})\n" for name in _names()), encoding="utf-8")
        try:
            super().handle(*args, **options)
        finally:
            GATHERED.unlink()


def _names() -> Iterator[str]:
    for file, tables, key in NAMES:
        found = tomllib.loads(data.path(*file.split("/")).read_text(encoding="utf-8"))
        for table in tables or found:
            rows = found[table] if isinstance(found[table], list) else [found[table]]
            yield from (row[key] for row in rows)
