"""How far a figure is from its target, which target holds, which groups and tiles are shown."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from behoc.config.places import places
from behoc.measure.indicators.rules import Direction
from behoc.measure.indicators.rules.aims import Aim, Level, pick_aim
from behoc.measure.indicators.rules.numbers import read_number
from behoc.measure.indicators.rules.progress import Light, Value, judge, pace_of
from behoc.measure.indicators.rules.quality import Flag, find_odd
from behoc.measure.indicators.rules.splits import Group, Part, hide_small, shipped_splits
from behoc.measure.indicators.rules.tiles import edges_of, lay_out, positions, step_of

MORE, LESS = Direction.MORE, Direction.LESS


def points(*levels, last=2026):
    return [(last - len(levels) + 1 + at, Decimal(level)) for at, level in enumerate(levels)]


@pytest.mark.parametrize(
    ("levels", "target", "direction", "light"),
    [
        ((60, 70, 76), (2026, 75), MORE, Light.MET),
        ((60, 65, 70), (2028, 80), MORE, Light.LIKELY),
        ((60, 65, 70), (2028, 81), MORE, Light.UNLIKELY),
        ((70,), (2028, 80), MORE, Light.UNSURE),
        ((), (2028, 80), MORE, Light.SILENT),
        ((70,), None, MORE, Light.AIMLESS),
        ((9, 7, 5), (2028, 2), LESS, Light.LIKELY),
        ((9, 7, 5), (2026, 5), LESS, Light.MET),
    ],
)
def test_what_is_said_follows_from_pace_and_target(levels, target, direction, light):
    aim = (target[0], Decimal(target[1])) if target else None

    assert judge(points(*levels), 2026, aim, direction).light is light


def test_the_gap_and_the_forecast_are_told_with_it():
    found = judge(points(60, 65, 70), 2026, (2028, Decimal(81)), MORE)

    assert (found.gap, found.pace, found.forecast) == (11, 5, 80)


@given(st.decimals(-50, 50, places=2), st.integers(2, 6), st.integers(2000, 2030))
def test_the_pace_of_a_straight_line_is_its_slope(slope, count, first):
    line = [(first + at, slope * at + 7) for at in range(count)]

    assert abs(pace_of(line) - slope) < Decimal("0.000001")


def aim(level, year, value, *, depth=0, on=date(2026, 1, 1), note=""):
    return Aim(0, level, depth, year, Decimal(value), "1/KH", "Nơi đặt", on, note=note)


def test_the_nearest_setters_next_year_holds():
    nation, above = aim(Level.NATION, 2030, 80), aim(Level.ABOVE, 2030, 82, depth=1)
    here, past = aim(Level.HERE, 2027, 75, depth=2), aim(Level.HERE, 2025, 60, depth=2)

    assert pick_aim([nation, above, here, past], 2026) is here
    assert pick_aim([nation, above, past], 2026) is above
    assert pick_aim([past], 2026) is past
    assert pick_aim([], 2026) is None


def test_of_two_acts_for_one_year_the_newer_holds():
    old, new = aim(Level.HERE, 2027, 70, on=date(2024, 1, 1)), aim(Level.HERE, 2027, 75)

    assert pick_aim([old, new], 2026) is new


def test_a_target_set_for_a_place_that_is_no_more_judges_nothing():
    assert pick_aim([aim(Level.HERE, 2027, 70, note="nay không còn")], 2026) is None


def groups(*sizes):
    return [
        Group(Part(at, str(at)), Value(Decimal(size) / 2, Decimal(size)))
        for at, size in enumerate(sizes)
    ]


def hidden(found):
    return [each.is_hidden for each in found]


def test_a_group_under_ten_is_hidden_and_one_more_so_that_none_can_be_worked_out():
    assert hidden(hide_small(groups(9, 40, 30), is_whole=True)) == [True, False, True]
    assert hidden(hide_small(groups(9, 40, 30), is_whole=False)) == [True, False, False]
    assert hidden(hide_small(groups(9, 8, 30), is_whole=True)) == [True, True, False]
    assert hidden(hide_small(groups(10, 40), is_whole=True)) == [False, False]
    assert hidden(hide_small(groups(0, 40, 30), is_whole=True)) == [False, False, False]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_never_is_one_small_group_what_the_others_leave_over(sizes):
    found = hide_small(groups(*sizes), is_whole=True)
    shown = [size for size, each in zip(sizes, found, strict=True) if not each.is_hidden]

    assert all(size == 0 or size >= 10 for size in shown)
    told = [size for size in sizes if size]
    assert sum(hidden(found)) != 1 or len(told) == 1


def test_a_group_keeps_its_code_and_no_two_share_one():
    codes = {part.name: part.code for split in shipped_splits() for part in split.parts}

    assert codes["Hộ nghèo"] == 11
    assert codes["Dân tộc thiểu số"] == 22


def test_the_tiles_of_the_nation_are_all_its_provinces_each_in_its_own_cell():
    provinces = [each.code for each in places() if each.parent_code == "VN"]
    sheet = lay_out(provinces)

    assert sheet.is_placed
    assert len(provinces) == 34 == len({(tile.x, tile.y) for tile in sheet.tiles})
    assert set(provinces) <= set(positions())


def test_neighbours_stand_beside_each_other_on_the_map():
    at = positions()

    def beside(one, other):
        (column, row), (column_2, row_2) = at[one], at[other]
        return abs(row - row_2) <= 1 and abs(column - column_2) <= 1

    assert all(beside(*pair) for pair in [("01", "24"), ("38", "40"), ("46", "48"), ("79", "80")])
    assert at["04"][1] < at["01"][1] < at["46"][1] < at["96"][1]


def test_places_that_no_map_knows_stand_in_rows():
    sheet = lay_out([f"X{number}" for number in range(10)])

    assert not sheet.is_placed
    assert len({(tile.x, tile.y) for tile in sheet.tiles}) == 10


def test_a_step_holds_about_a_fifth():
    values = [Decimal(number) for number in range(50)]
    edges = edges_of(values)

    assert [step_of(each, edges) for each in values].count(1) == 10
    assert step_of(None, edges) == 0
    assert {step_of(each, edges) for each in values} == {1, 2, 3, 4, 5}
    assert edges_of([Decimal(5)] * 9) == ()


def value(top, whole=None):
    return Value(Decimal(top), None if whole is None else Decimal(whole), 1)


@pytest.mark.parametrize(
    ("now", "before", "flags"),
    [
        (value(57, 83), value(50, 80), []),
        (Value(), value(50, 80), [Flag.MISSING]),
        (Value(), Value(), []),
        (value(90, 83), value(80, 80), [Flag.ABOVE]),
        (value(83, 83), value(70, 80), [Flag.FULL]),
        (value(9, 9), value(8, 9), []),
        (value(1500, 2290), value(1450, 2280), [Flag.ROUND]),
        (value(50, 80), value(50, 80), [Flag.COPY]),
        (value(1, 1), value(1, 1), []),
        (value(70, 183), value(50, 180), [Flag.JUMP]),
    ],
)
def test_what_looks_odd_is_named(now, before, flags):
    assert [each.flag for each in find_odd(now, before, [])] == flags


def test_a_rate_far_from_its_peers_looks_odd():
    peers = [Decimal(each) for each in (60, 62, 64, 66, 68)]

    assert [each.flag for each in find_odd(value(92, 97), Value(), peers)] == [Flag.FAR]
    assert find_odd(value(92, 97), Value(), peers[:4]) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("72,4", "72.4"),
        ("72.4", "72.4"),
        ("1.250", "1250"),
        ("1.234.567,5", "1234567.5"),
        ("12 500", "12500"),
        ("75%", "75"),
        ("bảy mươi", None),
        ("-5", None),
        ("1e5", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, meant):
    assert read_number(typed) == (Decimal(meant) if meant else None)
