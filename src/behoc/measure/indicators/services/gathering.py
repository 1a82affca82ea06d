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

MARKS_AT_ONCE = 100_000  # about as many as there are bodies: a whole period in one pass
_LOCK = 1_948_061_300  # any number that nothing else locks

# The period that has waited longest goes first and whole: after a large import every pass but one
# would otherwise sum the same provinces again.
_TAKE = """
WITH taken AS (
    DELETE FROM indicators_figuremark WHERE id IN (
        SELECT id FROM indicators_figuremark
        ORDER BY period <> (
            SELECT period FROM indicators_figuremark ORDER BY id LIMIT 1
        ), id LIMIT %s
    ) RETURNING organisation_id, period
)
SELECT DISTINCT taken.period, body.line_path, body.place_path
FROM taken JOIN organisations_organisation body ON body.id = taken.organisation_id
"""

# Every sub-select that ends in OFFSET 0 is looked up anew for each row before it, by its index:
# few nodes of many million rows are wanted, and the planner cannot know how few.
_BELOW = {
    Tree.LINE: {
        "inner": """SELECT FROM organisations_organisation below
            WHERE below.superior_id = touched.node LIMIT 1 OFFSET 0""",
        "own": """SELECT own.id, own.line, TRUE AS own FROM organisations_organisation own
            WHERE own.id = asked.node""",
        "leaf": """SELECT leaf.id, leaf.line, FALSE FROM organisations_organisation leaf
            WHERE leaf.superior_id = asked.node
                AND NOT EXISTS (SELECT FROM organisations_organisation further
                                WHERE further.superior_id = leaf.id OFFSET 0)""",
        "node": """SELECT below.id FROM organisations_organisation below
            WHERE below.superior_id = asked.node""",
        "counts": "TRUE",
    },
    Tree.PLACE: {
        "inner": """SELECT FROM (
                SELECT FROM organisations_place below WHERE below.parent_id = touched.node
                UNION ALL
                (SELECT FROM organisations_organisation body
                 WHERE body.place_id = touched.node OFFSET 1)
            ) several LIMIT 1 OFFSET 0""",
        "own": """SELECT own.id, own.line, TRUE AS own FROM organisations_organisation own
            WHERE own.place_id = asked.node""",
        "leaf": """SELECT body.id, body.line, FALSE
            FROM organisations_place leaf
            CROSS JOIN LATERAL (
                SELECT min(mate.id) AS id, min(mate.line) AS line
                FROM organisations_organisation mate WHERE mate.place_id = leaf.id
                HAVING count(*) = 1
            ) body
            WHERE leaf.parent_id = asked.node
                AND NOT EXISTS (SELECT FROM organisations_place further
                                WHERE further.parent_id = leaf.id OFFSET 0)""",
        "node": """SELECT below.id FROM organisations_place below
            WHERE below.parent_id = asked.node""",
        "counts": "indicator.line IN ('', body.line)",
    },
}

_GATHER = """
WITH touched AS MATERIALIZED (
    SELECT * FROM unnest(%(nodes)s::bigint[], %(periods)s::integer[]) AS pair(node, period)
), asked AS MATERIALIZED (
    SELECT touched.* FROM touched CROSS JOIN LATERAL ({inner}) several
), part AS (
    SELECT asked.node, asked.period, figure.indicator_id, figure.part,
           figure.numerator, figure.denominator,
           (figure.numerator IS NOT NULL)::integer AS bodies,
           figure.approved_numerator, figure.approved_denominator,
           (figure.approved_numerator IS NOT NULL)::integer AS approved_bodies,
           figure.covers AND body.own AS covers
    FROM asked
    CROSS JOIN LATERAL ({own} UNION ALL {leaf} OFFSET 0) body
    CROSS JOIN LATERAL (
        SELECT * FROM indicators_figure figure
        WHERE figure.organisation_id = body.id AND figure.period = asked.period OFFSET 0
    ) figure
    JOIN indicators_indicator indicator ON indicator.id = figure.indicator_id
    WHERE {counts} AND indicator.aggregation = ANY(%(added)s)
    UNION ALL
    SELECT asked.node, asked.period, total.indicator_id, total.part,
           total.numerator, total.denominator, total.bodies,
           total.approved_numerator, total.approved_denominator, total.approved_bodies,
           FALSE
    FROM asked
    CROSS JOIN LATERAL ({node} OFFSET 0) below
    CROSS JOIN LATERAL (
        SELECT * FROM indicators_total total
        WHERE total.tree = %(tree)s AND total.node = below.id AND total.period = asked.period
        OFFSET 0
    ) total
    JOIN indicators_indicator indicator ON indicator.id = total.indicator_id
    WHERE indicator.aggregation = ANY(%(added)s)
), fresh AS MATERIALIZED (
    SELECT node, period, indicator_id, part,
           {numerator} AS numerator, {denominator} AS denominator,
           coalesce({bodies}, 0) AS bodies,
           {approved_numerator} AS approved_numerator,
           {approved_denominator} AS approved_denominator,
           coalesce({approved_bodies}, 0) AS approved_bodies
    FROM part GROUP BY node, period, indicator_id, part
), kept AS MATERIALIZED (
    SELECT total.* FROM touched
    CROSS JOIN LATERAL (
        SELECT total.ctid AS row, total.* FROM indicators_total total
        WHERE total.tree = %(tree)s AND total.node = touched.node
            AND total.period = touched.period
        OFFSET 0
    ) total
    JOIN indicators_indicator indicator ON indicator.id = total.indicator_id
    WHERE indicator.aggregation = ANY(%(added)s)
), gone AS (
    DELETE FROM indicators_total WHERE ctid = ANY(ARRAY(
        SELECT kept.row FROM kept LEFT JOIN fresh USING (node, period, indicator_id, part)
        WHERE fresh.node IS NULL
    ))
)
INSERT INTO indicators_total AS total (
    tree, node, period, indicator_id, part, numerator, denominator, bodies,
    approved_numerator, approved_denominator, approved_bodies
)
SELECT %(tree)s, node, period, indicator_id, part,
       fresh.numerator, fresh.denominator, fresh.bodies,
       fresh.approved_numerator, fresh.approved_denominator, fresh.approved_bodies
FROM fresh LEFT JOIN kept USING (node, period, indicator_id, part)
WHERE kept.row IS NULL OR (
    fresh.numerator, fresh.denominator, fresh.bodies,
    fresh.approved_numerator, fresh.approved_denominator, fresh.approved_bodies
) IS DISTINCT FROM (
    kept.numerator, kept.denominator, kept.bodies,
    kept.approved_numerator, kept.approved_denominator, kept.approved_bodies
)
-- new rows of one indicator and period lie together: so they are read when nodes are compared
ORDER BY period, indicator_id, part, node
ON CONFLICT (tree, node, period, indicator_id, part) DO UPDATE SET
    numerator = excluded.numerator, denominator = excluded.denominator,
    bodies = excluded.bodies,
    approved_numerator = excluded.approved_numerator,
    approved_denominator = excluded.approved_denominator,
    approved_bodies = excluded.approved_bodies
"""
# A typed figure stands in place of what lies below, in each view from when it counts there.
_JOINED = (
    "CASE WHEN count({view}numerator) FILTER (WHERE covers) > 0"
    " THEN sum({view}{what}) FILTER (WHERE covers) ELSE sum({view}{what}) END"
)
_SUMS = {
    f"{view}{what}": _JOINED.format(view=view, what=what)
    for view in ("", "approved_")
    for what in ("numerator", "denominator", "bodies")
}
_STATEMENTS = {tree: _GATHER.format(**parts, **_SUMS) for tree, parts in _BELOW.items()}


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
    # What is looked up by index is written so (see above); the rest is joined whole, for a pass
    # may make a million rows anew.
    cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '128MB'")
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
