"""Steps of reminding: each once, an order up the line, a request never."""

from datetime import UTC, date, datetime

import pytest

from behoc.direction.assignments.models import AssignedBody, Assignment, Reminder
from behoc.direction.assignments.queries.steps import steps_for
from behoc.direction.assignments.rules import Force
from behoc.direction.assignments.services.answering import name_answerable
from behoc.direction.assignments.services.escalating import escalate
from behoc.direction.assignments.services.setting_steps import OwnDays, clear_step, set_step
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.ground.notifications.models import Notice
from behoc.kernel import clock
from behoc.kernel.errors import NotFound, RuleBroken
from tests.kits.committed import at_once
from tests.kits.dispatches import assigned_task

LATE = date(2026, 11, 19)


@pytest.fixture
def staff(world):
    """People are made when first named: those who are to hear of it."""
    people = [world.commune, world.neighbour, world.province]
    return [(desk.head, desk.specialist, desk.follower) for desk in people]


def _on(year: int, month: int, day: int):
    return clock.held(datetime(year, month, day, 3, tzinfo=UTC))


def _steps(task: AssignedBody) -> list[tuple[str, str]]:
    rows = Reminder.objects.everything(reason="a test reads every step").filter(assigned=task)
    return list(rows.order_by("pk").values_list("step", "told_body__code"))


def _told(person, kind: str) -> int:
    rows = Notice.objects.everything(reason="a test counts what one person was told")
    return rows.filter(person=person, kind=kind).count()


def _force(task: AssignedBody, force: Force) -> AssignedBody:
    rows = Assignment.objects.everything(reason="a test makes the order a request")
    rows.filter(pk=task.assignment_id).update(force=force)
    return task


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        ((2026, 3, 6), []),
        ((2026, 3, 7), [("unopened", "UB-BG")]),
        ((2026, 11, 15), [("unopened", "UB-BG")]),
        ((2026, 11, 16), [("soon", "UB-BG"), ("unopened", "UB-BG")]),
        ((2026, 11, 19), [("soon", "UB-BG"), ("unopened", "UB-BG")]),
        ((2026, 11, 20), [("unopened", "UB-BG"), ("late", "UB-BG")]),
        ((2026, 11, 22), [("unopened", "UB-BG"), ("late", "UB-BG"), ("late_head", "UB-BG")]),
        (
            (2026, 11, 26),
            [
                ("unopened", "UB-BG"),
                ("late", "UB-BG"),
                ("late_head", "UB-BG"),
                ("late_superior", "UB"),
            ],
        ),
    ],
)
def test_an_order_takes_the_steps_whose_day_has_come(world, staff, day, steps):
    task = assigned_task(world)

    with _on(*day):
        escalate()

    assert _steps(task) == steps


def test_on_the_fifteenth_day_the_leaders_above_hear_of_an_order(world, staff):
    task = assigned_task(world)

    with _on(2026, 12, 4):
        escalate()

    assert _steps(task)[-1] == ("late_superior_head", "UB")
    assert _told(world.province.head, "assignment.escalated") == 1
    assert _told(world.province.follower, "assignment.escalated") == 1
    assert _told(world.commune.head, "assignment.escalated") == 0


def test_a_request_is_reminded_and_never_goes_up_the_line(world, staff):
    task = _force(assigned_task(world), Force.REQUEST)

    with _on(2027, 2, 1):
        escalate()

    assert _steps(task) == [("unopened", "UB-BG"), ("late", "UB-BG")]
    assert _told(world.province.head, "assignment.escalated") == 0


def test_each_step_is_taken_once(world, staff):
    task = assigned_task(world)

    with _on(2026, 11, 20):
        escalate()
    with _on(2026, 11, 21):
        again = escalate()

    assert again == 0
    assert len(_steps(task)) == 2


def test_who_has_reported_done_is_left_in_peace(world, staff):
    actor = world.actor(world.commune.clerk)
    task = accept_task(actor, assigned_task(world))
    report_progress(actor, task, text="Xong.", finished=True, files=[], submission_key="1")

    with _on(2026, 12, 30):
        escalate()

    assert _steps(task) == []


def test_who_answers_for_the_share_is_told_instead_of_everybody(world, staff):
    task = accept_task(world.actor(world.commune.clerk), assigned_task(world))
    name_answerable(world.actor(world.commune.head), task, world.commune.specialist)

    with _on(2026, 11, 20):
        escalate()

    assert _told(world.commune.specialist, "assignment.waiting") == 1
    assert _told(world.commune.clerk, "assignment.waiting") == 0


def test_nobody_is_late_with_what_was_given_after_its_day(world, staff):
    task = assigned_task(world)
    rows = AssignedBody.objects.everything(reason="a test gives an old paper late")
    rows.filter(pk=task.pk).update(due_on=date(2024, 6, 1))

    escalate()
    assert _steps(task) == []
    with _on(2026, 3, 3):
        escalate()

    assert _steps(task) == [("late", "UB-BG")]


def test_a_part_inside_a_body_is_no_matter_for_those_above_it(world, staff):
    task = assigned_task(world)
    rows = Assignment.objects.everything(reason="a test makes the commune its own giver")
    rows.filter(pk=task.assignment_id).update(organisation=world.commune.body)

    with _on(2027, 2, 1):
        escalate()

    assert [step for step, body in _steps(task) if body == "UB"] == []
    assert ("late_head", "UB-BG") in _steps(task)


def _escalate_late():
    with _on(2026, 11, 20):
        return escalate()


def test_two_workers_at_once_take_each_step_once(committed_world):
    world = committed_world
    task, clerk = assigned_task(world), world.commune.clerk

    at_once([_escalate_late] * 3)

    assert sorted(_steps(task)) == [("late", "UB-BG"), ("unopened", "UB-BG")]
    assert _told(clerk, "assignment.waiting") == 1


def _own(days: int, since: date = date(2026, 1, 1)) -> OwnDays:
    return OwnDays(days, "Kế hoạch 5/KH-UBND ngày 05/01/2026", since)


def _late_steps(task) -> list[str]:
    return [step for step, _body in _steps(task) if step.startswith("late")]


def test_a_body_sets_its_own_days_for_what_it_gives(world, staff):
    task = assigned_task(world)
    set_step(world.actor(world.province.head), "late_head", _own(5))

    with _on(2026, 11, 23):
        escalate()
    assert _late_steps(task) == ["late"]
    with _on(2026, 11, 24):
        escalate()
    assert _late_steps(task) == ["late", "late_head"]


def test_own_days_hold_from_their_day_on(world, staff):
    task = assigned_task(world)
    set_step(world.actor(world.province.head), "late_head", _own(5, date(2027, 1, 1)))

    with _on(2026, 11, 22):
        escalate()

    assert _late_steps(task) == ["late", "late_head"]


def test_of_two_bodies_in_a_line_the_nearer_ones_days_hold(world):
    head, commune = world.actor(world.province.head), world.actor(world.commune.head)
    set_step(head, "soon", _own(10))
    assert steps_for(commune)["soon"].days == -10

    set_step(commune, "soon", _own(4))

    assert steps_for(commune)["soon"].days == -4
    assert steps_for(head)["soon"].days == -10
    assert steps_for(world.actor(world.department.head))["soon"].days == -10
    clear_step(commune, "soon")
    clear_step(commune, "soon")
    assert steps_for(commune)["soon"].days == -10


@pytest.mark.parametrize(
    ("code", "days", "reason"),
    [
        ("late_superior", 2, "không đến trước bước dưới"),
        ("soon", 0, "lớn hơn 0"),
        ("late", 91, "từ 1 đến 90"),
    ],
)
def test_days_that_turn_the_steps_around_are_refused(world, code, days, reason):
    with pytest.raises(RuleBroken, match=reason):
        set_step(world.actor(world.province.head), code, _own(days))


def test_own_days_name_their_source_and_a_step_that_exists(world):
    head = world.actor(world.province.head)

    with pytest.raises(RuleBroken, match="căn cứ"):
        set_step(head, "soon", OwnDays(4, " ", date(2026, 1, 1)))
    with pytest.raises(NotFound):
        set_step(head, "sooner", _own(4))


def test_the_page_says_whose_day_a_step_has_and_keeps_what_was_typed(world):
    client = world.client(world.province.head)
    address = "/nhiem-vu/buoc-nhac/"

    assert client.post(f"{address}soon/", {"days": "4", "source": ""}).status_code == 422
    sent = {"days": "4", "source": "Kế hoạch 5/KH-UBND", "effective_on": "2026-01-01"}
    assert client.post(f"{address}soon/", sent).status_code == 303

    page = client.get(address, {"buoc": "soon"}).content.decode()
    assert "4 ngày trước hạn" in page
    assert "Kế hoạch 5/KH-UBND" in page
    assert client.post(f"{address}soon/", {"verdict": "clear"}).status_code == 303
    assert "3 ngày trước hạn" in client.get(address).content.decode()
