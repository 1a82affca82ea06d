"""How each query that takes an actor is asked; a query that is missing here fails the leak kit.

`picks` marks a query that names one row: asked for the neighbour's, it must answer NotFound. The
others answer with rows or a number, which must not change when the neighbour comes to own rows.
`by` is a role of the commune that does see something, which proves the question a real one.
"""

from dataclasses import dataclass

from behoc.direction.assignments import queries as assignments
from behoc.direction.documents import queries as documents
from behoc.ground.access.queries import scope_for
from behoc.ground.accounts import queries as accounts
from behoc.ground.attachments import queries as attachments
from behoc.ground.audit import queries as audit
from behoc.kernel.clock import today
from tests.kits.belongings import Ask


@dataclass(frozen=True, slots=True)
class Question:
    """One query with the arguments that it is asked with."""

    ask: Ask
    by: str = "clerk"
    picks: bool = False


EXEMPT = {
    "access.scope_for": "it makes the scope that all others are held to",
    "access.may": "it answers from the table of roles alone",
    "access.body_in_reach": "it answers on a body, and bodies are public",
}

QUESTIONS = {
    "accounts.list_memberships": Question(
        lambda actor, own: accounts.list_memberships(scope_for(actor, "person.view")),
        by="body_administrator",
    ),
    "accounts.get_membership": Question(
        lambda actor, own: accounts.get_membership(
            scope_for(actor, "person.view"), own.membership.public_id
        ),
        by="body_administrator",
        picks=True,
    ),
    "attachments.get_upload": Question(
        lambda actor, own: attachments.get_upload(actor, own.upload.public_id), picks=True
    ),
    "attachments.list_own_files": Question(
        lambda actor, own: attachments.list_own_files(actor, [own.file.public_id]), picks=True
    ),
    "audit.list_entries": Question(
        lambda actor, own: audit.list_entries(actor), by="body_administrator"
    ),
    "documents.list_dispatches": Question(lambda actor, own: documents.list_dispatches(actor)),
    "documents.get_dispatch": Question(
        lambda actor, own: documents.get_dispatch(actor, own.dispatch.public_id), picks=True
    ),
    "documents.get_file": Question(
        lambda actor, own: documents.get_file(actor, own.dispatch.public_id, 0), picks=True
    ),
    "documents.get_find": Question(
        lambda actor, own: documents.get_find(actor, own.draft_find.public_id), picks=True
    ),
    "documents.get_document": Question(
        lambda actor, own: documents.get_document(actor, own.document.public_id), picks=True
    ),
    "documents.get_resolution": Question(
        lambda actor, own: documents.get_resolution(
            actor, own.draft_find.public_id, own.resolution.pk
        ),
        picks=True,
    ),
    "documents.count_to_review": Question(lambda actor, own: documents.count_to_review(actor)),
    "documents.list_waiting": Question(lambda actor, own: documents.list_waiting(actor)),
    "assignments.list_tasks": Question(lambda actor, own: assignments.list_tasks(actor)),
    "assignments.list_own_tasks": Question(lambda actor, own: assignments.list_own_tasks(actor)),
    "assignments.list_given_tasks": Question(
        lambda actor, own: assignments.list_given_tasks(actor)
    ),
    "assignments.count_waiting": Question(
        lambda actor, own: assignments.count_waiting(actor, today(), soon=today())
    ),
    "assignments.get_task": Question(
        lambda actor, own: assignments.get_task(actor, own.share.public_id), picks=True
    ),
    "assignments.get_evidence": Question(
        lambda actor, own: assignments.get_evidence(actor, own.evidence.public_id), picks=True
    ),
}
