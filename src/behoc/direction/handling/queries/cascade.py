"""What the giver of a paper may know of its handling elsewhere: that it was instructed on."""

from collections.abc import Iterable

from behoc.direction.handling.models import Instruction
from behoc.direction.handling.rules import InstructionState


def list_instructed_bodies(dispatch_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """By dispatch the bodies whose leader has given a word that stands; never what was said."""
    rows = Instruction.objects.everything(reason="the bare fact is told to who gave the paper")
    standing = rows.filter(
        state=InstructionState.STANDING, submission__dispatch_id__in=list(dispatch_ids)
    )
    pairs = standing.values_list("submission__dispatch_id", "submission__organisation_id")
    found: dict[int, set[int]] = {}
    for dispatch, body in pairs:
        found.setdefault(dispatch, set()).add(body)
    return {dispatch: frozenset(bodies) for dispatch, bodies in found.items()}
