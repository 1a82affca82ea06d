"""Proof of the totals: every one counted again from the figures themselves, by another way."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from behoc.measure.indicators.rules import ADDED, Tree

_TREES = {
    Tree.LINE: (
        "line_path",
        "TRUE",
        """EXISTS (SELECT FROM organisations_organisation below
                  WHERE below.superior_id = step.node::bigint)""",
    ),
    Tree.PLACE: (
        "place_path",
        "indicator.line IN ('', body.line)",
        """(EXISTS (SELECT FROM organisations_place below WHERE below.parent_id = step.node::bigint)
            OR (SELECT count(*) FROM organisations_organisation mate
                WHERE mate.place_id = step.node::bigint) > 1)""",
    ),
}
# A figure counts at each node on its body's path, up to the first above it where a figure typed
# for the whole stands; that one counts there and further up.
_COUNTED = """
SELECT step.node::bigint AS node, figure.period, figure.indicator_id, figure.part,
       sum(figure.{num}) AS numerator, sum(figure.{den}) AS denominator,
       count(figure.{num}) AS bodies
FROM indicators_figure figure
JOIN organisations_organisation body ON body.id = figure.organisation_id
JOIN indicators_indicator indicator ON indicator.id = figure.indicator_id
CROSS JOIN LATERAL regexp_split_to_table(trim(both '/' from body.{path}), '/')
    WITH ORDINALITY AS step(node, depth)
LEFT JOIN LATERAL (
    SELECT max(array_length(string_to_array(trim(both '/' from above.{path}), '/'), 1)) AS depth
    FROM indicators_figure typed
    JOIN organisations_organisation above ON above.id = typed.organisation_id
    WHERE typed.covers AND typed.{num} IS NOT NULL AND typed.period = figure.period
        AND typed.indicator_id = figure.indicator_id AND typed.part = figure.part
        AND starts_with(body.{path}, above.{path})
        AND NOT (figure.covers AND above.{path} = body.{path})
        AND {typed_counts}
) cover ON TRUE
WHERE {counts} AND indicator.aggregation = ANY(%(added)s)
    AND {inner}
    AND (%(period)s::integer IS NULL OR figure.period = %(period)s)
    AND step.depth > coalesce(cover.depth, 0)
GROUP BY 1, 2, 3, 4
"""
_WRONG = """
WITH sent AS ({sent}), approved AS ({approved}), kept AS (
    SELECT total.* FROM indicators_total total
    JOIN indicators_indicator indicator ON indicator.id = total.indicator_id
    WHERE total.tree = %(tree)s AND indicator.aggregation = ANY(%(added)s)
        AND (%(period)s::integer IS NULL OR total.period = %(period)s)
)
SELECT node, period, indicator_id, part
FROM kept
FULL JOIN sent USING (node, period, indicator_id, part)
FULL JOIN approved USING (node, period, indicator_id, part)
WHERE (kept.numerator, kept.denominator, coalesce(kept.bodies, 0))
        IS DISTINCT FROM (sent.numerator, sent.denominator, coalesce(sent.bodies, 0))
    OR (kept.approved_numerator, kept.approved_denominator, coalesce(kept.approved_bodies, 0))
        IS DISTINCT FROM
        (approved.numerator, approved.denominator, coalesce(approved.bodies, 0))
ORDER BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A total that is not what the figures below it make."""

    tree: Tree
    node: int
    period: int
    indicator_id: int
    part: int


def list_wrong_totals(period: int | None = None) -> list[WrongTotal]:
    """Every total that differs from the figures, of one period or of all; marks must be gathered.

    A total of nothing but figures not sent and not approved counts as right whether kept or not.
    """
    found: list[WrongTotal] = []
    with connection.cursor() as cursor:
        for tree in Tree:
            cursor.execute(
                _statement(tree),
                {"tree": int(tree), "period": period, "added": sorted(ADDED)},
            )
            found += [WrongTotal(tree, *row) for row in cursor.fetchall()]
    return found


def count_marks() -> int:
    """How many marks wait to be gathered."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM indicators_figuremark")
        count: int = cursor.fetchone()[0]
    return count


def _statement(tree: Tree) -> str:
    path, counts, inner = _TREES[tree]
    parts: dict[str, Any] = {"path": path, "counts": counts, "inner": inner}
    parts["typed_counts"] = counts.replace("body.", "above.")
    sent = _COUNTED.format(num="numerator", den="denominator", **parts)
    approved = _COUNTED.format(num="approved_numerator", den="approved_denominator", **parts)
    return _WRONG.format(sent=sent, approved=approved)
