"""A paper on its way through a body: submitted, instructed, answered; a deputy of the leader."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.services.giving import give_task
from behoc.direction.documents.models import Dispatch
from behoc.direction.handling.models import (
    Answer,
    AnswerFile,
    Delegation,
    InstructedPart,
    Instruction,
    Submission,
)
from behoc.direction.handling.queries.people import Receiver, list_receivers
from behoc.direction.handling.rules import DelegationKind
from behoc.direction.handling.services.answering import answer_part
from behoc.direction.handling.services.delegating import StandIn, delegate
from behoc.direction.handling.services.instructing import (
    Word,
    instruct,
    return_submission,
    withdraw,
)
from behoc.direction.handling.services.submitting import Proposal, submit_dispatch
from behoc.ground.accounts.models import Person
from behoc.ground.organisations.models import Organisation
from behoc.ground.organisations.services import NewBody, load_bodies
from tests.kits import dispatches
from tests.kits.world import MOMENT, Desk, World, appoint

DUE = date(2026, 3, 20)


@dataclass(frozen=True, slots=True, repr=False)
class Handled:
    """What a body owns of handling: one submission that waits, one all the way to its answer."""

    waiting: Submission
    submission: Submission
    instruction: Instruction
    part: InstructedPart
    new_part: InstructedPart
    answer_file: AnswerFile
    delegation: Delegation
    below: Organisation
    task: AssignedBody


def settle_handling(
    world: World, desk: Desk, dispatch: Dispatch, reading: dict[str, Any]
) -> Handled:
    """Give the body one of everything in handling, on a dispatch of its own."""
    answer = answered(world, desk, dispatch)
    ended(world, desk, dispatch)
    submission = answer.part.instruction.submission
    lower = body_below(desk)
    other = dispatches.assigned_dispatch(world, desk, reading=reading)
    return Handled(
        waiting=submitted(world, desk, other),
        submission=submission,
        instruction=answer.part.instruction,
        part=answer.part,
        new_part=part_of(submission, desk.clerk),
        answer_file=answer.files.get(),
        delegation=delegated(world, desk),
        below=lower,
        task=give_task(
            world.actor(desk.head),
            dispatches.document_of(dispatch),
            text="Mở lớp.",
            roles={lower.pk: "lead"},
            due_on=None,
        )[lower.pk],
    )


def receiver(desk: Desk, person: Person) -> Receiver:
    """The person as somebody whom an instruction may name."""
    return next(each for each in list_receivers(desk.body.pk) if each.person_id == person.pk)


def below(desk: Desk, body: Organisation) -> Receiver:
    """The body directly below as somebody whom an instruction may name."""
    return next(each for each in list_receivers(desk.body.pk) if each.body_id == body.pk)


def proposal(desk: Desk, **changes: Any) -> Proposal:
    """The specialist leads, the clerk co-ordinates, by DUE."""
    facts = {
        "advice": "Giao chuyên viên soạn kế hoạch.",
        "lead": receiver(desk, desk.specialist),
        "coordinators": (receiver(desk, desk.clerk),),
        "due_on": DUE,
    }
    return Proposal(**(facts | changes))


def submitted(
    world: World,
    desk: Desk,
    dispatch: Dispatch,
    *,
    key: str = "trinh-1",
    to: Person | None = None,
    **changes: Any,
) -> Submission:
    """Laid by its clerk before the desk's head, or before another leader of the body."""
    return submit_dispatch(
        world.actor(desk.clerk),
        dispatch,
        leader_id=(to or desk.head).pk,
        proposal=proposal(desk, **changes),
        submission_key=f"{key}-{dispatch.pk}",
    )


def word(desk: Desk, **changes: Any) -> Word:
    """What the head says when the proposal is agreed to."""
    facts = {
        "lead": receiver(desk, desk.specialist),
        "coordinators": (receiver(desk, desk.clerk),),
        "due_on": DUE,
        "sentence": "agree",
    }
    return Word(**(facts | changes))


def part_of(submission: Submission, person: Person) -> InstructedPart:
    """What the last instruction on a submission gave to that person."""
    rows = InstructedPart.objects.everything(reason="a test picks one person's part")
    mine = rows.filter(instruction__submission=submission, person=person)
    found: InstructedPart = mine.select_related("instruction__submission").latest("pk")
    return found


def answered(world: World, desk: Desk, dispatch: Dispatch) -> Answer:
    """Submitted, instructed by the head, answered by the specialist with a file."""
    submission = submitted(world, desk, dispatch)
    instruct(world.actor(desk.head), submission, word(desk), submission_key="lan-1")
    actor = world.actor(desk.specialist)
    file = dispatches.store_file(actor, name="du-thao.pdf", chunks=[b"%PDF-1.7 x"], size=10)
    return answer_part(
        actor,
        part_of(submission, desk.specialist),
        kind="progress",
        text="Đang soạn, xong phần đầu.",
        files=[file],
        submission_key="tra-loi-1",
    )


def handled_and_waiting(world: World, desk: Desk, dispatch: Dispatch) -> None:
    """One more of each: instructed on, and waiting for the word."""
    first = submitted(world, desk, dispatch)
    instruct(world.actor(desk.head), first, word(desk), submission_key="lan-1")
    part = part_of(first, desk.specialist)
    answer_part(
        world.actor(desk.specialist),
        part,
        kind="progress",
        text="Đang soạn.",
        files=[],
        submission_key="tra-loi-1",
    )
    submitted(world, desk, dispatch, key="trinh-2")


def ended(world: World, desk: Desk, dispatch: Dispatch) -> None:
    """Beside what stands: one instruction withdrawn again, then one submission returned."""
    head = world.actor(desk.head)
    first = submitted(world, desk, dispatch, key="trinh-2")
    given = instruct(head, first, word(desk), submission_key="lan-1")
    withdraw(head, given, reason="Giao nhầm người.")
    second = submitted(world, desk, dispatch, key="trinh-3")
    return_submission(head, second, reason="Thiếu phụ lục.")


def body_below(desk: Desk) -> Organisation:
    """A body directly below the desk's own, at the same place."""
    body = desk.body
    row = NewBody(
        code=f"DV-{body.code}",
        name=f"Trung tâm học tập cộng đồng của {body.short_name}",
        kind="community_learning_centre",
        line=body.line,
        place_code=body.place.code,
        superior_code=body.code,
    )
    return load_bodies([row])[0]


def delegated(world: World, desk: Desk, **changes: Any) -> Delegation:
    """The desk's head lets a second head stand in for a field of work."""
    deputy = appoint(desk.body, "head", "Phó", mark="pho")
    facts = {
        "deputy_id": deputy.pk,
        "kind": DelegationKind.BESIDE,
        "field": "finance",
        "starts_on": MOMENT.date(),
        "ends_on": None,
    }
    return delegate(world.actor(desk.head), StandIn(**(facts | changes)))
