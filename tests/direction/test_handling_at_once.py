"""Two leaders, a leader and the person who answers, at the very same moment on PostgreSQL."""

from functools import partial

from behoc.direction.handling.models import Answer, InstructedPart, Instruction, Submission
from behoc.direction.handling.rules import InstructionState, PartState, SubmissionState
from behoc.direction.handling.services.answering import answer_part
from behoc.direction.handling.services.instructing import amend, instruct, withdraw
from behoc.direction.handling.services.submitting import take_back
from behoc.kernel.errors import Conflict
from tests.kits import dispatches, handling
from tests.kits.committed import at_once

REASON = "a test looks at what was kept"


def _submission(world):
    return handling.submitted(world, world.commune, dispatches.assigned_dispatch(world))


def _deputy(world):
    return world.actor(handling.delegated(world, world.commune, field="").deputy)


def _answer(world, submission):
    return partial(
        answer_part,
        world.actor(world.commune.specialist),
        handling.part_of(submission, world.commune.specialist),
        kind="done",
        text="Đã soạn xong.",
        files=[],
        submission_key="tra-1",
    )


def test_of_two_leaders_at_once_exactly_one_instructs(committed_world):
    world = committed_world
    submission = _submission(world)
    leaders = [world.actor(world.commune.head), _deputy(world)]
    word = handling.word(world.commune)

    results = at_once(
        [
            partial(instruct, leader, submission, word, submission_key=f"lan-{leader.person_id}")
            for leader in leaders
        ]
    )

    kinds = sorted(type(result).__name__ for result in results)
    assert kinds == ["Conflict", "Instruction"]
    assert Instruction.objects.everything(reason=REASON).count() == 1


def test_one_press_sent_twice_at_once_is_one_instruction(committed_world):
    world = committed_world
    act = partial(
        instruct,
        world.actor(world.commune.head),
        _submission(world),
        handling.word(world.commune),
        submission_key="lan-1",
    )

    first, second = at_once([act, act])

    assert first == second
    assert InstructedPart.objects.everything(reason=REASON).count() == 2


def test_two_submissions_of_one_paper_at_once_are_one(committed_world):
    world = committed_world
    paper = dispatches.assigned_dispatch(world)
    _ = world.commune.specialist, world.commune.clerk, world.commune.head
    acts = [partial(handling.submitted, world, world.commune, paper, key=key) for key in ("a", "b")]

    results = at_once(acts)

    assert sorted(type(each).__name__ for each in results) == ["Conflict", "Submission"]
    assert Submission.objects.everything(reason=REASON).count() == 1


def test_taking_back_and_instructing_at_once_leave_one_of_the_two(committed_world):
    world = committed_world
    submission = _submission(world)
    word = handling.word(world.commune)

    results = at_once(
        [
            partial(take_back, world.actor(world.commune.clerk), submission),
            partial(
                instruct,
                world.actor(world.commune.head),
                submission,
                word,
                submission_key="lan-1",
            ),
        ]
    )

    assert [type(each) for each in results].count(Conflict) == 1
    kept = Submission.objects.everything(reason=REASON).get()
    given = Instruction.objects.everything(reason=REASON).count()
    assert (kept.state, given) in {
        (SubmissionState.TAKEN_BACK, 0),
        (SubmissionState.INSTRUCTED, 1),
    }


def test_withdrawing_while_the_person_answers_loses_nothing(committed_world):
    world = committed_world
    submission = _submission(world)
    head = world.actor(world.commune.head)
    instruction = instruct(head, submission, handling.word(world.commune), submission_key="lan-1")

    _, answered = at_once(
        [partial(withdraw, head, instruction, reason="Nhầm."), _answer(world, submission)]
    )

    part = handling.part_of(submission, world.commune.specialist)
    kept = Answer.objects.everything(reason=REASON).count()
    assert part.instruction.state == InstructionState.WITHDRAWN
    came_first = not isinstance(answered, Conflict)
    assert (kept, part.state) == ((1, PartState.DONE) if came_first else (0, PartState.NEW))


def test_amending_while_the_person_answers_loses_nothing(committed_world):
    world = committed_world
    submission = _submission(world)
    head = world.actor(world.commune.head)
    instruction = instruct(head, submission, handling.word(world.commune), submission_key="lan-1")
    answer = _answer(world, submission)
    other = handling.word(world.commune, coordinators=())

    amended, answered = at_once(
        [partial(amend, head, instruction, other, reason="", submission_key="lan-2"), answer]
    )

    part = handling.part_of(submission, world.commune.specialist)
    came_first = not isinstance(answered, Conflict)
    assert amended.number == 2
    assert part.state == (PartState.DONE if came_first else PartState.NEW)
