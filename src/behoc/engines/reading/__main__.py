"""`python -m behoc.engines.reading FILE`: read one text file and print the JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from behoc.engines.reading import read_lines


def main() -> None:
    """Read the named UTF-8 file and print its reading."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    reading = read_lines(text.split("\n"))
    sys.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
