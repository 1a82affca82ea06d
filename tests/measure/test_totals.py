"""A question to the totals: where, how deep, which periods, and who may ask."""

from decimal import Decimal

import pytest

from behoc.kernel.errors import NotFound
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.models import Indicator
from behoc.measure.indicators.queries.totals import list_cells
from behoc.measure.indicators.rules import Aggregation, Direction, Tree, View
from behoc.measure.indicators.rules.asking import CHILDREN, GRANDCHILDREN, SELF, Asked, Which
from behoc.measure.indicators.services.gathering import gather
from behoc.measure.indicators.services.keeping import Said, approve_figures, send_figures
from tests.kits.world import MOMENT

YEAR = Period(Kind.YEAR, 2026)
JANUARY, FEBRUARY = Period(Kind.MONTH, 2026, 1), Period(Kind.MONTH, 2026, 2)
FIRST_QUARTER = Period(Kind.QUARTER, 2026, 1)


@pytest.fixture
def made():
    def make(name="Lớp học", *, kind=Kind.YEAR, aggregation=Aggregation.SUM, line="association"):
        return Indicator.objects.create(
            name=name,
            unit="lớp",
            numerator="lớp đã mở",
            denominator="lớp dự kiến",
            aggregation=aggregation,
            direction=Direction.MORE,
            period_kind=kind,
            line=line,
            created_at=MOMENT,
        )

    return make


@pytest.fixture
def ask(world):
    def listed(
        body,
        which,
        periods,
        depths=(SELF,),
        tree=Tree.LINE,
        by="specialist",
        view=View.APPROVED,
        kinds=(),
    ):
        node = body.body if tree == Tree.LINE else body.body.place
        wanted = Which((which.pk,), tuple(periods), view)
        asked = Asked(tree, node.pk, wanted, frozenset(depths), frozenset(kinds))
        cells = list_cells(world.actor(body.holder(by)), asked)
        return sorted((each.node, each.period, each.numerator, each.bodies) for each in cells)

    return listed


def say(desk, which, period, count, service=approve_figures):
    service(desk.body, period, [Said(which, Decimal(count), Decimal(count))])
    gather()


def test_the_value_of_a_leaf_is_its_figure_and_of_a_node_its_total(world, made, ask):
    classes = made()
    say(world.cell, classes, YEAR, 3)
    say(world.commune_association, classes, YEAR, 4)
    cell, commune = world.cell.body.pk, world.commune_association.body.pk

    found = ask(world.commune_association, classes, [YEAR], (SELF, CHILDREN))

    assert found == sorted([(commune, YEAR.key, 7, 2), (cell, YEAR.key, 3, 1)])


def test_levels_below_are_counted_down_from_the_node(world, made, ask):
    classes = made()
    say(world.cell, classes, YEAR, 3)
    province = world.province_association

    assert ask(province, classes, [YEAR], (GRANDCHILDREN,)) == [
        (world.cell.body.pk, YEAR.key, 3, 1)
    ]
    assert ask(province, classes, [YEAR], (CHILDREN,), tree=Tree.PLACE) == [
        (world.commune.body.place.pk, YEAR.key, 3, 1)
    ]


def test_sent_and_approved_are_asked_apart(world, made, ask):
    classes = made()
    say(world.cell, classes, YEAR, 3, send_figures)

    assert ask(world.cell, classes, [YEAR]) == []
    assert ask(world.cell, classes, [YEAR], view=View.SENT)[0][2] == 3


def test_what_happens_by_the_month_is_added_to_longer_periods(world, made, ask):
    classes = made(kind=Kind.MONTH)
    say(world.cell, classes, JANUARY, 3)
    say(world.cell, classes, FEBRUARY, 4)

    found = ask(world.province_association, classes, [FEBRUARY, FIRST_QUARTER, YEAR])

    assert [(period, value) for _node, period, value, _bodies in found] == [
        (YEAR.key, 7),
        (FIRST_QUARTER.key, 7),
        (FEBRUARY.key, 4),
    ]


def test_a_state_is_what_its_latest_month_says(world, made, ask):
    members = made("Hội viên", kind=Kind.MONTH, aggregation=Aggregation.LAST)
    say(world.cell, members, JANUARY, 30)
    say(world.cell, members, FEBRUARY, 28)

    assert ask(world.province_association, members, [YEAR])[0][2] == 28


def test_what_is_counted_by_the_year_says_nothing_of_a_month(world, made, ask):
    classes = made()
    say(world.cell, classes, YEAR, 3)

    assert ask(world.cell, classes, [JANUARY, FIRST_QUARTER]) == []


def test_only_places_of_the_kinds_asked_for_count(world, made, ask):
    classes = made()
    say(world.cell, classes, YEAR, 3)
    say(world.neighbour_association, classes, YEAR, 5)
    province = world.province_association
    kinds = [({"xã"}, 8), ({"thôn"}, 3)]

    for tree in Tree:
        for asked, value in kinds:
            found = ask(province, classes, [YEAR], kinds=frozenset(asked), tree=tree)
            assert [each[2] for each in found] == [value], (tree, asked)


def test_a_group_is_shared_out_to_the_nodes_above_it(world, made, ask):
    classes = made()
    say(world.cell, classes, YEAR, 3)
    say(world.neighbour_association, classes, YEAR, 5)

    found = ask(world.province_association, classes, [YEAR], (CHILDREN,), kinds=frozenset({"thôn"}))

    assert found == [(world.commune_association.body.pk, YEAR.key, 3, 1)]


def test_what_is_not_below_me_is_not_there(world, made):
    classes = made()
    actor = world.actor(world.commune_association.specialist)
    for tree, node in (
        (Tree.LINE, world.province_association.body.pk),
        (Tree.LINE, world.neighbour_association.body.pk),
        (Tree.PLACE, world.neighbour.body.place_id),
        (Tree.PLACE, 0),
    ):
        with pytest.raises(NotFound):
            list_cells(actor, Asked(tree, node, Which((classes.pk,), (YEAR,))))
