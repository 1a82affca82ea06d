"""Values at any node: one, a trend, what lies below, at one level, or of one kind of place.

Totals are kept for every node that has something below it, so that a question reads only the rows
of its answer; the value of a leaf is its own figure. What is kept by week, month or quarter makes
longer periods here.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import connection

from behoc.ground.access.queries import scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotFound
from behoc.kernel.periods import Kind
from behoc.kernel.scope import Scope
from behoc.measure.indicators.models import Indicator
from behoc.measure.indicators.rules import Aggregation, Tree, View
from behoc.measure.indicators.rules.asking import Asked, Wanted, Which, plan_periods


class Cell(NamedTuple):
    """One value: `numerator` is none where nobody reported, which is not zero.

    A plain tuple because one answer may hold tens of thousands.
    """

    node: int
    indicator_id: int
    period: int
    part: int
    numerator: Any
    denominator: Any
    bodies: int


_Member = tuple[int, int, bool]  # what is read, the node it counts for, whether it has a total
_COLUMNS = {
    View.SENT: ("numerator", "denominator", "bodies"),
    View.APPROVED: ("approved_numerator", "approved_denominator", "approved_bodies"),
}
_PATHS = {
    Tree.LINE: ("organisations_organisation", "superior_id", "line_path"),
    Tree.PLACE: ("organisations_place", "parent_id", "path"),
}
_NODE = "SELECT id, {path}, {place} FROM {table} node WHERE id = %(node)s"
_AT = "SELECT below.id, below.id, {inner} FROM {table} below WHERE below.id = ANY(%(nodes)s)"
_BELOW = """
WITH RECURSIVE below AS (
    SELECT id, 0 AS depth FROM {table} WHERE id = %(node)s
    UNION ALL
    SELECT child.id, below.depth + 1
    FROM below JOIN {table} child ON child.{parent} = below.id
    WHERE below.depth < %(deepest)s
)
SELECT below.id, below.id, {inner} FROM below WHERE below.depth = ANY(%(depths)s)
"""
# The topmost of what stands at places of some kinds, each with the node asked for above it.
_OF_KINDS = {
    Tree.LINE: """
SELECT below.id, split_part(below.line_path, '/', %(step)s)::bigint, {inner}
FROM organisations_organisation below
JOIN organisations_place place ON place.id = below.place_id
LEFT JOIN organisations_organisation superior ON superior.id = below.superior_id
WHERE below.line_path LIKE %(prefix)s AND place.kind = ANY(%(kinds)s)
    AND superior.place_id IS DISTINCT FROM below.place_id
    AND split_part(below.line_path, '/', %(step)s) <> ''
""",
    Tree.PLACE: """
SELECT below.id, split_part(below.path, '/', %(step)s)::bigint, {inner}
FROM organisations_place below
WHERE below.path LIKE %(prefix)s AND below.kind = ANY(%(kinds)s)
    AND split_part(below.path, '/', %(step)s) <> ''
""",
}
_INNER = {
    Tree.LINE: """EXISTS (SELECT FROM organisations_organisation child
                          WHERE child.superior_id = below.id)""",
    Tree.PLACE: """(EXISTS (SELECT FROM organisations_place child WHERE child.parent_id = below.id)
                    OR (SELECT count(*) > 1 FROM organisations_organisation body
                        WHERE body.place_id = below.id))""",
}
_TOTALS = """
SELECT total.node, total.indicator_id, total.period, total.part,
       total.{numerator} AS numerator, total.{denominator} AS denominator, total.{bodies} AS bodies
FROM indicators_total total{source}
WHERE total.tree = %(tree)s AND {chosen} AND total.period = ANY(%(keys)s)
    AND total.indicator_id = ANY(%(indicators)s) AND total.part = ANY(%(groups)s)
    AND total.{bodies} > 0
"""
# Some nodes are looked up one by one; where most are asked for, whole periods are read and matched.
_SOME_NODES = {"source": "", "chosen": "total.node = ANY(%(inner)s)"}
_MOST_NODES = {
    "source": ", unnest(%(inner)s::bigint[]) AS inner_node(id)",
    "chosen": "total.node = inner_node.id",
}
_MOST = 1_000
_FIGURES = {
    Tree.LINE: """
SELECT figure.organisation_id AS node, figure.indicator_id, figure.period, figure.part,
       figure.{numerator} AS numerator, figure.{denominator} AS denominator, 1 AS bodies
FROM indicators_figure figure
WHERE figure.organisation_id = ANY(%(leaves)s) AND figure.period = ANY(%(keys)s)
    AND figure.indicator_id = ANY(%(indicators)s) AND figure.part = ANY(%(groups)s)
    AND figure.{numerator} IS NOT NULL
""",
    Tree.PLACE: """
SELECT body.place_id AS node, figure.indicator_id, figure.period, figure.part,
       figure.{numerator} AS numerator, figure.{denominator} AS denominator, 1 AS bodies
FROM organisations_organisation body
JOIN indicators_figure figure ON figure.organisation_id = body.id
JOIN indicators_indicator indicator ON indicator.id = figure.indicator_id
WHERE body.place_id = ANY(%(leaves)s) AND figure.period = ANY(%(keys)s)
    AND figure.indicator_id = ANY(%(indicators)s) AND figure.part = ANY(%(groups)s)
    AND figure.{numerator} IS NOT NULL AND indicator.line IN ('', body.line)
""",
}
_OF_GROUP = """
SELECT member.node, row.indicator_id, row.period, row.part,
       sum(row.numerator) AS numerator, sum(row.denominator) AS denominator,
       sum(row.bodies) AS bodies
FROM ({rows}) row JOIN unnest(%(members)s::bigint[], %(nodes)s::bigint[]) AS member(id, node)
    ON member.id = row.node
GROUP BY member.node, row.indicator_id, row.period, row.part
"""
_ADDED = """
SELECT row.node, row.indicator_id, longer.key, row.part, sum(row.numerator),
       sum(row.denominator), max(row.bodies)
FROM ({rows}) row JOIN unnest(%(parts)s::integer[], %(longer)s::integer[]) AS longer(part, key)
    ON longer.part = row.period
GROUP BY row.node, row.indicator_id, longer.key, row.part
"""
_LATEST = """
SELECT DISTINCT ON (row.node, row.indicator_id, longer.key, row.part)
       row.node, row.indicator_id, longer.key, row.part, row.numerator, row.denominator, row.bodies
FROM ({rows}) row JOIN unnest(%(parts)s::integer[], %(longer)s::integer[]) AS longer(part, key)
    ON longer.part = row.period
ORDER BY row.node, row.indicator_id, longer.key, row.part, row.period DESC
"""


def list_cells(actor: Actor, asked: Asked) -> list[Cell]:
    """Every value that the question asks for and that somebody reported; NotFound out of reach."""
    with connection.cursor() as cursor:
        path = _path_in_reach(cursor, actor, asked)
        members = _list_members(cursor, asked, path)
        return _read(cursor, asked.tree, members, asked.which, grouped=bool(asked.kinds))


def list_cells_at(tree: Tree, nodes: Iterable[int], which: Which) -> list[Cell]:
    """The same at nodes that the caller has found within reach."""
    table, _parent, _path = _PATHS[tree]
    with connection.cursor() as cursor:
        cursor.execute(_AT.format(table=table, inner=_INNER[tree]), {"nodes": list(nodes)})
        return _read(cursor, tree, list(cursor.fetchall()), which)


def _read(
    cursor: Any, tree: Tree, members: list[_Member], which: Which, *, grouped: bool = False
) -> list[Cell]:
    found: list[Cell] = []
    for wanted in _plans(which):
        cursor.execute(*_statement(tree, members, which, wanted, grouped=grouped))
        with _collector_at_rest():
            found += map(Cell._make, cursor.fetchall())
    return found


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Tens of thousands of tuples that form no ring: walking the whole heap for them finds nothing.

    It would cost more than the query.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _path_in_reach(cursor: Any, actor: Actor, asked: Asked) -> str:
    """The path of the node, where the actor may look at it."""
    table, _parent, path = _PATHS[asked.tree]
    place = "node.path" if asked.tree == Tree.PLACE else "node.place_path"
    cursor.execute(_NODE.format(table=table, path=path, place=place), {"node": asked.node})
    node = cursor.fetchone()
    if node is None or not _reaches(scope_for(actor, "indicator.view"), actor, asked.tree, *node):
        raise NotFound
    return str(node[1])


def _reaches(scope: Scope, actor: Actor, tree: Tree, node: int, path: str, place: str) -> bool:
    if place.startswith(scope.places):
        return True
    if tree == Tree.PLACE:  # sums of a place tell nothing of one body above its own
        return bool(scope.owners) and place.startswith(actor.place_path)
    return node in scope.owners or path.startswith(scope.lines)


def _list_members(cursor: Any, asked: Asked, path: str) -> list[_Member]:
    """What to read for the answer: its id, the node it counts for, and whether it has a total."""
    table, parent, _path = _PATHS[asked.tree]
    inner = _INNER[asked.tree]
    depths = sorted(asked.depths)
    if not asked.kinds:
        cursor.execute(
            _BELOW.format(table=table, parent=parent, inner=inner),
            {"node": asked.node, "depths": depths, "deepest": depths[-1]},
        )
        return list(cursor.fetchall())
    found: list[_Member] = []
    for depth in depths:
        # The path begins with a stroke, so its first part is empty and parts count from one.
        step = path.count("/") + depth
        cursor.execute(
            _OF_KINDS[asked.tree].format(inner=inner),
            {"prefix": f"{path}%", "kinds": sorted(asked.kinds), "step": step},
        )
        found += cursor.fetchall()
    return found


def _plans(which: Which) -> list[Wanted]:
    rows = Indicator.objects.filter(pk__in=which.indicators)
    kinds = rows.values_list("pk", "period_kind", "aggregation")
    return plan_periods(
        [(key, Kind(kind), Aggregation(how)) for key, kind, how in kinds], which.periods
    )


def _statement(
    tree: Tree, members: list[_Member], which: Which, wanted: Wanted, *, grouped: bool
) -> tuple[str, dict[str, Any]]:
    numerator, denominator, bodies = _COLUMNS[which.view]
    inner = [each for each, _node, has_total in members if has_total]
    leaves = [each for each, _node, has_total in members if not has_total]
    sources = [_TOTALS] if inner else []
    sources += [_FIGURES[tree]] if leaves or not inner else []
    rows = "\nUNION ALL\n".join(sources).format(
        numerator=numerator,
        denominator=denominator,
        bodies=bodies,
        **(_MOST_NODES if len(inner) > _MOST else _SOME_NODES),
    )
    if grouped:
        rows = _OF_GROUP.format(rows=rows)
    if wanted.folds:
        rows = (_LATEST if wanted.latest else _ADDED).format(rows=rows)
    return rows, {
        "tree": int(tree),
        "inner": inner,
        "leaves": leaves,
        "keys": sorted({key for key, _longer in wanted.pairs}),
        "indicators": wanted.indicators,
        "groups": list(which.parts),
        "members": [each for each, _node, _inner in members],
        "nodes": [node for _each, node, _inner in members],
        "parts": [key for key, _longer in wanted.pairs],
        "longer": [longer for _key, longer in wanted.pairs],
    }
