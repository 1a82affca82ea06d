"""Compile every locale/<language>/LC_MESSAGES/django.po to the .mo that Django reads."""

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Compile what there is; a catalogue that does not parse is an error with its place."""
    for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po")):
        catalogue = polib.pofile(str(source), check_for_duplicates=True)
        catalogue.save_as_mofile(str(source.with_suffix(".mo")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
