"""How the leader's form begins: with what the clerk proposed, or with the word that stands."""

import secrets
from collections.abc import Sequence
from typing import Any

from behoc.direction.handling.models import Instruction, Submission
from behoc.direction.handling.queries.people import Receiver, list_receivers
from behoc.direction.handling.rules import PartRole
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today

_AGREE = "agree"


def of_submission(
    submission: Submission, receivers: Sequence[Receiver], sentence_rows: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """The clerk's proposal, so that agreeing is one tap; a day that has passed is left out."""
    codes = {(each.person_id, each.body_id): each.code for each in receivers}
    parts = [
        (part.role, codes.get((part.person_id, part.body_id))) for part in submission.proposed.all()
    ]
    is_proposed = bool(parts)
    due_on = submission.due_on
    return {
        **_named(parts),
        "due_on": due_on if due_on and due_on >= today() else None,
        "sentence": _AGREE if is_proposed else sentence_rows[0]["code"],
        "submission_key": secrets.token_hex(16),
    }


def of_amendment(actor: Actor, instruction: Instruction) -> dict[str, Any]:
    """The word that stands, to be changed."""
    codes = {(each.person_id, each.body_id): each.code for each in list_receivers(actor.body)}
    rows = instruction.parts.all()
    parts = [(part.role, codes.get((part.person_id, part.body_id))) for part in rows]
    due_on = instruction.due_on
    return {
        **_named(parts),
        "due_on": due_on if due_on and due_on >= today() else None,
        "sentence": instruction.sentence,
        "text": "" if instruction.sentence else instruction.text,
        "submission_key": secrets.token_hex(16),
    }


def _named(parts: Sequence[tuple[str, str | None]]) -> dict[str, Any]:
    return {
        "lead": next((code for role, code in parts if role == PartRole.LEAD and code), ""),
        "coordinators": [code for role, code in parts if role != PartRole.LEAD and code],
    }
