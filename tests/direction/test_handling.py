"""A paper goes before a leader, the leader's word goes to desks, and answers come back."""

from datetime import timedelta

import pytest

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.handling.models import Answer, InstructedPart, Instruction, Submission
from behoc.direction.handling.queries import desk, submissions
from behoc.direction.handling.rules import InstructionState, PartState, SubmissionState
from behoc.direction.handling.services.answering import answer_part, open_part
from behoc.direction.handling.services.instructing import (
    amend,
    instruct,
    withdraw,
)
from behoc.direction.handling.services.submitting import (
    take_back,
    take_up,
)
from behoc.ground.audit.queries import list_history
from behoc.kernel.errors import Conflict, NotAllowed, NotFound, RuleBroken
from tests.kits import dispatches, handling
from tests.kits.world import MOMENT, appoint

REASON = "a test looks at what was kept"


@pytest.fixture
def paper(world):
    """A paper of the province that its communes received."""
    return dispatches.assigned_dispatch(world)


@pytest.fixture
def submission(world, paper):
    return handling.submitted(world, world.commune, paper)


@pytest.fixture
def head(world):
    return world.actor(world.commune.head)


@pytest.fixture
def specialist(world):
    return world.actor(world.commune.specialist)


def _fresh(row):
    return type(row).objects.everything(reason=REASON).get(pk=row.pk)


def _instruct(world, submission, *, key="lan-1", **changes):
    word = handling.word(world.commune, **changes)
    return instruct(world.actor(world.commune.head), submission, word, submission_key=key)


def _answer(actor, part, *, kind="done", text="Đã soạn xong.", key="tra-1", files=()):
    return answer_part(actor, part, kind=kind, text=text, files=files, submission_key=key)


def test_taking_back_comes_too_late_once_the_leader_has_spoken(world, submission):
    _instruct(world, submission)

    with pytest.raises(Conflict, match="đã cho ý kiến"):
        take_back(world.actor(world.commune.clerk), submission)


def test_an_instruction_stands_on_the_desks_of_those_it_names(world, specialist, submission):
    _instruct(world, submission)

    clerk = world.actor(world.commune.clerk)
    assert [item["title"] for item in desk.list_waiting(specialist)] == [
        "Lãnh đạo giao: Đồng ý với đề xuất, làm theo hạn đã ghi."
    ]
    assert [part.role for part in submissions.list_open_parts(clerk)] == ["coordinate"]
    assert [item["date_words"] for item in desk.list_waiting(specialist)] == ["Hạn 20/03/2026"]


def test_own_words_go_before_the_picked_sentence(world, submission):
    instruction = _instruct(world, submission, text="  Làm gọn trong tuần. ")

    assert (instruction.text, instruction.sentence) == ("Làm gọn trong tuần.", "")


def test_an_instruction_without_words_is_refused(world, submission):
    with pytest.raises(RuleBroken, match="Chưa có ý kiến"):
        _instruct(world, submission, sentence="", text=" ")


def test_the_same_press_twice_is_one_instruction(world, submission):
    assert _instruct(world, submission) == _instruct(world, submission)
    assert Instruction.objects.everything(reason=REASON).count() == 1


def test_a_second_instruction_on_the_same_submission_is_refused(world, submission):
    _instruct(world, submission)

    with pytest.raises(Conflict, match="đã cho ý kiến"):
        _instruct(world, submission, key="lan-2")


def test_another_head_without_a_delegation_does_not_instruct(world, submission):
    other = world.actor(appoint(world.commune.body, "head", "Phó", mark="pho"))

    with pytest.raises(NotAllowed, match="trình người khác"):
        instruct(other, submission, handling.word(world.commune), submission_key="lan-1")


def test_a_leader_takes_up_a_paper_that_nobody_submitted(world, head, paper):
    submission = take_up(head, paper)

    _instruct(world, submission)

    assert take_up(head, paper) != submission
    assert _fresh(submission).state == SubmissionState.INSTRUCTED


def test_opening_is_noted_once_and_for_the_named_person_alone(world, head, specialist, submission):
    _instruct(world, submission)
    part = handling.part_of(submission, world.commune.specialist)

    open_part(head, part)
    assert _fresh(part).opened_at is None

    open_part(specialist, part)
    assert _fresh(part).opened_at == MOMENT


def test_an_answer_reaches_the_leader(world, head, specialist, submission):
    _instruct(world, submission)
    part = handling.part_of(submission, world.commune.specialist)

    _answer(specialist, part, kind="difficulty", text="Chưa có số liệu của thôn Đông.")

    (given,) = submissions.list_instructed(head)
    lead = next(each for each in given.parts.all() if each.person == world.commune.specialist)
    assert lead.state == PartState.DIFFICULTY
    assert [each.text for each in lead.answers.all()] == ["Chưa có số liệu của thôn Đông."]


def test_the_same_answer_twice_is_one(world, specialist, submission):
    _instruct(world, submission)
    part = handling.part_of(submission, world.commune.specialist)

    assert _answer(specialist, part) == _answer(specialist, part)
    assert Answer.objects.everything(reason=REASON).count() == 1


def test_only_the_named_person_answers(world, submission):
    _instruct(world, submission)
    part = handling.part_of(submission, world.commune.specialist)

    with pytest.raises(NotAllowed, match="giao người khác"):
        _answer(world.actor(world.commune.clerk), part)


def test_after_done_there_is_no_further_answer(world, specialist, submission):
    _instruct(world, submission)
    part = handling.part_of(submission, world.commune.specialist)
    _answer(specialist, part)

    with pytest.raises(RuleBroken, match="đã báo xong"):
        _answer(specialist, part, key="tra-2")


def test_evidence_is_a_file_of_ones_own(world, specialist, submission):
    _instruct(world, submission)
    part = handling.part_of(submission, world.commune.specialist)

    with pytest.raises(NotAllowed):
        _answer(specialist, part, files=[dispatches.stored_file(world, world.commune)])

    assert not Answer.objects.everything(reason=REASON).exists()


def test_a_withdrawn_instruction_leaves_the_desk_with_its_reason_and_keeps_answers(
    world, head, specialist, submission
):
    instruction = _instruct(world, submission)
    part = handling.part_of(submission, world.commune.specialist)
    _answer(specialist, part, kind="progress", text="Đang soạn.")

    withdraw(head, instruction, reason="Tỉnh đã làm chung.")

    assert submissions.list_open_parts(specialist) == []
    (item,) = desk.list_taken_back(specialist)
    assert item["quote"] == "Tỉnh đã làm chung."
    assert Answer.objects.everything(reason=REASON).count() == 1


def test_an_answer_after_the_withdrawal_is_refused_in_words(world, head, specialist, submission):
    instruction = _instruct(world, submission)
    part = handling.part_of(submission, world.commune.specialist)
    withdraw(head, instruction, reason="Nhầm.")

    with pytest.raises(Conflict, match="thu hồi"):
        _answer(specialist, part)


def test_withdrawing_needs_a_reason_and_twice_is_once(world, head, submission):
    instruction = _instruct(world, submission)

    with pytest.raises(RuleBroken, match="lý do thu hồi"):
        withdraw(head, instruction, reason="")

    first = withdraw(head, instruction, reason="Nhầm.")
    assert withdraw(head, instruction, reason="Lý do khác.").reason == first.reason == "Nhầm."


def test_an_amended_instruction_stays_beside_the_new_one(world, head, specialist, submission):
    old = _instruct(world, submission)

    new = amend(
        head,
        old,
        handling.word(world.commune, text="Làm trong tuần."),
        reason="Cấp trên giục.",
        submission_key="lan-2",
    )

    assert (_fresh(old).state, _fresh(old).reason) == (InstructionState.AMENDED, "Cấp trên giục.")
    assert (new.number, new.state) == (2, InstructionState.STANDING)
    (part,) = submissions.list_open_parts(specialist)
    assert part.instruction == new


def test_who_keeps_the_same_part_goes_on_where_only_people_change(
    world, head, specialist, submission
):
    old = _instruct(world, submission)
    _answer(specialist, handling.part_of(submission, world.commune.specialist))

    amend(
        head, old, handling.word(world.commune, coordinators=()), reason="", submission_key="lan-2"
    )

    assert handling.part_of(submission, world.commune.specialist).state == PartState.DONE
    assert submissions.list_open_parts(world.actor(world.commune.clerk)) == []


def test_who_is_told_other_words_begins_again(world, head, specialist, submission):
    old = _instruct(world, submission)
    _answer(specialist, handling.part_of(submission, world.commune.specialist))

    amend(
        head,
        old,
        handling.word(world.commune, due_on=handling.DUE + timedelta(days=7)),
        reason="",
        submission_key="lan-2",
    )

    assert handling.part_of(submission, world.commune.specialist).state == PartState.NEW


def test_an_amended_instruction_is_not_amended_again(world, head, submission):
    old = _instruct(world, submission)
    amend(head, old, handling.word(world.commune, text="Mới."), reason="", submission_key="lan-2")

    with pytest.raises(Conflict, match="vừa được sửa"):
        amend(
            head, old, handling.word(world.commune, text="Nữa."), reason="", submission_key="lan-3"
        )


def test_a_body_directly_below_gets_a_task_and_the_paper(world, submission):
    body = handling.body_below(world.commune)
    lead = handling.below(world.commune, body)

    _instruct(world, submission, lead=lead, text="Mở lớp ở trung tâm.")

    share = AssignedBody.objects.everything(reason=REASON).get(organisation=body)
    assert (share.role, share.due_on) == ("lead", handling.DUE)
    assert (share.assignment.by_word, share.assignment.text) == (True, "Mở lớp ở trung tâm.")
    assert share.assignment.organisation == world.commune.body
    part = InstructedPart.objects.everything(reason=REASON).get(body=body)
    assert part.share == share
    assert submission.dispatch.deliveries.filter(organisation=body).exists()


def test_a_body_of_another_line_is_not_named(world, submission):
    stranger = handling.below(world.province, world.commune.body)

    with pytest.raises(RuleBroken, match="không còn thuộc cơ quan"):
        _instruct(world, submission, lead=stranger)


def test_the_body_above_sees_nothing_of_it(world, submission):
    with pytest.raises(NotFound):
        submissions.get_submission(world.actor(world.province.head), submission.public_id)


def test_every_step_is_in_the_log(world, head, specialist, submission):
    instruction = _instruct(world, submission)
    _answer(specialist, handling.part_of(submission, world.commune.specialist), kind="progress")
    withdraw(head, instruction, reason="Nhầm.")

    history = [each.action for each in list_history("Submission", submission.public_id)]
    assert history == ["handling.submit", "handling.instruct", "handling.withdraw"]
    assert Submission.objects.everything(reason=REASON).count() == 1


def test_the_sentences_picked_most_come_first(world, head, paper):
    for number in range(2):
        again = take_up(head, paper)
        _instruct(world, again, key=f"lan-{number}", sentence="meet")

    assert submissions.count_sentences(head) == {"meet": 2}
