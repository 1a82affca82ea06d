"""The bodies of the sample province as plain facts, for tests of the rules."""

import csv
from dataclasses import replace
from datetime import date

from behoc.ground.organisations.rules.bodies_file import read_rows
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.ground.organisations.rules.facts import BodyFacts, Resolution
from behoc.ground.organisations.rules.phrases import parse_phrase
from behoc.ground.organisations.rules.resolving import resolve
from behoc.kernel import data

SAMPLE = data.path("sample")
DAY = date(2026, 2, 12)


def sample_bodies() -> dict[str, BodyFacts]:
    """Every body of the sample province by its code."""
    with (SAMPLE / "places.csv").open(encoding="utf-8", newline="") as handle:
        places = {row["code"]: row for row in csv.DictReader(handle)}
    lines: dict[str, str] = {}
    bodies = {}
    content = (SAMPLE / "bodies.csv").read_bytes()
    for number, row in enumerate(read_rows(content, "bodies.csv").rows, start=1):
        lines[row.code] = f"{lines.get(row.superior or '', '/')}{row.code}/"
        place = places[row.place]
        bodies[row.code] = BodyFacts(
            id=number,
            name=row.name,
            short_name=row.short_name,
            kind=row.kind,
            line=row.line,
            level=shipped().level_of_place(place["kind"]) or "",
            place_path=path_of(row.place, places),
            line_path=lines[row.code],
            place_name=f"{place['kind']} {place['name']}",
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            aliases=row.aliases,
        )
    return bodies


def path_of(code: str, places: dict[str, dict[str, str]]) -> str:
    """The path of codes from the nation down to a place."""
    steps = []
    while code:
        steps.append(code)
        code = places[code]["parent"]
    return "/".join(["", "VN", *reversed(steps), ""])


BODIES = sample_bodies()


def resolved(phrase: str, issuer: str = "HX-UBND", on: date = DAY) -> Resolution:
    """What a phrase of a sample body means on a day."""
    return resolve(parse_phrase(phrase), list(BODIES.values()), BODIES[issuer], on)


def codes(resolution: Resolution) -> list[str]:
    """The codes of the bodies found, sorted."""
    by_id = {body.id: code for code, body in BODIES.items()}
    return sorted(by_id[body.id] for body in resolution.bodies)


def old_district(name: str, number: int) -> BodyFacts:
    """A People's Committee of a district that ended on 1/7/2025."""
    return replace(
        BODIES["HX-UBND"],
        id=900 + number,
        name=f"Ủy ban nhân dân {name}",
        short_name=f"UBND {name}",
        level="district",
        place_path=f"/VN/S01/H{number}/",
        line_path=f"/HX-UBND/H{number}/",
        place_name=name,
        valid_from=None,
        valid_to=date(2025, 7, 1),
    )
