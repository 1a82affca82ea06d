"""Writes of figures, for the apps that know who may send and approve them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from behoc.kernel.errors import RuleBroken
from behoc.kernel.periods import Period
from behoc.measure.indicators.models import WHOLE, Figure, Indicator

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation

_KEY = ["organisation", "period", "indicator", "part"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a body says of one indicator; `covers` when typed for the whole of what lies below."""

    indicator: Indicator
    numerator: Decimal | None
    denominator: Decimal | None = None
    part: int = WHOLE
    covers: bool = False


@transaction.atomic
def send_figures(body: "Organisation", period: Period, said: Iterable[Said]) -> None:
    """Keep what a body sent; what was approved before stays approved until the new is."""
    rows = [_row(body, period, each) for each in sorted(said, key=_order)]
    Figure.objects.everything(reason="the report they came in was sent by its body").bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=_KEY,
        update_fields=["numerator", "denominator", "covers"],
    )


@transaction.atomic
def approve_figures(body: "Organisation", period: Period, said: Iterable[Said]) -> None:
    """Keep what was approved of a body, as sent and as approved at once."""
    rows = [_row(body, period, each) for each in sorted(said, key=_order)]
    for row in rows:
        row.approved_numerator, row.approved_denominator = row.numerator, row.denominator
    Figure.objects.everything(reason="the report they came in was approved").bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=_KEY,
        update_fields=[
            "numerator",
            "denominator",
            "approved_numerator",
            "approved_denominator",
            "covers",
        ],
    )


@transaction.atomic
def withdraw_figures(body: "Organisation", period: Period, indicators: Iterable[Indicator]) -> None:
    """Take back what a body said of some indicators in a period, approved or not."""
    rows = Figure.objects.everything(reason="the report they came in was taken back")
    rows.filter(
        organisation=body, period=period.key, indicator__in=[each.pk for each in indicators]
    ).delete()


def _row(body: "Organisation", period: Period, said: Said) -> Figure:
    if said.covers:
        _check_covers(body, said.indicator)
    return Figure(
        organisation=body,
        period=period.key,
        indicator=said.indicator,
        part=said.part,
        numerator=said.numerator,
        denominator=said.denominator,
        covers=said.covers,
    )


def _check_covers(body: "Organisation", indicator: Indicator) -> None:
    """Only who stands above all of the responsible line at a place may speak for all below it."""
    superior = body.superior
    tops = superior is None or superior.place_id != body.place_id
    if indicator.line != body.line or not tops:
        raise RuleBroken(
            "%(body)s không đứng đầu tuyến chịu trách nhiệm về “%(name)s” ở địa bàn này nên không "
            "ghi số chung thay cấp dưới được. Ghi số của riêng cơ quan.",
            body=body.short_name,
            name=indicator.name,
        )


def _order(said: Said) -> tuple[int, int]:
    """One order for every writer, so that two who write the same rows never wait in a ring."""
    return said.indicator.pk, said.part
