"""Totals follow figures: one worker makes anew the nodes above what changed, deepest first.

A pass takes the marks that writers left and computes every touched node again from what lies
directly below it. It never adds differences, so it may run twice, late or after a crash and the
totals are right; marks that arrive meanwhile wait for the next pass. Work is bounded by the number
of nodes touched, not by the number of writes.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from behoc.measure.indicators.rules import ADDED, Tree

MARKS_AT_ONCE = 20_000
_LOCK = 1_948_061_300  # any number that nothing else locks

_TAKE = """
WITH taken AS (
    DELETE FROM indicators_figuremark WHERE id IN (
        SELECT id FROM indicators_figuremark ORDER BY id LIMIT %s
    ) RETURNING organisation_id, period
)
SELECT DISTINCT taken.period, body.line_path, body.place_path
FROM taken JOIN organisations_organisation body ON body.id = taken.organisation_id
"""

_BELOW = {
    Tree.LINE: {
        "own": "organisations_organisation body ON body.id = asked.node",
        "leaf": """organisations_organisation body ON body.superior_id = asked.node
            AND NOT EXISTS (SELECT FROM organisations_organisation further
                            WHERE further.superior_id = body.id)""",
        "node": "organisations_organisation below ON below.superior_id = asked.node",
        "counts": "TRUE",
        "inner": """EXISTS (SELECT FROM organisations_organisation below
                          WHERE below.superior_id = touched.node)""",
    },
    Tree.PLACE: {
        "own": "organisations_organisation body ON body.place_id = asked.node",
        "leaf": """organisations_place leaf ON leaf.parent_id = asked.node
            AND NOT EXISTS (SELECT FROM organisations_place further
                            WHERE further.parent_id = leaf.id)
            AND (SELECT count(*) FROM organisations_organisation mate
                 WHERE mate.place_id = leaf.id) = 1
            JOIN organisations_organisation body ON body.place_id = leaf.id""",
        "node": "organisations_place below ON below.parent_id = asked.node",
        "counts": "indicator.line IN ('', body.line)",
        "inner": """(EXISTS (SELECT FROM organisations_place below
                           WHERE below.parent_id = touched.node)
                    OR (SELECT count(*) FROM organisations_organisation mate
                        WHERE mate.place_id = touched.node) > 1)""",
    },
}

_GATHER = """
WITH touched AS (
    SELECT * FROM unnest(%(nodes)s::bigint[], %(periods)s::integer[]) AS pair(node, period)
), asked AS (
    SELECT * FROM touched WHERE {inner}
), part AS (
    SELECT asked.node, figure.period, figure.indicator_id, figure.part,
           figure.numerator, figure.denominator,
           (figure.numerator IS NOT NULL)::integer AS bodies,
           figure.approved_numerator, figure.approved_denominator,
           (figure.approved_numerator IS NOT NULL)::integer AS approved_bodies,
           figure.covers
    FROM asked JOIN {own}
    JOIN indicators_figure figure
        ON figure.organisation_id = body.id AND figure.period = asked.period
    JOIN indicators_indicator indicator ON indicator.id = figure.indicator_id
    WHERE {counts} AND indicator.aggregation = ANY(%(added)s)
    UNION ALL
    SELECT asked.node, figure.period, figure.indicator_id, figure.part,
           figure.numerator, figure.denominator,
           (figure.numerator IS NOT NULL)::integer,
           figure.approved_numerator, figure.approved_denominator,
           (figure.approved_numerator IS NOT NULL)::integer,
           FALSE
    FROM asked JOIN {leaf}
    JOIN indicators_figure figure
        ON figure.organisation_id = body.id AND figure.period = asked.period
    JOIN indicators_indicator indicator ON indicator.id = figure.indicator_id
    WHERE {counts} AND indicator.aggregation = ANY(%(added)s)
    UNION ALL
    SELECT asked.node, total.period, total.indicator_id, total.part,
           total.numerator, total.denominator, total.bodies,
           total.approved_numerator, total.approved_denominator, total.approved_bodies,
           FALSE
    FROM asked JOIN {node}
    JOIN indicators_total total
        ON total.tree = %(tree)s AND total.node = below.id AND total.period = asked.period
    JOIN indicators_indicator indicator ON indicator.id = total.indicator_id
    WHERE indicator.aggregation = ANY(%(added)s)
), typed AS (
    SELECT node, period, indicator_id, part,
           bool_or(numerator IS NOT NULL) AS sent,
           bool_or(approved_numerator IS NOT NULL) AS approved
    FROM part WHERE covers GROUP BY node, period, indicator_id, part
), fresh AS MATERIALIZED (
    SELECT part.node, part.period, part.indicator_id, part.part,
           sum(part.numerator) FILTER (WHERE {sent}) AS numerator,
           sum(part.denominator) FILTER (WHERE {sent}) AS denominator,
           coalesce(sum(part.bodies) FILTER (WHERE {sent}), 0) AS bodies,
           sum(part.approved_numerator) FILTER (WHERE {approved}) AS approved_numerator,
           sum(part.approved_denominator) FILTER (WHERE {approved}) AS approved_denominator,
           coalesce(sum(part.approved_bodies) FILTER (WHERE {approved}), 0) AS approved_bodies
    FROM part LEFT JOIN typed USING (node, period, indicator_id, part)
    GROUP BY part.node, part.period, part.indicator_id, part.part
), gone AS (
    DELETE FROM indicators_total total
    USING touched, indicators_indicator indicator
    WHERE total.tree = %(tree)s AND total.node = touched.node AND total.period = touched.period
        AND indicator.id = total.indicator_id AND indicator.aggregation = ANY(%(added)s)
        AND NOT EXISTS (
            SELECT FROM fresh WHERE fresh.node = total.node AND fresh.period = total.period
                AND fresh.indicator_id = total.indicator_id AND fresh.part = total.part
        )
)
INSERT INTO indicators_total AS total (
    tree, node, period, indicator_id, part, numerator, denominator, bodies,
    approved_numerator, approved_denominator, approved_bodies
)
SELECT %(tree)s, node, period, indicator_id, part, numerator, denominator, bodies,
       approved_numerator, approved_denominator, approved_bodies
FROM fresh
ORDER BY node, period, indicator_id, part
ON CONFLICT (tree, node, period, indicator_id, part) DO UPDATE SET
    numerator = excluded.numerator, denominator = excluded.denominator,
    bodies = excluded.bodies,
    approved_numerator = excluded.approved_numerator,
    approved_denominator = excluded.approved_denominator,
    approved_bodies = excluded.approved_bodies
WHERE (total.numerator, total.denominator, total.bodies, total.approved_numerator,
       total.approved_denominator, total.approved_bodies)
    IS DISTINCT FROM (excluded.numerator, excluded.denominator, excluded.bodies,
       excluded.approved_numerator, excluded.approved_denominator, excluded.approved_bodies)
"""
# A typed figure stands in place of what lies below, in each view from when it counts there.
_SENT = "typed.sent IS NOT TRUE OR part.covers"
_APPROVED = "typed.approved IS NOT TRUE OR part.covers"
_STATEMENTS = {
    tree: _GATHER.format(**parts, sent=_SENT, approved=_APPROVED) for tree, parts in _BELOW.items()
}


def gather() -> int:
    """One pass: totals above up to MARKS_AT_ONCE marks; how many pairs of body and period.

    Another pass that is under way makes this one find nothing to do.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_TAKE, [MARKS_AT_ONCE])
        touched = cursor.fetchall()
        for tree, position in ((Tree.LINE, 1), (Tree.PLACE, 2)):
            _make_anew(cursor, tree, [(row[position], row[0]) for row in touched])
    return len(touched)


def _make_anew(cursor: Any, tree: Tree, touched: Iterable[tuple[str, int]]) -> None:
    """The nodes above some paths, each level after the one below it."""
    # Few nodes of a large table: the planner, who cannot know how few, would read it whole.
    cursor.execute("SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off")
    for pairs in _levels(touched):
        cursor.execute(
            _STATEMENTS[tree],
            {
                "tree": int(tree),
                "nodes": [node for node, _period in pairs],
                "periods": [period for _node, period in pairs],
                "added": sorted(ADDED),
            },
        )


def _levels(touched: Iterable[tuple[str, int]]) -> list[list[tuple[int, int]]]:
    """Every node on the paths with its period, the deepest level first."""
    levels: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for path, period in touched:
        for depth, node in enumerate(path.strip("/").split("/")):
            levels[depth].add((int(node), period))
    return [sorted(levels[depth]) for depth in sorted(levels, reverse=True)]
