"""What a leader instructed is narrowed by what came of it and by whom, and says what was heard."""

from datetime import timedelta

import pytest

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.direction.handling.queries.instructed import (
    build_filters,
    build_rows,
    narrow_instructed,
)
from behoc.direction.handling.services.answering import answer_part
from behoc.direction.handling.services.instructing import instruct, withdraw
from behoc.kernel import clock
from tests.kits import dispatches, handling
from tests.kits.world import MOMENT, appoint

REASON = "a test looks at what was kept"


@pytest.fixture
def head(world):
    return world.actor(world.commune.head)


def _given(world, head, **changes):
    paper = dispatches.assigned_dispatch(world)
    submission = handling.submitted(world, world.commune, paper)
    word = handling.word(world.commune, **({"coordinators": ()} | changes))
    return instruct(head, submission, word, submission_key="lan-1")


def _answer(world, given, kind):
    part = given.parts.get()
    answer_part(
        world.actor(part.person),
        part,
        kind=kind,
        text="Đã mời giảng viên.",
        files=[],
        submission_key="tra-1",
    )


def _counts(head, who=""):
    chips = build_filters(head, outcome="", who=who)["chips"]
    return {chip["label"]: chip["count"] for chip in chips}


def test_outcomes_are_told_apart_and_counted(world, head):
    silent, running, stuck, done, gone = (_given(world, head) for _each in range(5))
    _answer(world, running, "progress")
    _answer(world, stuck, "difficulty")
    _answer(world, done, "done")
    withdraw(head, gone, reason="Nhầm.")

    assert _counts(head) == {
        "Tất cả": 5,
        "Có vướng mắc": 1,
        "Chưa ai trả lời": 1,
        "Đang làm": 1,
        "Đã xong": 1,
        "Đã thu hồi": 1,
    }
    assert list(narrow_instructed(head, outcome="vuong-mac")) == [stuck]
    assert list(narrow_instructed(head, outcome="chua-tra-loi")) == [silent]


def test_what_is_not_done_after_its_day_is_late_and_what_is_done_is_not(world, head):
    silent, done = _given(world, head), _given(world, head)
    _answer(world, done, "done")

    with clock.held(MOMENT + timedelta(days=30)):
        assert list(narrow_instructed(head, outcome="qua-han")) == [silent]
        assert _counts(head) == {"Tất cả": 2, "Quá hạn": 1, "Đã xong": 1}


def test_one_person_or_one_body_is_picked_out(world, head):
    below = handling.body_below(world.commune)
    clerk = handling.receiver(world.commune, world.commune.clerk)
    by_clerk = _given(world, head, lead=clerk)
    by_below = _given(world, head, lead=handling.below(world.commune, below))

    assert list(narrow_instructed(head, who=clerk.code)) == [by_clerk]
    assert list(narrow_instructed(head, who=f"b-{below.public_id}")) == [by_below]
    people = build_filters(head, outcome="", who=clerk.code)["people"]
    assert [each["label"] for each in people if each["on"]] == [world.commune.clerk.full_name]
    assert _counts(head, who=clerk.code)["Tất cả"] == 1


def test_a_wrong_word_in_the_address_narrows_nothing(world, head):
    given = _given(world, head)

    assert list(narrow_instructed(head, outcome="gì đó", who="x-1")) == [given]


def test_the_line_says_what_a_person_or_a_body_below_said_last(world, head):
    below = handling.body_below(world.commune)
    clerk = handling.receiver(world.commune, world.commune.clerk)
    given = _given(world, head, lead=handling.below(world.commune, below), coordinators=(clerk,))
    answer_part(
        world.actor(world.commune.clerk),
        given.parts.get(person__isnull=False),
        kind="progress",
        text="Đã đặt phòng.",
        files=[],
        submission_key="tra-1",
    )
    share = AssignedBody.objects.everything(reason=REASON).get(organisation=below)
    worker = world.actor(appoint(below, "specialist", "Cán bộ", mark="duoi"))
    with clock.held(MOMENT + timedelta(hours=1)):
        accept_task(worker, share)
        report_progress(
            worker, share, text="Mở được hai lớp.", finished=False, files=[], submission_key="b-1"
        )

    (row,) = build_rows(list(narrow_instructed(head)))
    assert (row["lead"], row["others"]) == (below.short_name, [world.commune.clerk.full_name])
    assert (row["heard"]["who"], row["heard"]["text"]) == (below.short_name, "Mở được hai lớp.")
    assert row["state_words"] == "Đang làm"
