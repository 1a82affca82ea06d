"""Reads of reports, within the actor's reach. What a body has not sent yet is its own."""

from typing import Any

from django.db.models import Q

from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.periods import Kind, Period
from behoc.kernel.scope import one
from behoc.measure.reporting.models import CellRemark, Report, ReportVersion, Round
from behoc.measure.reporting.queries.received import is_being_checked
from behoc.measure.reporting.rules import WRITABLE
from behoc.measure.reporting.rules.content import Answers, FormContent, parse_answers

LAST_OF_YEAR = 99  # no year has so many periods of a kind; keys of one year lie together
_BESIDE = (
    "round__duty__form",
    "round__organisation",
    "round__through",
    "edition__form",
    "organisation__place",
    "receiver",
    "saved_by",
    "sent_by",
    "decided_by",
    "locked_by",
)


def get_report(actor: Actor, public_id: str, *, action: str = "report.view") -> Report:
    """The report in reach, or NotFound; a draft that was never sent is seen by its body alone."""
    rows = Report.objects.everything(reason="narrowed at once to what the actor may see")
    reached = Q(pk__in=_reached(actor, action).values("pk"))
    if action == "report.view":
        # Who asked for the report sees it too, also while another body decides.
        rounds = Round.objects.within(scope_for(actor, "round.view"))
        reached |= Q(round__in=rounds.values("pk"), sent_at__isnull=False)
    return one(Report, rows.filter(reached, public_id=public_id).select_related(*_BESIDE))


def list_mine(actor: Actor) -> Any:
    """The reports of the actor's own body, what is to be written first; a query set to page."""
    rows = Report.objects.within(scope_for(actor, "report.view"))
    rows = rows.filter(organisation_id=actor.body).annotate(is_received=is_being_checked())
    return rows.select_related("round__duty", "round__organisation", "receiver").order_by(
        "-round__due_on", "-pk"
    )


def list_of_body(actor: Actor, body_id: str, year: int) -> list[Report]:
    """The reports of one body on periods of a year, as far as the actor may see them."""
    rows = Report.objects.everything(reason="narrowed at once to what the actor may see")
    found = rows.filter(
        of_year(year),
        organisation__public_id=body_id,
        pk__in=_reached(actor, "report.view").values("pk"),
    ).select_related("round__duty", "round__organisation", "receiver", "organisation")
    return list(found.order_by("-round__due_on", "-pk"))


def of_year(year: int) -> Q:
    """Reports on periods of a year, of whichever kind."""
    found = Q()
    for kind in Kind:
        first = Period(kind, year).key
        found |= Q(round__period__range=(first, first + LAST_OF_YEAR))
    return found


def list_to_decide(actor: Actor) -> Any:
    """The reports that wait for a word of the actor's body, the longest waiting first."""
    rows = Report.objects.within(scope_for(actor, "report.decide"))
    rows = rows.filter(receiver_id=actor.body, state="submitted")
    return rows.select_related("round__duty", "organisation").order_by("sent_at", "pk")


def get_content(report: Report) -> FormContent:
    """What the edition asks that the report is filled by."""
    return report.edition.asks


def get_answers(report: Report) -> Answers:
    """What the report says now, for its own body."""
    return parse_answers(get_content(report), report.answers)


def get_shown_answers(actor: Actor, report: Report) -> dict[str, Any]:
    """The answers for this reader: others than its body see what was sent last, not the draft."""
    if report.organisation_id == actor.body_id or report.state not in WRITABLE:
        return dict(report.answers)
    last = list_versions(report).first()
    return dict(last.answers) if last else {}


def list_versions(report: Report) -> Any:
    """The versions of a report that was fetched within reach, newest first."""
    rows = ReportVersion.objects.everything(reason="the report was fetched within reach")
    return rows.filter(report=report).select_related("person").order_by("-number")


def list_remarks(report: Report, *, settled: bool = False) -> list[CellRemark]:
    """Remarks at the cells of a report that was fetched within reach: open ones, or all."""
    rows = CellRemark.objects.everything(reason="the report was fetched within reach")
    rows = rows.filter(report=report).select_related("person")
    return list((rows if settled else rows.filter(settled_at__isnull=True)).order_by("pk"))


def _reached(actor: Actor, action: str) -> Any:
    rows = Report.objects.within(scope_for(actor, action))
    if action != "report.view":
        return rows
    return rows.filter(Q(organisation_id=actor.body_id) | Q(sent_at__isnull=False))
