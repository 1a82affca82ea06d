"""What the nation measures comes from files, each figure with the act that asks for it."""

from decimal import Decimal

import pytest

from behoc.kernel import data
from behoc.kernel.actor import system_actor
from behoc.kernel.errors import NotAllowed
from behoc.measure.indicators.models import Indicator, Target
from behoc.measure.indicators.rules.catalogue import read_indicators
from behoc.measure.indicators.services.loading import load_indicators

SHIPPED = list(read_indicators(data.path("indicators")))
SYSTEM = system_actor("thử")


def test_loading_twice_changes_nothing(world):
    assert load_indicators(SYSTEM, SHIPPED) == len(SHIPPED)
    assert load_indicators(SYSTEM, SHIPPED) == 0


def test_targets_of_two_acts_stand_side_by_side(world):
    load_indicators(SYSTEM, SHIPPED)

    workers = Indicator.objects.get(code="learning-citizens-workers")
    targets = Target.objects.filter(indicator=workers, year=2030)

    assert {(each.symbol, each.value) for each in targets} == {
        ("387/QĐ-TTg", Decimal(60)),
        ("677/QĐ-TTg", Decimal(60)),
    }
    assert workers.within.code == "learning-families"


def test_a_mended_target_is_mended(world):
    load_indicators(SYSTEM, SHIPPED)
    Target.objects.filter(indicator__code="learning-families", year=2025).update(value=1)

    assert load_indicators(SYSTEM, SHIPPED) == 1
    assert Target.objects.get(indicator__code="learning-families", year=2025).value == 70


def test_only_the_system_loads(world):
    with pytest.raises(NotAllowed):
        load_indicators(world.actor(world.operator), SHIPPED)


def test_every_indicator_says_where_it_comes_from_and_every_ratio_of_what():
    assert [each.code for each in SHIPPED if not each.source] == []
    assert [each.code for each in SHIPPED if not each.denominator] == []
