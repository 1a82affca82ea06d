"""One's own leave is as quiet as a day of rest."""

from datetime import date

from behoc.ground.notifications.rules.quiet_days import Leave, is_quiet


def test_a_leave_is_quiet_on_both_its_ends():
    leave = Leave(date(2026, 3, 3), date(2026, 3, 4))

    assert [is_quiet(date(2026, 3, day), leave) for day in (2, 3, 4, 5)] == [
        False,
        True,
        True,
        False,
    ]


def test_half_a_leave_is_none():
    assert not Leave(date(2026, 3, 3), None).holds(date(2026, 3, 3))


def test_a_day_of_rest_is_quiet_for_everybody():
    assert is_quiet(date(2026, 9, 2), Leave())
