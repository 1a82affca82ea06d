"""What was reported on the parts of a share, for the body's own report: sentences and sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from behoc.direction.assignments.models import AssignedBody, ProgressReport
from behoc.direction.assignments.rules.figures import number_words
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words
from behoc.kernel.text import fold

MOST = 100


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report put together from others: its text, its figures, and the reports it is from."""

    text: str
    figures: list[tuple[str, str, str]]
    drawn: str


def list_part_reports(actor: Actor, assigned: AssignedBody) -> list[dict[str, Any]]:
    """What the parts of the body's own share reported, the newest of each first to choose from."""
    if assigned.organisation_id != actor.body_id:
        return []
    return [
        {
            "id": report.public_id,
            "name": _name(report),
            "words": report.text,
            "when_words": day_in_words(report.created_at),
            "finished": report.finished,
            "url": reverse("assignments:detail", args=[report.assigned.public_id]),
            "figures": [
                f"{each.name}: {number_words(each.value)} {each.unit}".strip()
                for each in report.figures.all()
            ],
        }
        for report in _reports(assigned)
    ]


def draw(assigned: AssignedBody, ids: Iterable[str]) -> Drawn:
    """The chosen reports as one: a line of each, figures of one name and unit added up."""
    reports = list_drawn(assigned, ids)
    lines = [f"– {_name(each)}: {each.text}" for each in reports]
    return Drawn("\n".join(lines), _summed(reports), " ".join(each.public_id for each in reports))


def list_drawn(assigned: AssignedBody, ids: Iterable[str]) -> list[ProgressReport]:
    """Those of the reports that belong to parts of the share, oldest first."""
    wanted = set(ids)
    return [each for each in reversed(_reports(assigned)) if each.public_id in wanted]


def sources_of(actor: Actor, report: ProgressReport) -> list[dict[str, str]]:
    """The reports that one was drawn from, with the way there for who is near them."""
    return [
        {"words": f"{_name(each)}, {day_in_words(each.created_at)}", "url": _url(actor, each)}
        for each in report.drawn_from.all()
    ]


def _reports(assigned: AssignedBody) -> list[ProgressReport]:
    rows = ProgressReport.objects.everything(reason="parts of a share fetched within reach")
    found = rows.filter(assigned__assignment__parent=assigned).select_related(
        "assigned__organisation", "assigned__person_answerable", "assigned__assignment"
    )
    return list(found.prefetch_related("figures").order_by("-created_at", "-pk")[:MOST])


def _name(report: ProgressReport) -> str:
    """The body that reported; for a part inside the body, its person."""
    share = report.assigned
    inner = share.organisation_id == share.assignment.organisation_id
    person = share.person_answerable if inner else None
    return person.full_name if person else share.organisation.short_name


def _summed(reports: Sequence[ProgressReport]) -> list[tuple[str, str, str]]:
    sums: dict[tuple[str, str], list[Any]] = {}
    for figure in (each for report in reports for each in report.figures.all()):
        key = fold(figure.name), fold(figure.unit)
        held = sums.setdefault(key, [figure.name, Decimal(), figure.unit])
        held[1] += figure.value
    return [(name, number_words(value), unit) for name, value, unit in sums.values()]


def _url(actor: Actor, report: ProgressReport) -> str:
    share = report.assigned
    near = actor.body_id in (share.organisation_id, share.assignment.organisation_id)
    return reverse("assignments:detail", args=[share.public_id]) if near else ""
