"""Reports and figures as workbooks: given out to be filled in, and given back to be mended."""

from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from behoc.ground.access.queries import scope_for
from behoc.ground.organisations.queries import list_bodies_in_reach
from behoc.kernel.actor import Actor
from behoc.kernel.periods import Period
from behoc.measure.indicators.queries.codes import list_all
from behoc.measure.reporting.models import Intake, Report
from behoc.measure.reporting.queries.before import get_before
from behoc.measure.reporting.queries.intakes import list_faults, say_fault
from behoc.measure.reporting.queries.known import list_known
from behoc.measure.reporting.queries.reports import get_content, get_shown_answers
from behoc.measure.reporting.rules.book_layout import Stamp
from behoc.measure.reporting.rules.book_out import Beside, Cover, Remark, write_report
from behoc.measure.reporting.rules.content import Cell
from behoc.measure.reporting.rules.figure_book import Blank, Rejected, write_blank, write_rejected

if TYPE_CHECKING:
    from behoc.measure.indicators.models import Indicator

LOAD = "figure.load"


def build_book(actor: Actor, report: Report, *, intake: Intake | None = None) -> bytes:
    """The workbook of a report fetched within reach; of an intake, the copy with its faults."""
    before = get_before(report)
    known = {each.key: Cell(each.n, each.d) for each in list_known(report)}
    faults = list_faults(intake) if intake else []
    beside = Beside(
        before=before.answers.cells if before else {},
        known=known,
        typed={(each.place, each.at): each.typed[0] for each in faults if each.typed},
        remarks=[Remark(each.place, each.at, say_fault(each)) for each in faults],
    )
    return write_report(get_content(report), _stamp(actor, report), _cover(report), beside)


def build_rejected(intake: Intake) -> IO[bytes]:
    """The rejected rows of a file of many bodies, each fault at its cell; to be sent again."""
    return write_rejected(_rejected(intake))


def build_blank(actor: Actor, period: Period, codes: Iterable[str]) -> IO[bytes]:
    """A table of every body in reach and every wanted indicator of one period, to be filled in."""
    wanted = set(codes)
    known = list_loadable(period)
    chosen = [each for each in known if each.code in wanted] or known
    bodies = list_bodies_in_reach(scope_for(actor, LOAD))
    return write_blank(
        Blank(
            period=period.name,
            bodies=list(bodies.values_list("code", "name")),
            indicators=[
                (each.code or "", each.name, bool(each.denominator), each.decimals)
                for each in chosen
            ],
        )
    )


def list_loadable(period: Period) -> list["Indicator"]:
    """The indicators that figures of such a period may be loaded for."""
    return [each for each in list_all() if each.code and each.period_kind == period.kind]


def _rejected(intake: Intake) -> Iterable[Rejected]:
    row, cells, told = 0, list[str](), dict[int, list[str]]()
    for fault in list_faults(intake).iterator():
        if fault.row != row and row:
            yield Rejected(row, cells, told)
            told = {}
        row, cells = fault.row, [each or "" for each in fault.typed]
        told.setdefault(int(fault.at), []).append(say_fault(fault))
    if row:
        yield Rejected(row, cells, told)


def _stamp(actor: Actor, report: Report) -> Stamp:
    return Stamp(
        report=str(report.public_id),
        form=str(report.edition.public_id),
        edition=report.edition.version,
        body=report.organisation.code,
        period=Period.of_key(report.round.period).name,
        revision=report.revision,
        answers=get_shown_answers(actor, report),
    )


def _cover(report: Report) -> Cover:
    due = date_format(report.round.due_on, "d/m/Y")
    period = Period.of_key(report.round.period).name
    return Cover(
        report.round.duty.name,
        (
            report.organisation.name,
            _("Kỳ %(period)s. Nộp trước hết ngày %(due)s.") % {"period": period, "due": due},
            _("Nơi nhận: %(receiver)s.") % {"receiver": report.round.organisation.name},
        ),
    )
