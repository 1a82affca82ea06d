"""Writes on places and bodies: unguarded primitives, called through administration alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Length, Substr

from behoc.ground.organisations.models import PATH_LENGTH, Organisation, Place
from behoc.ground.organisations.queries import reserve_ids
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean, fold

BATCH = 1000
_KEPT_FIELDS = (
    "name",
    "short_name",
    "name_folded",
    "aliases",
    "kind",
    "line",
    "symbol",
    "superior",
    "line_path",
    "place",
    "place_path",
    "valid_from",
    "valid_to",
)
_KEYS = ("superior", "place")


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
    _one_load_at_a_time()
    known = {place.code: place for place in Place.objects.all()}
    wanted = [row for row in rows if row.code not in known]
    new = []
    for number, row in zip(reserve_ids(Place, len(wanted)), wanted, strict=True):
        if row.parent_code and row.parent_code not in known:
            raise RuleBroken(
                "Không có địa bàn nào mang mã %(code)s (cấp trên).", code=row.parent_code
            )
        place = _new_place(number, row, known[row.parent_code] if row.parent_code else None)
        known[row.code] = place
        new.append(place)
    Place.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


@transaction.atomic
def load_bodies(rows: Iterable[NewBody]) -> list[Organisation]:
    """Create or correct bodies by code, superiors first; unknown codes are refused."""
    rows = list(rows)
    _one_load_at_a_time()
    register = _Register(rows)
    loaded = [register.keep(row) for row in rows]
    register.save()
    return loaded


class _Register:
    """The bodies that one file names, worked on in memory and written at the end."""

    def __init__(self, rows: list[NewBody]) -> None:
        codes = {row.code for row in rows} | {row.superior_code for row in rows}
        self.known = {
            body.code: body for body in Organisation.objects.filter(code__in=codes - {None})
        }
        places = Place.objects.filter(code__in={row.place_code for row in rows})
        self.places = {place.code: place for place in places}
        fresh = {row.code for row in rows} - self.known.keys()
        self.ids = iter(reserve_ids(Organisation, len(fresh)))
        self.new: list[Organisation] = []
        self.kept: list[Organisation] = []
        self.moves: list[tuple[str, str]] = []

    def keep(self, row: NewBody) -> Organisation:
        """One row becomes a body, new or corrected; bodies below it follow where it goes."""
        place, superior = self._place(row), self._superior(row)
        body = self.known.get(row.code)
        is_new = body is None
        if body is None:
            body = self.known[row.code] = Organisation(pk=next(self.ids), code=row.code)
            self.new.append(body)
        elif superior and superior.line_path.startswith(body.line_path):
            raise RuleBroken("%(body)s không thể nằm dưới chính cấp dưới của mình.", body=row.name)
        before = _facts_of(body)
        _fill(body, row, place, superior)
        self._put(body, f"{superior.line_path if superior else '/'}{body.pk}/")
        if not is_new and _facts_of(body) != before:
            self.kept.append(body)
        return body

    def save(self) -> None:
        """Write everything: a few statements, however many rows."""
        Organisation.objects.bulk_create(self.new, batch_size=BATCH)
        Organisation.objects.bulk_update(self.kept, _KEPT_FIELDS, batch_size=BATCH)
        for old, new in self.moves:
            _move_below(old, new)

    def _put(self, body: Organisation, path: str) -> None:
        if len(path) > PATH_LENGTH:
            raise RuleBroken(
                "%(body)s nằm dưới quá nhiều cấp. Kiểm lại cột Cấp trên.", body=body.name
            )
        old = body.line_path
        body.line_path = path
        if old in ("", path):
            return
        self.moves.append((old, path))
        for other in self.known.values():
            if other.line_path.startswith(old):
                other.line_path = path + other.line_path.removeprefix(old)

    def _place(self, row: NewBody) -> Place:
        if row.place_code not in self.places:
            raise RuleBroken(
                "Không có địa bàn nào mang mã %(code)s. Kiểm lại cột Địa bàn.", code=row.place_code
            )
        return self.places[row.place_code]

    def _superior(self, row: NewBody) -> Organisation | None:
        if not row.superior_code:
            return None
        if row.superior_code not in self.known:
            raise RuleBroken(
                "Không có cơ quan cấp trên mang mã %(code)s. Kiểm lại cột Cấp trên.",
                code=row.superior_code,
            )
        return self.known[row.superior_code]


def _one_load_at_a_time() -> None:
    """Two loads at once could each move what the other hangs on; the root places are the lock."""
    list(Place.objects.select_for_update().filter(parent=None))


def _new_place(number: int, row: PlaceFacts, parent: Place | None) -> Place:
    return Place(
        pk=number,
        code=row.code,
        name=clean(row.name),
        name_folded=fold(row.name),
        kind=row.kind,
        parent=parent,
        path=f"{parent.path if parent else '/'}{number}/",
        is_sample=row.is_sample,
        source=row.source,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _facts_of(body: Organisation) -> list[object]:
    return [getattr(body, f"{name}_id" if name in _KEYS else name) for name in _KEPT_FIELDS]


def _fill(body: Organisation, row: NewBody, place: Place, superior: Organisation | None) -> None:
    body.name = clean(row.name)
    body.short_name = clean(row.short_name or row.name)
    body.name_folded = fold(row.name)
    body.aliases = list(row.aliases)
    body.kind, body.line, body.symbol = row.kind, row.line, row.symbol
    body.superior, body.place, body.place_path = superior, place, place.path
    body.valid_from, body.valid_to = row.valid_from, row.valid_to


def _move_below(old: str, new: str) -> None:
    below = Organisation.objects.filter(line_path__startswith=old)
    deepest = below.order_by(Length("line_path").desc()).first()
    if deepest and len(deepest.line_path) - len(old) + len(new) > PATH_LENGTH:
        raise RuleBroken(
            "%(body)s sẽ nằm dưới quá nhiều cấp. Kiểm lại cột Cấp trên.", body=deepest.name
        )
    below.update(line_path=Concat(Value(new), Substr("line_path", len(old) + 1)))
