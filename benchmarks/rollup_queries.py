"""Eighteen questions to the totals as a commune, a province and the nation; DuckDB checks each.

The questions go through the product's own query, reach included. Every answer of a first round is
compared, cell by cell, with what DuckDB counts from the figures themselves.
"""

import json
import random
import statistics
import time
import tomllib
from pathlib import Path
from typing import Any

from benchmarks._database import fresh_database
from benchmarks._nation import NATION, SEED, SIZES, Nation, build_nation, count_figures
from benchmarks._oracle import Oracle

GOAL_MS = 100
RUNS = {"small": 10, "full": 40}
CHECKED = 2  # answers of each shape and account that are compared before the clock runs
COMMUNE_LEVEL = 2
SHAPES = Path(__file__).with_name("queries.toml")


def main(size: str) -> int:
    """Check, measure, print the figures; fails on a wrong cell, and at full size over the goal."""
    with fresh_database() as folder:
        nation = build_nation(SIZES[size], folder)
        oracle = Oracle(nation)
        shapes = tomllib.loads(SHAPES.read_text("utf-8"))["shape"]
        chance = random.Random(SEED)
        wrong = sum(_count_wrong(nation, oracle, shape, chance) for shape in shapes)
        p95s = _measure(nation, shapes, chance, RUNS[size])
        scan = _full_scan(nation, oracle)
        figures = {
            "observations": count_figures(),
            "shapes": len(shapes),
            "worst_p95_ms": round(max(p95s), 1),
            "median_p95_ms": round(statistics.median(p95s), 1),
            "wrong_cells": wrong,
        }
    result = {
        "bench": "rollup-queries",
        "figures": figures,
        "ratio": {"full_scan_to_duckdb": scan},
    }
    print(f"RESULT {json.dumps(result)}")
    return int(wrong > 0 or (size == "full" and max(p95s) > GOAL_MS))


def _count_wrong(nation: Nation, oracle: Oracle, shape: Any, chance: random.Random) -> int:
    from behoc.measure.indicators.queries.totals import list_cells

    wrong = cells = 0
    for actor in nation.accounts().values():
        for _turn in range(CHECKED):
            asked = _question(nation, shape, actor, chance)
            if asked is None:
                continue
            said = {(*cell[:3], *cell[4:]) for cell in list_cells(actor, asked)}  # all but the part
            counted = oracle.answer(asked)
            cells += len(counted)
            wrong += len(said ^ counted)
    print(f"  {shape['number']:2} {shape['title']}: {cells} ô, {wrong} sai", flush=True)
    return wrong


def _measure(nation: Nation, shapes: list[Any], chance: random.Random, runs: int) -> list[float]:
    from behoc.measure.indicators.queries.totals import list_cells

    p95s = []
    for shape in shapes:
        told = []
        for name, actor in nation.accounts().items():
            times = []
            for _turn in range(runs):
                asked = _question(nation, shape, actor, chance)
                if asked is None:
                    continue
                begun = time.perf_counter()
                list_cells(actor, asked)
                times.append((time.perf_counter() - begun) * 1000)
            if times:
                p95s.append(_p95(times))
                told.append(f"{name} {statistics.median(times):.1f}/{p95s[-1]:.1f}")
        print(f"  {shape['number']:2} p50/p95 ms: {', '.join(told)}", flush=True)
    return p95s


def _question(nation: Nation, shape: Any, actor: Any, chance: random.Random) -> Any:
    """The question of that shape as that account, with elements drawn anew; none if below all."""
    from behoc.kernel.periods import Kind
    from behoc.measure.indicators.rules import Tree
    from behoc.measure.indicators.rules.asking import Asked, Which

    above = actor.line_path.count("/") - 2
    levels = shape.get("levels") or [shape["level"] - above]
    if min(levels) < 0:
        return None
    drawn: list[int] = []
    for kind, count in shape["elements"].items():
        # The tenth of every ten is the share of those who reported.
        shares = nation.indicators[kind][9::10] if shape.get("share") else []
        others = [each for each in nation.indicators[kind] if each not in shares]
        drawn += shares[:1] + chance.sample(others, count - len(shares[:1]))
    periods = [
        period
        for name, count in shape["periods"].items()
        for period in (
            [nation.periods(kind)[-1] for kind in (Kind.YEAR, Kind.MONTH, Kind.WEEK)]
            if name == "today"
            else nation.periods(Kind.YEAR)[-1].parts(Kind[name.upper()])[-1].last(count)
        )
    ]
    return Asked(
        Tree[shape["tree"].upper()],
        actor.body,
        Which(tuple(drawn), tuple(periods)),
        frozenset(levels),
        kinds=frozenset(shape.get("kinds", ())),
    )


def _full_scan(nation: Nation, oracle: Oracle) -> float:
    """Every yearly figure by province, against DuckDB reading all of its Parquet."""
    from behoc.kernel.periods import Kind
    from behoc.measure.indicators.queries.totals import list_cells
    from behoc.measure.indicators.rules import Tree
    from behoc.measure.indicators.rules.asking import CHILDREN, Asked, Which

    asked = Asked(
        Tree.LINE,
        NATION,
        Which(tuple(nation.indicators["year"]), tuple(nation.periods(Kind.YEAR))),
        frozenset({CHILDREN}),
    )
    actor = nation.accounts()["cả nước"]
    ours, theirs = [], []
    for _turn in range(3):
        begun = time.perf_counter()
        cells = list_cells(actor, asked)
        ours.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        oracle.scan_by_province()
        theirs.append(time.perf_counter() - begun)
    print(
        f"  cả nước theo tỉnh, {len(cells)} ô: {statistics.median(ours) * 1000:.0f} ms;"
        f" DuckDB quét cả tệp: {statistics.median(theirs) * 1000:.0f} ms",
        flush=True,
    )
    return round(statistics.median(ours) / statistics.median(theirs), 3)


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, int(len(times) * 0.95 + 0.5) - 1)]
