"""Files of figures that a body sent in: one report's workbook, and figures of many bodies."""

from dataclasses import dataclass

from behoc.ground.attachments.models import StoredFile
from behoc.ground.attachments.services import store_file
from behoc.measure.reporting.models import Intake, IntakeFault, Report
from behoc.measure.reporting.rules.intakes import IntakeState
from tests.kits.world import MOMENT, Desk, World


@dataclass(frozen=True, slots=True, repr=False)
class Intakes:
    """One file of each kind, read, each with one fault."""

    workbook: Intake
    figures: Intake


def settle_intakes(world: World, desk: Desk, report: Report, file: StoredFile) -> Intakes:
    """Files that a body sent: into a report of its own, and of many bodies."""
    actor, content = world.actor(desk.specialist), desk.body.code.encode()
    table = store_file(actor, name="so-lieu.csv", chunks=[content], size=len(content))
    facts = {"organisation": desk.body, "created_at": MOMENT}
    done = {"state": IntakeState.DONE, "finished_at": MOMENT, "rows": 1, "rejected": 1}
    workbook = Intake(report=report, person=desk.clerk, file=file, **facts, **done)
    figures = Intake(person=desk.specialist, file=table, **facts, **done)
    workbook.save()
    figures.save()
    IntakeFault(
        intake=workbook,
        cell="Số liệu!E9",
        place="books",
        at="n",
        told={"template": "Ghi “%(typed)s”, không đọc thành số được.", "facts": {"typed": "ba"}},
        typed=["ba"],
    ).save()
    IntakeFault(
        intake=figures,
        row=2,
        cell="D2",
        at="3",
        code="number",
        told={"fact": "ba"},
        typed=["X1", "test-families", "2026", "ba", "4"],
    ).save()
    return Intakes(workbook, figures)
