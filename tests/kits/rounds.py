"""Rounds of reports as people go through them in a browser: opened, sent, sent back, decided."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from behoc.ground.accounts.models import Person
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.filling import hand_in
from tests.kits import journeys
from tests.kits.filling import RECEIPT_MS, Filling
from tests.kits.reports import Asked
from tests.kits.world import Desk, World

# What the shipped form cannot go without, and one figure that bodies of the state answer for.
ROWS = {
    "learning-families": ("812", "1130"),
    "learning-clans": ("31", "52"),
    "learning-communities": ("6", "9"),
    "learning-units": ("11", "14"),
    "information-ability": ("1490", "3120"),
}
TEXTS = {
    "direction": "Ban hành một kế hoạch, giao từng thôn.",
    "results": "Hai lớp tối mở ở nhà văn hóa.",
    "limits": "Sổ theo dõi ghi tay còn sót.",
    "next": "Rà lại sổ trước tháng ba.",
}


def load_shipped() -> None:
    """The indicators and the forms that come with the product."""
    call_command("load_indicators")
    call_command("load_forms")


def count_figures() -> None:
    """One pass of the worker that totals come from."""
    call_command("gather_totals", "--once")


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at a screen of their own."""

    world: World
    page: Page

    def follow(self, name: str, *, within: str = "main") -> None:
        """Click the link of that name; its page opens."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("link", name=_named(name)).first.click()

    def press(self, name: str, *, says: str) -> None:
        """Click the button of that name; the page says what came of it."""
        self.page.get_by_role("button", name=_named(name)).click()
        expect(self.page.locator(".toast").last).to_contain_text(says, timeout=RECEIPT_MS)

    def says(self, *words: str) -> None:
        """The page holds each of these words."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)

    def row(self, name: str) -> Locator:
        """The line of a table that is named so."""
        return self.page.locator("tr", has_text=name).first


def _named(name: str) -> re.Pattern[str]:
    """What only a reader's voice says after the words on a button begins with a space or not."""
    return re.compile(re.escape(name).replace(":", r"\s*:"))


def take_seat(world: World, page: Page, person: Person) -> Seat:
    """The person signs in, by a door that costs no time."""
    journeys.carry_in(page, world.client(person))
    return Seat(world, page)


def take_up(seat: Seat, duty: str, **typed: str) -> None:
    """Take up a shipped duty as its paper has it; the page of its first round opens."""
    seat.page.goto("/che-do-bao-cao/")
    seat.follow(f"Dùng chế độ này: {duty}")
    for name, value in typed.items():
        seat.page.locator(f"select[name={name}]").select_option(value)
    seat.press("Đặt chế độ này", says="Đã đặt chế độ báo cáo")


def open_turn(seat: Seat, **typed: str) -> str:
    """Open the round that the page proposes, or with what is typed; the address of its page."""
    for name, value in typed.items():
        field = seat.page.locator(f"main [name={name}]")
        (field.select_option if name == "period" else field.fill)(value)
    seat.press("Mở đợt và báo các nơi", says="Đã mở đợt báo cáo")
    return seat.page.url


def report_of(desk: Desk, duty: str, *, period: int | None = None) -> Asked:
    """The report that a body has to write after a duty, in its newest round or of that period."""
    rows = Report.objects.everything(reason="a test looks for the report that a round opened")
    rows = rows.filter(organisation=desk.body, round__duty__name=duty)
    if period:
        rows = rows.filter(round__period=period)
    report = rows.select_related("round__duty__form", "edition").latest("pk")
    turn = report.round
    return Asked(turn.duty.form, report.edition, turn.duty, turn, report)


def take_report(seat: Seat, asked: Asked) -> Filling:
    """The report opened from the list, kept for days without a line."""
    seat.page.goto("/bao-cao/")
    filling = Filling(seat.world, asked, seat.page)
    filling.open()
    return filling


def fill_in(filling: Filling, rows: Mapping[str, tuple[str, str]]) -> None:
    """Type these rows: the number and what it is of."""
    for key, (number, whole) in rows.items():
        filling.line(f"{key}.n").fill(number)
        filling.line(f"{key}.d").fill(whole)


def write_texts(filling: Filling, texts: Mapping[str, str] = TEXTS) -> None:
    """Write these sections."""
    for code, words in texts.items():
        filling.page.locator(f"[data-text={code}]").fill(words)


def send(seat: Seat) -> None:
    """Hand the report in; the server says that it has it, then checks and sends it."""
    seat.press("Kiểm tra rồi gửi", says="Máy chủ đã nhận báo cáo")
    journeys.do_jobs()


def sent_by_itself(world: World, desk: Desk, asked: Asked) -> Report:
    """A body that no screen of the journey shows writes the same and sends."""
    cells = {key: {"n": number, "d": whole} for key, (number, whole) in ROWS.items()}
    patch = {"cells": cells, "texts": TEXTS}
    writer = world.actor(desk.specialist)
    kept = save_answers(writer, asked.public_id, revision=0, patch=patch, key="typed")
    hand_in(writer, asked.public_id, revision=kept.revision, key="sent")
    return asked.report


def decide(seat: Seat, round_url: str, body: str, act: Callable[[], Any]) -> None:
    """Open what a body sent from the page of the round, and decide."""
    seat.page.goto(round_url)
    seat.follow(f"Xem và duyệt: {body}")
    expect(seat.page.locator("h1")).to_have_text(body)
    act()
