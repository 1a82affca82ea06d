"""The page on which a report is filled: each line with last period, check, remarks, known value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words
from behoc.kernel.periods import Period
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries import filling_rows as rows
from behoc.measure.reporting.queries.before import Before, get_before, list_before
from behoc.measure.reporting.queries.below import build_below
from behoc.measure.reporting.queries.composing import has_below, say_texts
from behoc.measure.reporting.queries.filling_facts import build_facts
from behoc.measure.reporting.queries.filling_words import VERSIONS, clash_view
from behoc.measure.reporting.queries.known import Known, list_known, list_known_of
from behoc.measure.reporting.queries.overlaps import Shared, list_shared
from behoc.measure.reporting.queries.peers import list_spreads
from behoc.measure.reporting.queries.received import Received, find_received
from behoc.measure.reporting.queries.reports import (
    get_content,
    get_report,
    get_shown_answers,
    list_remarks,
    list_versions,
)
from behoc.measure.reporting.queries.reviews import find_review_url
from behoc.measure.reporting.queries.words import due_words, period_words, state_of
from behoc.measure.reporting.rules import WRITABLE
from behoc.measure.reporting.rules.checks import Fault, Level, Spread, find_faults, with_sums
from behoc.measure.reporting.rules.content import Answers, Cell, FormContent, parse_answers
from behoc.measure.reporting.rules.patches import Clash


@dataclass(frozen=True, slots=True)
class Filled:
    """A report, what its form asks, what stands in it, and what it is held against."""

    report: Report
    content: FormContent
    answers: Answers
    kept: dict[str, Any]
    before: Before | None
    known: tuple[Known, ...]
    peers: Mapping[str, Spread]
    faults: tuple[Fault, ...]

    @property
    def before_cells(self) -> Mapping[str, Cell]:
        """Last period's cells, by row."""
        return self.before.answers.cells if self.before else {}


@dataclass(frozen=True, slots=True)
class FillingPage:
    """What the page shows; `facts` is what its scripts work on."""

    id: str
    title: str
    body: str
    receiver: str
    period_words: str
    before_words: str
    due_words: str
    state: dict[str, Any]
    received: Received | None
    can_write: bool
    can_compose: bool
    revision: int
    saved_words: str
    return_reason: str
    tables: tuple[rows.TableView, ...]
    sections: tuple[rows.SectionView, ...]
    steps: tuple[rows.StepView, ...]
    checks: rows.ChecksView
    clashes: tuple[dict[str, str], ...]
    has_past_texts: bool
    below: dict[str, Any] | None
    log: tuple[dict[str, str], ...]
    shared: tuple[dict[str, Any], ...]
    review_url: str
    facts: dict[str, Any]


def fill(report: Report, kept: dict[str, Any], *, own: bool = True) -> Filled:
    """The report with everything that its answers are held against; `own`: by its own body."""
    peers = list_spreads(report.round, get_content(report), [report.organisation_id])
    known = tuple(list_known(report, own=own))
    return _fill(report, kept, get_before(report), known, peers)


def fill_all(reports: Sequence[Report]) -> dict[int, Filled]:
    """What `fill` makes of each report and its own answers, by report, for work on many at once.

    They are not held against their peers: what others sent since the writer looked stops nobody.
    """
    before, known = list_before(reports), list_known_of(reports)
    return {
        each.pk: _fill(each, each.answers, before.get(each.pk), tuple(known[each.pk]), {})
        for each in reports
    }


def build_filling(
    actor: Actor,
    public_id: str,
    *,
    typed: Mapping[str, str] | None = None,
    clashes: tuple[Clash, ...] = (),
    asked: bool = False,
) -> FillingPage:
    """The page; `typed` is what could not be read and stands as it was typed, by field name.

    `asked`: somebody wanted to send, so that what is still empty is said to be missing.
    """
    report = get_report(actor, public_id)
    is_own = report.organisation_id == actor.body_id
    received = find_received(report) if is_own and report.state in WRITABLE else None
    report.is_received = bool(received and received.waits)
    writes = is_own and report.state in WRITABLE and not report.is_received
    writes = writes and may(actor, "report.fill")
    found = fill(report, get_shown_answers(actor, report), own=is_own)
    shown = rows.Shown(
        found,
        with_sums(found.content, found.answers),
        remarks=list_remarks(report),
        typed=typed or {},
        asked=asked or bool(report.return_reason or received),
        writes=writes,
        words=say_texts(report, found.answers),
    )
    return FillingPage(
        id=report.public_id,
        title=report.round.duty.name,
        body=report.organisation.short_name,
        receiver=report.receiver.short_name,
        period_words=period_words(report.round.period),
        before_words=_capital(period_words(_before_period(found))),
        due_words=due_words(report.round),
        state=state_of(report),
        received=received,
        can_write=writes,
        can_compose=is_own and has_below(report),
        revision=report.revision,
        saved_words=in_words(report.saved_at) if report.saved_at else "",
        return_reason=report.return_reason,
        tables=rows.build_tables(shown),
        sections=rows.build_sections(shown),
        steps=rows.build_steps(shown),
        checks=rows.build_checks(shown),
        clashes=tuple(clash_view(found.content, each) for each in clashes),
        has_past_texts=bool(found.before and found.before.answers.texts),
        below=build_below(actor, report) if is_own else None,
        log=_log(report),
        shared=tuple(_shared(each) for each in list_shared(report)) if writes else (),
        review_url=find_review_url(actor, report.round, report.organisation_id),
        facts=build_facts(found, asked=shown.asked) if writes else {},
    )


def find_open(filled: Filled) -> tuple[Fault, ...]:
    """What has to be mended or explained before the report may go."""
    return tuple(fault for fault in filled.faults if fault.level != Level.NOTE)


def report_address(public_id: str) -> str:
    """Where the report is read and filled."""
    return reverse("reporting:report", args=[public_id])


def _shared(same: Shared) -> dict[str, Any]:
    """Another report that asks the same figures: where it is, and how much stands there."""
    return {
        "title": same.report.round.duty.name,
        "asks": same.report.round.organisation.short_name,
        "asked": same.asked,
        "given": same.given,
        "url": report_address(same.report.public_id),
    }


def _fill(
    report: Report,
    kept: dict[str, Any],
    before: Before | None,
    known: tuple[Known, ...],
    peers: Mapping[str, Spread],
) -> Filled:
    content = get_content(report)
    answers = parse_answers(content, kept)
    cells = {each.key: Cell(each.n, each.d) for each in known}
    past = before.answers.cells if before else {}
    faults = find_faults(content, answers, past, cells, peers)
    return Filled(report, content, answers, kept, before, known, peers, faults)


def _before_period(found: Filled) -> int:
    if found.before:
        return found.before.period.key
    return Period.of_key(found.report.round.period).moved(-1).key


def _log(report: Report) -> tuple[dict[str, str], ...]:
    """What happened to the report, newest first: sent, passed on, approved, sent back."""
    told = [
        {
            "words": _("%(act)s, bản %(number)s")
            % {"act": _(VERSIONS[each.kind]), "number": each.number},
            "who": each.person.full_name,
            "when_words": in_words(each.at),
            "tone": "done",
            "text": each.reason,
        }
        for each in list_versions(report)
    ]
    if report.return_reason and report.decided_by and report.decided_at:
        back = {
            "words": _("Trả lại"),
            "who": report.decided_by.full_name,
            "when_words": in_words(report.decided_at),
            "tone": "late",
            "text": report.return_reason,
        }
        told.insert(0, back)
    return tuple(told)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
