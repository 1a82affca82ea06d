"""The same questions answered by DuckDB from the figures in Parquet, by another way."""

from decimal import Decimal
from typing import Any

from benchmarks._nation import Nation

# Figures below the node, each under the node of the answer that it counts for.
_COUNTED = """
SELECT body.level_{level} AS node, figure.indicator_id, figure.period,
       sum(figure.approved_numerator) AS numerator, sum(figure.approved_denominator) AS denominator,
       count(figure.approved_numerator) AS bodies
FROM read_parquet($files) figure JOIN body ON body.id = figure.organisation_id
WHERE body.level_{own} = $node AND body.level_{level} IS NOT NULL
    AND list_contains($indicators, figure.indicator_id) AND list_contains($keys, figure.period)
    {narrowed}
GROUP BY ALL HAVING count(figure.approved_numerator) > 0
"""
_JOINED = """
SELECT node, indicator_id, longer.key AS period,
       CASE WHEN any_value(indicator.latest) AND longer.folds
            THEN arg_max(numerator, period) ELSE sum(numerator) END,
       CASE WHEN any_value(indicator.latest) AND longer.folds
            THEN arg_max(denominator, period) ELSE sum(denominator) END,
       CASE WHEN any_value(indicator.latest) AND longer.folds
            THEN arg_max(bodies, period) ELSE max(bodies) END
FROM ({counted}) counted
JOIN indicator ON indicator.id = counted.indicator_id
JOIN longer ON longer.part = counted.period AND longer.kind = indicator.kind
GROUP BY node, indicator_id, longer.key, longer.folds
"""
_BY_PROVINCE = """
SELECT body.level_1, figure.indicator_id, figure.period,
       sum(approved_numerator), sum(approved_denominator)
FROM read_parquet($files) figure JOIN body ON body.id = figure.organisation_id GROUP BY ALL
"""
_DEEPEST = 3


class Oracle:
    """DuckDB over the Parquet files of a nation."""

    def __init__(self, nation: Nation) -> None:
        import duckdb

        self.nation = nation
        self.engine = duckdb.connect()
        levels = ", ".join(f"level_{level} BIGINT" for level in range(_DEEPEST + 1))
        self.engine.execute(f"CREATE TABLE body (id BIGINT, {levels}, kinds VARCHAR[])")
        self._add_bodies()
        self._add_indicators()

    def answer(self, asked: Any) -> set[tuple[Any, ...]]:
        """Every cell of the answer, as the product gives it."""
        self._set_periods(asked)
        own = self.nation.level_of(asked.node)
        found: set[tuple[Any, ...]] = set()
        for depth in asked.depths:
            if own + depth <= _DEEPEST:
                found |= self._cells(asked, own, own + depth)
        return found

    def scan_by_province(self) -> int:
        """Read every yearly figure; how many rows the answer has."""
        files = self._files("year")
        return len(self.engine.execute(_BY_PROVINCE, {"files": files}).fetchall())

    def _cells(self, asked: Any, own: int, level: int) -> set[tuple[Any, ...]]:
        narrowed = "AND list_has_any(body.kinds, $kinds)" if asked.kinds else ""
        counted = _COUNTED.format(own=own, level=level, narrowed=narrowed)
        keys = self.engine.execute("SELECT DISTINCT part FROM longer").fetchall()
        given: dict[str, Any] = {
            "files": self._files("*"),
            "node": asked.node,
            "indicators": list(asked.which.indicators),
            "keys": [key for (key,) in keys],
        }
        if asked.kinds:
            given["kinds"] = sorted(asked.kinds)
        rows = self.engine.execute(_JOINED.format(counted=counted), given).fetchall()
        return {
            (node, indicator, period, Decimal(numerator), Decimal(denominator), bodies)
            for node, indicator, period, numerator, denominator, bodies in rows
        }

    def _files(self, kind: str) -> list[str]:
        return [str(path) for path in sorted(self.nation.files.glob(f"{kind}-*.parquet"))] or [
            str(path) for path in sorted(self.nation.files.glob("*.parquet"))
        ]

    def _set_periods(self, asked: Any) -> None:
        """Which periods that figures are kept for make each asked one, for each kind."""
        from behoc.kernel.periods import Kind

        kept = {kind: self.nation.periods(kind) for kind in (Kind.YEAR, Kind.MONTH, Kind.WEEK)}
        middle = {Kind.WEEK: 3}
        rows = [
            (part.key, longer.key, int(kind), part.kind != longer.kind)
            for kind, parts in kept.items()
            for part in parts
            for longer in asked.which.periods
            if longer.kind <= kind
            and longer.first_day
            <= part.first_day.fromordinal(part.first_day.toordinal() + middle.get(kind, 0))
            <= longer.last_day
        ]
        self.engine.execute(
            "CREATE OR REPLACE TABLE longer"
            " (part INTEGER, key INTEGER, kind INTEGER, folds BOOLEAN)"
        )
        self.engine.executemany("INSERT INTO longer VALUES (?, ?, ?, ?)", rows)

    def _add_bodies(self) -> None:
        kinds = {key: kind for key, _above, _path, kind in self.nation.nodes()}
        path = self.nation.files / "bodies.csv"
        with path.open("w", encoding="utf-8") as file:
            for key, _above, node, _kind in self.nation.nodes():
                steps = [int(step) for step in node.strip("/").split("/")]
                levels = [*map(str, steps), *[""] * (_DEEPEST + 1 - len(steps))]
                file.write(f"{key}|{'|'.join(levels)}|{';'.join(kinds[step] for step in steps)}\n")
        names = ["id", *[f"level_{level}" for level in range(_DEEPEST + 1)], "kinds"]
        chosen = ", ".join([*names[:-1], "string_split(kinds, ';')"])
        self.engine.execute(
            f"INSERT INTO body SELECT {chosen} FROM read_csv('{path}', delim='|', header=false,"
            f" names={names}, all_varchar=true, nullstr='')"
        )
        path.unlink()

    def _add_indicators(self) -> None:
        from behoc.measure.indicators.models import Indicator
        from behoc.measure.indicators.rules import LATEST, Aggregation

        self.engine.execute("CREATE TABLE indicator (id BIGINT, kind INTEGER, latest BOOLEAN)")
        self.engine.executemany(
            "INSERT INTO indicator VALUES (?, ?, ?)",
            [
                (each.pk, each.period_kind, Aggregation(each.aggregation) in LATEST)
                for each in Indicator.objects.all()
            ],
        )
