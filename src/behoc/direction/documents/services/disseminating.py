"""A body notes how it made a dispatch known to its people; a new entry corrects a mistake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Sum

from behoc.direction.documents.models import Dispatch, Dissemination, DisseminationProof
from behoc.direction.documents.rules import DispatchState, check_told, dissemination_forms
from behoc.ground.access.services import require
from behoc.ground.attachments.services import require_sender
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile


@dataclass(frozen=True, slots=True)
class Round:
    """What a person notes of one round."""

    held_on: date
    form: str
    told: int
    total: int
    minutes: str = ""
    note: str = ""


@transaction.atomic
def note_round(
    actor: Actor,
    dispatch: Dispatch,
    facts: Round,
    *,
    files: Sequence["StoredFile"],
    submission_key: str,
) -> Dissemination:
    """Keep one round of the acting body with its proof; the same submission twice is one."""
    dispatch = _locked(actor, dispatch)
    known = _same_submission(actor, dispatch, submission_key)
    if known is not None:
        return known
    _check(actor, dispatch, facts)
    kept = _keep(actor, dispatch, facts, files, submission_key)
    record(actor, "document.disseminate", kept, after=_told(facts))
    return kept


@transaction.atomic
def correct_round(
    actor: Actor,
    mistaken: Dissemination,
    facts: Round,
    *,
    reason: str,
    files: Sequence["StoredFile"],
    submission_key: str,
) -> Dissemination:
    """A new entry stands for a mistaken one, which is kept with its figures and its proof."""
    require(actor, "document.disseminate", mistaken)
    if mistaken.organisation_id != actor.body_id:
        raise RuleBroken("Chỉ cơ quan đã ghi đợt này mới ghi lại được.")
    dispatch = _locked(actor, mistaken.dispatch)
    known = _same_submission(actor, dispatch, submission_key)
    if known is not None:
        return known
    rows = Dissemination.objects.everything(reason="another may have corrected it meanwhile")
    if rows.filter(corrects=mistaken).exists():
        raise Conflict("Đợt này đã được ghi lại. Mở đợt mới nhất rồi sửa tiếp.")
    if not clean(reason):
        raise RuleBroken("Chưa nói vì sao ghi lại. Viết một câu.")
    _check(actor, dispatch, facts, mistaken)
    kept = _keep(actor, dispatch, facts, files, submission_key, mistaken, clean(reason)[:500])
    before = Round(
        mistaken.held_on,
        mistaken.form,
        mistaken.told,
        mistaken.total,
        mistaken.minutes,
        mistaken.note,
    )
    record(
        actor,
        "document.correct_dissemination",
        kept,
        before=_told(before),
        after=_told(facts) | {"reason": kept.reason},
    )
    return kept


def _locked(actor: Actor, dispatch: Dispatch) -> Dispatch:
    """The rounds of a dispatch are noted in turn, so that their sum never passes the total."""
    require(actor, "document.disseminate", dispatch)
    rows = Dispatch.objects.everything(reason="the dispatch was fetched within reach; now locked")
    held: Dispatch = rows.select_for_update().get(pk=dispatch.pk)
    if held.state != DispatchState.CONFIRMED:
        raise RuleBroken("Văn bản chưa vào sổ nên chưa ghi việc phổ biến được.")
    return held


def _same_submission(actor: Actor, dispatch: Dispatch, key: str) -> Dissemination | None:
    rows = Dissemination.objects.everything(reason="the same submission may have arrived before")
    found: Dissemination | None = rows.filter(
        dispatch=dispatch, organisation_id=actor.body, submission_key=key
    ).first()
    return found


def _check(
    actor: Actor, dispatch: Dispatch, facts: Round, mistaken: Dissemination | None = None
) -> None:
    if facts.form not in dissemination_forms():
        raise RuleBroken("Chưa chọn hình thức phổ biến.")
    if facts.held_on > today():
        raise RuleBroken("Ngày %(day)s còn ở phía trước. Ghi sau khi đã làm.", day=_day(facts))
    rows = Dissemination.objects.everything(reason="the acting body's own rounds are added up")
    others = rows.filter(
        dispatch=dispatch, organisation_id=actor.body, corrected_by__isnull=True
    ).exclude(pk=mistaken.pk if mistaken else None)
    before = others.aggregate(told=Sum("told"))["told"] or 0
    check_told(facts.told, facts.total, before=before)


def _keep(
    actor: Actor,
    dispatch: Dispatch,
    facts: Round,
    files: Sequence["StoredFile"],
    key: str,
    mistaken: Dissemination | None = None,
    reason: str = "",
) -> Dissemination:
    require_sender(actor, files)
    kept = Dissemination(
        dispatch=dispatch,
        organisation_id=actor.body,
        held_on=facts.held_on,
        form=facts.form,
        told=facts.told,
        total=facts.total,
        minutes=clean(facts.minutes)[:200],
        note=clean(facts.note)[:1000],
        corrects=mistaken,
        reason=reason,
        submission_key=key,
        person_id=actor.person,
        created_at=now(),
    )
    kept.save()
    for file in files:
        DisseminationProof(dissemination=kept, stored_file=file).save()
    return kept


def _told(facts: Round) -> dict[str, Any]:
    return {
        "held_on": _day(facts),
        "form": facts.form,
        "told": facts.told,
        "total": facts.total,
        "minutes": facts.minutes,
        "note": facts.note,
    }


def _day(facts: Round) -> str:
    return f"{facts.held_on:%d/%m/%Y}"
