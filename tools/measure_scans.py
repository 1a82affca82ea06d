"""Measure how far scans are read as the same papers typed: `python tools/measure_scans.py [PART]`.

Prints, for each sample document and each way of wearing a page, what was found in both readings,
only when typed and only when scanned; then F1 of each list per way. PART keeps the names with it.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from behoc.engines.reading.extraction.isolation import read_file
from behoc.engines.reading.extraction.tests import printing
from behoc.engines.reading.extraction.tests.agreement import Scores, agreement, merge

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "sample" / "documents"
FAX_DPI = 150
SECONDS = 600


def main() -> None:
    """Measure every scan whose name holds the given part."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    totals: dict[str, Scores] = {}
    with tempfile.TemporaryDirectory() as folder:
        for way, typed, scanned in scans(Path(folder), part):
            started = time.monotonic()
            one = read_file(typed, name=typed.name)
            scores = agreement(one, read_file(scanned, name=scanned.name, seconds=SECONDS))
            merge(totals.setdefault(way, {}), scores)
            counts = (f"{key}={t.both}/{t.missed}/{t.extra}" for key, t in scores.items())
            print(f"{scanned.name} {time.monotonic() - started:.0f}s", *counts, flush=True)
            for key, tally in scores.items():
                print(*(f"    {key} {miss}" for miss in tally.misses if key != "lines"), sep="\n")
    for way, scores in totals.items():
        print(f"{way:12}", *(f"{key}={tally.f1:.2f}" for key, tally in scores.items()))


def scans(folder: Path, part: str) -> Iterator[tuple[str, Path, Path]]:
    """Each way of wearing, the typed paper and its scan."""
    for source in sorted(printing.FOLDER.glob("*.txt")):
        pieces = printing.read_source(source)
        typed = folder / source.name
        typed.write_text("\n".join(printing.as_lines(pieces)), encoding="utf-8")
        for way, wear in (printing.WEARS | {"stamped": printing.clean}).items():
            name = f"{source.stem}-{way}.pdf"
            dpi = FAX_DPI if way == "faxed" else 200
            if part in name:
                pages = printing.printed(pieces, dpi, stamped=way in ("stamped", "copied"))
                (folder / name).write_bytes(printing.pdf_of([wear(page) for page in pages], dpi))
                yield way, typed, folder / name
    for scanned in sorted(SAMPLES.glob("*.pdf")):
        if part in scanned.name:
            yield "sample", scanned.with_suffix(".txt"), scanned


if __name__ == "__main__":
    main()
