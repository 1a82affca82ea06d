"""Reviews of a phase within reach: each body's conference, and what its dossier holds."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.ground.access.queries import may, scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, today
from behoc.kernel.scope import one
from behoc.measure.reporting.models import DossierPaper, PhaseReview, Report, Round
from behoc.measure.reporting.queries.words import period_words
from behoc.measure.reporting.rules.reviews import (
    Review,
    conference_forms,
    list_missing,
    paper_kinds,
)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything templates/reporting/pages/review.html shows."""

    id: str
    title: str
    is_final: bool
    period_words: str
    body: str
    back_url: str
    back_words: str
    conference: dict[str, Any]
    initial: dict[str, Any]
    groups: list[dict[str, Any]]
    count: int
    missing: tuple[str, ...]
    is_open: bool
    can_write: bool


def get_review(actor: Actor, public_id: str, *, action: str = "report.view") -> PhaseReview:
    """The review in reach, or NotFound."""
    rows = PhaseReview.objects.within(scope_for(actor, action)).filter(public_id=public_id)
    beside = ("round__duty", "round__organisation", "organisation", "saved_by")
    return one(PhaseReview, rows.select_related(*beside))


def get_paper(actor: Actor, public_id: str, *, action: str = "report.view") -> DossierPaper:
    """One paper of a dossier in reach: others see it once the body's report was sent."""
    rows = DossierPaper.objects.within(scope_for(actor, action))
    sent = _sent(OuterRef("review__round"), OuterRef("review__organisation"))
    rows = rows.filter(
        Q(review__organisation_id=actor.body_id) | Q(Exists(sent)),
        public_id=public_id,
        removed_at__isnull=True,
        stored_file__discarded_at__isnull=True,
    )
    return one(DossierPaper, rows.select_related("stored_file", "review__round"))


def find_review_url(actor: Actor, turn: Round, body_id: int) -> str:
    """The address of a body's review in a round; empty for whom it is no concern of."""
    if not turn.duty.review or actor.body_id not in (body_id, turn.organisation_id):
        return ""
    review = find_review(turn, body_id)
    return reverse("reporting:review", args=[review.public_id]) if review else ""


def find_review(turn: Round, body_id: int) -> PhaseReview | None:
    """A body's part in a round that was fetched within reach."""
    rows = PhaseReview.objects.everything(reason="the round was fetched within reach")
    found: PhaseReview | None = rows.filter(round=turn, organisation=body_id).first()
    return found


def build_conferences(actor: Actor, turn: Round, body_ids: list[int]) -> dict[int, dict[str, Any]]:
    """For bodies of a round fetched within reach: how far conference and dossier are."""
    if not turn.duty.review:
        return {}
    rows = PhaseReview.objects.everything(reason="the round was fetched within reach")
    found = list(rows.filter(round=turn, organisation__in=body_ids))
    held = _held_kinds([each.pk for each in found])
    asks = actor.body_id == turn.organisation_id  # whoever passes reports on sees the days alone
    return {
        each.organisation_id: _conference(each, held[each.pk])
        | {"url": reverse("reporting:review", args=[each.public_id]) if asks else ""}
        for each in found
    }


def build_review(actor: Actor, review: PhaseReview) -> ReviewPage:
    """The page of a review in reach; a dossier that did not go with a report is its body's own."""
    turn, own = review.round, review.organisation_id == actor.body_id
    is_asking = review.organisation_id == turn.organisation_id
    is_open = own or _sent(turn.pk, review.organisation_id).exists()
    papers = _papers(review) if is_open else []
    back = _back(actor, review, is_asking=is_asking)
    return ReviewPage(
        id=review.public_id,
        title=turn.duty.name,
        is_final=turn.duty.review == Review.FINAL,
        period_words=period_words(turn.period),
        body=review.organisation.name,
        back_url=back[0],
        back_words=back[1],
        conference=_conference(review, {each.kind for each in papers} if is_open else None),
        initial={name: getattr(review, name) for name in ("held_on", "form", "place", "note")},
        groups=_groups(actor, papers, own=own),
        count=len(papers),
        missing=tuple(_(each.vi) for each in list_missing(each.kind for each in papers)),
        is_open=is_open,
        can_write=own and may(actor, "report.fill"),
    )


def _back(actor: Actor, review: PhaseReview, *, is_asking: bool) -> tuple[str, str]:
    """The page that one came from: the round for who asks, the own report for who reports."""
    turn = review.round
    if is_asking or turn.organisation_id == actor.body_id:
        return reverse("reporting:round", args=[turn.public_id]), _("Đợt báo cáo")
    if review.organisation_id != actor.body_id:
        return reverse("reporting:list"), _("Báo cáo")
    rows = Report.objects.everything(reason="the report of the own body in the same round")
    report = rows.get(round=turn, organisation=review.organisation_id)
    return reverse("reporting:report", args=[report.public_id]), _("Báo cáo")


def _conference(review: PhaseReview, kinds: set[str] | None) -> dict[str, Any]:
    """State and words of a conference; `kinds` says what the dossier holds, None for unknown."""
    if review.held_on is None:
        tone, icon, words = "none", "circle-dashed", _("Chưa đặt ngày hội nghị")
    else:
        day = {"day": f"{review.held_on:%d/%m/%Y}"}
        if review.held_on > today():
            tone, icon, words = "run", "calendar", _("Sẽ họp ngày %(day)s") % day
        elif kinds is not None and "minutes" not in kinds:
            tone, icon = "soon", "alert"
            words = _("Đã họp ngày %(day)s, chưa có biên bản") % day
        else:
            tone, icon, words = "done", "check-all", _("Đã họp ngày %(day)s") % day
    by = ""
    if review.saved_at and review.saved_by:
        by = f"{review.saved_by.full_name}, {in_words(review.saved_at)}"
    return {
        "tone": tone,
        "icon": icon,
        "words": words,
        "form": _(conference_forms()[review.form]) if review.form in conference_forms() else "",
        "place": review.place,
        "note": review.note,
        "by": by,
    }


def _groups(actor: Actor, papers: list[DossierPaper], *, own: bool) -> list[dict[str, Any]]:
    """The papers by kind, in the order of the kinds; needed kinds stand there empty too."""
    by_kind = defaultdict(list)
    for paper in papers:
        by_kind[paper.kind].append(_paper(actor, paper, own=own))
    return [
        {"words": _(kind.vi), "needed": kind.needed, "papers": by_kind[kind.code]}
        for kind in paper_kinds()
        if by_kind[kind.code] or kind.needed
    ]


def _paper(actor: Actor, paper: DossierPaper, *, own: bool) -> dict[str, Any]:
    return {
        "name": paper.stored_file.name,
        "url": reverse("reporting:review_paper", args=[paper.public_id]),
        "who": paper.person.full_name,
        "when_words": in_words(paper.added_at),
        "remove_url": reverse("reporting:review_remove", args=[paper.public_id])
        if own and may(actor, "report.fill")
        else "",
    }


def _papers(review: PhaseReview) -> list[DossierPaper]:
    rows = DossierPaper.objects.everything(reason="the review was fetched within reach")
    found = rows.filter(
        review=review, removed_at__isnull=True, stored_file__discarded_at__isnull=True
    )
    return list(found.select_related("stored_file", "person").order_by("added_at", "pk"))


def _held_kinds(review_ids: list[int]) -> dict[int, set[str] | None]:
    """What dossiers hold that went with a report; None for one that is still its body's own."""
    rows = PhaseReview.objects.everything(reason="the reviews were fetched within reach")
    sent = _sent(OuterRef("round"), OuterRef("organisation"))
    own = Q(organisation=F("round__organisation"))
    shown = rows.filter(own | Q(Exists(sent)), pk__in=review_ids).values_list("pk", flat=True)
    held: dict[int, set[str] | None] = dict.fromkeys(review_ids, None)
    held |= {pk: set() for pk in shown}
    papers = DossierPaper.objects.everything(reason="the reviews were fetched within reach")
    found = papers.filter(review__in=shown, removed_at__isnull=True)
    for pk, kind in found.values_list("review_id", "kind"):
        kinds = held[pk]
        if kinds is not None:
            kinds.add(kind)
    return held


def _sent(turn: Any, body: Any) -> Any:
    rows = Report.objects.everything(reason="a dossier opens to others with its body's report")
    return rows.filter(round=turn, organisation=body, sent_at__isnull=False)
