"""Writes of figures, for the apps that know who may send and approve them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from behoc.kernel.errors import RuleBroken
from behoc.kernel.periods import Period
from behoc.measure.indicators.models import WHOLE, Figure, Indicator

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation

# One statement of arrays: making forty rows of the table one by one costs ten times as much.
_KEEP = """
INSERT INTO indicators_figure AS figure (
    organisation_id, period, indicator_id, part, covers, numerator, denominator{columns}
)
SELECT body, period, indicator, part, covers, numerator, denominator{values}
FROM unnest(
    %(bodies)s::bigint[], %(periods)s::integer[], %(indicators)s::bigint[], %(parts)s::integer[],
    %(covers)s::boolean[], %(numerators)s::numeric[], %(denominators)s::numeric[]
) AS said(body, period, indicator, part, covers, numerator, denominator)
ON CONFLICT (organisation_id, period, indicator_id, part) DO UPDATE SET
    covers = excluded.covers, numerator = excluded.numerator,
    denominator = excluded.denominator{updates}
"""
_SENT = _KEEP.format(columns="", values="", updates="")
_APPROVED = _KEEP.format(
    columns=", approved_numerator, approved_denominator",
    values=", numerator, denominator",
    updates=""",
    approved_numerator = excluded.numerator, approved_denominator = excluded.denominator""",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a body says of one indicator; `covers` when typed for the whole of what lies below."""

    indicator: Indicator
    numerator: Decimal | None
    denominator: Decimal | None = None
    part: int = WHOLE
    covers: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """All that one body says of one period."""

    body: "Organisation"
    period: Period
    said: tuple[Said, ...]


@transaction.atomic
def send_figures(body: "Organisation", period: Period, said: Iterable[Said]) -> None:
    """Keep what a body sent; what was approved before stays approved until the new is."""
    _keep(_SENT, [Spoken(body, period, tuple(said))])


@transaction.atomic
def send_figures_of_many(spoken: Iterable[Spoken]) -> None:
    """Keep what many bodies sent, in one statement; each body and period stands there once."""
    _keep(_SENT, spoken)


@transaction.atomic
def approve_figures(body: "Organisation", period: Period, said: Iterable[Said]) -> None:
    """Keep what was approved of a body, as sent and as approved at once."""
    _keep(_APPROVED, [Spoken(body, period, tuple(said))])


@transaction.atomic
def unsend_figures(body: "Organisation", period: Period, indicators: Iterable[Indicator]) -> None:
    """What a body sent of some indicators counts no more; what was approved stays, or nothing."""
    rows = Figure.objects.everything(reason="the report they came in no longer stands as sent")
    named = [each.pk for each in indicators]
    rows.filter(organisation=body, period=period.key, indicator__in=named).update(
        numerator=F("approved_numerator"), denominator=F("approved_denominator")
    )


@transaction.atomic
def withdraw_figures(body: "Organisation", period: Period, indicators: Iterable[Indicator]) -> None:
    """Take back what a body said of some indicators in a period, approved or not."""
    rows = Figure.objects.everything(reason="the report they came in was taken back")
    rows.filter(
        organisation=body, period=period.key, indicator__in=[each.pk for each in indicators]
    ).delete()


def _keep(statement: str, spoken: Iterable[Spoken]) -> None:
    # One order for every writer, so that two who write the same rows never wait in a ring.
    rows = sorted(
        ((each.body.pk, each.period.key, said) for each in spoken for said in _checked(each)),
        key=lambda row: (row[0], row[1], row[2].indicator.pk, row[2].part),
    )
    said = [each for _body, _period, each in rows]
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                "bodies": [body for body, _period, _said in rows],
                "periods": [period for _body, period, _said in rows],
                "indicators": [each.indicator.pk for each in said],
                "parts": [each.part for each in said],
                "numerators": [each.numerator for each in said],
                "denominators": [each.denominator for each in said],
                "covers": [each.covers for each in said],
            },
        )


def _checked(spoken: Spoken) -> tuple[Said, ...]:
    for each in spoken.said:
        if each.covers:
            _check_covers(spoken.body, each.indicator)
    return spoken.said


def _check_covers(body: "Organisation", indicator: Indicator) -> None:
    """Only who stands above all of its line at a place may speak for all below it in that line.

    Of what every line counts nobody may: the lines at a place would replace each other's figures.
    """
    superior = body.superior
    tops = superior is None or superior.place_id != body.place_id
    if not indicator.line or not tops:
        raise RuleBroken(
            "%(body)s không ghi số chung thay cấp dưới về “%(name)s” được: chỉ cơ quan đứng đầu "
            "tuyến ở địa bàn, với chỉ tiêu do một tuyến chịu trách nhiệm. Ghi số của cơ quan thôi.",
            body=body.short_name,
            name=indicator.name,
        )
