"""A body takes a duty into a plan that it has already (lồng ghép), held here or only named."""

from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.relations.queries.responses import issuing_body
from behoc.direction.relations.rules import TextFacts
from behoc.direction.relations.services.responding import fold_in, take_out
from behoc.direction.relations.services.texts import know_document, know_text
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from behoc.direction.documents.models import Document
    from behoc.direction.relations.models import CitedText


@transaction.atomic
def fold_into(
    actor: Actor, assigned: AssignedBody, plan: "Document | TextFacts | None"
) -> AssignedBody:
    """Say which plan of the body's own takes the duty in; None takes the word back.

    A plan held here answers the dispatch as a relation, so that whoever gave the task sees it; one
    that is only named is known by its number and day, and found again once it is entered.
    """
    assigned = lock_share(actor, "assignment.arrange", assigned)
    text = _text_of(assigned, plan)
    if text is None and not assigned.folded_into:
        return assigned
    if text is not None and assigned.folded_plan_id == text.pk:
        return assigned
    before = {"folded_into": assigned.folded_into}
    earlier = assigned.folded_plan
    assigned.folded_plan, assigned.folded_into = text, _words(text)
    assigned.save(update_fields=["folded_plan", "folded_into"])
    _relate(actor, assigned, earlier, text)
    after = {"folded_into": assigned.folded_into}
    record(actor, "assignment.fold", assigned, before=before, after=after)
    return assigned


def _text_of(assigned: AssignedBody, plan: "Document | TextFacts | None") -> "CitedText | None":
    """The plan as the body knows it."""
    if plan is None:
        return None
    owner = assigned.organisation_id
    if isinstance(plan, TextFacts):
        if not plan.symbol and not plan.name:
            raise RuleBroken("Chọn một kế hoạch, hoặc ghi số, ký hiệu hay tên của kế hoạch.")
        return know_text(owner, plan)
    if plan.dispatch.organisation_id != owner or issuing_body(plan) != owner:
        raise RuleBroken("Chọn kế hoạch của chính cơ quan mình.")
    return know_document(plan)


def _words(text: "CitedText | None") -> str:
    """The plan by its number or name, with its day where that is known."""
    if text is None:
        return ""
    day = f" ({text.issued_on:%d/%m/%Y})" if text.issued_on else ""
    return f"{str(text)[:280]}{day}"


def _relate(
    actor: Actor, assigned: AssignedBody, earlier: "CitedText | None", text: "CitedText | None"
) -> None:
    dispatch = assigned.assignment.document.dispatch
    if earlier and earlier.document and not _holds_another(assigned, earlier):
        take_out(actor, dispatch, earlier.document)
    if text and text.document:
        fold_in(actor, dispatch, text.document)


def _holds_another(assigned: AssignedBody, text: "CitedText") -> bool:
    """True while another duty of the same dispatch stands in that plan."""
    rows = AssignedBody.objects.everything(reason="other shares of the body that acts")
    dispatch = assigned.assignment.document.dispatch_id
    same = rows.filter(organisation_id=assigned.organisation_id, folded_plan=text)
    return bool(same.filter(assignment__document__dispatch=dispatch).exists())
