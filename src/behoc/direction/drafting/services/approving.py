"""A draft goes to a leader, who approves it or returns it with a reason."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from behoc.direction.drafting.models import Draft
from behoc.direction.drafting.rules import DraftState, Step, next_state
from behoc.direction.drafting.services.holding import lock_draft
from behoc.direction.drafting.services.writing import settle_opinions
from behoc.ground.access.queries import list_people_who_may
from behoc.ground.audit.services import record
from behoc.ground.notifications.services import notify, settle_notices
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean
from behoc.kernel.words import sentence

_SUBMITTED = gettext_noop("Chờ duyệt dự thảo: %(title)s")
_APPROVED = gettext_noop("Dự thảo đã được duyệt: %(title)s")
_RETURNED = gettext_noop("Dự thảo bị trả lại: %(title)s")


@transaction.atomic
def submit_draft(actor: Actor, draft: Draft, *, leader_id: int) -> Draft:
    """Put the latest version before a leader of the own body; a second press changes nothing."""
    draft = lock_draft(actor, "draft.write", draft)
    if draft.state == DraftState.SUBMITTED and draft.leader_id == leader_id:
        return draft
    leaders = list_people_who_may([actor.body], "draft.approve").get(actor.body, ())
    if leader_id not in leaders or leader_id == draft.author_id:
        raise RuleBroken("Người được trình phải là lãnh đạo của cơ quan và không phải người soạn.")
    before = {"state": draft.state}
    draft.state = next_state(draft.state, Step.SUBMIT)
    draft.leader_id, draft.submitted_at = leader_id, now()
    draft.save(update_fields=["state", "leader", "submitted_at"])
    number = _latest(draft)
    _tell(draft, leader_id, "draft.submitted", _SUBMITTED, _key(draft))
    record(
        actor, "draft.submit", draft, before=before, after={"state": draft.state, "version": number}
    )
    return draft


@transaction.atomic
def take_back_draft(actor: Actor, draft: Draft) -> Draft:
    """Take a submitted draft back to write on."""
    draft = lock_draft(actor, "draft.write", draft)
    if draft.state == DraftState.WRITING:
        return draft
    before = {"state": draft.state}
    draft.state = next_state(draft.state, Step.TAKE_BACK)
    draft.save(update_fields=["state"])
    settle_notices([_key(draft)])
    record(actor, "draft.take_back", draft, before=before, after={"state": draft.state})
    return draft


@transaction.atomic
def approve_draft(actor: Actor, draft: Draft, *, version: int) -> Draft:
    """The leader approves the version that was read; it now waits to be issued on paper.

    Nobody approves a draft of one's own.
    """
    draft = lock_draft(actor, "draft.approve", draft)
    if draft.state == DraftState.APPROVED:
        return draft
    _require_other(actor, draft)
    if version != _latest(draft):
        raise Conflict
    _decide(actor, draft, Step.APPROVE, "")
    settle_opinions(draft)
    _tell(draft, draft.author_id, "draft.decided", _APPROVED, f"{_key(draft)}:approved")
    record(actor, "draft.approve", draft, after={"state": draft.state, "version": _latest(draft)})
    return draft


@transaction.atomic
def return_draft(actor: Actor, draft: Draft, *, reason: str) -> Draft:
    """The leader sends the draft back and says why."""
    draft = lock_draft(actor, "draft.approve", draft)
    _require_other(actor, draft)
    if not clean(reason):
        raise RuleBroken("Chưa ghi lý do trả lại. Viết một câu để người soạn biết sửa gì.")
    _decide(actor, draft, Step.RETURN, clean(reason)[:1000])
    key = f"{_key(draft)}:returned:{_latest(draft)}"
    _tell(draft, draft.author_id, "draft.decided", _RETURNED, key)
    record(
        actor, "draft.return", draft, after={"state": draft.state, "reason": draft.return_reason}
    )
    return draft


def _decide(actor: Actor, draft: Draft, step: Step, reason: str) -> None:
    draft.state = next_state(draft.state, step)
    draft.decided_at, draft.decided_by_id, draft.return_reason = now(), actor.person, reason
    draft.save(update_fields=["state", "decided_at", "decided_by", "return_reason"])
    settle_notices([_key(draft)])


def _require_other(actor: Actor, draft: Draft) -> None:
    if actor.person_id == draft.author_id:
        raise RuleBroken("Người soạn không tự duyệt dự thảo của mình. Trình lãnh đạo khác.")


def _latest(draft: Draft) -> int:
    return int(draft.versions.order_by("-number").values_list("number", flat=True)[0])


def _tell(draft: Draft, person_id: int, kind: str, template: str, key: str) -> None:
    notify(
        [person_id],
        kind=kind,
        title=sentence(template, title=draft.title),
        url=reverse("drafting:detail", args=[draft.public_id]),
        key=key,
        body_id=draft.organisation_id,
    )


def _key(draft: Draft) -> str:
    """Each submission is a matter of its own: returned and submitted again, it is told again."""
    return f"draft.submitted:{draft.public_id}:{_latest(draft)}"
