"""Reads of how bodies made a dispatch known to their people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.documents.models import Dispatch, Dissemination, DisseminationProof
from behoc.direction.documents.rules import DispatchState, dissemination_forms
from behoc.ground.access.queries import may, scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words
from behoc.kernel.scope import one


@dataclass(frozen=True, slots=True)
class Told:
    """How many people of a body know of a dispatch: the rounds added up, of the latest total."""

    told: int
    total: int

    @property
    def words(self) -> str:
        """“120/150 người (80%)”."""
        share = round(100 * self.told / self.total)
        facts = {"told": self.told, "total": self.total, "share": share}
        return _("%(told)s/%(total)s người (%(share)s%%)") % facts


@dataclass(frozen=True, slots=True)
class Disseminations:
    """Everything templates/documents/parts/disseminations.html shows."""

    id: str
    title: str
    sum_words: str
    rounds: tuple[dict[str, Any], ...]
    can_note: bool


def build_disseminations(actor: Actor, dispatch: Dispatch) -> Disseminations:
    """The rounds of the actor's own body on a dispatch, newest first, corrected ones marked."""
    rows = list_rounds(actor, dispatch)
    told = list_told(actor, dispatch, [actor.body]).get(actor.body)
    entered = dispatch.state == DispatchState.CONFIRMED
    writes = entered and may(actor, "document.disseminate")
    return Disseminations(
        id=dispatch.public_id,
        title=dispatch.title,
        sum_words=told.words if told else "",
        rounds=tuple(_round(each, can_correct=writes) for each in rows),
        can_note=writes,
    )


def list_rounds(actor: Actor, dispatch: Dispatch) -> list[Dissemination]:
    """The rounds of the actor's own body, newest first."""
    rows = Dissemination.objects.within(scope_for(actor, "document.view"))
    proofs = DisseminationProof.objects.everything(reason="the rounds are fetched within reach")
    found = rows.filter(dispatch=dispatch, organisation_id=actor.body_id)
    return list(
        found.select_related("person", "corrected_by", "corrects")
        .prefetch_related(Prefetch("proofs", proofs.select_related("stored_file")))
        .order_by("-held_on", "-created_at")
    )


def list_told(actor: Actor, dispatch: Dispatch, body_ids: Iterable[int]) -> dict[int, Told]:
    """Body → how many of its people know of the dispatch, for those of the bodies in reach."""
    rows = Dissemination.objects.within(scope_for(actor, "document.view"))
    standing = rows.filter(
        dispatch=dispatch, organisation__in=list(body_ids), corrected_by__isnull=True
    )
    found: dict[int, Told] = {}
    figures = standing.order_by("created_at").values_list("organisation_id", "told", "total")
    for body, told, total in figures:
        before = found[body].told if body in found else 0
        found[body] = Told(told + before, total)
    return found


def get_round(actor: Actor, public_id: str) -> Dissemination:
    """The round that the actor's own body noted and may correct, or NotFound."""
    rows = Dissemination.objects.within(scope_for(actor, "document.disseminate"))
    return one(
        Dissemination,
        rows.select_related("dispatch").filter(public_id=public_id, organisation_id=actor.body_id),
    )


def get_proof(actor: Actor, public_id: str) -> DisseminationProof:
    """One file that proves a round in reach, or NotFound."""
    rows = DisseminationProof.objects.within(scope_for(actor, "document.view"))
    return one(
        DisseminationProof,
        rows.select_related("stored_file").filter(
            public_id=public_id, stored_file__discarded_at__isnull=True
        ),
    )


def _round(row: Dissemination, *, can_correct: bool) -> dict[str, Any]:
    later = getattr(row, "corrected_by", None)
    return {
        "id": row.public_id,
        "day_words": f"{row.held_on:%d/%m/%Y}",
        "form_words": _(dissemination_forms().get(row.form, row.form)),
        "told_words": Told(row.told, row.total).words,
        "minutes": row.minutes,
        "note": row.note,
        "reason": row.reason,
        "who": row.person.full_name,
        "when_words": in_words(row.created_at),
        "is_corrected": later is not None,
        "correct_url": reverse("documents:dissemination_correct", args=[row.public_id])
        if can_correct and later is None
        else "",
        "files": [
            {
                "name": each.stored_file.name,
                "url": reverse("documents:dissemination_proof", args=[each.public_id]),
            }
            for each in row.proofs.all()
        ],
    }
