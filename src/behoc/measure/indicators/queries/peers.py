"""Between what most bodies lie: what one body's figure is held against, never who said it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

FEWEST = 8  # among fewer, quarters say nothing, and a reader could guess who said what
_EXACT = Decimal("0.0001")
_QUARTERS = """
SELECT indicator_id, part, percentile_cont(ARRAY[0.25, 0.75]) WITHIN GROUP (ORDER BY
    CASE WHEN denominator > 0 THEN 100 * numerator / denominator
         WHEN denominator IS NULL THEN numerator END)
FROM indicators_figure
WHERE organisation_id = ANY(%s) AND period = %s AND indicator_id = ANY(%s)
    AND numerator IS NOT NULL
GROUP BY indicator_id, part
HAVING count(*) >= %s
"""


@dataclass(frozen=True, slots=True)
class Quarters:
    """Where the first and the last quarter end: in percent where there is a denominator."""

    low: Decimal
    high: Decimal


def list_quarters(
    body_ids: Iterable[int], period: int, indicator_ids: Iterable[int]
) -> dict[tuple[int, int], Quarters]:
    """The quarters of these bodies' figures as sent, by indicator and part."""
    with connection.cursor() as cursor:
        cursor.execute(_QUARTERS, [list(body_ids), period, list(indicator_ids), FEWEST])
        rows = cursor.fetchall()
    return {
        (indicator, part): Quarters(_rounded(ends[0]), _rounded(ends[1]))
        for indicator, part, ends in rows
        if ends and ends[0] is not None
    }


def _rounded(number: float) -> Decimal:
    return Decimal(str(number)).quantize(_EXACT)
