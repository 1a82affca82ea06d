"""How the queries of reporting are asked and the services called."""

from datetime import date

from django.db import transaction

from behoc.kernel.periods import Kind, Period
from behoc.measure.reporting.models import FormEdition
from behoc.measure.reporting.queries import (
    desk,
    duties,
    filling,
    intakes,
    reports,
    reviews,
    rounds,
)
from behoc.measure.reporting.queries import forms as forms_queries
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.rules.catalogue import FormFacts
from behoc.measure.reporting.services import composing, drafting, forms, going_up, intake, renewing
from behoc.measure.reporting.services import duties as duty_services
from behoc.measure.reporting.services import filling as filling_services
from behoc.measure.reporting.services import reviews as review_services
from behoc.measure.reporting.services import rounds as round_services
from tests.access.asking import Order, Question
from tests.kits.reports import CONTENT, edition_of
from tests.kits.world import MOMENT


@transaction.atomic
def _renew(actor, reports):
    """By an edition that stands only when the round takes it."""
    edition = FormEdition(
        form=reports.form,
        version=2,
        content=CONTENT,
        state=EditionState.CONFIRMED,
        confirmed_at=MOMENT,
        created_at=MOMENT,
    )
    edition.save()
    return renewing.renew_form(actor, reports.round, edition)


SHIPPED = FormFacts("khac", "Báo cáo khác", 1, "Thử", CONTENT)

QUESTIONS = {
    "reporting.list_mine": Question(lambda actor, own: reports.list_mine(actor)),
    "reporting.list_of_body": Question(
        lambda actor, own: reports.list_of_body(
            actor, own.desk.body.public_id, Period.of_key(own.reports.draft.round.period).year
        )
    ),
    "reporting.list_to_decide": Question(
        lambda actor, own: reports.list_to_decide(actor), by="specialist"
    ),
    "reporting.build_filling": Question(
        lambda actor, own: filling.build_filling(actor, own.reports.draft.public_id), picks=True
    ),
    "reporting.get_report": Question(
        lambda actor, own: reports.get_report(actor, own.reports.draft.public_id), picks=True
    ),
    "reporting.get_intake": Question(
        lambda actor, own: intakes.get_intake(actor, own.intakes.workbook.public_id), picks=True
    ),
    "reporting.list_intakes": Question(
        lambda actor, own: intakes.list_intakes(actor), by="specialist"
    ),
    "reporting.list_rounds": Question(lambda actor, own: rounds.list_rounds(actor)),
    "reporting.get_round": Question(
        lambda actor, own: rounds.get_round(actor, own.reports.round.public_id), picks=True
    ),
    "reporting.list_forms": Question(lambda actor, own: forms_queries.list_forms(actor)),
    "reporting.get_form": Question(
        lambda actor, own: forms_queries.get_form(actor, own.reports.form.public_id)
    ),
    "reporting.list_editions": Question(lambda actor, own: forms_queries.list_editions(actor)),
    "reporting.latest_edition": Question(
        lambda actor, own: forms_queries.latest_edition(actor, own.reports.form)
    ),
    "reporting.get_edition": Question(
        lambda actor, own: forms_queries.get_edition(actor, own.reports.edition.public_id),
        picks=True,
    ),
    "reporting.list_duties": Question(lambda actor, own: duties.list_duties(actor)),
    "reporting.get_duty": Question(
        lambda actor, own: duties.get_duty(actor, own.reports.duty.public_id), picks=True
    ),
    "reporting.get_review": Question(
        lambda actor, own: reviews.get_review(actor, own.reports.review.public_id), picks=True
    ),
    "reporting.get_paper": Question(
        lambda actor, own: reviews.get_paper(actor, own.reports.paper.public_id), picks=True
    ),
    "reporting.list_waiting": Question(
        lambda actor, own: desk.list_waiting(actor), by="specialist"
    ),
    "reporting.count_waiting": Question(
        lambda actor, own: desk.count_waiting(actor), by="specialist"
    ),
}

EXEMPT = {
    "reporting.build_book": "the report was fetched within reach",
    "reporting.build_blank": "it lists bodies within reach, and bodies are public",
    "reporting.get_shown_answers": "the report was fetched within reach",
    "reporting.build_decision": "the report was fetched within reach",
    "reporting.build_page": "the report was fetched within reach",
    "reporting.get_progress": "the round was fetched within reach",
    "reporting.list_choices": "the duty was fetched within reach",
    "reporting.may_confirm": "the edition was fetched within reach",
    "reporting.list_tabs": "it answers from the table of roles alone",
    "reporting.list_advisers": "bodies are public",
    "reporting.find_adviser": "bodies are public",
    "reporting.build_below": "the report was fetched within reach",
    "reporting.find_newer": "the round was fetched within reach",
    "reporting.build_review": "the review was fetched within reach",
    "reporting.list_late": "nobody is late on the stage; see tests/measure/test_late_reports.py",
    "reporting.build_bodies": "the round was fetched within reach",
    "reporting.build_conferences": "the round was fetched within reach",
    "reporting.find_review_url": "the round was fetched within reach",
    "reporting.get_from_task": "found by assignments.get_task, and only a giver goes on",
    "reporting.find_offer": "found by assignments.get_task, and only a giver goes on",
    "reporting.find_task_url": "the duty was fetched within reach",
    "reporting.find_nameable": "bodies are public",
    "reporting.list_named": "bodies are public",
}

ORDERS = {
    "reporting.load_forms": Order(
        lambda actor, own: forms.load_forms(actor, [SHIPPED]), by="system"
    ),
    "reporting.save_answers": Order(
        lambda actor, own: drafting.save_answers(
            actor,
            own.reports.draft.public_id,
            revision=0,
            patch={"cells": {"books": {"n": "3"}}},
            key="giu-9",
        ),
        action="report.fill",
    ),
    "reporting.submit": Order(
        lambda actor, own: going_up.submit(
            actor, own.reports.returned.public_id, revision=1, key="gui-9"
        ),
        action="report.submit",
    ),
    "reporting.hand_in": Order(
        lambda actor, own: filling_services.hand_in(
            actor, own.reports.returned.public_id, revision=1, key="nop-9"
        ),
        action="report.submit",
    ),
    "reporting.receive": Order(
        lambda actor, own: filling_services.receive(
            actor, own.reports.returned.public_id, revision=1, key="nhan-9"
        ),
        action="report.submit",
    ),
    "reporting.compose": Order(
        lambda actor, own: composing.compose(
            actor, own.reports.draft.public_id, view="sent", key="lap-9"
        ),
        action="report.fill",
    ),
    "reporting.take_anew": Order(
        lambda actor, own: composing.take_anew(actor, own.reports.draft.public_id, key="lay-9"),
        action="report.fill",
    ),
    "reporting.edit_section": Order(
        lambda actor, own: composing.edit_section(
            actor,
            own.reports.draft.public_id,
            "proposals",
            composing.Edit(text="Không có.", revision=1, key="sua-9"),
        ),
        action="report.fill",
    ),
    "reporting.take_workbook": Order(
        lambda actor, own: intake.take_workbook(actor, own.reports.draft.public_id, own.file),
        action="report.fill",
    ),
    "reporting.take_figures": Order(
        lambda actor, own: intake.take_figures(actor, own.intakes.figures.file),
        action="figure.load",
        by="specialist",
    ),
    "reporting.take_back": Order(
        lambda actor, own: going_up.take_back(actor, own.reports.submitted.public_id),
        action="report.submit",
    ),
    "reporting.correct": Order(
        lambda actor, own: going_up.correct(
            actor, own.reports.approved.public_id, reason="Ghi thiếu"
        ),
        action="report.submit",
    ),
    "reporting.send_back": Order(
        lambda actor, own: going_up.send_back(actor, own.reports.submitted.public_id, "Sửa"),
        action="report.decide",
        by="specialist",
    ),
    "reporting.approve": Order(
        lambda actor, own: going_up.approve(actor, own.reports.submitted.public_id),
        action="report.decide",
        by="specialist",
    ),
    "reporting.lock": Order(
        lambda actor, own: going_up.lock(actor, own.reports.approved.public_id, reason="Đã gộp"),
        action="report.decide",
        by="specialist",
    ),
    "reporting.unlock": Order(
        lambda actor, own: going_up.unlock(actor, own.reports.locked.public_id, reason="Còn sửa"),
        action="report.lift",
        by="head",
    ),
    "reporting.open_round": Order(
        lambda actor, own: round_services.open_round(
            actor,
            own.reports.duty,
            period=Period(Kind.YEAR, 2027),
            due_on=date(2027, 11, 19),
            edition=edition_of(own.reports.form),
        ),
        action="round.manage",
    ),
    "reporting.remind_silent": Order(
        lambda actor, own: round_services.remind_silent(actor, own.reports.round),
        action="round.manage",
    ),
    "reporting.renew_form": Order(
        lambda actor, own: _renew(actor, own.reports), action="round.manage"
    ),
    "reporting.close_round": Order(
        lambda actor, own: round_services.close_round(actor, own.reports.round),
        action="round.manage",
    ),
    "reporting.reopen_round": Order(
        lambda actor, own: round_services.reopen_round(
            actor, own.reports.closed, due_on=date(2026, 12, 1)
        ),
        action="round.manage",
    ),
    "reporting.set_conference": Order(
        lambda actor, own: review_services.set_conference(
            actor,
            own.reports.review,
            review_services.Conference(date(2026, 2, 3), "in_person", "Nhà văn hóa"),
        ),
        action="report.fill",
    ),
    "reporting.add_papers": Order(
        lambda actor, own: review_services.add_papers(
            actor, own.reports.review, kind="talks", files=[own.file]
        ),
        action="report.fill",
    ),
    "reporting.remove_paper": Order(
        lambda actor, own: review_services.remove_paper(actor, own.reports.paper),
        action="report.fill",
    ),
    "reporting.set_duty": Order(
        lambda actor, own: duty_services.set_duty(
            actor,
            duty_services.DutyFacts(
                form=own.reports.form, name="Báo cáo quý", whom={"levels": ["cell"]}
            ),
        ),
        action="round.manage",
        starts=True,
    ),
    "reporting.end_duty": Order(
        lambda actor, own: duty_services.end_duty(actor, own.reports.duty),
        action="round.manage",
    ),
    "reporting.propose_edition": Order(
        lambda actor, own: forms.propose_edition(
            actor,
            own.reports.form,
            content=CONTENT | {"limits": {"jump": 10}},
            source="Công văn khác",
        ),
        action="form.propose",
        by="specialist",
        starts=True,
    ),
    "reporting.propose_form": Order(
        lambda actor, own: forms.propose_form(
            actor, name="Biểu của cơ quan", content=CONTENT, source="Ý kiến lãnh đạo"
        ),
        action="form.propose",
        by="specialist",
        starts=True,
    ),
    "reporting.confirm_edition": Order(
        lambda actor, own: forms.confirm_edition(actor, own.reports.edition),
        action="form.confirm",
        by="head",
    ),
}
