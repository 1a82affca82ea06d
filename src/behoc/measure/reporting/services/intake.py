"""Files of figures come in: taken at once, read in a job, kept or rejected cell by cell."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from behoc.engines.sheets.reading import Column, read_book, stream_rows
from behoc.engines.sheets.refusals import UnreadableSheet
from behoc.ground.access.queries import actor_for, scope_for
from behoc.ground.access.services import require_right
from behoc.ground.attachments.services import content_path, require_sender
from behoc.ground.audit.services import record
from behoc.ground.organisations.queries import list_bodies_in_reach
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Refusal, RuleBroken
from behoc.kernel.jobs import enqueue
from behoc.kernel.periods import Period
from behoc.kernel.words import Sentence
from behoc.measure.indicators.queries.codes import list_by_code
from behoc.measure.indicators.services import bulk
from behoc.measure.reporting.models import Intake, IntakeFault, Report
from behoc.measure.reporting.queries.before import get_before
from behoc.measure.reporting.queries.known import list_known
from behoc.measure.reporting.rules import Step, next_state
from behoc.measure.reporting.rules.book_in import CellFault, Returned, read_report
from behoc.measure.reporting.rules.book_layout import Stamp, read_stamp
from behoc.measure.reporting.rules.checks import Level, find_faults, tell
from behoc.measure.reporting.rules.content import Cell, FormContent, parse_answers, parse_form
from behoc.measure.reporting.rules.intakes import HEADINGS, IntakeState
from behoc.measure.reporting.rules.patches import Clash
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.holding import lock_report

if TYPE_CHECKING:
    from behoc.ground.attachments.models import StoredFile

LOAD: Final = "figure.load"
COLUMNS: Final = (
    Column(HEADINGS[0], also=("ma don vi", "co quan")),
    Column(HEADINGS[1], also=("chi so",)),
    Column(HEADINGS[2], also=("nam",)),
    Column(HEADINGS[3], also=("tu so", "so dat", "so lieu")),
    Column(HEADINGS[4], also=("mau so", "tong so"), optional=True),
)
_CHANGED = gettext_noop(
    "Sau khi anh/chị tải biểu mẫu, người khác đã ghi “%(theirs)s” ở đây. Tệp ghi “%(mine)s”. "
    "Hệ thống giữ số trên máy chủ; nếu tệp đúng thì ghi lại vào ô này rồi gửi."
)
_GONE = gettext_noop("Biểu mẫu không hỏi mục này nên không nhận “%(mine)s”.")
_WRONG = gettext_noop("Không nhận được “%(mine)s”: dài quá hoặc không phải số.")
_KEEP_REJECTED = """
INSERT INTO reporting_intakefault (intake_id, row, cell, place, at, code, told, typed)
SELECT %(intake)s, row, coalesce((%(letters)s::text[])[at + 1] || row, ''), '', at::text, code,
       jsonb_build_object('fact', fact), to_jsonb(cells)
FROM rejected ORDER BY row, at
"""


@transaction.atomic
def take_workbook(actor: Actor, public_id: str, file: "StoredFile") -> Intake:
    """Take the workbook of a report that its own body fills; a job reads it."""
    report = lock_report(actor, "report.fill", public_id)
    next_state(report.state, Step.WRITE)
    return _take(actor, Intake(report=report, organisation_id=report.organisation_id, file=file))


@transaction.atomic
def take_figures(
    actor: Actor, file: "StoredFile", *, replaces: bool = False, approved: bool = False
) -> Intake:
    """Take a file of figures of many bodies; whoever says they are approved must be one who may."""
    require_right(actor, LOAD)
    if approved:
        require_right(actor, "report.decide")
    intake = Intake(organisation_id=actor.body, file=file, replaces=replaces, approved=approved)
    return _take(actor, intake)


def read_intake(intake_id: int) -> None:
    """Read a file that waits; reading it twice changes nothing."""
    rows = Intake.objects.everything(reason="the reading job works on the file it was given")
    intake = rows.select_related("file", "person", "organisation", "report").get(pk=intake_id)
    if intake.state not in (IntakeState.WAITING, IntakeState.READING):
        return
    rows.filter(pk=intake.pk).update(state=IntakeState.READING)
    actor, _posts = actor_for(intake.person, intake.organisation.public_id)
    try:
        if intake.report is None:
            _load_figures(actor, intake)
        else:
            _fill_report(actor, intake, str(intake.report.public_id))
    except UnreadableSheet as refusal:
        _refuse(intake, refusal.told)
    except Refusal as refusal:
        _refuse(intake, Sentence(refusal.template, refusal.facts))


def _take(actor: Actor, intake: Intake) -> Intake:
    require_sender(actor, [intake.file])
    intake.person_id, intake.created_at = actor.person, now()
    intake.save()
    # One file at a time: a large one takes the memory that reading is given.
    enqueue("reporting.read_intake", lock="reporting.read_intake", intake_id=intake.pk)
    return intake


def _fill_report(actor: Actor, intake: Intake, public_id: str) -> None:
    sheets = read_book(content_path(intake.file), name=intake.file.name)
    stamp = read_stamp(sheets)
    with transaction.atomic():
        report = lock_report(actor, "report.fill", public_id)
        _check_stamp(stamp, report)
        form = parse_form(report.edition.content)
        returned = read_report(form, stamp, sheets)
        kept = save_answers(
            actor,
            public_id,
            revision=stamp.revision,
            patch=returned.patch,
            key=f"tep-{intake.public_id}",
        )
        report.refresh_from_db(fields=["answers", "revision"])
        faults = [
            *(_unread(intake, each) for each in returned.faults),
            *(_clashed(intake, each) for each in kept.clashes),
            *_to_mend(intake, report, form, returned),
        ]
        IntakeFault.objects.everything(reason="faults of the file that is read").bulk_create(faults)
        lost = sum(bool(each.mine) for each in kept.clashes)
        intake.rejected = lost + sum(bool(each.typed) for each in returned.faults)
        intake.kept = returned.written - lost
        intake.unchanged = returned.filled - returned.written
        intake.rows = intake.kept + intake.unchanged + intake.rejected
        _finish(intake)
        record(actor, "report.take_workbook", report, after=_told(intake))


def _check_stamp(stamp: Stamp, report: Report) -> None:
    """The workbook is this report's, and of the edition that it is filled by."""
    if stamp.report != report.public_id:
        raise RuleBroken(
            "Tệp này là báo cáo kỳ %(period)s của cơ quan mang mã %(body)s, không phải báo cáo "
            "đang mở. Chọn đúng tệp, hoặc tải lại biểu mẫu của báo cáo này.",
            period=stamp.period,
            body=stamp.body,
        )
    if stamp.form != report.edition.public_id:
        raise RuleBroken(
            "Tệp theo bản biểu mẫu thứ %(version)s, báo cáo nay dùng bản khác. Tải lại biểu mẫu "
            "rồi chép số liệu sang; tệp đã gửi vẫn còn trên hệ thống.",
            version=stamp.edition,
        )


def _unread(intake: Intake, fault: CellFault) -> IntakeFault:
    where = f"{fault.sheet}!{fault.cell}" if fault.cell else fault.sheet
    return IntakeFault(
        intake=intake,
        cell=where,
        place=fault.key,
        at=fault.at,
        code="unread",
        told=_kept(fault.told),
        typed=[fault.typed] if fault.typed else [],
    )


def _clashed(intake: Intake, clash: Clash) -> IntakeFault:
    kind, _point, rest = clash.path.partition(".")
    place, at = (rest, "text") if kind == "texts" else rest.rsplit(".", 1)
    words = {"changed": _CHANGED, "gone": _GONE}.get(clash.kind, _WRONG)
    told = Sentence(words, {"mine": clash.mine, "theirs": clash.theirs})
    return IntakeFault(intake=intake, place=place, at=at, code="clash", told=_kept(told))


def _to_mend(
    intake: Intake, report: Report, form: FormContent, returned: Returned
) -> Iterator[IntakeFault]:
    """What the form's own checks ask of the draft as it now stands, where the file said nothing."""
    before = get_before(report)
    known = {each.key: Cell(each.n, each.d) for each in list_known(report)}
    told = {(each.key, each.at) for each in returned.faults}
    answers = parse_answers(form, report.answers)
    for fault in find_faults(form, answers, before.answers.cells if before else {}, known, {}):
        if fault.level is not Level.NOTE and (fault.key, fault.at) not in told:
            yield IntakeFault(
                intake=intake,
                place=fault.key,
                at=fault.at,
                code=str(fault.level),
                told=_kept(tell(fault)),
            )


def _load_figures(actor: Actor, intake: Intake) -> None:
    require_right(actor, LOAD)
    path = content_path(intake.file)
    with transaction.atomic():
        with stream_rows(path, COLUMNS, name=intake.file.name) as rows:
            periods = bulk.stage(rows.chunks)
        loaded = bulk.load_staged(
            list_bodies_in_reach(scope_for(actor, LOAD)),
            above=rows.headings,
            claimed=_claimed(periods),
            replaces=intake.replaces,
            approved=intake.approved,
        )
        letters = [None if at is None or not rows.sheet else _letters(at) for at in rows.places]
        with connection.cursor() as cursor:
            cursor.execute(_KEEP_REJECTED, {"intake": intake.pk, "letters": letters})
        intake.rows, intake.kept = loaded.rows, loaded.new + loaded.changed
        intake.unchanged, intake.rejected = loaded.unchanged, loaded.rejected
        intake.blank = loaded.blank
        intake.numerators, intake.denominators = loaded.numerators, loaded.denominators
        _finish(intake)
        record(actor, LOAD, intake, after=_told(intake))


def _claimed(periods: Iterable[Period]) -> Iterator[tuple[int, int, int]]:
    """Figures that bodies report themselves in a round that is open, or reported in one."""
    rows = Report.objects.everything(reason="a figure is said by a report or by a file, not both")
    rows = rows.filter(round__period__in=[each.key for each in periods])
    rows = rows.exclude(sent_at__isnull=True, round__closed_at__isnull=False)
    asked: dict[int, list[int]] = {}
    told = rows.values_list("organisation_id", "round__period", "edition_id")
    editions = {
        each.edition_id: each for each in rows.select_related("edition").distinct("edition")
    }
    for edition_id, report in editions.items():
        codes = {row.indicator for row in parse_form(report.edition.content).rows if row.indicator}
        asked[edition_id] = [each.pk for each in list_by_code(codes).values()]
    seen: set[tuple[int, int, int]] = set()
    for body, period, edition in told.iterator():
        for indicator in asked[edition]:
            if (body, period, indicator) not in seen:
                seen.add((body, period, indicator))
                yield body, period, indicator


def _refuse(intake: Intake, told: Sentence) -> None:
    intake.state, intake.finished_at = IntakeState.REFUSED, now()
    intake.refusal = _kept(told)
    intake.save(update_fields=["state", "finished_at", "refusal"])


def _finish(intake: Intake) -> None:
    intake.state, intake.finished_at = IntakeState.DONE, now()
    intake.save()


def _told(intake: Intake) -> dict[str, object]:
    return {
        gettext_noop("tệp"): intake.file.name,
        gettext_noop("dòng"): intake.rows,
        gettext_noop("đã giữ"): intake.kept,
        gettext_noop("chưa nhận"): intake.rejected,
    }


def _kept(told: Sentence) -> dict[str, object]:
    facts = {name: str(value) for name, value in told.facts.items()}
    return {"template": told.template, "facts": facts}


def _letters(column: int) -> str:
    """The letters over a column: 0 is A, 26 is AA."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
