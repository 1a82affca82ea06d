"""Proof of the totals: every one counted again from the figures themselves, by another way."""

from dataclasses import dataclass

from django.db import connection

from behoc.measure.indicators.rules import ADDED, Tree

_TREES = {
    Tree.LINE: {
        "path": "line_path",
        "stands": "id",
        "counts": "TRUE",
        "inner": """EXISTS (SELECT FROM organisations_organisation below
                           WHERE below.superior_id = step.node::bigint)""",
    },
    Tree.PLACE: {
        "path": "place_path",
        "stands": "place_id",
        "counts": "indicator.line IN ('', body.line)",
        "inner": """(EXISTS (SELECT FROM organisations_place below
                            WHERE below.parent_id = step.node::bigint)
                    OR (SELECT count(*) FROM organisations_organisation mate
                        WHERE mate.place_id = step.node::bigint) > 1)""",
    },
}
# A figure counts at each node on its body's path, up to the first above it where a figure typed
# for the whole stands; that one counts there and further up.
_WRONG = """
WITH step AS MATERIALIZED (
    SELECT body.id AS organisation_id, body.line, step.node::bigint AS node, step.depth,
           step.node::bigint = body.{stands} AS own
    FROM organisations_organisation body
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '/' from body.{path}), '/'))
        WITH ORDINALITY AS step(node, depth)
    WHERE {inner}
), typed AS MATERIALIZED (
    SELECT body.{stands} AS node, figure.period, figure.indicator_id, figure.part,
           bool_or(figure.numerator IS NOT NULL) AS sent,
           bool_or(figure.approved_numerator IS NOT NULL) AS approved
    FROM indicators_figure figure
    JOIN organisations_organisation body ON body.id = figure.organisation_id
    JOIN indicators_indicator indicator ON indicator.id = figure.indicator_id
    WHERE figure.covers AND {counts} AND (%(period)s::integer IS NULL OR period = %(period)s)
    GROUP BY 1, 2, 3, 4
), cover AS (
    SELECT figure.organisation_id, figure.period, figure.indicator_id, figure.part,
           max(step.depth) FILTER (WHERE typed.sent) AS sent,
           max(step.depth) FILTER (WHERE typed.approved) AS approved
    FROM typed
    JOIN step ON step.node = typed.node
    JOIN indicators_figure figure ON figure.organisation_id = step.organisation_id
        AND figure.period = typed.period AND figure.indicator_id = typed.indicator_id
        AND figure.part = typed.part
    WHERE NOT (figure.covers AND step.own)
    GROUP BY 1, 2, 3, 4
), counted AS (
    SELECT body.node, figure.period, figure.indicator_id, figure.part,
           {sums}
    FROM indicators_figure figure
    JOIN step body ON body.organisation_id = figure.organisation_id
    JOIN indicators_indicator indicator ON indicator.id = figure.indicator_id
    LEFT JOIN cover ON cover.organisation_id = figure.organisation_id
        AND cover.period = figure.period AND cover.indicator_id = figure.indicator_id
        AND cover.part = figure.part
    WHERE {counts} AND indicator.aggregation = ANY(%(added)s)
        AND (%(period)s::integer IS NULL OR figure.period = %(period)s)
    GROUP BY 1, 2, 3, 4
), kept AS (
    SELECT total.* FROM indicators_total total
    JOIN indicators_indicator indicator ON indicator.id = total.indicator_id
    WHERE total.tree = %(tree)s AND indicator.aggregation = ANY(%(added)s)
        AND (%(period)s::integer IS NULL OR total.period = %(period)s)
)
SELECT node, period, indicator_id, part
FROM kept FULL JOIN counted USING (node, period, indicator_id, part)
WHERE (kept.numerator, kept.denominator, coalesce(kept.bodies, 0),
       kept.approved_numerator, kept.approved_denominator, coalesce(kept.approved_bodies, 0))
    IS DISTINCT FROM
      (counted.numerator, counted.denominator, coalesce(counted.bodies, 0),
       counted.approved_numerator, counted.approved_denominator,
       coalesce(counted.approved_bodies, 0))
ORDER BY 1, 2, 3, 4
"""
_SUMS = ",\n           ".join(
    f"{how} FILTER (WHERE body.depth > coalesce(cover.{view}, 0)) AS {name}"
    for view, prefix in (("sent", ""), ("approved", "approved_"))
    for how, name in (
        (f"sum(figure.{prefix}numerator)", f"{prefix}numerator"),
        (f"sum(figure.{prefix}denominator)", f"{prefix}denominator"),
        (f"count(figure.{prefix}numerator)", f"{prefix}bodies"),
    )
)


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
                _WRONG.format(sums=_SUMS, **_TREES[tree]),
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
