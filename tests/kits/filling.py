"""A commune's report of this year beside the one of last year, open in a browser."""

from dataclasses import dataclass, field, replace
from typing import Any

from playwright.sync_api import Locator, Page, expect

from behoc.kernel import data
from behoc.kernel.periods import Kind, Period
from behoc.measure.reporting.models import Report, ReportVersion
from behoc.measure.reporting.rules.catalogue import read_forms
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import submit
from tests.kits import journeys
from tests.kits.reports import Asked, ask, duty_of, edition_of, full
from tests.kits.world import World

RECEIPT_MS = 30_000  # a busy machine
LAST = Period(Kind.YEAR, 2025)
_STORED = """async ([row, value]) => {
  const report = document.querySelector("[data-report]").dataset.report;
  const entry = await window.behocReports.get(report);
  return entry?.patch?.cells?.[row]?.n === value;
}"""


@dataclass
class Losing:
    """What was sent while answers are lost; set `times` to 0 and they come through."""

    times: int
    seen: list[Any] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Filling:
    """The report of this year on its page."""

    world: World
    asked: Asked
    page: Page

    def line(self, name: str) -> Locator:
        """The input of a line, as `families.n`."""
        return self.page.locator(f'input[data-line="{name}"]')

    def open(self) -> None:
        """Open the page, and wait until it may be left without a line."""
        self.page.goto(f"/bao-cao/{self.asked.public_id}/")
        expect(self.page.locator("html")).to_have_attribute("data-offline", "ready")

    def is_kept(self, where: str) -> None:
        """The bar says where the draft is kept: "here" on this machine, "there" by a receipt."""
        for name in ("there", "going", "here", "refused"):
            said = self.page.locator(f"[data-sync] > [data-when={name}]")
            expect(said).to_be_visible(visible=name == where, timeout=RECEIPT_MS)

    def cut(self, *, line: bool = False) -> None:
        """Cut the line, or mend it."""
        self.page.context.set_offline(not line)

    def is_stored(self, row: str, value: str) -> None:
        """What was typed stands in the browser's own store, which takes a moment."""
        self.page.wait_for_function(_STORED, arg=[row, value])

    def lose_answers(self, address: str, *, times: int = 1) -> Losing:
        """The server gets what is sent, the browser never hears of it, so many times."""
        losing = Losing(times)

        def swallow(route: Any, request: Any) -> Any:
            losing.seen.append(request.post_data)
            if len(losing.seen) <= losing.times:
                route.fetch()
                return route.abort("internetdisconnected")
            return route.continue_()

        self.page.route(address, swallow)
        return losing

    @property
    def saved(self) -> Report:
        """The report as the server has it."""
        rows = Report.objects.everything(reason="a test looks at what arrived")
        return rows.get(pk=self.asked.report.pk)

    @property
    def versions(self) -> int:
        """How often it arrived."""
        rows = ReportVersion.objects.everything(reason="a test counts what arrived")
        return int(rows.filter(report=self.asked.report).count())


def open_filling(
    world: World,
    page: Page,
    *,
    content: dict[str, Any] | None = None,
    last: dict[str, Any] | None = None,
) -> Filling:
    """The report on its page; last year's answers were sent."""
    duty = duty_of(world, world.province, named=[world.commune.body.public_id])
    if content:
        edition_of(duty.form, content)
    past = ask(world, world.province, world.commune, duty=duty, period=LAST)
    writer = world.actor(world.commune.head)
    kept = save_answers(writer, past.public_id, revision=0, patch=last or full(), key="past")
    submit(writer, past.public_id, revision=kept.revision, key="sent")
    asked = ask(world, world.province, world.commune, duty=duty)
    journeys.carry_in(page, world.client(world.commune.head))
    filling = Filling(world, asked, page)
    filling.open()
    return filling


def national_form(rows: int) -> dict[str, Any]:
    """The shipped form with its first so many rows."""
    content = next(iter(read_forms(data.path("reporting", "forms")))).content
    tables, left = [], rows
    for table in content["tables"]:
        taken = table["rows"][:left]
        left -= len(taken)
        if taken:
            tables.append({**table, "rows": taken})
    assert left == 0, "the shipped form has fewer rows"
    return {**content, "tables": tables}


def moved(filling: Filling, page: Page) -> Filling:
    """The same report in another window."""
    return replace(filling, page=page)
