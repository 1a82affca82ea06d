"""How soon the national figure has moved after one commune's approval: idle, and under load.

Approvals go through the product's service, the gathering process is the product's, and the national
figure is asked for through the product's query. The load is that of `submissions`: sixteen writers
in one province without a pause.
"""

import json
import random
import statistics
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks._database import fresh_database
from benchmarks._nation import NATION, SEED, SIZES, Nation, build_nation
from benchmarks._writers import gatherer, p95, start_writing, wait_gathered
from benchmarks.submissions import Bench

APPROVALS = {"small": 10, "full": 60}
GOALS = {"idle_p95_ms": 500, "load_p95_ms": 2000}
PATIENCE_SECONDS = 60
BETWEEN_SECONDS = 0.15
LOAD_SECONDS = 600  # the writers are stopped as soon as the approvals are through


def main(size: str) -> int:
    """Measure, print the figures; fails on a wrong total, and at full size over a goal."""
    with fresh_database() as folder:
        nation = build_nation(SIZES[size], folder)
        chance = random.Random(SEED)
        with gatherer():
            wait_gathered()
            idle = _measure(nation, APPROVALS[size], chance)
            loaded = _under_load(nation, folder, APPROVALS[size], chance)
            wait_gathered()
        wrong = _count_wrong(nation)
    figures = {
        "idle_p95_ms": round(p95(idle)),
        "load_p95_ms": round(p95(loaded)),
        "idle_median_ms": round(statistics.median(idle)),
        "load_median_ms": round(statistics.median(loaded)),
        "wrong_cells": wrong,
    }
    print(f"RESULT {json.dumps({'bench': 'freshness', 'figures': figures, 'ratio': {}})}")
    slow = any(figures[name] > goal for name, goal in GOALS.items())
    return int(wrong > 0 or (size == "full" and slow))


def _under_load(nation: Nation, folder: Path, approvals: int, chance: random.Random) -> list[float]:
    bench = Bench(nation, folder, LOAD_SECONDS, 1)
    bench.prepare()
    writers = start_writing(folder, bench.script("indicators_figure"), LOAD_SECONDS)
    try:
        time.sleep(2)
        return _measure(nation, approvals, chance)
    finally:
        writers.terminate()
        writers.wait(30)


def _measure(nation: Nation, approvals: int, chance: random.Random) -> list[float]:
    """Milliseconds from the approval's commit until the national figure holds it."""
    from behoc.ground.organisations.models import Organisation
    from behoc.kernel.periods import Kind
    from behoc.measure.indicators.models import Indicator
    from behoc.measure.indicators.services.keeping import Said, approve_figures

    indicators = list(Indicator.objects.filter(pk__in=nation.indicators["month"]))
    period, reader = nation.periods(Kind.MONTH)[-1], nation.actor(NATION)
    times = []
    for _turn in range(approvals):
        commune = chance.randrange(nation.first_commune, nation.first_village)
        body = Organisation.objects.get(pk=commune)
        before = _national(reader, indicators[0], period)
        # More than any commune says by chance, so that the national figure cannot stay the same.
        count = Decimal(10_000 + chance.randrange(1_000_000))
        said = [Said(each, count, count * 2) for each in indicators]
        approve_figures(body, period, said)
        begun = time.perf_counter()
        while _national(reader, indicators[0], period) == before:
            if time.perf_counter() - begun > PATIENCE_SECONDS:
                raise SystemExit("the national figure does not follow")
            time.sleep(0.005)
        times.append((time.perf_counter() - begun) * 1000)
        time.sleep(chance.random() * BETWEEN_SECONDS)
    print(
        f"  {approvals} lượt duyệt: p50 {statistics.median(times):.0f} ms, p95 {p95(times):.0f} ms",
        flush=True,
    )
    return times


def _national(reader: Any, indicator: Any, period: Any) -> Any:
    from behoc.measure.indicators.queries.totals import list_cells
    from behoc.measure.indicators.rules import Tree
    from behoc.measure.indicators.rules.asking import Asked, Which

    asked = Asked(Tree.PLACE, NATION, Which((indicator.pk,), (period,)))
    return [cell.numerator for cell in list_cells(reader, asked)]


def _count_wrong(nation: Nation) -> int:
    from behoc.kernel.periods import Kind
    from behoc.measure.indicators.queries.verifying import list_wrong_totals

    touched = (nation.periods(Kind.MONTH)[-1], nation.periods(Kind.YEAR)[-1])
    return sum(len(list_wrong_totals(period.key)) for period in touched)
