"""The shipped territory: the nation, its provinces and communes in force."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from behoc.ground.administration.services.loading import Source
from behoc.ground.organisations.services import PlaceFacts
from behoc.kernel import data

EDITION = "2025-07-01"
NATION = PlaceFacts(code="VN", name="Việt Nam", kind="nước", parent_code=None)
SOURCE = Source(f"places-{EDITION}", f"data/places/{EDITION}")


def places() -> Iterator[PlaceFacts]:
    """The nation, then its provinces, then their communes."""
    yield NATION
    for name in ("provinces.csv", "communes.csv"):
        yield from read_places(data.path("places", EDITION, name))


def read_places(path: Path, *, is_sample: bool = False) -> Iterator[PlaceFacts]:
    """The places of one shipped file; a place without a superior stands under the nation."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield PlaceFacts(
                code=row["code"],
                name=row["name"],
                kind=row["kind"],
                parent_code=row.get("province") or row.get("parent") or NATION.code,
                source=row["source"],
                is_sample=is_sample,
                valid_from=date.fromisoformat(row["valid_from"]),
            )
