"""The named cast: one small province that every test plays in.

    nation                        the operator's office
    └── tỉnh Mộc Sơn              province (UBND), department (Sở), province_party,
        │                         province_association
        ├── xã Bình Giang         commune (UBND), commune_party, commune_association
        │   └── thôn Đông         cell (chi hội)
        └── xã Tân Lộc            neighbour (UBND), neighbour_party, neighbour_association

Every body is a `Desk` with five people: clerk, specialist, head, follower, administrator. Besides
them there are `world.operator` (system operator at the nation) and `world.outsider` (an account
without any role). People are made when a test first names them, so a world costs little.

    def test_a_clerk_uploads(world):
        client = world.client(world.commune.clerk)      # a browser, signed in
        actor = world.actor(world.commune.clerk)        # what queries and services take

The clock stands still at `world.MOMENT`, files go to a folder of the test's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from behoc.ground.access.queries import actor_for
from behoc.ground.accounts.models import Person
from behoc.ground.accounts.services import create_membership, create_person
from behoc.ground.organisations.models import Organisation
from behoc.ground.organisations.services import NewBody, PlaceFacts, load_bodies, load_places
from behoc.kernel import clock
from behoc.kernel.actor import Actor

MOMENT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
SINCE = date(2025, 7, 1)

PLACES = (
    PlaceFacts("VN", "Việt Nam", "nước", None),
    PlaceFacts("MS", "Mộc Sơn", "tỉnh", "VN", is_sample=True),
    PlaceFacts("BG", "Bình Giang", "xã", "MS", is_sample=True),
    PlaceFacts("TL", "Tân Lộc", "xã", "MS", is_sample=True),
    PlaceFacts("BG1", "Đông", "thôn", "BG", is_sample=True),
)

# attribute of the world: code, name, kind, line, place, superior
_COMMITTEE = ("people_committee", "state")
_PARTY = ("party_committee", "party")
_ASSOCIATION = ("learning_association", "association")
BODIES = {
    "centre": ("TT", "Bộ Giáo dục và Đào tạo", "ministry", "state", "VN", None),
    "province": ("UB", "Ủy ban nhân dân tỉnh Mộc Sơn", *_COMMITTEE, "MS", None),
    "department": ("SG", "Sở Giáo dục và Đào tạo", "department", "state", "MS", "UB"),
    "commune": ("UB-BG", "Ủy ban nhân dân xã Bình Giang", *_COMMITTEE, "BG", "UB"),
    "neighbour": ("UB-TL", "Ủy ban nhân dân xã Tân Lộc", *_COMMITTEE, "TL", "UB"),
    "province_party": ("TU", "Tỉnh ủy Mộc Sơn", *_PARTY, "MS", None),
    "commune_party": ("DU-BG", "Đảng ủy xã Bình Giang", *_PARTY, "BG", "TU"),
    "neighbour_party": ("DU-TL", "Đảng ủy xã Tân Lộc", *_PARTY, "TL", "TU"),
    "province_association": ("KH", "Hội Khuyến học tỉnh Mộc Sơn", *_ASSOCIATION, "MS", None),
    "commune_association": ("KH-BG", "Hội Khuyến học xã Bình Giang", *_ASSOCIATION, "BG", "KH"),
    "neighbour_association": ("KH-TL", "Hội Khuyến học xã Tân Lộc", *_ASSOCIATION, "TL", "KH"),
    "cell": ("KH-BG1", "Chi hội Khuyến học thôn Đông", *_ASSOCIATION, "BG1", "KH-BG"),
}


@dataclass
class Desk:
    """One body and its people."""

    body: Organisation

    @cached_property
    def clerk(self) -> Person:
        return appoint(self.body, "clerk", "Văn thư")

    @cached_property
    def specialist(self) -> Person:
        return appoint(self.body, "specialist", "Chuyên viên")

    @cached_property
    def head(self) -> Person:
        return appoint(self.body, "head", "Lãnh đạo")

    @cached_property
    def follower(self) -> Person:
        return appoint(self.body, "follower", "Người theo dõi")

    @cached_property
    def administrator(self) -> Person:
        return appoint(self.body, "body_administrator", "Quản trị")

    def holder(self, role: str) -> Person:
        """The person of that role, by the role's code."""
        named: Person = getattr(self, "administrator" if role == "body_administrator" else role)
        return named


@dataclass
class World:
    """The cast; see the head of this module."""

    centre: Desk
    province: Desk
    department: Desk
    commune: Desk
    neighbour: Desk
    province_party: Desk
    commune_party: Desk
    neighbour_party: Desk
    province_association: Desk
    commune_association: Desk
    neighbour_association: Desk
    cell: Desk

    @cached_property
    def operator(self) -> Person:
        return appoint(self.centre.body, "system_operator", "Quản trị hệ thống")

    @cached_property
    def outsider(self) -> Person:
        return create_person(sign_in_name="outsider", full_name="Người ngoài", password=None)

    def actor(self, person: Person) -> Actor:
        """The actor that the person is, in the first body in which a role is held."""
        return actor_for(person)[0]

    def client(self, person: Person | None = None, **headers: Any) -> Client:
        """A browser in which the person is signed in; nobody when none is named."""
        client = Client(headers=headers or None)
        if person is not None:
            client.force_login(person)
        return client

    def desks(self) -> dict[str, Desk]:
        """Every desk by its attribute."""
        return {name: getattr(self, name) for name in BODIES}


def build_world() -> World:
    """The cast in the present database; tests take the `world` fixture instead."""
    assert not Organisation.objects.exists(), "Take `world` or `scene` in one module, not both."
    load_places(PLACES)
    rows = [
        NewBody(
            code=code, name=name, kind=kind, line=line, place_code=place, superior_code=superior
        )
        for code, name, kind, line, place, superior in BODIES.values()
    ]
    return World(*(Desk(body) for body in load_bodies(rows)))


def appoint(body: Organisation, role: str, title: str, *, mark: str = "") -> Person:
    """A new person who holds that role in the body; a mark tells several of a kind apart."""
    person = create_person(
        sign_in_name=f"{role}{mark}.{body.code}".replace("_", "-"),
        full_name=f"{title} {mark} {body.short_name}",
        password=None,
    )
    create_membership(person, body.pk, role, granted_by_id=None, starts_on=SINCE)
    return person


@pytest.fixture
def steady_clock() -> Iterator[datetime]:
    """The clock stands still at MOMENT."""
    with clock.held(MOMENT):
        yield MOMENT


@pytest.fixture(scope="session", autouse=True)
def file_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Stored files of the tests: a folder of their own, never the product's."""
    folder = tmp_path_factory.mktemp("stored")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture
def world(db: None, steady_clock: datetime) -> World:
    """The named cast, in a transaction that is rolled back after the test."""
    return build_world()
