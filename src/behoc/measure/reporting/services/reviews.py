"""Reviews of a phase: a body sets its conference and keeps the papers of its dossier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.ground.access.services import require
from behoc.ground.attachments.services import require_sender
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import RuleBroken
from behoc.kernel.text import clean
from behoc.measure.reporting.models import DossierPaper, PhaseReview, Round
from behoc.measure.reporting.rules.reviews import check_paper, conference_forms

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile

BATCH = 1000
ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Conference:
    """When, where and how the conference of a review is held."""

    held_on: date
    form: str
    place: str = ""
    note: str = ""


def start_reviews(turn: Round, body_ids: Iterable[int]) -> None:
    """A review for each body of a round and for the body that asks; part of opening the round."""
    rows = PhaseReview.objects.everything(reason="a round opens a review for each body in it")
    ids = dict.fromkeys([turn.organisation_id, *body_ids])
    rows.bulk_create(
        [PhaseReview(round=turn, organisation_id=each, created_at=now()) for each in ids],
        batch_size=BATCH,
    )


@transaction.atomic
def set_conference(actor: Actor, review: PhaseReview, facts: Conference) -> PhaseReview:
    """Keep when, where and how the own conference is held; the same again changes nothing."""
    review = _lock(actor, review)
    if facts.form not in conference_forms():
        raise RuleBroken("Chưa chọn hình thức hội nghị.")
    place, note = clean(facts.place)[:200], clean(facts.note)[:1000]
    if not place and facts.form != ONLINE:
        raise RuleBroken("Chưa ghi nơi họp. Ghi nơi họp, hoặc chọn hình thức trực tuyến.")
    said = {"held_on": facts.held_on, "place": place, "form": facts.form, "note": note}
    before = {name: getattr(review, name) for name in said}
    if before == said:
        return review
    if facts.held_on > today() and _holds_after(review):
        raise RuleBroken("Hồ sơ đã có biên bản hoặc ảnh hội nghị nên ngày họp không thể còn ở sau.")
    for name, value in said.items():
        setattr(review, name, value)
    review.saved_by_id, review.saved_at = actor.person, now()
    review.save(update_fields=[*said, "saved_by", "saved_at"])
    record(actor, "review.set", review, before=before, after=said)
    return review


@transaction.atomic
def add_papers(
    actor: Actor, review: PhaseReview, *, kind: str, files: Sequence["StoredFile"]
) -> list[DossierPaper]:
    """Add files to the own dossier; a content that it holds already is not added again."""
    review = _lock(actor, review)
    check_paper(kind, held_on=review.held_on, on=today())
    require_sender(actor, files)
    if not files:
        raise RuleBroken("Chưa chọn tệp nào. Chọn tệp rồi thêm.")
    rows = DossierPaper.objects.everything(reason="the dossier of a review that is locked")
    there = rows.filter(review=review, removed_at__isnull=True)
    held = set(there.values_list("kind", "stored_file__sha256"))
    added = []
    for file in files:
        if (kind, file.sha256) in held:
            continue
        held.add((kind, file.sha256))
        paper = DossierPaper(
            review=review, kind=kind, stored_file=file, person_id=actor.person, added_at=now()
        )
        paper.save()
        record(actor, "review.add", paper, after={"kind": kind, "file": file.name})
        added.append(paper)
    return added


@transaction.atomic
def remove_paper(actor: Actor, paper: DossierPaper) -> DossierPaper:
    """Take a paper out of the own dossier; it is kept with who did it. Twice changes nothing."""
    _lock(actor, paper.review)
    rows = DossierPaper.objects.everything(reason="the paper was fetched within reach; now locked")
    paper = rows.select_for_update(of=("self",)).select_related("stored_file").get(pk=paper.pk)
    if paper.removed_at is None:
        paper.removed_at, paper.removed_by_id = now(), actor.person
        paper.save(update_fields=["removed_at", "removed_by"])
        record(actor, "review.remove", paper, after={"file": paper.stored_file.name})
    return paper


def _holds_after(review: PhaseReview) -> bool:
    """True when the dossier holds what there is only after a conference."""
    rows = DossierPaper.objects.everything(reason="the dossier of a review that is locked")
    kinds = rows.filter(review=review, removed_at__isnull=True).values_list("kind", flat=True)
    return any(_is_after(kind) for kind in set(kinds))


def _is_after(kind: str) -> bool:
    return check_paper(kind, held_on=date.min, on=date.max).after


def _lock(actor: Actor, review: PhaseReview) -> PhaseReview:
    require(actor, "report.fill", review)
    rows = PhaseReview.objects.everything(reason="the review was fetched within reach; now locked")
    held: PhaseReview = (
        rows.select_for_update(of=("self",)).select_related("round__duty").get(pk=review.pk)
    )
    return held
