"""Forty communes that report to one province, which itself reports to the ministry.

Built once per module inside one transaction; `forty` gives it to a test and takes back whatever
the test did. 37 have sent, one was sent back, two never sent; of those sent, 30 are approved.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from behoc.ground.organisations.services import NewBody, PlaceFacts, load_bodies, load_places
from behoc.kernel import clock
from behoc.kernel.actor import Actor
from behoc.measure.reporting.models import FormEdition, Report, Round
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import approve, correct, send_back, submit
from behoc.measure.reporting.services.rounds import open_round
from tests.kits.reports import CONTENT, YEAR, duty_of
from tests.kits.world import MOMENT, World, appoint, build_world

COUNT, SENT, APPROVED = 40, 37, 30
REASON = "a test looks at what is kept"
FORM = deepcopy(CONTENT)
FORM["sections"][0]["tells"] = True
FORM["sections"].append({"code": "next", "heading": "Phương hướng"})
SAME = "Kinh phí cho trung tâm học tập cộng đồng còn hạn hẹp."


@dataclass(frozen=True, slots=True, repr=False)
class Forty:
    """The province's own report, and those of its communes by number, first to last."""

    world: World
    upper: Report
    round: Round
    reports: list[Report]

    @property
    def editor(self) -> Actor:
        """Who writes the province's report."""
        return self.world.actor(self.world.province.specialist)

    @property
    def receiver(self) -> Actor:
        """Who decides on the communes' reports."""
        return self.world.actor(self.world.province.head)

    @property
    def ministry(self) -> Actor:
        """Who decides on the province's report."""
        return self.world.actor(self.world.centre.head)

    def writer(self, at: int) -> Actor:
        """Who writes the report of a commune."""
        return self.world.actor(appoint_once(self.reports[at]))

    def kept(self, at: int | None = None) -> Report:
        """A report as it is kept now; the province's own where no commune is named."""
        row = self.upper if at is None else self.reports[at]
        return Report.objects.everything(reason=REASON).get(pk=row.pk)

    def mend(self, at: int, n: int, *, words: str = "") -> None:
        """A commune whose report was approved corrects its figure, and that is approved."""
        row, writer = self.reports[at], self.writer(at)
        if self.kept(at).state == "approved":
            correct(writer, row.public_id, reason="Đếm lại.")
        else:
            send_back(self.receiver, row.public_id, "Xem lại số.")
        patch: dict[str, Any] = {"cells": {"families": {"n": str(n)}}}
        if words:
            patch["texts"] = {"results": words}
        self.write(writer, row, patch)
        approve(self.receiver, row.public_id)

    def write(self, writer: Actor, row: Report, patch: dict[str, Any]) -> None:
        """Keep a patch and send the report."""
        seen = Report.objects.everything(reason=REASON).get(pk=row.pk).revision
        at = save_answers(writer, row.public_id, revision=seen, patch=patch, key="")
        submit(writer, row.public_id, revision=at.revision, key="")


def said(at: int) -> dict[str, Any]:
    """What a commune answers: figures by its number, a sentence of its own, one that many say."""
    own = f"Thôn {at} đã lập [[so:books.n]] tủ sách. Công nhận {at + 10} gia đình trong năm."
    proposals = SAME if at % 3 == 0 else f"Đề nghị tỉnh hỗ trợ xe thư viện số {at}."
    return {
        "texts": {"results": own, "proposals": proposals},
        "cells": {
            "families": {"n": str(at + 10), "d": "100"},
            "poor": {"n": str(at)},
            "books": {"n": str(1000 + at)},
        },
    }


def appoint_once(report: Report) -> Any:
    """The specialist of a commune."""
    body = report.organisation
    known = _WRITERS.get(body.pk)
    if known is None:
        known = _WRITERS[body.pk] = appoint(body, "specialist", "Chuyên viên")
    return known


_WRITERS: dict[int, Any] = {}


@pytest.fixture(scope="module")
def forty_built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Forty]:
    """The forty, built once; take `forty` in tests."""
    _WRITERS.clear()
    with django_db_blocker.unblock(), clock.held(MOMENT), transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


@pytest.fixture
def forty(forty_built: Forty, db: None, steady_clock: Any) -> Forty:
    """The forty as built; what the test changes is taken back."""
    return forty_built


def _build() -> Forty:
    world = build_world()
    more = [f"X{number:02}" for number in range(COUNT - 2)]
    load_places(PlaceFacts(code, f"Xã {code}", "xã", "MS", is_sample=True) for code in more)
    load_bodies(
        NewBody(
            code=f"UB-{code}",
            name=f"Ủy ban nhân dân xã {code}",
            kind="people_committee",
            line="state",
            place_code=code,
            superior_code="UB",
        )
        for code in more
    )
    lower = _open(world, world.province)
    upper = _open(world, world.centre, named=[world.province.body.public_id])
    rows = Report.objects.everything(reason=REASON).select_related("organisation")
    reports = list(rows.filter(round=lower).order_by("organisation__code"))
    own = rows.get(round=upper, organisation=world.province.body)
    found = Forty(world, own, lower, reports)
    # People are appointed now, not inside a test that takes them back.
    _ = found.editor, found.receiver, found.ministry, [found.writer(at) for at in range(COUNT)]
    for at, row in enumerate(reports[: SENT + 1]):
        found.write(found.writer(at), row, said(at))
    for row in reports[:APPROVED]:
        approve(found.receiver, row.public_id)
    send_back(found.receiver, reports[SENT].public_id, "Thiếu mẫu số.")
    return found


def _open(world: World, asks: Any, **whom: Any) -> Round:
    duty = duty_of(world, asks, **whom)
    edition, _made = FormEdition.objects.everything(reason=REASON).get_or_create(
        form=duty.form,
        organisation=None,
        version=1,
        defaults={
            "content": FORM,
            "state": EditionState.CONFIRMED,
            "confirmed_at": MOMENT,
            "created_at": MOMENT,
        },
    )
    actor = world.actor(asks.head)
    return open_round(actor, duty, period=YEAR, due_on=date(YEAR.year, 11, 19), edition=edition)
