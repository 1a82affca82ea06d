"""Totals are what the figures below them make, whatever happened in whatever order."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behoc.ground.organisations.models import Organisation, Place
from behoc.kernel.errors import RuleBroken
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.models import Figure, Indicator, Total
from behoc.measure.indicators.queries.verifying import list_wrong_totals
from behoc.measure.indicators.rules import Aggregation, Direction, Tree
from behoc.measure.indicators.services.gathering import gather
from behoc.measure.indicators.services.keeping import (
    Said,
    approve_figures,
    send_figures,
    withdraw_figures,
)
from tests.kits.world import MOMENT

THIS, LAST = Period(Kind.YEAR, 2026), Period(Kind.YEAR, 2025)
REASON = "a test compares what is kept"


def indicator(name, *, line="", aggregation=Aggregation.RATIO):
    return Indicator.objects.create(
        name=name,
        unit="gia đình",
        numerator="gia đình được công nhận",
        denominator="gia đình đăng ký",
        aggregation=aggregation,
        direction=Direction.MORE,
        period_kind=Kind.YEAR,
        line=line,
        created_at=MOMENT,
    )


def total(tree, node, which, period=THIS):
    return Total.objects.filter(tree=tree, node=node.pk, indicator=which, period=period.key).first()


@pytest.fixture
def families(world):
    return indicator("Gia đình học tập", line="association")


def test_a_figure_counts_at_every_body_and_place_above_it(world, families):
    cell, commune = world.cell.body, world.commune_association.body
    province = world.province_association.body

    send_figures(cell, THIS, [Said(families, Decimal(30), Decimal(40))])
    gather()

    for body in (commune, province):
        assert total(Tree.LINE, body, families).numerator == 30
        assert total(Tree.PLACE, body.place, families).denominator == 40
    assert total(Tree.LINE, cell, families) is None, "a leaf is its own total"


def test_sent_and_approved_are_counted_apart(world, families):
    cell = world.cell.body

    approve_figures(cell, THIS, [Said(families, Decimal(30), Decimal(40))])
    send_figures(cell, THIS, [Said(families, Decimal(35), Decimal(40))])
    gather()

    found = total(Tree.LINE, world.province_association.body, families)
    assert (found.numerator, found.approved_numerator) == (35, 30)
    assert (found.bodies, found.approved_bodies) == (1, 1)


def test_what_is_taken_back_counts_no_more(world, families):
    cell = world.cell.body
    send_figures(cell, THIS, [Said(families, Decimal(30), Decimal(40))])
    gather()

    withdraw_figures(cell, THIS, [families])
    gather()

    assert not Total.objects.exists()


def test_bodies_of_another_line_do_not_count_at_the_place(world, families):
    send_figures(world.commune.body, THIS, [Said(families, Decimal(9), Decimal(9))])
    send_figures(world.cell.body, THIS, [Said(families, Decimal(1), Decimal(2))])
    gather()

    assert total(Tree.PLACE, world.commune.body.place, families).numerator == 1
    assert total(Tree.LINE, world.province.body, families).numerator == 9


def test_a_typed_whole_stands_in_place_of_what_is_below_which_is_kept(world, families):
    cell, commune = world.cell.body, world.commune_association.body
    approve_figures(cell, THIS, [Said(families, Decimal(30), Decimal(40))])

    send_figures(commune, THIS, [Said(families, Decimal(50), Decimal(60), covers=True)])
    gather()

    found = total(Tree.LINE, world.province_association.body, families)
    assert (found.numerator, found.approved_numerator) == (50, 30)
    assert Figure.objects.everything(reason=REASON).count() == 2


def test_only_who_stands_above_its_line_at_a_place_speaks_for_all_below(world, families):
    with pytest.raises(RuleBroken):
        send_figures(world.department.body, THIS, [Said(families, Decimal(1), covers=True)])
    of_every_line = [Said(indicator("mọi tuyến"), Decimal(1), covers=True)]
    with pytest.raises(RuleBroken):
        send_figures(world.commune.body, THIS, of_every_line)


def test_a_whole_typed_by_another_line_replaces_what_is_below_in_that_line_alone(world, families):
    send_figures(world.commune.body, THIS, [Said(families, Decimal(3), Decimal(4))])
    send_figures(world.cell.body, THIS, [Said(families, Decimal(1), Decimal(2))])
    send_figures(world.province.body, THIS, [Said(families, Decimal(9), Decimal(9), covers=True)])
    gather()

    assert total(Tree.LINE, world.province.body, families).numerator == 9
    assert total(Tree.PLACE, world.province.body.place, families).numerator == 1


def test_a_new_body_below_makes_its_superior_a_node(world, families):
    commune = world.neighbour_association.body
    send_figures(commune, THIS, [Said(families, Decimal(3), Decimal(4))])
    gather()

    Organisation.objects.create(
        code="KH-TL1",
        name="Chi hội thôn Tây",
        short_name="Chi hội thôn Tây",
        name_folded="chi hoi thon tay",
        kind=commune.kind,
        line=commune.line,
        superior=commune,
        line_path=f"{commune.line_path}999999/",
        place=commune.place,
        place_path=commune.place_path,
    )
    gather()

    assert total(Tree.LINE, commune, families).numerator == 3
    assert list_wrong_totals() == []


def test_a_second_body_at_a_place_makes_it_a_node(world, families):
    cell = world.cell.body
    send_figures(cell, THIS, [Said(families, Decimal(3), Decimal(4))])
    gather()
    assert total(Tree.PLACE, cell.place, families) is None, "one body is its own total"

    Organisation.objects.create(
        code="TT-BG1",
        name="Nhà văn hóa thôn Đông",
        short_name="Nhà văn hóa thôn Đông",
        name_folded="nha van hoa thon dong",
        kind="cultural_house",
        line="state",
        line_path="/999999/",
        place=cell.place,
        place_path=cell.place_path,
    )
    gather()

    assert total(Tree.PLACE, cell.place, families).numerator == 3
    assert list_wrong_totals() == []


def test_a_wrong_total_is_found(world, families):
    send_figures(world.cell.body, THIS, [Said(families, Decimal(30), Decimal(40))])
    gather()
    Total.objects.filter(tree=Tree.PLACE).update(numerator=31)

    wrong = list_wrong_totals()

    assert {each.tree for each in wrong} == {Tree.PLACE}
    assert len(wrong) == Total.objects.filter(tree=Tree.PLACE).count()


SAYING = ("cell", "commune_association", "neighbour_association", "province_association", "commune")
STEP = st.tuples(
    st.sampled_from(["send", "approve", "withdraw", "gather"]),
    st.sampled_from(SAYING),
    st.sampled_from([THIS, LAST]),
    st.integers(0, 1),
    st.integers(0, 500),
    st.booleans(),
)


@given(steps=st.lists(STEP, max_size=25))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_totals_equal_a_count_by_hand_after_any_steps(world, steps):
    Figure.objects.everything(reason=REASON).delete()
    Indicator.objects.all().delete()
    gather()
    asked = [indicator("có tuyến", line="association"), indicator("mọi tuyến")]
    for deed, name, period, which, count, covers in steps:
        body = getattr(world, name).body
        said = Said(
            asked[which],
            Decimal(count),
            Decimal(500),
            covers=covers and _may_cover(body, asked[which]),
        )
        match deed:
            case "send":
                send_figures(body, period, [said])
            case "approve":
                approve_figures(body, period, [said])
            case "withdraw":
                withdraw_figures(body, period, [asked[which]])
            case "gather":
                gather()
    gather()

    assert list_wrong_totals() == []
    assert _kept() == _by_hand()


def _may_cover(body, which):
    return bool(which.line) and (body.superior is None or body.superior.place_id != body.place_id)


def _kept():
    return {
        (each.tree, each.node, each.period, each.indicator_id): (
            each.numerator,
            each.approved_numerator,
        )
        for each in Total.objects.all()
        if each.bodies or each.approved_bodies
    }


def _by_hand():
    """The same by plain recursion over the trees."""
    bodies = list(Organisation.objects.select_related("place"))
    figures = list(Figure.objects.everything(reason=REASON).select_related("indicator"))
    found = {}
    for key in {(each.period, each.indicator_id) for each in figures}:
        mine = [each for each in figures if (each.period, each.indicator_id) == key]
        line = mine[0].indicator.line
        for body in bodies:
            below = [each for each in bodies if each.superior_id == body.pk]
            if below:
                value = _line_value(body, bodies, mine)
                _put(found, (Tree.LINE, body.pk, *key), value)
        for place in Place.objects.all():
            several = sum(each.place_id == place.pk for each in bodies) > 1
            if several or Place.objects.filter(parent=place).exists():
                counted = [each for each in mine if line in ("", _of(bodies, each).line)]
                _put(found, (Tree.PLACE, place.pk, *key), _place_value(place, bodies, counted))
    return found


def _put(found, key, values):
    if values != (None, None):
        found[key] = values


def _of(bodies, figure):
    return next(each for each in bodies if each.pk == figure.organisation_id)


def _line_value(body, bodies, figures):
    own = [each for each in figures if each.organisation_id == body.pk]
    below = [_line_value(each, bodies, figures) for each in bodies if each.superior_id == body.pk]
    return _joined(own, below)


def _place_value(place, bodies, figures):
    own = [each for each in figures if _of(bodies, each).place_id == place.pk]
    below = [_place_value(each, bodies, figures) for each in Place.objects.filter(parent=place)]
    return _joined(own, below)


def _joined(own, below):
    values = []
    for position, field in enumerate(("numerator", "approved_numerator")):
        typed = [each for each in own if each.covers and getattr(each, field) is not None]
        parts = [getattr(each, field) for each in (typed or own)]
        parts += [] if typed else [each[position] for each in below]
        known = [each for each in parts if each is not None]
        values.append(sum(known) if known else None)
    return tuple(values)
