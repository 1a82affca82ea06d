"""Rounds in reach: who has reported, who has not, who is late, and what to look at."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME, today
from behoc.kernel.scope import one
from behoc.measure.reporting.models import CellRemark, Report, ReportVersion, Round
from behoc.measure.reporting.rules import DECIDED, WRITABLE, ReportState

_SILENT = Q(state__in=WRITABLE, correction_reason="")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round has come, counted over all its bodies.

    `silent`: not sent, or sent back and not sent again; `late`: silent after the due day;
    `sent_late`: sent after it.
    """

    total: int
    silent: int
    late: int
    submitted: int
    returned: int
    approved: int
    sent_late: int
    correcting: int

    @property
    def sent(self) -> int:
        """How many have sent what now waits or is decided."""
        return self.total - self.silent


def list_rounds(actor: Actor, *, open_only: bool = False) -> Any:
    """The rounds that the actor's body opened or that pass through it, newest first."""
    rows = Round.objects.within(scope_for(actor, "round.view"))
    if open_only:
        rows = rows.filter(closed_at__isnull=True)
    return rows.select_related("duty", "organisation", "through", "edition__form").order_by(
        F("closed_at").desc(nulls_first=True), "-due_on", "-pk"
    )


def get_round(actor: Actor, public_id: str, *, action: str = "round.view") -> Round:
    """The round in reach, or NotFound."""
    rows = Round.objects.within(scope_for(actor, action)).filter(public_id=public_id)
    return one(
        Round,
        rows.select_related(
            "duty__form", "organisation", "through", "edition__form", "opened_by", "closed_by"
        ),
    )


def get_progress(actor: Actor, turn: Round) -> Progress:
    """The counts of a round that was fetched within reach."""
    return count_progress([turn.pk]).get(turn.pk, Progress(0, 0, 0, 0, 0, 0, 0, 0))


def count_progress(round_ids: list[int]) -> dict[int, Progress]:
    """The counts of many rounds in one query; the rounds were fetched within reach."""
    rows = Report.objects.everything(reason="counts of rounds that were fetched within reach")
    sent_day = TruncDate("sent_at", tzinfo=HOME)
    rows = rows.filter(round__in=round_ids).annotate(sent_day=sent_day)
    found = rows.values("round_id").annotate(
        total=Count("pk"),
        silent=Count("pk", filter=_SILENT),
        late=Count("pk", filter=_SILENT & Q(round__due_on__lt=today())),
        submitted=Count("pk", filter=Q(state=ReportState.SUBMITTED)),
        returned=Count("pk", filter=Q(state=ReportState.RETURNED)),
        approved=Count("pk", filter=Q(state__in=DECIDED)),
        sent_late=Count("pk", filter=~Q(state__in=WRITABLE) & Q(sent_day__gt=F("round__due_on"))),
        correcting=Count("pk", filter=Q(state__in=WRITABLE) & ~Q(correction_reason="")),
    )
    return {row.pop("round_id"): Progress(**row) for row in found}


def list_reports_of(turn: Round, *, state: str = "", words: str = "") -> Any:
    """The reports of a round that was fetched within reach, what waits first; to page.

    `state` is a state, or “silent” or “late”.
    """
    rows = Report.objects.everything(reason="the round was fetched within reach")
    rows = rows.filter(round=turn)
    if state in ("silent", "late"):
        rows = rows.filter(_SILENT)
        if state == "late" and turn.due_on >= today():
            rows = rows.none()
    elif state in {each.value for each in ReportState}:
        rows = rows.filter(state=state)
    for word in words.split():
        rows = rows.filter(organisation__name_folded__contains=word)
    remarks = CellRemark.all_rows.filter(report=OuterRef("pk"))
    corrected = ReportVersion.all_rows.filter(report=OuterRef("pk"), kind="corrected")
    rows = rows.annotate(remarked=Exists(remarks), corrected=Exists(corrected))
    return rows.select_related("organisation", "receiver", "edition", "round").order_by(
        "-state", "organisation__name_folded", "pk"
    )
