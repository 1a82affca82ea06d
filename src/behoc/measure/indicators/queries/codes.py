"""Indicators by the codes that forms and files name them by."""

from collections.abc import Iterable

from behoc.measure.indicators.models import Indicator


def list_by_code(codes: Iterable[str]) -> dict[str, Indicator]:
    """The indicators of those codes, by code; codes without one are left out."""
    rows = Indicator.objects.filter(code__in=list(codes))
    return {row.code or "": row for row in rows}


def list_all() -> list[Indicator]:
    """The nation's indicators, in the order in which they were loaded."""
    return list(Indicator.objects.filter(organisation=None).order_by("pk"))
