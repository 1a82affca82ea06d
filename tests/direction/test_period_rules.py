"""When periods open, when a duty ends with its phase, how days are counted: by table."""

from datetime import date

import pytest

from behoc.direction.assignments.rules.escalation import Told, escalation_steps
from behoc.direction.assignments.rules.periods import (
    Rhythm,
    count_from_event,
    end_of_phase,
    first_period,
    last_period,
    next_period,
    opens_on,
    periods,
)

YEARLY = Rhythm(("--11-19",), "P1Y", None)
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("ends_on", "following"),
    [
        (None, "2027"),
        (date(2027, 12, 31), "2027"),
        (date(2026, 12, 31), None),
        (date(2027, 1, 1), "2027"),
    ],
)
def test_a_duty_ends_with_its_phase(ends_on, following):
    found = next_period([Rhythm(("--11-19",), "P1Y", ends_on)], "2026")

    assert (found.period if found else None) == following


def test_a_duty_whose_phase_is_over_has_only_a_last_period():
    over = [Rhythm(("--11-19",), "P1Y", date(2025, 12, 31))]

    assert first_period(over, TODAY) is None
    assert last_period(over).due_on == date(2025, 11, 19)


def test_after_its_day_the_next_year_runs():
    assert first_period([YEARLY], date(2026, 11, 20)).period == "2027"
    assert first_period([YEARLY], date(2026, 11, 19)).period == "2026"


def test_two_rhythms_of_a_task_interleave_and_share_a_period_by_the_earlier_day():
    half, early = Rhythm(("P6M",), "P6M", None), Rhythm(("--10-01",), "", None)

    found = periods([YEARLY, half, early], since=TODAY, until=date(2026, 12, 31))

    assert [(one.period, one.due_on) for one in found] == [
        ("2026", date(2026, 10, 1)),
        ("2026-H1", None),
        ("2026-H2", None),
    ]


@pytest.mark.parametrize("period", ["", "nonsense", "2026-H3", "2026-Q5"])
def test_what_is_no_period_has_no_next_one(period):
    assert next_period([YEARLY], period) is None


@pytest.mark.parametrize(
    ("codes", "interval", "period", "opens"),
    [
        (("--11-19",), "P1Y", "2026", date(2027, 1, 1)),
        (("--01-15",), "P1Y", "2026", date(2026, 11, 16)),
        (("--06-14", "--12-14"), "P1Y", "2026-H1", date(2026, 7, 1)),
        (("--01-05", "--07-05"), "P1Y", "2026-H1", date(2026, 5, 21)),
        ((), "P3M", "2026-Q1", date(2026, 4, 1)),
        ((), "P1M", "2026-12", date(2027, 1, 1)),
        (("--02-29",), "", "2027", date(2027, 12, 31)),
    ],
)
def test_a_period_opens_on_its_first_day_or_early_enough(codes, interval, period, opens):
    following = next_period([Rhythm(codes, interval, None)], period)

    assert opens_on(following) == opens


@pytest.mark.parametrize(
    ("wording", "phases", "ends"),
    [
        ("hằng năm, giai đoạn 2026-2030", [], date(2030, 12, 31)),
        ("trong giai đoạn từ 2023 đến 2025", [], date(2025, 12, 31)),
        ("GIAI ĐOẠN 2026 – 2030", [(2021, 2025)], date(2030, 12, 31)),
        ("hằng năm", [(2021, 2025), (2026, 2030)], date(2030, 12, 31)),
        ("hằng năm", [(2021, 2025)], date(2025, 12, 31)),
        ("hằng năm", [(2027, 2030)], date(2030, 12, 31)),
        ("hằng năm", [], None),
    ],
)
def test_the_phase_that_is_named_comes_before_the_one_that_runs(wording, phases, ends):
    assert end_of_phase(wording, phases, TODAY) == ends


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("trong vòng 30 ngày kể từ khi Bộ ban hành", (30, False)),
        ("Trong thời hạn 15 ngày làm việc, kể từ ngày nhận", (15, True)),
        ("sau 07 (bảy) ngày kể từ khi có hướng dẫn", (7, False)),
        ("chậm nhất 10 ngày từ khi nhận", (10, False)),
        ("khi Bộ ban hành", None),
        ("trước ngày 20/11", None),
        ("", None),
    ],
)
def test_days_counted_from_an_event_are_read_where_they_are_printed(wording, found):
    assert count_from_event(wording) == found


def test_every_step_has_one_time_and_only_orders_go_up():
    steps = escalation_steps()

    assert len({step.code for step in steps}) == len(steps)
    assert [step.code for step in steps if (step.after is None) == (step.unopened is None)] == []
    assert [step.code for step in steps if step.goes_up and not step.orders_only] == []
    assert {step.tells for step in steps} == set(Told)
