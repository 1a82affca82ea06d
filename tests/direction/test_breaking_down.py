"""A body breaks its share down for bodies below and for its people."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from behoc.direction.assignments.models import Assignment
from behoc.direction.assignments.queries.parts import (
    list_above,
    list_built_on,
    list_parts,
    sum_parts,
)
from behoc.direction.assignments.services.answering import name_answerable
from behoc.direction.assignments.services.breaking_down import NewPart, break_down, take_back_part
from behoc.direction.assignments.services.hindering import answer_difficulty, tell_of_difficulty
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.direction.documents.models import Delivery
from behoc.ground.notifications.models import Notice
from behoc.kernel.clock import today
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits.committed import at_once
from tests.kits.dispatches import assigned_dispatch as given
from tests.kits.dispatches import assigned_task, sample_reading, share_of

SOON = date(2026, 6, 1)


@pytest.fixture
def task(world):
    """The association of the commune has taken a task on; a village chapter stands below it."""
    reading = sample_reading(world.commune_association.body.name)
    share = share_of(given(world, reading=reading), world.commune_association)
    return accept_task(world.actor(world.commune_association.clerk), share)


def _head(world):
    return world.actor(world.commune_association.head)


def _to_cell(world, **facts) -> NewPart:
    return NewPart(**{"text": "Mở lớp ở thôn.", "bodies": (world.cell.body.pk,), **facts})


def _told(person) -> list[str]:
    rows = Notice.objects.everything(reason="a test reads what one person was told")
    return list(rows.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_a_part_stands_on_the_desk_below_with_the_clause_of_the_first_order(world, task):
    clerk_below = world.cell.clerk

    made = break_down(_head(world), task, _to_cell(world, due_on=SOON))

    share = list_parts(task)[0]
    assert (share.organisation, share.due_on) == (world.cell.body, SOON)
    assert (made.clause, made.line) == (task.assignment.clause, task.assignment.line)
    assert made.organisation == world.commune_association.body
    assert _told(clerk_below) == ["assignment.new"]
    rows = Delivery.objects.everything(reason="a test looks where the paper went")
    assert rows.filter(organisation=world.cell.body, dispatch=made.document.dispatch).exists()


def test_a_part_without_a_day_keeps_the_bodys_own(world, task):
    break_down(_head(world), task, _to_cell(world))

    assert list_parts(task)[0].due_on == task.due_on


def test_a_later_day_needs_a_reason(world, task):
    part = _to_cell(world, due_on=date(2026, 12, 20))

    with pytest.raises(RuleBroken, match="20/12/2026 sau hạn của cơ quan mình"):
        break_down(_head(world), task, part)
    break_down(_head(world), task, _to_cell(world, due_on=part.due_on, reason="Chờ kinh phí."))

    assert list_parts(task)[0].due_on == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"text": " "}, "Chưa ghi phải làm gì"),
        ({"bodies": ()}, "Chưa chọn nơi làm"),
        ({"role": "boss"}, "vai trò"),
        ({"due_on": date(2026, 3, 1)}, "đã qua"),
        ({"text": "a" * 2001}, "2000"),
    ],
    ids=["no words", "nobody", "unknown role", "past day", "too long"],
)
def test_a_part_that_says_too_little_is_refused_in_one_sentence(world, task, facts, said):
    with pytest.raises(RuleBroken, match=said):
        break_down(_head(world), task, _to_cell(world, **facts))

    assert list_parts(task) == []


def test_only_bodies_directly_below_get_a_part(world, task):
    with pytest.raises(RuleBroken, match="ngay dưới"):
        break_down(_head(world), task, _to_cell(world, bodies=(world.neighbour.body.pk,)))


def test_amounts_need_a_unit_and_add_up(world, task):
    cell = world.cell.body.pk
    with pytest.raises(RuleBroken, match="đơn vị tính"):
        break_down(_head(world), task, _to_cell(world, amounts={cell: Decimal(40)}))
    with pytest.raises(RuleBroken, match="lớn hơn 0"):
        break_down(_head(world), task, _to_cell(world, amounts={cell: Decimal(0)}, unit="người"))

    break_down(_head(world), task, _to_cell(world, amounts={cell: Decimal(40)}, unit="người"))

    assert sum_parts(list_parts(task), today()).amount == Decimal(40)


def test_a_part_for_a_person_names_who_answers_for_it(world, task):
    person = world.commune_association.specialist

    break_down(_head(world), task, NewPart("Lo phòng học.", person=person))

    share = list_parts(task)[0]
    assert (share.organisation, share.person_answerable) == (
        world.commune_association.body,
        person,
    )
    assert "assignment.answerable" in _told(person)


def test_a_person_of_another_body_gets_no_part(world, task):
    with pytest.raises(RuleBroken, match="không giữ vai trò"):
        break_down(_head(world), task, NewPart("Lo phòng học.", person=world.neighbour.clerk))


def test_a_task_is_taken_on_before_it_is_broken_down(world):
    share = assigned_task(world, world.commune)

    with pytest.raises(RuleBroken, match="nhận nhiệm vụ trước"):
        break_down(
            world.actor(world.commune.head), share, NewPart("Làm.", person=world.commune.clerk)
        )


def test_the_same_part_sent_twice_is_one(world, task):
    first = break_down(_head(world), task, _to_cell(world))
    second = break_down(_head(world), task, _to_cell(world))

    assert first == second
    assert len(list_parts(task)) == 1


def test_who_divides_on_an_old_screen_looks_again(world, task):
    break_down(_head(world), task, _to_cell(world), seen=0)

    with pytest.raises(Conflict, match="Người khác vừa chia"):
        break_down(_head(world), task, _to_cell(world, text="Mua sách."), seen=0)


def test_the_body_sees_how_many_parts_are_done(world, task):
    break_down(_head(world), task, _to_cell(world))
    break_down(_head(world), task, _to_cell(world, text="Mua sách."))
    below = world.actor(world.cell.clerk)
    part = accept_task(below, list_parts(task)[0])
    report_progress(below, part, text="Xong.", finished=True, files=[], submission_key="1")

    found = sum_parts(list_parts(task), today())

    assert (found.total, found.done, found.new, found.late) == (2, 1, 1, 0)


def test_every_part_leads_up_to_the_clause_and_down_to_who_built_on_it(world, task):
    break_down(_head(world), task, _to_cell(world))
    part = accept_task(world.actor(world.cell.clerk), list_parts(task)[0])
    break_down(
        world.actor(world.cell.head), part, NewPart("Gọi loa.", person=world.cell.specialist)
    )
    inner = list_parts(part)[0]

    assert list_above(inner) == [part, task]
    assert list_built_on([task.pk]) == [part, inner]


def test_a_neighbour_does_not_break_our_task_down(world, task):
    with pytest.raises(NotAllowed):
        break_down(world.actor(world.neighbour_association.head), task, _to_cell(world))


def test_nobody_from_elsewhere_answers_for_our_share(world, task):
    with pytest.raises(RuleBroken, match="không giữ vai trò"):
        name_answerable(_head(world), task, world.neighbour.clerk)


def test_a_difficulty_goes_up_once_and_is_answered_once(world, task):
    follower, clerk = world.province.follower, world.commune_association.clerk
    teller, giver = world.actor(clerk), world.actor(follower)
    first = tell_of_difficulty(teller, task, text="Thiếu phòng.", submission_key="a")
    again = tell_of_difficulty(teller, task, text="Thiếu phòng.", submission_key="a")

    answer_difficulty(giver, first, text="Mượn trường học.")

    assert again == first
    assert _told(follower) == ["assignment.difficulty"]
    assert _told(clerk)[-1] == "assignment.difficulty"
    with pytest.raises(Conflict, match="đã được trả lời"):
        answer_difficulty(world.actor(world.province.head), first, text="Khác.")


def test_of_two_people_who_divide_at_once_the_second_looks_again(committed_world):
    world = committed_world
    reading = sample_reading(world.commune_association.body.name)
    share = share_of(given(world, reading=reading), world.commune_association)
    desk = world.commune_association
    task = accept_task(world.actor(desk.clerk), share)
    people = [world.actor(desk.head), world.actor(desk.specialist)]
    parts = [_to_cell(world, text=text) for text in ("Mở lớp.", "Mua sách.")]

    results = at_once(
        [
            partial(break_down, actor, task, part, seen=0)
            for actor, part in zip(people, parts, strict=True)
        ]
    )

    assert {type(result) for result in results} == {Assignment, Conflict}
    assert len(list_parts(task)) == 1


def test_the_same_part_at_once_is_one(committed_world):
    world = committed_world
    reading = sample_reading(world.commune_association.body.name)
    share = share_of(given(world, reading=reading), world.commune_association)
    desk = world.commune_association
    task = accept_task(world.actor(desk.clerk), share)
    actor, part = world.actor(desk.head), _to_cell(world)

    first, second = at_once([partial(break_down, actor, task, part)] * 2)

    assert first == second
    assert len(list_parts(task)) == 1


def _take_back(world, part, reason="Thôn bên đã làm."):
    return take_back_part(_head(world), part, reason=reason)


def test_a_part_is_taken_back_with_its_reason_and_what_rests_on_it(world, task):
    part = break_down(_head(world), task, _to_cell(world)).assigned.get()
    cell = world.actor(world.cell.head)
    inner = break_down(
        cell, accept_task(cell, part), NewPart("Quét sân.", person=world.cell.clerk)
    ).assigned.get()

    _take_back(world, part)
    _take_back(world, part)

    for share in (part, inner):
        share.refresh_from_db()
        assert (share.state, share.reason) == ("lapsed", "Thôn bên đã làm.")
    assert _told(world.cell.clerk).count("assignment.ended") == 2
    assert list_parts(task) == []


def test_a_part_that_was_reported_as_done_is_not_taken_back(world, task):
    part = break_down(_head(world), task, _to_cell(world)).assigned.get()
    clerk = world.actor(world.cell.clerk)
    accept_task(clerk, part)
    report_progress(clerk, part, text="Xong.", finished=True, files=[], submission_key="1")

    with pytest.raises(RuleBroken, match="đã báo xong"):
        _take_back(world, part)


def test_a_part_is_not_taken_back_without_a_reason_or_by_who_did_not_give_it(world, task):
    part = break_down(_head(world), task, _to_cell(world)).assigned.get()

    with pytest.raises(RuleBroken, match="lý do"):
        _take_back(world, part, reason=" ")
    with pytest.raises(RuleBroken, match="không chia từ"):
        _take_back(world, task)
    with pytest.raises(NotAllowed):
        take_back_part(world.actor(world.cell.head), part, reason="Thôi.")


def test_the_same_part_can_be_given_again_after_it_was_taken_back(world, task):
    first = break_down(_head(world), task, _to_cell(world))
    _take_back(world, first.assigned.get())

    second = break_down(_head(world), task, _to_cell(world))

    assert second.pk != first.pk
