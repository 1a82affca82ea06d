"""How the queries of handling are asked and its services called, for the kits of reach."""

from behoc.direction.assignments.services import giving
from behoc.direction.handling.queries import desk, instructed, people, screens, submissions
from behoc.direction.handling.rules import DelegationKind
from behoc.direction.handling.services import answering, delegating, instructing, submitting
from tests.access.asking import Order, Question
from tests.kits import handling as kit
from tests.kits.world import SINCE

QUESTIONS = {
    "handling.get_submission": Question(
        lambda actor, own: submissions.get_submission(actor, own.handled.submission.public_id),
        picks=True,
    ),
    "handling.get_instruction": Question(
        lambda actor, own: submissions.get_instruction(actor, own.handled.instruction.public_id),
        picks=True,
    ),
    "handling.get_part": Question(
        lambda actor, own: submissions.get_part(actor, own.handled.part.public_id), picks=True
    ),
    "handling.get_delegation": Question(
        lambda actor, own: submissions.get_delegation(actor, own.handled.delegation.public_id),
        by="head",
        picks=True,
    ),
    "handling.get_answer_file": Question(
        lambda actor, own: submissions.get_answer_file(actor, own.handled.answer_file.public_id),
        picks=True,
    ),
    "handling.list_waiting_submissions": Question(
        lambda actor, own: submissions.list_waiting_submissions(actor), by="head"
    ),
    "handling.count_waiting_submissions": Question(
        lambda actor, own: submissions.count_waiting_submissions(actor), by="head"
    ),
    "handling.list_open_parts": Question(lambda actor, own: submissions.list_open_parts(actor)),
    "handling.count_open_parts": Question(lambda actor, own: submissions.count_open_parts(actor)),
    "handling.list_withdrawn_parts": Question(
        lambda actor, own: submissions.list_withdrawn_parts(actor)
    ),
    "handling.list_parts_of_person": Question(
        lambda actor, own: submissions.list_parts_of_person(actor)
    ),
    "handling.list_waiting": Question(lambda actor, own: desk.list_waiting(actor)),
    "handling.list_taken_back": Question(lambda actor, own: desk.list_taken_back(actor)),
    "handling.count_returned": Question(lambda actor, own: submissions.count_returned(actor)),
    "handling.count_waiting": Question(lambda actor, own: desk.count_waiting(actor)),
    "handling.list_sentences": Question(
        lambda actor, own: screens.list_sentences(actor), by="head"
    ),
    "handling.list_returned": Question(lambda actor, own: submissions.list_returned(actor)),
    "handling.list_instructed": Question(
        lambda actor, own: list(submissions.list_instructed(actor)), by="head"
    ),
    "handling.narrow_instructed": Question(
        lambda actor, own: list(instructed.narrow_instructed(actor, outcome="dang-lam")), by="head"
    ),
    "handling.build_filters": Question(
        lambda actor, own: instructed.build_filters(actor, outcome="", who=""), by="head"
    ),
    "handling.list_of_dispatch": Question(
        lambda actor, own: submissions.list_of_dispatch(actor, own.dispatch)
    ),
    "handling.count_sentences": Question(
        lambda actor, own: submissions.count_sentences(actor), by="head"
    ),
    "handling.list_delegations": Question(lambda actor, own: people.list_delegations(actor)),
}

ORDERS = {
    "assignments.give_task": Order(
        lambda actor, own: giving.give_task(
            actor, own.document, text="Làm ngay.", roles={own.handled.below.pk: "lead"}, due_on=None
        ),
        action="assignment.give",
        by="head",
    ),
    "assignments.take_back_task": Order(
        lambda actor, own: giving.take_back_task(actor, own.handled.task, reason="Thôi."),
        action="assignment.give",
        by="head",
    ),
    "handling.submit_dispatch": Order(
        lambda actor, own: submitting.submit_dispatch(
            actor,
            own.dispatch,
            leader_id=own.desk.head.pk,
            proposal=kit.proposal(own.desk),
            submission_key="lan-moi",
        ),
        action="handling.submit",
    ),
    "handling.take_up": Order(
        lambda actor, own: submitting.take_up(actor, own.dispatch),
        action="handling.instruct",
        by="head",
    ),
    "handling.open_submission": Order(
        lambda actor, own: submitting.open_submission(actor, own.handled.waiting),
        action="handling.view",
        by="head",
    ),
    "handling.take_back": Order(
        lambda actor, own: submitting.take_back(actor, own.handled.waiting),
        action="handling.submit",
    ),
    "handling.instruct": Order(
        lambda actor, own: instructing.instruct(
            actor, own.handled.waiting, kit.word(own.desk), submission_key="lan-moi"
        ),
        action="handling.instruct",
        by="head",
    ),
    "handling.amend": Order(
        lambda actor, own: instructing.amend(
            actor,
            own.handled.instruction,
            kit.word(own.desk, text="Làm sớm hơn."),
            reason="",
            submission_key="lan-moi",
        ),
        action="handling.instruct",
        by="head",
    ),
    "handling.withdraw": Order(
        lambda actor, own: instructing.withdraw(
            actor, own.handled.instruction, reason="Trùng việc."
        ),
        action="handling.instruct",
        by="head",
    ),
    "handling.return_submission": Order(
        lambda actor, own: instructing.return_submission(
            actor, own.handled.waiting, reason="Thiếu phụ lục."
        ),
        action="handling.instruct",
        by="head",
    ),
    "handling.open_part": Order(
        lambda actor, own: answering.open_part(actor, own.handled.new_part),
        action="handling.view",
    ),
    "handling.answer_part": Order(
        lambda actor, own: answering.answer_part(
            actor, own.handled.part, kind="done", text="Xong.", files=[], submission_key="lan-2"
        ),
        action="handling.answer",
        by="specialist",
    ),
    "handling.delegate": Order(
        lambda actor, own: delegating.delegate(
            actor,
            delegating.StandIn(own.handled.delegation.deputy_id, DelegationKind.BESIDE, SINCE),
        ),
        action="handling.instruct",
        by="head",
        starts=True,
    ),
    "handling.end_delegation": Order(
        lambda actor, own: delegating.end_delegation(actor, own.handled.delegation),
        action="handling.instruct",
        by="head",
    ),
}
