"""Sixteen writers in one province send forty values at a time while the totals are gathered.

The writers speak the product's own statement with its triggers; the gathering process is the
product's. The named limit is the same statement on the same table without triggers, taken in the
same run. After every part all totals of the period are counted again from the figures. What one
process reaches through the product's service, Python included, is told beside.
"""

import json
import statistics
import time
from pathlib import Path
from typing import Any

from benchmarks._database import fresh_database
from benchmarks._nation import LAST_YEAR, NATION, SIZES, Nation, build_nation
from benchmarks._writers import (
    VALUES,
    Written,
    gatherer,
    median_of,
    wait_gathered,
    write,
)

SECONDS = {"small": 2, "full": 6}
TURNS = {"small": 1, "full": 3}
HELD_SECONDS = 0.02
GOALS = {"per_s": 1500, "held_per_s": 650, "two_units_per_s": 800}
GOAL_P95_MS = 30
_PREPARE = """
CREATE UNLOGGED TABLE bench_body AS
    SELECT row_number() OVER (ORDER BY id)::integer AS number, id AS body
    FROM organisations_organisation body
    WHERE line_path LIKE '/1/{province}/%' AND NOT EXISTS (
        SELECT FROM organisations_organisation below WHERE below.superior_id = body.id
    );
CREATE UNIQUE INDEX ON bench_body (number);
ANALYZE bench_body;
CREATE TABLE bench_plain (LIKE indicators_figure INCLUDING ALL);
INSERT INTO bench_plain SELECT figure.* FROM indicators_figure figure
    JOIN bench_body ON body = organisation_id WHERE period = {period};
VACUUM ANALYZE bench_plain;
"""
_CLEAN = "DROP TABLE IF EXISTS bench_body, bench_plain"
_PICK = "\\set {name} random(1, {bodies})\n"
_SEND = (
    "INSERT INTO {table} (organisation_id, period, indicator_id, part, numerator, denominator,"
    " covers) SELECT body, {period}, indicator, 0, {number} % 20 + :value, 200 + :value, FALSE"
    " FROM bench_body CROSS JOIN unnest(ARRAY{indicators}::bigint[]) AS indicator"
    " WHERE number = {number} ORDER BY indicator"
    " ON CONFLICT (organisation_id, period, indicator_id, part) DO UPDATE SET"
    " numerator = excluded.numerator, denominator = excluded.denominator,"
    " covers = excluded.covers;\n"
)


def main(size: str) -> int:
    """Measure, print the figures; fails on a wrong or failed one, at full size below a goal."""
    with fresh_database() as folder:
        nation = build_nation(SIZES[size], folder)
        bench = Bench(nation, folder, SECONDS[size], TURNS[size])
        bench.prepare()
        figures, ratio = bench.measure()
    result = {"bench": "submissions", "figures": figures, "ratio": {"to_plain_insert": ratio}}
    print(f"RESULT {json.dumps(result)}")
    if figures["wrong_cells"] or figures["failed"]:
        return 1
    slow = figures["p95_ms"] > GOAL_P95_MS or any(
        figures[name] < goal for name, goal in GOALS.items()
    )
    return int(size == "full" and slow)


class Bench:
    """The writers of one province and what they are measured by."""

    def __init__(self, nation: Nation, folder: Path, seconds: int, turns: int) -> None:
        from behoc.kernel.periods import Kind, Period

        self.nation, self.folder = nation, folder
        self.seconds, self.turns = seconds, turns
        self.period = Period(Kind.YEAR, LAST_YEAR)
        self.indicators = nation.indicators["year"][:VALUES]
        self.bodies = 0

    def prepare(self) -> None:
        """The bodies below one province, numbered, and a table like that of figures, unwatched."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(_CLEAN)
            words = _PREPARE.format(province=NATION + 1, period=self.period.key)
            for statement in words.split(";\n"):
                if statement.strip():
                    cursor.execute(statement)
            cursor.execute("SELECT count(*) FROM bench_body")
            self.bodies = cursor.fetchone()[0]

    def measure(self) -> tuple[dict[str, Any], float]:
        """Every part after the other, the totals counted again after each."""
        plain = self._run("không cộng dồn", self.script("bench_plain"))
        with gatherer():
            sent, lag = self._gathered("có cộng dồn", self.script("indicators_figure"))
            held, _lag = self._gathered(
                "giữ 20 ms", self.script("indicators_figure", held=HELD_SECONDS)
            )
            two, _lag = self._gathered("hai nơi", self.script("indicators_figure", units=2))
        figures = {
            "per_s": round(sent.per_s),
            "p95_ms": sent.p95_ms,
            "held_per_s": round(held.per_s),
            "two_units_per_s": round(two.per_s),
            "service_per_s": round(self._through_service()),
            "wrong_cells": self._count_wrong(),
            "failed": sent.failed + held.failed + two.failed,
            "lag_s": round(lag, 2),
        }
        return figures, round(sent.per_s / plain.per_s, 3)

    def script(self, table: str, *, held: float = 0, units: int = 1) -> str:
        """One transaction; two units in the order of their numbers, as whoever writes two must."""
        words = "\\set value random(1, 100)\n"
        names = [f"unit{number}" for number in range(units)]
        words += "".join(_PICK.format(name=name, bodies=self.bodies) for name in names)
        if units > 1:
            words += "\\set low least(:unit0, :unit1)\n\\set high greatest(:unit0, :unit1)\n"
            names = ["low", "high"]
        sends = [
            _SEND.format(
                table=table,
                number=f":{name}",
                period=self.period.key,
                indicators=list(self.indicators),
            )
            for name in names
        ]
        if held:
            sends.append(f"SELECT pg_sleep({held});\n")
        return words + (f"BEGIN;\n{''.join(sends)}END;\n" if len(sends) > 1 else sends[0])

    def _run(self, name: str, script: str) -> Written:
        found = median_of([write(self.folder, script, self.seconds) for _turn in range(self.turns)])
        print(f"  {name}: {found.per_s:.0f} lượt/giây, p95 {found.p95_ms} ms", flush=True)
        return found

    def _gathered(self, name: str, script: str) -> tuple[Written, float]:
        found = self._run(name, script)
        lag = wait_gathered()
        print(f"    gộp xong sau {lag:.2f} giây", flush=True)
        return found, lag

    def _through_service(self) -> float:
        """How many times a second one process sends forty values through the service."""
        from decimal import Decimal

        from behoc.ground.organisations.models import Organisation
        from behoc.measure.indicators.models import Indicator
        from behoc.measure.indicators.services.gathering import gather
        from behoc.measure.indicators.services.keeping import Said, send_figures

        body = Organisation.objects.get(pk=self.nation.first_village)
        rows = list(Indicator.objects.filter(pk__in=self.indicators))
        said = [Said(row, Decimal(number), Decimal(200)) for number, row in enumerate(rows)]
        times = []
        for _turn in range(50):
            begun = time.perf_counter()
            send_figures(body, self.period, said)
            times.append(time.perf_counter() - begun)
        gather()
        return 1 / statistics.median(times)

    def _count_wrong(self) -> int:
        from behoc.measure.indicators.queries.verifying import list_wrong_totals

        return len(list_wrong_totals(self.period.key))
