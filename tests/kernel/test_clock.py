from datetime import UTC, date, datetime

import pytest

from behoc.kernel import clock

BEFORE_MIDNIGHT_IN_HANOI = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
MIDNIGHT_IN_HANOI = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)


def test_now_knows_its_time_zone():
    assert clock.now().tzinfo is UTC


def test_today_changes_at_midnight_in_hanoi():
    with clock.held(BEFORE_MIDNIGHT_IN_HANOI):
        assert clock.today() == date(2026, 12, 31)
    with clock.held(MIDNIGHT_IN_HANOI):
        assert clock.today() == date(2027, 1, 1)


def test_a_held_clock_stands_still_and_goes_on_afterwards():
    with clock.held(MIDNIGHT_IN_HANOI):
        assert clock.now() == clock.now() == MIDNIGHT_IN_HANOI
    assert clock.now() != MIDNIGHT_IN_HANOI


def test_a_clock_held_inside_another_gives_back_the_outer_moment():
    with clock.held(MIDNIGHT_IN_HANOI):
        with clock.held(BEFORE_MIDNIGHT_IN_HANOI):
            assert clock.now() == BEFORE_MIDNIGHT_IN_HANOI
        assert clock.now() == MIDNIGHT_IN_HANOI


def test_an_error_lets_the_clock_go():
    with pytest.raises(ValueError, match="hỏng"), clock.held(MIDNIGHT_IN_HANOI):
        raise ValueError("hỏng")
    assert clock.now() != MIDNIGHT_IN_HANOI
