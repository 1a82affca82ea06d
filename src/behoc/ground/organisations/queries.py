"""Reads on places and bodies. Both are public facts, so no actor is asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_noop

from behoc.ground.organisations.models import Organisation, Place
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.ground.organisations.rules.facts import BodyFacts
from behoc.kernel.clock import today
from behoc.kernel.ids import PublicId
from behoc.kernel.scope import one
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.ground.organisations.models import OrganisationQuerySet
    from behoc.kernel.scope import Scope

_OFFICE = "van phong "  # as names are folded
_PROVINCE_DEPTH = 3  # "/nation/province/…" split at its slashes


def get_body(public_id: PublicId | str) -> Organisation:
    """The body with that public id, or NotFound."""
    return one(
        Organisation, Organisation.objects.select_related("place").filter(public_id=public_id)
    )


def get_body_by_id(body_id: int) -> Organisation:
    """The body with that database id; only ids that came from the database are passed."""
    return Organisation.objects.select_related("place", "superior").get(pk=body_id)


def body_symbol(body: Organisation) -> str:
    """What the body's papers carry behind their number: its own symbol, else that of its kind."""
    if body.symbol:
        return body.symbol
    catalogue = shipped()
    known = next((kind for kind in catalogue.kinds if kind.code == body.kind), None)
    level = catalogue.level_of_place(body.place.kind)
    return dict(known.symbols).get(level or "", "") if known else ""


def find_body_by_code(code: str) -> Organisation | None:
    """The body with that code, if it is there."""
    return Organisation.objects.filter(code=code).first()


def list_bodies(ids: Iterable[int]) -> list[Organisation]:
    """Those bodies, by name."""
    return list(Organisation.objects.filter(pk__in=list(ids)).order_by("name_folded"))


def list_bodies_by_public_id(public_ids: Iterable[str]) -> list[Organisation]:
    """The bodies of those public ids that exist today, by name."""
    rows = Organisation.objects.in_force(today()).filter(public_id__in=list(public_ids))
    return list(rows.order_by("name_folded"))


def list_ids_of(public_ids: Iterable[str]) -> list[int]:
    """The database ids of the bodies of those public ids, past ones too."""
    rows = Organisation.objects.filter(public_id__in=list(public_ids))
    return list(rows.values_list("pk", flat=True))


def handles_papers_of(body: Organisation, issuer_id: int) -> bool:
    """True for the body itself, and for an office (Văn phòng) of the body that issues."""
    if body.pk == issuer_id:
        return True
    return body.superior_id == issuer_id and body.name_folded.startswith(_OFFICE)


def list_ids_in_force(ids: Iterable[int]) -> frozenset[int]:
    """Those of the bodies that exist today."""
    rows = Organisation.objects.in_force(today()).filter(pk__in=list(ids))
    return frozenset(rows.values_list("pk", flat=True))


def list_bodies_directly_below(body_id: int) -> list[Organisation]:
    """The bodies in force whose superior in their line is that body, by name."""
    rows = Organisation.objects.in_force(today()).filter(superior_id=body_id)
    return list(rows.order_by("name_folded"))


def list_ids_with_bodies_below(ids: Iterable[int]) -> frozenset[int]:
    """Those of the bodies that are the superior of some body in force."""
    rows = Organisation.objects.in_force(today()).filter(superior__in=list(ids))
    return frozenset(rows.order_by().values_list("superior_id", flat=True).distinct())


def list_bodies_with_superiors(ids: Iterable[int]) -> dict[int, Organisation]:
    """The bodies of those database ids with what stands above each, by id."""
    return Organisation.objects.select_related("superior").in_bulk(list(ids))


def list_bodies_of_kinds(
    top: Organisation, *, tree: str, kinds: Iterable[str], levels: Iterable[str]
) -> list[Organisation]:
    """The bodies in force below one, by "line" or by "place", of those kinds and levels, by name.

    Without kinds or without levels, of any.
    """
    path = {"line_path__startswith": top.line_path}
    if tree == "place":
        path = {"place_path__startswith": top.place_path}
    rows = Organisation.objects.in_force(today()).filter(**path).exclude(pk=top.pk)
    if wanted := list(kinds):
        rows = rows.filter(kind__in=wanted)
    found = list(rows.select_related("place").order_by("name_folded"))
    levels = frozenset(levels)
    level_of = shipped().level_of_place
    return [body for body in found if not levels or level_of(body.place.kind) in levels]


def search_bodies(words: str, *, below: str = "/", limit: int = 20) -> list[Organisation]:
    """Bodies in force whose folded name holds the words, shortest names first."""
    rows = Organisation.objects.in_force(today()).filter(place_path__startswith=below)
    for word in fold(words).split(" "):
        rows = rows.filter(name_folded__contains=word)
    found = rows.select_related("place").order_by("name_folded")[: limit * 5]
    return sorted(found, key=lambda body: len(body.name))[:limit]


def list_bodies_in_reach(
    scope: "Scope", *, words: str = "", place_path: str = "/"
) -> "OrganisationQuerySet":
    """Bodies in force in reach, at a place and below it, superiors first; a query set to page."""
    rows = Organisation.objects.in_force(today()).filter(_in_reach(scope))
    rows = rows.filter(place_path__startswith=place_path)
    for word in fold(words).split():
        rows = rows.filter(name_folded__contains=word)
    return rows.select_related("place", "superior").order_by("place_path", "line", "line_path")


def list_codes() -> frozenset[str]:
    """The codes of all bodies, past ones too."""
    return frozenset(Organisation.objects.values_list("code", flat=True))


def list_place_codes(below: str = "/") -> frozenset[str]:
    """The codes of the places at a path and below it."""
    rows = Place.objects.filter(path__startswith=below)
    return frozenset(rows.values_list("code", flat=True))


def list_codes_out_of_reach(codes: Iterable[str], scope: "Scope") -> frozenset[str]:
    """Those of the codes that already belong to bodies which the scope does not reach."""
    rows = Organisation.objects.filter(code__in=list(codes)).exclude(_in_reach(scope))
    return frozenset(rows.values_list("code", flat=True))


def describe_bodies(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What the register says of those bodies now, field by field, for comparing."""
    rows = Organisation.objects.filter(code__in=list(codes)).select_related("superior", "place")
    return {body.code: _described(body) for body in rows}


def list_places_below(place: Place | None) -> list[Place]:
    """The places directly below one, by name; without one, the roots."""
    return list(Place.objects.filter(parent=place).order_by("name_folded"))


def list_places_above(place: Place) -> list[Place]:
    """The place and those around it, the largest first."""
    ids = [int(part) for part in place.path.split("/") if part]
    return list(Place.objects.filter(pk__in=ids).order_by("path"))


def find_place(code: str) -> Place | None:
    """The place with that code, if it is there."""
    return Place.objects.filter(code=code).first()


def count_places(kind: str | None = None, *, sample: bool = False) -> int:
    """How many places there are, sample places apart."""
    rows = Place.objects.filter(is_sample=sample)
    return rows.filter(kind=kind).count() if kind else rows.count()


def list_standing_places() -> "models.QuerySet[Place]":
    """Every place, told whether anything lies below it; a query set to narrow."""
    return Place.objects.annotate(has_below=Exists(Place.objects.filter(parent=OuterRef("pk"))))


def list_standing_bodies() -> "OrganisationQuerySet":
    """Every body, told whether any stands below it in its line; a query set to narrow."""
    below = Organisation.objects.filter(superior=OuterRef("pk"))
    return Organisation.objects.annotate(has_below=Exists(below))


def list_facts_around(body: Organisation) -> list[BodyFacts]:
    """Facts for resolving phrases: every body of the same province, and those of the centre."""
    places = {place.pk: place for place in Place.objects.all()}
    province = "/".join(body.place_path.split("/")[:_PROVINCE_DEPTH]) + "/"
    rows = Organisation.objects.in_force(today()).filter(
        Q(place_path__startswith=province) | Q(place__parent__isnull=True)
    )
    return [_facts(row, places[row.place_id]) for row in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """One body as long lists need it: its names, its level and its places in both trees."""

    id: int
    public_id: str
    name: str
    short_name: str
    name_folded: str
    kind: str
    line: str
    line_path: str
    place_path: str
    level: str


def list_standings(ids: Iterable[int]) -> list[Standing]:
    """Those bodies as plain values in one query, however many they are."""
    level = {
        kind: shipped().level_of_place(kind) or ""
        for kind in Place.objects.order_by("kind").values_list("kind", flat=True).distinct()
    }
    columns = (*(name for name in Standing.__dataclass_fields__ if name != "level"), "place__kind")
    # One array in the place of thousands of parameters.
    wanted = RawSQL("SELECT unnest(%s::bigint[])", (list(ids),))
    rows = Organisation.objects.filter(pk__in=wanted)
    values: Iterable[tuple[Any, ...]] = rows.values_list(*columns)
    return [Standing(*(*row[:-1], level[row[-1]])) for row in values]


def reserve_ids(model: type[models.Model], how_many: int) -> list[int]:
    """Ids that no other row will take, so that paths are known before rows are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, how_many],
        )
        return [number for (number,) in cursor.fetchall()]


def _facts(body: Organisation, place: Place) -> BodyFacts:
    return BodyFacts(
        id=body.pk,
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        line=body.line,
        level=shipped().level_of_place(place.kind) or "",
        place_path=body.place_path,
        line_path=body.line_path,
        place_name=place.full_name,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        aliases=tuple(body.aliases),
    )


def _in_reach(scope: "Scope") -> Q:
    found = Q(pk__in=scope.owners)
    for line in scope.lines:
        found |= Q(line_path__startswith=line)
    for place in scope.places:
        found |= Q(place_path__startswith=place)
    return found


def _described(body: Organisation) -> dict[str, Any]:
    return {
        gettext_noop("Tên"): body.name,
        gettext_noop("Tên ngắn"): body.short_name,
        gettext_noop("Loại"): body.kind,
        gettext_noop("Tuyến"): body.line,
        gettext_noop("Ký hiệu"): body.symbol,
        gettext_noop("Cấp trên"): body.superior.code if body.superior else None,
        gettext_noop("Địa bàn"): body.place.code,
        gettext_noop("Tên gọi khác"): list(body.aliases),
        gettext_noop("Hiệu lực từ"): body.valid_from,
        gettext_noop("Hiệu lực đến"): body.valid_to,
    }
