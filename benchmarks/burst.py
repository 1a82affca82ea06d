"""The deadline hour through the web: every commune presses "send" within seconds.

The drafts were written before; each commune's clerk sends over HTTP with a session of one's own, to
the product's web processes, with the gathering process and the worker beside. Requests are offered
at their moments whether or not earlier ones were answered, and a receipt is timed from that moment.
Then: is every report sent, does every total hold what was offered, how long until the last one did.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from queue import Empty, SimpleQueue
from typing import Any

from benchmarks._database import fresh_database
from benchmarks._nation import LAST_YEAR, NATION, Nation, Size, build_nation
from benchmarks._writers import gatherer, p95, wait_gathered

COMMUNES = {"small": 150, "full": 3_321}
OFFERED_PER_S = 150
SENDERS = 48  # enough that a request is offered at its moment while others wait for their receipt
ROWS = 24
GOALS = {"p95_ms": 500, "rolled_up_s": 30}
READY_SECONDS = 120
TOKEN = "t" * 32


@dataclass(frozen=True, slots=True)
class Sending:
    """One report to send: when, by whom, and what it says in every row."""

    at: float
    address: str
    session: str
    count: int


def main(size: str) -> int:
    """Make the round, send all, look whether anything is lost or wrong; print the figures."""
    with fresh_database() as folder:
        nation = build_nation(Size(COMMUNES[size], 0), folder, silent=True)
        round_id = _open_round(nation)
        sendings = _write_drafts(nation, round_id)
        with ExitStack() as beside:
            port = beside.enter_context(_web())
            beside.enter_context(_worker())
            beside.enter_context(gatherer())
            times, refused, seconds = _send(port, sendings)
            rolled_up = wait_gathered()
        lost = _count_unsent(round_id)
        wrong = _count_wrong(nation, sendings)
    figures = {
        "reports": len(sendings),
        "offered_per_s": OFFERED_PER_S,
        "answered_per_s": round(len(times) / seconds, 1),
        "p95_ms": round(p95(times)),
        "refused": refused,
        "lost": lost,
        "wrong": wrong,
        "rolled_up_s": round(rolled_up, 1),
    }
    print(f"RESULT {json.dumps({'bench': 'burst', 'figures': figures, 'ratio': {}})}")
    slow = any(figures[name] > goal for name, goal in GOALS.items())
    return int(lost + wrong + refused > 0 or (size == "full" and slow))


def _open_round(nation: Nation) -> int:
    """A round of one form with every row of figures, opened by the nation's body for all."""
    from datetime import date

    from behoc.kernel.clock import now
    from behoc.kernel.periods import Kind, Period
    from behoc.measure.indicators.models import Indicator
    from behoc.measure.reporting.models import Duty, Form, FormEdition
    from behoc.measure.reporting.services.rounds import open_round

    codes = Indicator.objects.filter(pk__in=nation.indicators["year"][:ROWS]).values_list(
        "code", flat=True
    )
    rows = [
        {
            "key": f"row{number}",
            "number": str(number),
            "indicator": code,
            "label": f"Dòng {number}",
            "unit": "gia đình",
            "has_denominator": True,
            "required": True,
        }
        for number, code in enumerate(codes)
    ]
    sections = [{"code": "results", "heading": "Kết quả", "required": True}]
    content = {"sections": sections, "tables": [{"code": "t", "heading": "Số liệu", "rows": rows}]}
    form = Form.objects.create(code="bench", name="Báo cáo năm", created_at=now())
    edition = FormEdition(
        form=form, version=1, content=content, state="confirmed",
        confirmed_at=now(), created_at=now(),
    )  # fmt: skip
    edition.save()
    duty = Duty(
        organisation_id=NATION,
        form=form,
        name="Báo cáo năm",
        whom={"kinds": ["learning_association"], "levels": ["commune"], "tree": "place"},
        due=["--11-19"],
        created_at=now(),
    )
    duty.save()
    leader = _person("lanhdao", NATION, "head")
    turn = open_round(
        leader, duty, period=Period(Kind.YEAR, LAST_YEAR), due_on=date(LAST_YEAR, 12, 31),
        edition=edition,
    )  # fmt: skip
    return int(turn.pk)


def _write_drafts(nation: Nation, round_id: int) -> list[Sending]:
    """Every commune's draft and somebody there who is signed in."""
    from django.urls import reverse

    from behoc.measure.reporting.models import Report

    rows = Report.objects.everything(reason="made up for a measurement").filter(round=round_id)
    reports = list(rows.order_by("organisation_id"))
    if len(reports) != nation.size.communes:
        raise SystemExit(f"{len(reports)} reports for {nation.size.communes} communes")
    sendings = []
    for number, report in enumerate(reports):
        count = 1 + number % 97
        cell = {"n": str(count), "d": "100"}
        report.answers = {
            "texts": {"results": "Xã có thêm tủ sách."},
            "cells": {f"row{row}": cell for row in range(ROWS)},
        }
        report.revision = 1
        sendings.append(
            Sending(
                at=number / OFFERED_PER_S,
                address=reverse("reporting:submit", args=[report.public_id]),
                session=_session(f"xa{number}", report.organisation_id),
                count=count,
            )
        )
    rows.bulk_update(reports, ["answers", "revision"], batch_size=500)
    return sendings


def _person(name: str, body: int, role: str) -> Any:
    from behoc.ground.access.queries import actor_for
    from behoc.ground.accounts.services import create_membership, create_person
    from behoc.kernel.clock import today

    person = create_person(sign_in_name=name, full_name=name, password=None)
    create_membership(person, body, role, granted_by_id=None, starts_on=today())
    return actor_for(person)[0]


def _session(name: str, body: int) -> str:
    from django.test import Client

    from behoc.ground.accounts.models import Person

    actor = _person(name, body, "head")
    client = Client(HTTP_HOST="localhost")
    client.force_login(Person.objects.get(pk=actor.person))
    return str(client.cookies["sessionid"].value)


def _send(port: int, sendings: list[Sending]) -> tuple[list[float], int, float]:
    """Milliseconds from offer to receipt, how many were refused, and how long all of it took."""
    waiting: SimpleQueue[Sending] = SimpleQueue()
    for sending in sendings:
        waiting.put(sending)
    times: list[float] = []
    refused: list[int] = []
    start = time.perf_counter() + 1

    def work() -> None:
        connection = http.client.HTTPConnection("localhost", port, timeout=READY_SECONDS)
        while True:
            try:
                sending = waiting.get_nowait()
            except Empty:
                return
            time.sleep(max(0, start + sending.at - time.perf_counter()))
            status = _post(connection, sending)
            times.append((time.perf_counter() - start - sending.at) * 1000)
            if status not in (200, 204, 302, 303):
                refused.append(status)

    senders = [threading.Thread(target=work) for _number in range(SENDERS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    if refused:
        print(f"  bị từ chối: {refused[:5]}", flush=True)
    return times, len(refused), time.perf_counter() - start


def _post(connection: http.client.HTTPConnection, sending: Sending) -> int:
    headers = {
        "Host": "localhost",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"sessionid={sending.session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }
    connection.request("POST", sending.address, f"revision=1&key={sending.session}", headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _count_unsent(round_id: int) -> int:
    from behoc.measure.reporting.models import Report

    rows = Report.objects.everything(reason="made up for a measurement").filter(round=round_id)
    return int(rows.exclude(state="submitted").count())


def _count_wrong(nation: Nation, sendings: list[Sending]) -> int:
    """Totals that are not what the figures make, or national ones that are not what was offered."""
    from behoc.kernel.periods import Kind, Period
    from behoc.measure.indicators.queries.totals import list_cells
    from behoc.measure.indicators.queries.verifying import list_wrong_totals
    from behoc.measure.indicators.rules import Tree, View
    from behoc.measure.indicators.rules.asking import Asked, Which

    period = Period(Kind.YEAR, LAST_YEAR)
    indicators = tuple(nation.indicators["year"][:ROWS])
    asked = Asked(Tree.PLACE, NATION, Which(indicators, (period,), View.SENT))
    offered = Decimal(sum(each.count for each in sendings))
    right = [c for c in list_cells(nation.actor(NATION), asked) if c.numerator == offered]
    return len(list_wrong_totals(period.key)) + ROWS - len(right)


@contextmanager
def _web() -> Iterator[int]:
    """The product's web processes on a free port, once they answer."""
    with socket.socket() as trial:
        trial.bind(("localhost", 0))
        port = trial.getsockname()[1]
    options = ["--interface=wsgi", "--host=127.0.0.1", f"--port={port}", "--log-level=warning"]
    options += [f"--workers={os.cpu_count() or 1}", "--blocking-threads=1"]
    with _beside("granian", *options, "behoc.config.wsgi:application"):
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                connection = http.client.HTTPConnection("localhost", port, timeout=5)
                connection.request("HEAD", "/")
                connection.getresponse()
                break
            except OSError:
                time.sleep(0.2)
        yield port


def _worker() -> Any:
    return _beside("behoc.config.command", "procrastinate", "worker")


@contextmanager
def _beside(*module: str) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", *module], env=os.environ)
    try:
        yield
    finally:
        process.terminate()
        process.wait(READY_SECONDS)
