"""Reads of programmes. They are announced to everybody, so no scope narrows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.programmes.models import LocalProgramme, Programme
from behoc.direction.programmes.rules import ProgrammeKind, founding_key, years_in_words
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today
from behoc.kernel.scope import one
from behoc.kernel.text import fold

KIND_NAMES = {
    ProgrammeKind.MOVEMENT: gettext_noop("Phong trào"),
    ProgrammeKind.SCHEME: gettext_noop("Đề án"),
    ProgrammeKind.PROGRAMME: gettext_noop("Chương trình"),
}


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """Everything templates/programmes/pages/detail.html shows."""

    id: str
    name: str
    short_name: str
    kind_words: str
    owner: str
    founding: str
    years: str
    source: str
    phases: tuple[dict[str, Any], ...]
    own: dict[str, str]
    local: tuple[dict[str, str], ...]


def get_programme(public_id: str) -> Programme:
    """The programme with that public id, or NotFound."""
    rows = Programme.objects.select_related("organisation").prefetch_related("phases")
    return one(Programme, rows.filter(public_id=public_id))


def list_programmes(words: str = "") -> QuerySet[Programme]:
    """Programmes by the year in which they end, the nation's first; a query set to page."""
    rows = Programme.objects.select_related("organisation").prefetch_related("phases")
    for word in fold(words).split():
        rows = rows.filter(name_folded__contains=word)
    return rows.order_by("organisation__name_folded", "-first_year", "name_folded")


def list_programmes_by_public_id(public_ids: Iterable[str]) -> list[Programme]:
    """The programmes of those public ids."""
    return list(Programme.objects.filter(public_id__in=list(public_ids)).order_by("pk"))


def list_founded_by(texts: Iterable[tuple[str | None, date | None]]) -> list[Programme]:
    """Programmes whose founding text is among those symbols; a day that differs rules one out."""
    days: dict[str, set[date | None]] = {}
    for symbol, day in texts:
        if symbol:
            days.setdefault(founding_key(symbol), set()).add(day)
    rows = Programme.objects.filter(founding_key__in=days).order_by("pk")
    return [
        programme
        for programme in rows
        if programme.founding_key
        and (None in days[programme.founding_key] or _day_fits(programme, days))
    ]


def build_row(programme: Programme) -> dict[str, Any]:
    """One programme of the list."""
    phase = _phase_now(programme)
    return {
        "name": programme.name,
        "url": reverse("programmes:detail", args=[programme.public_id]),
        "kind_words": _(KIND_NAMES[ProgrammeKind(programme.kind)]),
        "owner": _owner(programme),
        "founding": _founding(programme),
        "years": years_in_words(programme.first_year, programme.last_year) or _("Không rõ"),
        "phase": phase.name if phase else "",
    }


def build_page(actor: Actor, programme: Programme) -> ProgrammePage:
    """The whole page of a programme, with the actor's own local name first."""
    rows = LocalProgramme.objects.filter(programme=programme).select_related("organisation")
    local = list(rows.order_by("organisation__place_path", "organisation__name_folded"))
    own = next((each for each in local if each.organisation_id == actor.body_id), None)
    return ProgrammePage(
        id=programme.public_id,
        name=programme.name,
        short_name=programme.short_name,
        kind_words=_(KIND_NAMES[ProgrammeKind(programme.kind)]),
        owner=_owner(programme),
        founding=_founding(programme),
        years=years_in_words(programme.first_year, programme.last_year) or _("Không rõ"),
        source=programme.source,
        phases=tuple(_phase(each) for each in _ordered(programme)),
        own=_local(own) if own else {},
        local=tuple(_local(each) for each in local if each is not own),
    )


def find_local(actor: Actor, programme: Programme) -> LocalProgramme | None:
    """What the actor's body calls the programme, where it has said so."""
    return LocalProgramme.objects.filter(programme=programme, organisation_id=actor.body).first()


def _day_fits(programme: Programme, days: dict[str, set[date | None]]) -> bool:
    return programme.founding_on is None or programme.founding_on in days[programme.founding_key]


def _ordered(programme: Programme) -> list[Any]:
    return sorted(programme.phases.all(), key=lambda each: each.first_year)


def _phase_now(programme: Programme) -> Any:
    year = today().year
    phases = _ordered(programme)
    return next((each for each in phases if each.first_year <= year <= each.last_year), None)


def _phase(phase: Any) -> dict[str, Any]:
    year = today().year
    past, now = phase.last_year < year, phase.first_year <= year <= phase.last_year
    words = _("Đã qua") if past else _("Đang ở giai đoạn này") if now else _("Chưa tới")
    return {
        "words": phase.name,
        "when_words": years_in_words(phase.first_year, phase.last_year),
        "who": words,
        "tone": "done" if past or now else "",
    }


def _local(local: LocalProgramme) -> dict[str, str]:
    return {
        "body": local.organisation.name,
        "name": local.name,
        "years": years_in_words(local.first_year, local.last_year),
        "founding": local.founding_symbol or "",
    }


def _owner(programme: Programme) -> str:
    return programme.organisation.name if programme.organisation else _("Cả nước")


def _founding(programme: Programme) -> str:
    day = f"{programme.founding_on:%d/%m/%Y}" if programme.founding_on else ""
    known = [programme.founding_symbol, programme.founder, day]
    return " · ".join(filter(None, known))
