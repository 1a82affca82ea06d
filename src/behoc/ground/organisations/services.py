"""Writes on places and bodies: unguarded primitives, called through administration alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from behoc.ground.organisations.models import Organisation, Place
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean, fold


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """One row of a places file."""

    code: str
    name: str
    kind: str
    parent_code: str | None
    source: str = ""
    is_sample: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class NewBody:
    """One body to set up; codes refer to bodies and places already there."""

    code: str
    name: str
    kind: str
    line: str
    place_code: str
    short_name: str = ""
    symbol: str = ""
    superior_code: str | None = None
    aliases: tuple[str, ...] = field(default=())
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def load_places(rows: Iterable[PlaceFacts]) -> int:
    """Create the places that are not there yet, parents first; returns how many are new."""
    known = {place.code: place for place in Place.objects.all()}
    new = 0
    for row in rows:
        if row.code in known:
            continue
        parent = known[row.parent_code] if row.parent_code else None
        known[row.code] = _create_place(row, parent)
        new += 1
    return new


@transaction.atomic
def load_bodies(rows: Iterable[NewBody]) -> list[Organisation]:
    """Create or correct bodies by code, superiors first; unknown codes are refused."""
    bodies: dict[str, Organisation] = {}
    places: dict[str, Place] = {}
    loaded = []
    for row in rows:
        place = places.get(row.place_code) or _place(row.place_code)
        places[row.place_code] = place
        superior = _superior(row, bodies)
        bodies[row.code] = _keep_body(row, place, superior)
        loaded.append(bodies[row.code])
    return loaded


def _create_place(row: PlaceFacts, parent: Place | None) -> Place:
    place = Place(
        code=row.code,
        name=clean(row.name),
        name_folded=fold(row.name),
        kind=row.kind,
        parent=parent,
        path=f"new:{row.code}",
        is_sample=row.is_sample,
        source=row.source,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
    place.save()
    place.path = f"{parent.path if parent else '/'}{place.pk}/"
    place.save(update_fields=["path"])
    return place


def _place(code: str) -> Place:
    place = Place.objects.filter(code=code).first()
    if place is None:
        raise RuleBroken(f"Không có địa bàn nào mang mã {code}. Kiểm lại cột Địa bàn.")
    return place


def _superior(row: NewBody, loaded: dict[str, Organisation]) -> Organisation | None:
    if not row.superior_code:
        return None
    superior = (
        loaded.get(row.superior_code) or Organisation.objects.filter(code=row.superior_code).first()
    )
    if superior is None:
        raise RuleBroken(
            f"Không có cơ quan cấp trên mang mã {row.superior_code}. Kiểm lại cột Cấp trên."
        )
    return superior


def _keep_body(row: NewBody, place: Place, superior: Organisation | None) -> Organisation:
    body = Organisation.objects.filter(code=row.code).first() or Organisation(
        code=row.code, line_path=f"new:{row.code}"
    )
    moved_from = body.line_path if body.pk else None
    if moved_from and superior and superior.line_path.startswith(moved_from):
        raise RuleBroken(f"{row.name} không thể nằm dưới chính cấp dưới của mình.")
    body.name = clean(row.name)
    body.short_name = clean(row.short_name or row.name)
    body.name_folded = fold(row.name)
    body.aliases = list(row.aliases)
    body.kind, body.line, body.symbol = row.kind, row.line, row.symbol
    body.superior, body.place, body.place_path = superior, place, place.path
    body.valid_from, body.valid_to = row.valid_from, row.valid_to
    body.save()
    body.line_path = f"{superior.line_path if superior else '/'}{body.pk}/"
    body.save(update_fields=["line_path"])
    if moved_from and moved_from != body.line_path:
        _move_below(moved_from, body.line_path)
    return body


def _move_below(old: str, new: str) -> None:
    for below in Organisation.objects.filter(line_path__startswith=old):
        below.line_path = new + below.line_path.removeprefix(old)
        below.save(update_fields=["line_path"])
