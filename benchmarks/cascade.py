"""How fast the cascade page of 3,321 communes with 12 tasks each opens, and how it scrolls.

The server's part is measured through the product's own middleware; the browser's part in a real
Chromium against a server in this process, where there is one. The named limit is one second from
the address to the first rows on the screen.
"""

import html
import json
import random
import re
import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from benchmarks._database import fresh_database

COMMUNES = {"small": 300, "full": 3321}
TASKS = 12
PLANNED_OF_TEN = 6
LIMIT_MS = 1000
RUNS = 7
FRAME_MS = 1000 / 60
SENT_DAYS_AGO = 40
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SEGMENT = re.compile(r'hx-get="([^"]+)"')  # the address of rows that are away
ROWS_SEEN = """(() => {
  const look = () => {
    if (!document.querySelector(".matrix .segment th")) { requestAnimationFrame(look); return; }
    requestAnimationFrame(() => { window.rowsSeen = performance.now(); });  // once they are drawn
  };
  requestAnimationFrame(look);
})()"""
TURNED, TURNED_FRAMES = 50, 600  # pixels a frame: a wheel turned without a stop for ten seconds
DRAGGED = 400  # the bar dragged through all rows in seven seconds
SCROLL = """async ([step, most]) => {
  const box = document.querySelector(".matrixbox--long");
  const frames = [];
  const end = Math.min(box.scrollHeight - box.clientHeight, step * most);
  let last = await new Promise(requestAnimationFrame);
  for (let at = 0; at < end; at += step) {
    box.scrollTop = at;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return frames;
}"""
IN_SIGHT = """() => {
  const box = document.querySelector(".matrixbox--long").getBoundingClientRect();
  return Array.from(document.querySelectorAll(".segment--away")).filter((away) => {
    const at = away.getBoundingClientRect();
    return at.bottom > box.top && at.top < box.bottom;
  }).length;
}"""
STOP_MS = 500


def main(size: str) -> int:
    """Make the bodies, measure server and browser, print the figures."""
    with fresh_database():
        from django.core.management import call_command
        from django.db import connection

        call_command("collectstatic", verbosity=0, interactive=False)
        import_module("behoc.config.wsgi")  # settles memory as for the server; finds static files
        person, address = _make(COMMUNES[size])
        with connection.cursor() as cursor:  # as the server's own housekeeping does within minutes
            cursor.execute("ANALYZE")
        figures: dict[str, float] = {"communes": COMMUNES[size], "tasks": TASKS}
        figures |= _measure_server(person, address)
        figures |= _measure_browser(person, address)
    opened = figures.get("first_rows_ms", figures["server_ms"])
    ratio = {"opened_to_limit": round(opened / LIMIT_MS, 3)}
    if "turned_p95_ms" in figures:
        ratio["frame_p95_to_60_per_s"] = round(figures["turned_p95_ms"] / FRAME_MS, 2)
    print(f"RESULT {json.dumps({'bench': 'cascade', 'figures': figures, 'ratio': ratio})}")
    return int(size == "full" and opened > LIMIT_MS)


def _measure_server(person: Any, address: str) -> dict[str, float]:
    from django.db import connection
    from django.test import Client

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 (Django calls it so)
        asked.append(sql)
        return execute(sql, params, many, context)

    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    client.get(address)
    with connection.execute_wrapper(count):
        page = client.get(address)
    whole = _milliseconds(lambda: client.get(address))
    away = SEGMENT.findall(page.content.decode())
    part = address + html.unescape(away[len(away) // 2])
    segment = _milliseconds(lambda: client.get(part, headers={"HX-Request": "true"}))
    narrowed = _milliseconds(lambda: client.get(f"{address}?qua-han=1&q=xa"))
    figures = {
        "server_ms": whole,
        "segment_ms": segment,
        "narrowed_ms": narrowed,
        "queries": len(asked),
        "page_kb": round(len(page.content) / 1024, 1),
    }
    print(f"  {figures}", flush=True)
    return figures


def _measure_browser(person: Any, address: str) -> dict[str, float]:
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        print("  Không có Chromium: chỉ đo phần máy chủ.")
        return {}
    from playwright.sync_api import sync_playwright

    session = _session(person)  # before the browser's loop stands in this thread
    with _served() as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": host}])
        figures = _look(page, f"{host}{address}")
        browser.close()
    print(f"  {figures}", flush=True)
    return figures


def _look(page: Any, address: str) -> dict[str, float]:
    paints = []
    page.add_init_script(ROWS_SEEN)
    for _run in range(RUNS):
        page.goto(address)
        paints.append(page.wait_for_function("() => window.rowsSeen").json_value())
    figures = {"first_rows_ms": round(statistics.median(paints), 1)}
    figures["nodes"] = page.evaluate("document.querySelectorAll('*').length")
    for name, step, most in (("turned", TURNED, TURNED_FRAMES), ("dragged", DRAGGED, 10**6)):
        frames = page.evaluate(SCROLL, [step, most])
        page.wait_for_timeout(STOP_MS)  # a person stops; what is seen then must be there
        page.wait_for_load_state("networkidle")
        figures |= {
            f"{name}_frames": len(frames),
            f"{name}_median_ms": round(statistics.median(frames), 1),
            f"{name}_p95_ms": round(_percentile(frames, 0.95), 1),
            f"{name}_worst_ms": round(max(frames), 1),
            f"{name}_over_50_ms": sum(frame > 50 for frame in frames),
            f"{name}_missing_in_sight": page.evaluate(IN_SIGHT),
        }
    figures["nodes_after_scroll"] = page.evaluate("document.querySelectorAll('*').length")
    return figures


@contextmanager
def _served() -> Iterator[str]:
    """The product behind a plain server of threads, with its static files."""
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    from behoc.config.wsgi import application

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is written for a request."""

    server = make_server("localhost", 0, application, server_class=Server, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _session(person: Any) -> str:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    return str(client.cookies["sessionid"].value)


def _make(communes: int) -> tuple[Any, str]:
    """A ministry's dispatch with twelve tasks for every commune, in every state."""
    from django.urls import reverse

    from behoc.config.places import places
    from behoc.ground.accounts.services import create_membership, create_person
    from behoc.ground.organisations.services import (
        NewBody,
        load_bodies,
        load_places,
    )
    from behoc.kernel.clock import now, today

    shipped = list(places())
    load_places(shipped)
    lowest = [place for place in shipped if place.kind in ("xã", "phường", "đặc khu")][:communes]
    bodies = load_bodies(
        [
            NewBody("BO", "Bộ Giáo dục và Đào tạo", "ministry", "state", "VN"),
            *(
                NewBody(
                    f"UB{place.code}",
                    f"Ủy ban nhân dân {place.kind} {place.name}",
                    "people_committee",
                    "state",
                    place.code,
                    short_name=f"UBND {place.kind} {place.name}",
                )
                for place in lowest
            ),
        ]
    )
    person = create_person(sign_in_name="lanhdao.bo", full_name="Lãnh đạo Bộ", password=None)
    create_membership(person, bodies[0].pk, "head", granted_by_id=None, starts_on=today())
    dispatch = _dispatch(bodies[0], person, now())
    _shares(dispatch, bodies[1:], person, now() - timedelta(days=SENT_DAYS_AGO))
    _plans(dispatch, bodies[1:], person, now())
    return person, reverse("dashboards:cascade", args=[dispatch.public_id])


def _dispatch(ministry: Any, person: Any, moment: datetime) -> Any:
    from behoc.direction.assignments.models import Assignment
    from behoc.direction.documents.models import Dispatch, Document, Find

    sent = moment - timedelta(days=SENT_DAYS_AGO)
    dispatch = Dispatch(
        organisation=ministry,
        person=person,
        state="confirmed",
        created_at=sent,
        confirmed_at=sent,
        confirmed_by=person,
    )
    dispatch.entitle("Mở rộng việc học ở cơ sở")
    dispatch.save()
    document = Document(
        dispatch=dispatch,
        position=0,
        first_line=1,
        last_line=TASKS + 1,
        number_symbol="88/KH-BGDĐT",
        doc_type="Kế hoạch",
        subject="Mở rộng việc học ở cơ sở",
        issuer=ministry,
        issuer_name=ministry.name,
        issued_on=sent.date(),
    )
    document.save()
    for line in range(1, TASKS + 1):
        text = f"{line}. Ủy ban nhân dân cấp xã làm xong phần việc thứ {line} trong kỳ này."
        find = Find(
            document=document,
            kind="assignment",
            number=line,
            line=line,
            text=text,
            value={"actor": "Ủy ban nhân dân cấp xã"},
            state="accepted",
        )
        find.save()
        Assignment(
            organisation=ministry,
            document=document,
            find=find,
            text=text,
            line=line,
            line_end=line,
            force="order",
            created_at=sent,
        ).save()
    return dispatch


def _shares(dispatch: Any, bodies: list[Any], person: Any, sent: datetime) -> None:
    from behoc.direction.assignments.models import AssignedBody, Assignment
    from behoc.direction.documents.models import Delivery

    chance = random.Random(2026)
    reason = "made up for a measurement"
    tasks = list(Assignment.objects.everything(reason=reason).order_by("line"))
    deliveries, shares = [], []
    for body in bodies:
        opened = sent + timedelta(days=chance.randint(0, 9)) if chance.random() < 0.8 else None
        deliveries.append(
            Delivery(
                dispatch=dispatch,
                organisation=body,
                purpose="act",
                delivered_at=sent,
                received_at=opened,
                opened_at=opened,
            )
        )
        for number, task in enumerate(tasks):
            states = ("new", "accepted", "in_progress", "done", "confirmed")
            state = chance.choice(states) if opened else "new"
            taken = opened if state != "new" else None
            shares.append(
                AssignedBody(
                    assignment=task,
                    organisation=body,
                    role="carry_out",
                    state=state,
                    due_on=(sent + timedelta(days=5 * number)).date(),
                    opened_at=opened,
                    accepted_at=taken,
                    accepted_by=person if taken else None,
                    done_at=taken if state in ("done", "confirmed") else None,
                    decided_at=taken if state == "confirmed" else None,
                    decided_by=person if state == "confirmed" else None,
                )
            )
    Delivery.objects.everything(reason=reason).bulk_create(deliveries, batch_size=1000)
    rows = AssignedBody.objects.everything(reason=reason)
    rows.bulk_create(shares, batch_size=1000)
    _reports(rows, person, chance)


def _reports(rows: Any, person: Any, chance: random.Random) -> None:
    from behoc.direction.assignments.models import ProgressReport

    reported = rows.filter(state__in=("in_progress", "done")).values_list("pk", "accepted_at")
    ProgressReport.objects.everything(reason="made up for a measurement").bulk_create(
        [
            ProgressReport(
                assigned_id=share,
                person=person,
                text="Đang làm.",
                finished=False,
                submission_key="mot",
                created_at=at + timedelta(days=chance.randint(1, 20)),
            )
            for share, at in reported
        ],
        batch_size=1000,
    )


def _plans(dispatch: Any, bodies: list[Any], person: Any, moment: datetime) -> None:
    """Of every ten communes six have a plan of their own for it, half of them read, half said."""
    from behoc.direction.documents.models import Dispatch, Document
    from behoc.direction.relations.models import CitedText, Relation
    from behoc.direction.relations.services.texts import facts_of

    reason = "made up for a measurement"
    received = dispatch.documents.get()
    target = CitedText(organisation_id=dispatch.organisation_id, document=received)
    target.created_at = moment
    target.learn(facts_of(received))
    target.save()
    planned = [body for at, body in enumerate(bodies) if at % 10 < PLANNED_OF_TEN]
    papers = Dispatch.objects.everything(reason=reason).bulk_create(
        [_plan(body, person, moment) for body in planned]
    )
    documents = Document.objects.everything(reason=reason).bulk_create(
        [
            Document(
                dispatch=paper,
                position=0,
                first_line=1,
                last_line=9,
                number_symbol=f"{at % 99 + 1}/KH-UBND",
                issuer_name=body.name,
                issuer=body,
            )
            for at, (paper, body) in enumerate(zip(papers, planned, strict=True))
        ]
    )
    said = {"same_as": target, "same_state": "joined"}
    named = [
        CitedText(organisation=body, created_at=moment, **(said if at % 2 else {}))
        for at, body in enumerate(planned)
    ]
    for text in named:
        text.learn(target.facts)
    texts = CitedText.objects.everything(reason=reason).bulk_create(named)
    Relation.objects.everything(reason=reason).bulk_create(
        [
            Relation(
                document=document,
                cited=text,
                kind="folds" if at % 7 == 0 else "implements",
                state="accepted" if at % 2 else "proposed",
                created_at=moment,
            )
            for at, (document, text) in enumerate(zip(documents, texts, strict=True))
        ]
    )


def _plan(body: Any, person: Any, moment: datetime) -> Any:
    from behoc.direction.documents.models import Dispatch

    paper = Dispatch(
        organisation=body,
        person=person,
        state="confirmed",
        created_at=moment,
        confirmed_at=moment,
        confirmed_by=person,
    )
    paper.entitle("Kế hoạch của xã")
    return paper


def _milliseconds(work: Any) -> float:
    spent = []
    for _run in range(RUNS):
        started = time.perf_counter()
        work()
        spent.append((time.perf_counter() - started) * 1000)
    return round(statistics.median(spent), 1)


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
