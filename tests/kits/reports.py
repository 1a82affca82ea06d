"""A round of reports on the stage of the world: the commune reports to the province."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from behoc.ground.attachments.services import store_file
from behoc.kernel.ids import PublicId, new_public_id
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.models import Indicator
from behoc.measure.indicators.rules import Aggregation, Direction
from behoc.measure.reporting.models import (
    DossierPaper,
    Duty,
    Form,
    FormEdition,
    PhaseReview,
    Report,
    ReportVersion,
    Round,
)
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.services.composing import compose
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.forms import propose_edition
from behoc.measure.reporting.services.going_up import approve, lock, send_back, submit
from behoc.measure.reporting.services.reviews import add_papers
from behoc.measure.reporting.services.rounds import close_round, open_round
from tests.kits.world import MOMENT, Desk, World

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor

YEAR = Period(Kind.YEAR, 2026)
CONTENT: dict[str, Any] = {
    "sections": [
        {"code": "results", "heading": "Kết quả", "required": True, "gathers": True},
        {"code": "proposals", "heading": "Khó khăn, kiến nghị", "gathers": True},
    ],
    "tables": [
        {
            "code": "models",
            "heading": "Mô hình học tập",
            "rows": [
                {
                    "key": "families",
                    "number": "1",
                    "indicator": "test-families",
                    "label": "Gia đình học tập",
                    "unit": "gia đình",
                    "has_denominator": True,
                    "of": "gia đình đăng ký",
                    "required": True,
                    "jump": 30,
                },
                {
                    "key": "poor",
                    "number": "1.1",
                    "indicator": "test-families",
                    "part": 1,
                    "label": "Trong đó hộ nghèo",
                    "most": "families",
                },
                {"key": "books", "number": "2", "indicator": "", "label": "Đầu sách"},
            ],
        }
    ],
}


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """A round that a body opened, and the report of one body in it."""

    form: Form
    edition: FormEdition
    duty: Duty
    round: Round
    report: Report

    @property
    def public_id(self) -> PublicId:
        return self.report.public_id


def families() -> Indicator:
    """The indicator that the form's first row is about."""
    found, _made = Indicator.objects.get_or_create(
        code="test-families",
        defaults={
            "name": "Gia đình học tập",
            "unit": "gia đình",
            "numerator": "gia đình được công nhận",
            "denominator": "gia đình đăng ký",
            "aggregation": Aggregation.RATIO,
            "direction": Direction.MORE,
            "period_kind": Kind.YEAR,
            "line": "state",
            "created_at": MOMENT,
        },
    )
    return found


def duty_of(world: World, asks: Desk, *, through: Desk | None = None, **whom: Any) -> Duty:
    """A duty that a body has set, with a shipped form."""
    families()
    form, _made = Form.objects.get_or_create(
        code="test-form", defaults={"name": "Báo cáo năm", "created_at": MOMENT}
    )
    duty = Duty(
        organisation=asks.body,
        form=form,
        code=new_public_id(),
        name="Báo cáo năm",
        whom=whom or {"kinds": ["people_committee"], "levels": ["commune"], "tree": "place"},
        through=through.body if through else None,
        due=["--11-19"],
        created_at=MOMENT,
    )
    duty.save()
    return duty


def edition_of(form: Form, content: dict[str, Any] | None = None) -> FormEdition:
    """The shipped edition of a form."""
    rows = FormEdition.objects.everything(reason="a test needs the shipped edition")
    edition, _made = rows.get_or_create(
        form=form,
        organisation=None,
        version=1,
        defaults={
            "content": content or CONTENT,
            "state": EditionState.CONFIRMED,
            "confirmed_at": MOMENT,
            "created_at": MOMENT,
        },
    )
    return edition


def ask(
    world: World,
    asks: Desk,
    reports: Desk,
    *,
    through: Desk | None = None,
    period: Period = YEAR,
    duty: Duty | None = None,
) -> Asked:
    """A round opened by one body, and the report of another in it."""
    duty = duty or duty_of(world, asks, through=through, named=[reports.body.public_id])
    edition = edition_of(duty.form)
    actor: Actor = world.actor(asks.head)
    turn = open_round(actor, duty, period=period, due_on=date(period.year, 11, 19), edition=edition)
    rows = Report.objects.everything(reason="a test looks at what the round opened")
    report = rows.get(round=turn, organisation=reports.body)
    return Asked(duty.form, edition, duty, turn, report)


def full(n: str = "30", d: str = "40") -> dict[str, Any]:
    """Answers that may be sent."""
    return {
        "texts": {"results": "Hai thôn có tủ sách."},
        "cells": {"families": {"n": n, "d": d}, "poor": {"n": "5"}},
    }


@dataclass(frozen=True, slots=True, repr=False)
class Reports:
    """What the body asks and reports: of itself here, so that its own people hold every part."""

    form: Form
    duty: Duty
    round: Round
    closed: Round
    edition: FormEdition
    draft: Report
    submitted: Report
    returned: Report
    approved: Report
    locked: Report
    review: PhaseReview
    paper: DossierPaper


def settle_reports(world: World, desk: Desk, beside: Desk) -> Reports:
    """One report in each state, each in a round of its own; an edition that waits for a word."""
    duty = duty_of(world, desk, through=desk, named=[beside.body.public_id])
    edition_of(duty.form)
    clerk, head = world.actor(desk.clerk), world.actor(desk.head)
    specialist = world.actor(desk.specialist)
    turns = [_opened(world, desk, duty, year) for year in range(2021, 2026)]
    draft, submitted, returned, approved, locked = (_own(turn, desk) for turn in turns)
    for report in (submitted, returned, approved, locked):
        kept = save_answers(clerk, report.public_id, revision=0, patch=full(), key="giu-1")
        submit(clerk, report.public_id, revision=kept.revision, key="gui-1")
    send_back(specialist, returned.public_id, "Sửa một ô.", {"families": "Thiếu một thôn."})
    for report in (approved, locked):
        approve(specialist, report.public_id)
    lock(head, locked.public_id, reason="Đã gộp.")
    _came(turns[0], beside, desk)
    compose(clerk, draft.public_id, view="sent", key="lap-1")
    closed = _opened(world, desk, duty, 2020)
    review = review_of(turns[0], desk)
    return Reports(
        review=review,
        paper=paper_of(world, review, desk),
        form=duty.form,
        duty=duty,
        round=turns[0],
        closed=close_round(head, closed),
        edition=propose_edition(specialist, duty.form, content=CONTENT, source="Ý kiến"),
        draft=_again(draft),
        submitted=_again(submitted),
        returned=_again(returned),
        approved=_again(approved),
        locked=_again(locked),
    )


def review_of(turn: Round, desk: Desk) -> PhaseReview:
    """A body's part in a review that was opened with the round."""
    rows = PhaseReview.objects.everything(reason="a test needs a review")
    review, _made = rows.get_or_create(
        round=turn, organisation=desk.body, defaults={"created_at": MOMENT}
    )
    return review


def paper_of(world: World, review: PhaseReview, desk: Desk, kind: str = "papers") -> DossierPaper:
    """A paper of a body's dossier."""
    content = b"%PDF-1.7 ho so"
    clerk = world.actor(desk.clerk)
    file = store_file(clerk, name="ho-so.pdf", chunks=[content], size=len(content))
    (paper,) = add_papers(clerk, review, kind=kind, files=[file])
    return paper


def _opened(world: World, desk: Desk, duty: Duty, year: int) -> Round:
    return open_round(
        world.actor(desk.head),
        duty,
        period=Period(Kind.YEAR, year),
        due_on=date(2026, 11, 19),
        edition=edition_of(duty.form),
    )


def _own(turn: Round, desk: Desk) -> Report:
    report = Report(
        round=turn,
        edition_id=turn.edition_id,
        organisation=desk.body,
        receiver=desk.body,
        created_at=MOMENT,
    )
    report.save()
    return report


def _came(turn: Round, beside: Desk, desk: Desk) -> None:
    """The report of the body beside has come, so that the own one can be put together from it."""
    rows = Report.objects.everything(reason="a test lets a report come")
    report = rows.get(round=turn, organisation=beside.body)
    report.state, report.sent_at, report.answers = "submitted", MOMENT, full("7", "9")
    report.save()
    ReportVersion(
        report=report,
        number=1,
        kind="submitted",
        answers=report.answers,
        person=desk.clerk,
        at=MOMENT,
    ).save()


def _again(report: Report) -> Report:
    found: Report = Report.objects.everything(reason="a test picks a report").get(pk=report.pk)
    return found
