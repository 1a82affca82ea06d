"""What a body says of one indicator, for the stage of the leak kit and for tests of screens."""

from decimal import Decimal

from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.models import Figure, Indicator, Target
from behoc.measure.indicators.rules import Aggregation, Direction
from behoc.measure.indicators.services.keeping import Said, approve_figures, send_figures
from behoc.measure.indicators.services.targets import Asked, set_target
from tests.kits.world import MOMENT, Desk, World

THIS = Period(Kind.YEAR, 2026)
LAST = Period(Kind.YEAR, 2025)


def families() -> Indicator:
    """Learning families, of which the association's line answers for the figure."""
    found, _new = Indicator.objects.get_or_create(
        code="thu-gia-dinh",
        defaults={
            "name": "Gia đình học tập",
            "unit": "gia đình",
            "numerator": "gia đình được công nhận",
            "denominator": "gia đình đăng ký",
            "aggregation": Aggregation.RATIO,
            "direction": Direction.MORE,
            "period_kind": Kind.YEAR,
            "line": "association",
            "created_at": MOMENT,
        },
    )
    return found


def say(desk: Desk, numerator: int, denominator: int, *, period: Period = THIS) -> None:
    """The body sends its figure."""
    send_figures(desk.body, period, [_said(numerator, denominator)])


def approve(desk: Desk, numerator: int, denominator: int, *, period: Period = THIS) -> None:
    """The body's figure is sent and approved."""
    approve_figures(desk.body, period, [_said(numerator, denominator)])


def settle_figures(desk: Desk) -> Figure:
    """The body's figure of this year, sent and not yet approved."""
    say(desk, 30, 40)
    rows = Figure.objects.everything(reason="a test picks one figure of a body")
    found: Figure = rows.get(organisation=desk.body, period=THIS.key, indicator=families())
    return found


def aim(
    world: World, desk: Desk, value: int, *, year: int = 2026, symbol: str = "05/KH-HKH"
) -> Target:
    """The body sets itself a target."""
    return set_target(world.actor(desk.head), families(), Asked(year, Decimal(value), symbol))


def settle_target(world: World, desk: Desk) -> Target:
    """The body's own target of the year after next."""
    return aim(world, desk, 75, year=2028)


def _said(numerator: int, denominator: int) -> Said:
    return Said(families(), Decimal(numerator), Decimal(denominator))
