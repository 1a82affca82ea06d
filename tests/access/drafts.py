"""How the queries of drafts are asked and the services called."""

from behoc.direction.drafting.queries import drafts
from behoc.direction.drafting.services import approving, writing
from behoc.kernel.clock import today
from tests.access.asking import Order, Question

QUESTIONS = {
    "drafting.list_drafts": Question(lambda actor, own: drafts.list_drafts(actor)),
    "drafting.list_waiting": Question(
        lambda actor, own: drafts.list_waiting(actor), by="specialist"
    ),
    "drafting.get_draft": Question(
        lambda actor, own: drafts.get_draft(actor, own.drafts.open.public_id), picks=True
    ),
    "drafting.get_opinion": Question(
        lambda actor, own: drafts.get_opinion(actor, own.drafts.opinion.public_id),
        by="specialist",
        picks=True,
    ),
    "drafting.get_file": Question(
        lambda actor, own: drafts.get_file(actor, own.drafts.file.public_id), picks=True
    ),
    "drafting.list_colleagues": Question(
        lambda actor, own: drafts.list_colleagues(actor, "draft.comment")
    ),
}

ORDERS = {
    "drafting.start_draft": Order(
        lambda actor, own: writing.start_draft(
            actor,
            writing.Beginning("V/v khác", "answer", "Kính gửi"),
            files=[],
            submission_key="du-thao-3",
        ),
        action="draft.write",
        starts=True,
    ),
    "drafting.add_version": Order(
        lambda actor, own: writing.add_version(
            actor, own.drafts.open, text="Bản hai", note="", based_on=1, files=[]
        ),
        action="draft.write",
    ),
    "drafting.ask_opinions": Order(
        lambda actor, own: writing.ask_opinions(
            actor, own.drafts.open, [own.desk.head.pk], due_on=today()
        ),
        action="draft.write",
    ),
    "drafting.give_opinion": Order(
        lambda actor, own: writing.give_opinion(
            actor, own.drafts.opinion, verdict="agree", text=""
        ),
        action="draft.comment",
        by="specialist",
    ),
    "drafting.submit_draft": Order(
        lambda actor, own: approving.submit_draft(
            actor, own.drafts.open, leader_id=own.desk.head.pk
        ),
        action="draft.write",
    ),
    "drafting.take_back_draft": Order(
        lambda actor, own: approving.take_back_draft(actor, own.drafts.submitted),
        action="draft.write",
    ),
    "drafting.approve_draft": Order(
        lambda actor, own: approving.approve_draft(actor, own.drafts.submitted, version=1),
        action="draft.approve",
        by="head",
    ),
    "drafting.return_draft": Order(
        lambda actor, own: approving.return_draft(actor, own.drafts.submitted, reason="Thiếu"),
        action="draft.approve",
        by="head",
    ),
}
