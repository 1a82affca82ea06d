"""The leader's word stands in the column “Chuyển” of the body's incoming register.

Nghị định 30/2020/NĐ-CP, Điều 23: what the leader says of a paper is written there.
"""

from typing import TYPE_CHECKING

from behoc.direction.handling.models import InstructedPart, Instruction
from behoc.direction.handling.rules import PartRole
from behoc.direction.registers.queries.entries import find_incoming
from behoc.direction.registers.services.keeping import Passing, note_passing
from behoc.kernel.clock import day_of
from behoc.kernel.words import gettext_noop

if TYPE_CHECKING:
    from behoc.kernel.actor import Actor

LONGEST = 300
# Written into the book as a clerk writes it, in Vietnamese whoever reads.
TOGETHER = gettext_noop("phối hợp: ")


def write_passing(
    actor: "Actor", instruction: Instruction | None, *, instead_of: Instruction | None = None
) -> None:
    """Write to whom the paper went and when; with no instruction, take back what stood for it.

    Part of the transaction of the instruction. Nothing happens where the paper has no line.
    """
    given = instruction or instead_of
    entry = find_incoming(actor, given.submission.dispatch) if given else None
    if entry is not None:
        note_passing(actor, entry, _passing(instruction), instead_of=_passing(instead_of))


def _passing(instruction: Instruction | None) -> Passing:
    """Whoever leads, then who co-ordinates, as a clerk would write it."""
    if instruction is None:
        return Passing()
    rows = InstructedPart.objects.everything(reason="the parts of the actor's own instruction")
    parts = list(
        rows.filter(instruction=instruction).select_related("person", "body").order_by("pk")
    )
    lead = [_name(each) for each in parts if each.role == PartRole.LEAD]
    others = [_name(each) for each in parts if each.role != PartRole.LEAD]
    words = "; ".join(lead)
    if others:
        words = "; ".join([*lead, TOGETHER + ", ".join(others)])
    if len(words) > LONGEST:
        words = words[: LONGEST - 1] + "…"
    return Passing(to=words, on=day_of(instruction.given_at))


def _name(part: InstructedPart) -> str:
    if part.person is not None:
        return str(part.person.full_name)
    return str(part.body.short_name) if part.body is not None else ""
