"""Render every sample page, then look at it: pictures, axe, overflow, primary action."""

import argparse
import sys
from pathlib import Path

from tools.preview.look import look_at
from tools.preview.render import render_all
from tools.preview.server import serving

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / ".var" / "preview"


def main() -> int:
    """Write the pages and pictures to .var/preview and return the number of faults."""
    parser = argparse.ArgumentParser(prog="python -m tools.preview", description=__doc__)
    parser.add_argument("only", nargs="*", help="names of sample pages; all when left out")
    parser.add_argument("--fonts", type=Path, default=ROOT / ".var" / "assets" / "fonts")
    parser.add_argument("--quick", action="store_true", help="light pictures only, no axe")
    chosen = parser.parse_args()
    names = render_all(OUT, set(chosen.only))
    with serving(OUT, ROOT / "static", chosen.fonts) as address:
        faults = look_at(address, names, OUT, quick=chosen.quick)
    for fault in faults:
        print(fault)
    print(f"{len(names)} pages, {len(faults)} faults; pictures in {OUT}")
    return min(len(faults), 1)


if __name__ == "__main__":
    sys.exit(main())
