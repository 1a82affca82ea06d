"""A clerk lays a paper before a leader, takes it back, or the leader takes it up unasked."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from behoc.direction.documents.rules import DispatchState
from behoc.direction.handling.models import ProposedPart, Submission
from behoc.direction.handling.queries.people import (
    Receiver,
    find_authority,
    list_leaders,
    list_receivers,
)
from behoc.direction.handling.rules import (
    PartRole,
    SubmissionState,
    fields_of_work,
    require_waiting,
)
from behoc.direction.handling.services.holding import lock_submission
from behoc.direction.handling.services.telling import tell_submitted, tell_taken_back
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean
from behoc.kernel.words import gettext_noop

if TYPE_CHECKING:
    from behoc.direction.documents.models import Dispatch

_ALREADY = gettext_noop(
    "Văn bản này đang chờ lãnh đạo cho ý kiến. Rút lượt trình đó lại rồi trình lượt mới."
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the clerk proposes: whom, in which field of work, by when, with one line of advice."""

    advice: str = ""
    field: str = ""
    lead: Receiver | None = None
    coordinators: tuple[Receiver, ...] = ()
    due_on: date | None = None


@transaction.atomic
def submit_dispatch(
    actor: Actor,
    dispatch: "Dispatch",
    *,
    leader_id: int,
    proposal: Proposal,
    submission_key: str,
) -> Submission:
    """Lay a registered paper, received or own, before a leader of the own body.

    The same submission twice is one; while one waits, a second is refused.
    """
    require(actor, "handling.submit", dispatch)
    known = _known(actor, submission_key)
    if known is not None and known.dispatch_id != dispatch.pk:
        raise Conflict
    if known is not None:
        return known
    if dispatch.state != DispatchState.CONFIRMED:
        raise RuleBroken("Văn bản chưa vào sổ. Vào sổ rồi mới trình lãnh đạo.")
    if leader_id not in {each.person_id for each in list_leaders(actor.body)}:
        raise RuleBroken("Người được chọn không còn là lãnh đạo của cơ quan. Chọn người khác.")
    _check(actor, proposal)
    submission = Submission(
        organisation_id=actor.body,
        dispatch=dispatch,
        leader_id=leader_id,
        submitted_by_id=actor.person,
        advice=clean(proposal.advice),
        field=proposal.field,
        due_on=proposal.due_on,
        submission_key=submission_key,
        created_at=now(),
    )
    _save_once(submission)
    _keep_proposal(submission, proposal)
    tell_submitted(submission)
    record(
        actor,
        "handling.submit",
        submission,
        after={
            "leader": submission.leader.full_name,
            "advice": submission.advice,
            "lead": proposal.lead.name if proposal.lead else None,
            "coordinators": [each.name for each in proposal.coordinators],
            "due_on": proposal.due_on,
        },
    )
    return submission


@transaction.atomic
def take_up(actor: Actor, dispatch: "Dispatch") -> Submission:
    """A leader takes a paper up unasked; where it waits before somebody already, that one."""
    require(actor, "handling.instruct", dispatch)
    if dispatch.state != DispatchState.CONFIRMED:
        raise RuleBroken("Văn bản chưa vào sổ. Vào sổ rồi mới cho ý kiến.")
    rows = Submission.objects.everything(reason="a paper within reach, before the own body")
    waiting: Submission | None = rows.filter(
        organisation_id=actor.body, dispatch=dispatch, state=SubmissionState.WAITING
    ).first()
    if waiting is not None:
        return waiting
    submission = Submission(
        organisation_id=actor.body,
        dispatch=dispatch,
        leader_id=actor.person,
        submitted_by_id=actor.person,
        submission_key=secrets.token_hex(16),
        created_at=now(),
    )
    _save_once(submission)
    record(actor, "handling.take_up", submission, after={"leader": actor.name})
    return submission


@transaction.atomic
def open_submission(actor: Actor, submission: Submission) -> None:
    """Note that the leader, or the deputy, has seen the paper for the first time."""
    require(actor, "handling.view", submission)
    if submission.opened_at is not None or find_authority(actor, submission) is None:
        return
    submission.opened_at = now()
    submission.save(update_fields=["opened_at"])


@transaction.atomic
def take_back(actor: Actor, submission: Submission) -> Submission:
    """Take a submission back before the leader has acted; a second press changes nothing."""
    submission = lock_submission(actor, "handling.submit", submission)
    if submission.state == SubmissionState.TAKEN_BACK:
        return submission
    require_waiting(submission.state)
    _close(actor, submission, SubmissionState.TAKEN_BACK, "")
    tell_taken_back(submission)
    record(actor, "handling.take_back", submission, after={"state": submission.state})
    return submission


def _close(actor: Actor, submission: Submission, state: SubmissionState, reason: str) -> None:
    submission.state = state
    submission.reason = reason
    submission.closed_at = now()
    submission.closed_by_id = actor.person
    submission.save(update_fields=["state", "reason", "closed_at", "closed_by"])


def _known(actor: Actor, submission_key: str) -> Submission | None:
    rows = Submission.objects.everything(reason="the same submission may have arrived before")
    found: Submission | None = rows.filter(
        organisation_id=actor.body, submission_key=submission_key
    ).first()
    return found


def _save_once(submission: Submission) -> None:
    try:
        with transaction.atomic():
            submission.save()
    except IntegrityError as error:
        raise Conflict(_ALREADY) from error


def _check(actor: Actor, proposal: Proposal) -> None:
    if proposal.field and proposal.field not in fields_of_work():
        raise RuleBroken("Lĩnh vực này không có trong danh sách. Chọn lại.")
    known = {each.code for each in list_receivers(actor.body)}
    asked = [*proposal.coordinators, *([proposal.lead] if proposal.lead else [])]
    if any(each.code not in known for each in asked):
        raise RuleBroken("Có người hoặc nơi được đề xuất không còn thuộc cơ quan. Chọn lại.")


def _keep_proposal(submission: Submission, proposal: Proposal) -> None:
    parts = [(PartRole.LEAD, proposal.lead)] if proposal.lead else []
    parts += [
        (PartRole.COORDINATE, each) for each in proposal.coordinators if each != proposal.lead
    ]
    ProposedPart.objects.bulk_create(
        ProposedPart(
            submission=submission, role=role, person_id=each.person_id, body_id=each.body_id
        )
        for role, each in parts
    )
