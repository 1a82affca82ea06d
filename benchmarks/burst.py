"""The deadline hour through the web: every commune presses "send" within seconds.

The drafts were written before; each commune's clerk sends over HTTP with a session of one's own, as
the page's scripts do, to the product's web processes, with the worker and the gathering process
beside. Requests are offered at their moments whether or not earlier ones were answered, and a
receipt is timed from that moment; some come twice, as from a line that lost the receipt. Then: is
every report sent once, does every total hold what was offered, how long after the last receipt.
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
TWICE = 50  # each so-many-th sending comes a second time
GOALS = {"p95_ms": 500, "rolled_up_s": 30}
READY_SECONDS = 120
TOKEN = "t" * 32
EDGE = "e" * 32
RECEIVED, IS_DRAFT = 201, 204
WARM = 16  # parts of pages, each on a connection of its own, so that every process answers some


@dataclass(frozen=True, slots=True)
class Sending:
    """One report to send: when, by whom, and what it says in every row."""

    at: float
    page: str
    address: str
    session: str
    count: int
    is_repeated: bool


def main(size: str) -> int:
    """Make the round, send all, look whether anything is lost or wrong; print the figures."""
    with fresh_database() as folder:
        nation = build_nation(Size(COMMUNES[size], 0), folder, silent=True)
        round_id = _open_round(nation)
        sendings = _write_drafts(nation, round_id)
        with ExitStack() as beside:
            # With the pool that an installation has; what counts here asks once in a while.
            os.environ.pop("BEHOC_DATABASE_POOL")
            port = beside.enter_context(_web())
            beside.enter_context(_worker())
            beside.enter_context(gatherer())
            _warm_up(port, sendings)
            times, refused, seconds = _send(port, sendings)
            checked = _wait_checked()
            rolled_up = checked + wait_gathered()
        lost = _count_unsent(round_id)
        wrong = _count_wrong(nation, sendings) + _count_twice(round_id)
    figures = {
        "reports": len(sendings),
        "offered_per_s": OFFERED_PER_S,
        "answered_per_s": round(len(times) / seconds, 1),
        "p95_ms": round(p95(times)),
        "refused": refused,
        "lost": lost,
        "wrong": wrong,
        "checked_s": round(checked, 1),
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
    rows: list[dict[str, Any]] = [
        {
            "key": f"row{number}",
            "number": str(number),
            "indicator": code,
            "label": f"Dòng {number}",
            "unit": "gia đình",
            "has_denominator": True,
            "required": True,
            "jump": 30,
            "outlier": 3,
        }
        for number, code in enumerate(codes)
    ]
    sections = [{"code": "results", "heading": "Kết quả", "required": True}]
    rows += [
        {"key": f"known{number}", "label": "Việc đã làm", "known": known}
        for number, known in enumerate(("tasks-done", "documents-issued", "people-told"))
    ]
    tables = [{"code": "t", "heading": "Số liệu", "rows": rows}]
    limits = {"jump": 30, "same_from": 20, "round_to": 100}
    content = {"sections": sections, "tables": tables, "limits": limits}
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
                page=reverse("reporting:report", args=[report.public_id]),
                address=reverse("reporting:submit", args=[report.public_id]),
                session=_session(f"xa{number}", report.organisation_id),
                count=count,
                is_repeated=not number % TWICE,
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
    """A session as it is after signing in and opening a page."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from behoc.config.middleware.gates import SEEN
    from behoc.ground.accounts.models import Person

    person = Person.objects.get(pk=_person(name, body, "head").person)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[SEEN] = int(time.time())
    session.create()
    return str(session.session_key)


def _warm_up(port: int, sendings: list[Sending]) -> None:
    """An installation has run for days: every process has answered before, the worker works."""
    from django.db import connection

    for sending in sendings[:WARM]:
        page = http.client.HTTPConnection("localhost", port, timeout=READY_SECONDS)
        page.request("GET", sending.page, headers={**_signed_in(sending), "HX-Request": "true"})
        if page.getresponse().status != IS_DRAFT:
            raise SystemExit("the part of a page does not open")
        page.close()
    deadline = time.monotonic() + READY_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute("SELECT EXISTS (SELECT FROM procrastinate_workers)")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.1)
    raise SystemExit("the worker does not start")


def _signed_in(sending: Sending) -> dict[str, str]:
    cookie = f"sessionid={sending.session}; csrftoken={TOKEN}"
    return {"Host": "localhost", "Cookie": cookie}


def _send(port: int, sendings: list[Sending]) -> tuple[list[float], int, float]:
    """Milliseconds from offer to receipt, how many were refused, and how long all of it took."""
    waiting: SimpleQueue[Sending] = SimpleQueue()
    for sending in sendings:
        waiting.put(sending)
    times: list[float] = []
    refused: list[int] = []
    start = time.perf_counter()

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
            if status == RECEIVED and sending.is_repeated:
                status = _post(connection, sending)
            if status != RECEIVED:
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
    fields = {"revision": 1, "key": sending.session, "csrfmiddlewaretoken": TOKEN}
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    headers = {
        **_signed_in(sending),
        "Accept": "application/json",
        "X-Receipt": "page",
        "Content-Type": f"multipart/form-data; boundary={EDGE}",
    }
    connection.request("POST", sending.address, f"{''.join(parts)}--{EDGE}--\r\n", headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _wait_checked() -> float:
    """Seconds until no receipt waits."""
    from behoc.measure.reporting.models import ReportReceipt

    rows = ReportReceipt.objects.everything(reason="made up for a measurement")
    started = time.monotonic()
    while rows.filter(waits=True).exists() and time.monotonic() - started < READY_SECONDS:
        time.sleep(0.1)
    return time.monotonic() - started


def _count_twice(round_id: int) -> int:
    """Versions beyond the one that each report has."""
    from behoc.measure.reporting.models import ReportVersion

    rows = ReportVersion.objects.everything(reason="made up for a measurement")
    return int(rows.filter(report__round=round_id, number__gt=1).count())


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
    with _beside(sys.executable, "-m", "granian", *options, "behoc.config.wsgi:application"):
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
    from behoc.config.run import YIELDS

    command = ("nice", "-n", str(YIELDS), sys.executable, "-m")
    return _beside(*command, "behoc.config.command", "procrastinate", "worker")


@contextmanager
def _beside(*command: str) -> Iterator[None]:
    process = subprocess.Popen(command, env=os.environ)
    try:
        yield
    finally:
        process.terminate()
        process.wait(READY_SECONDS)
