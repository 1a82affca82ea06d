"""A person says whether two mentions are one text; it can be taken back."""

from django.db import transaction

from behoc.direction.relations.models import CitedText
from behoc.direction.relations.rules import Sameness
from behoc.ground.access.services import require
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, RuleBroken

LONGEST = 20  # steps from variant to variant before it must be a circle


@transaction.atomic
def join_texts(actor: Actor, text: CitedText, other: CitedText) -> CitedText:
    """The text is only another way of writing the other one; saying it twice changes nothing."""
    require(actor, "relation.decide", text)
    require(actor, "document.view", other)
    text, other = _lock_both(text, other)
    if text.same_state == Sameness.JOINED and text.same_as_id == other.pk:
        return text
    if _leads_to(other, text):
        raise RuleBroken(
            "“%(other)s” đã được ghi là “%(text)s” rồi. Tách lại trước khi ghi ngược chiều.",
            other=other,
            text=text,
        )
    return _settle(actor, text, other, Sameness.JOINED, "relation.join")


@transaction.atomic
def keep_apart(actor: Actor, text: CitedText) -> CitedText:
    """The two that were proposed as one are not; they are not proposed again."""
    text = _locked(actor, text)
    if text.same_state == Sameness.APART:
        return text
    return _settle(actor, text, _proposed(text), Sameness.APART, "relation.keep_apart")


@transaction.atomic
def reopen_sameness(actor: Actor, text: CitedText) -> CitedText:
    """Take back what was said: the pair is a proposal again."""
    text = _locked(actor, text)
    if text.same_state == Sameness.PROPOSED:
        return text
    return _settle(actor, text, _proposed(text), Sameness.PROPOSED, "relation.unjoin")


def _settle(
    actor: Actor, text: CitedText, other: CitedText, state: Sameness, deed: str
) -> CitedText:
    before = {"same_as": str(text.same_as or ""), "state": text.same_state}
    text.same_as, text.same_state = other, state
    is_open = state == Sameness.PROPOSED
    text.same_decided_by_id = None if is_open else actor.person_id
    text.same_decided_at = None if is_open else now()
    text.save(update_fields=["same_as", "same_state", "same_decided_by", "same_decided_at"])
    after = {"same_as": str(other), "state": state}
    record(actor, deed, text, before=before, after=after)
    return text


def _proposed(text: CitedText) -> CitedText:
    if text.same_as is None:
        raise Conflict
    return text.same_as


def _leads_to(start: CitedText, goal: CitedText) -> bool:
    here: CitedText | None = start
    for _step in range(LONGEST):
        if here is None or here.pk == goal.pk:
            break
        here = here.same_as if here.same_state == Sameness.JOINED else None
    return here is not None


def _lock_both(text: CitedText, other: CitedText) -> tuple[CitedText, CitedText]:
    """Both as they stand, held in one order: of two who join them crosswise one is refused."""
    rows = CitedText.objects.everything(reason="both were fetched within reach; now locked")
    held = rows.select_for_update().order_by("pk").in_bulk([text.pk, other.pk])
    return held[text.pk], held[other.pk]


def _locked(actor: Actor, text: CitedText) -> CitedText:
    require(actor, "relation.decide", text)
    rows = CitedText.objects.everything(reason="the text was fetched within reach; now locked")
    locked: CitedText = rows.select_for_update().get(pk=text.pk)
    return locked
