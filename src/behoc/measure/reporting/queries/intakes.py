"""Files of figures that were sent in, within reach, and what was wrong in them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.scope import one
from behoc.kernel.speech import say
from behoc.kernel.words import Sentence
from behoc.measure.reporting.models import Intake, IntakeFault, Report
from behoc.measure.reporting.queries.reports import get_content
from behoc.measure.reporting.rules.intakes import SAID, IntakeState

SHOWN = 50
_ACTIONS = ("report.fill", "figure.load")


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault: where, what was typed there, and what to do."""

    where: str
    typed: str
    words: str


@dataclass(frozen=True, slots=True)
class IntakePage:
    """One file that was sent in: what became of it, and the first of its faults."""

    intake: Intake
    is_busy: bool
    refusal: str
    lines: tuple[FaultLine, ...]
    faults: int

    @property
    def more(self) -> int:
        """How many faults stand only in the copy."""
        return self.faults - len(self.lines)

    @property
    def mark(self) -> str:
        """The beginning of the content's mark, enough to compare by eye."""
        return self.intake.file.sha256[:12]


def get_intake(actor: Actor, public_id: str) -> Intake:
    """The file in reach, or NotFound: a report's own body, or whoever loads figures there."""
    reached = Q(pk__in=())
    for action, kind in zip(_ACTIONS, (False, True), strict=True):
        rows = Intake.objects.within(scope_for(actor, action)).filter(organisation=actor.body_id)
        reached |= Q(pk__in=rows.values("pk"), report__isnull=kind)
    rows = Intake.objects.everything(reason="narrowed at once to what the actor may see")
    rows = rows.filter(reached, public_id=public_id)
    return one(
        Intake, rows.select_related("file", "person", "report__round__duty", "report__edition")
    )


def list_intakes(actor: Actor, report: Report | None = None) -> list[Intake]:
    """What the own body sent last: for a report, or figures of many bodies; newest first."""
    rows = Intake.objects.within(scope_for(actor, _ACTIONS[0 if report else 1]))
    rows = rows.filter(organisation=actor.body_id, report=report)
    return list(rows.select_related("file", "person").order_by("-created_at")[:SHOWN])


def build_intake(intake: Intake) -> IntakePage:
    """The page of a file that was fetched within reach."""
    faults = list_faults(intake)
    names = _names(intake.report) if intake.report else {}
    return IntakePage(
        intake=intake,
        is_busy=intake.state in (IntakeState.WAITING, IntakeState.READING),
        refusal=say(_sentence(intake.refusal)) if intake.refusal else "",
        lines=tuple(_line(each, names) for each in faults[:SHOWN]),
        faults=faults.count(),
    )


def list_faults(intake: Intake) -> Any:
    """The faults of a file that was fetched within reach, in its order; a query set."""
    rows = IntakeFault.objects.everything(reason="the file was fetched within reach")
    return rows.filter(intake=intake).order_by("row", "pk")


def say_fault(fault: IntakeFault) -> str:
    """What is wrong, in the reader's language."""
    if fault.code in SAID:
        return say(Sentence(SAID[fault.code], fault.told))
    return say(_sentence(fault.told))


def _names(report: Report) -> dict[str, str]:
    """What the rows and sections of a report are called."""
    content = get_content(report)
    rows = {row.key: f"{row.number} {row.label}".strip() for row in content.rows}
    return rows | {section.code: section.heading for section in content.sections}


def _line(fault: IntakeFault, names: dict[str, str]) -> FaultLine:
    column = int(fault.at) if fault.at.isdecimal() else 0
    typed = fault.typed[column] if column < len(fault.typed) else ""
    place = fault.cell or (str(fault.row) if fault.row else "")
    where = " · ".join(each for each in (place, names.get(fault.place, "")) if each)
    return FaultLine(where, typed or "", say_fault(fault))


def _sentence(kept: dict[str, Any]) -> Sentence:
    return Sentence(kept.get("template", ""), kept.get("facts", {}))
