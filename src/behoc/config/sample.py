"""The sample world: an invented province with bodies of all lines and people for every role."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from behoc.config.places import SOURCE as TERRITORY
from behoc.config.places import places, read_places
from behoc.ground.access.queries import role_name
from behoc.ground.administration.queries.bodies import read_sheet
from behoc.ground.administration.services.loading import (
    NewMember,
    Source,
    load_bodies,
    load_people,
    load_places,
)
from behoc.kernel import data
from behoc.kernel.actor import system_actor

# Printed at every start and good for a personal machine only (load_sample refuses elsewhere).
PASSWORD = "bien-hoc-menh-mong"  # noqa: S105 (a demo password that everybody is told)
ACTOR = "dữ liệu mẫu"
SOURCE = Source("sample", "data/sample")
SHOWN = (
    "vanthu.hkh",
    "lanhdao.hkh",
    "canbo.baitram",
    "lanhdao.ubnd",
    "theodoi.mttq",
    "quantri.tinh",
    "vanhanh",
)


@dataclass(frozen=True, slots=True)
class SampleLoaded:
    """What a run of load_sample added."""

    places: int
    bodies: int
    people: int


def load_sample_world() -> SampleLoaded:
    """Add what is not there yet of the sample places, bodies and people."""
    actor = system_actor(ACTOR)
    load_places(actor, places(), TERRITORY)
    new = load_places(actor, read_places(data.path("sample", "places.csv"), is_sample=True), SOURCE)
    file = data.path("sample", "bodies.csv")
    bodies = load_bodies(actor, read_sheet(actor, file.read_bytes(), file.name), SOURCE)
    people = load_people(actor, list(_members()), password=PASSWORD)
    return SampleLoaded(new, bodies.new + bodies.corrected, people)


def demo_accounts() -> list[str]:
    """One line for each account worth trying, and the password that they share."""
    lines = {member.sign_in_name: member for member in reversed(list(_members()))}
    names = _body_names()
    shown = [lines[name] for name in SHOWN]
    wide = max(len(name) for name in SHOWN)
    told = [
        f"{one.sign_in_name:<{wide}}  {role_name(one.role)}, {names[one.body_code]}"
        for one in shown
    ]
    return [f"Mật khẩu chung: {PASSWORD}", *told]


def _members() -> Iterator[NewMember]:
    with data.path("sample", "people.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield NewMember(
                sign_in_name=row["sign_in"],
                full_name=row["full_name"],
                body_code=row["body"],
                role=row["role"],
                position=row["position"],
                starts_on=date.fromisoformat(row["valid_from"]),
            )


def _body_names() -> dict[str, str]:
    with data.path("sample", "bodies.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["Mã"]: row["Tên"] for row in csv.DictReader(file)}
