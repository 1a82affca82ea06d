"""What the receiver's page of one report shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from behoc.ground.access.queries import may
from behoc.ground.audit.queries import list_history
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.policy import ACTIONS, DEEDS
from behoc.measure.reporting.queries.before import get_before
from behoc.measure.reporting.queries.composing import say_texts
from behoc.measure.reporting.queries.reports import (
    get_content,
    get_shown_answers,
    list_remarks,
    list_versions,
)
from behoc.measure.reporting.queries.reviews import find_review_url
from behoc.measure.reporting.queries.words import VERSIONS, due_words, period_words, state_of
from behoc.measure.reporting.rules import ReportState, Step, VersionKind, allows
from behoc.measure.reporting.rules.content import Answers, Cell, Row, parse_answers


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything templates/reporting/pages/decide.html shows."""

    id: str
    title: str
    period_words: str
    body: str
    round_id: str
    due_words: str
    revision: int
    sent_words: str
    state: dict[str, Any]
    before_words: str
    return_reason: str
    correction_reason: str
    lock_words: str
    sections: list[dict[str, Any]]
    tables: list[dict[str, Any]]
    versions: list[dict[str, Any]]
    history: tuple[dict[str, str], ...]
    review_url: str
    can_decide: bool
    passes_on: bool
    can_lock: bool
    can_unlock: bool
    can_take_back: bool
    can_correct: bool


def build_decision(actor: Actor, report: Report, typed: Mapping[str, str]) -> Decision:
    """The page of a report in reach; `typed` holds remarks of a page that was sent and refused."""
    form = get_content(report)
    answers = parse_answers(form, get_shown_answers(actor, report))
    before = get_before(report)
    remarks, said = _remarks(report), say_texts(report, answers)
    earlier = before.answers if before else Answers()
    mine = report.organisation_id == actor.body_id
    decides = report.receiver_id == actor.body_id and may(actor, "report.decide")
    return Decision(
        id=report.public_id,
        title=report.round.duty.name,
        period_words=period_words(report.round.period),
        body=report.organisation.name,
        round_id=report.round.public_id,
        due_words=due_words(report.round),
        revision=report.revision,
        sent_words=_sent(report),
        state=state_of(report),
        before_words=period_words(before.period.key) if before else "",
        return_reason=report.return_reason if report.state == ReportState.RETURNED else "",
        correction_reason=report.correction_reason,
        lock_words=_locked(report),
        sections=[
            {
                "code": each.code,
                "heading": each.heading,
                "paragraphs": said.get(each.code, "").splitlines(),
                "remarks": remarks.get(each.code, []),
                "typed": typed.get(each.code, ""),
            }
            for each in form.sections
        ],
        tables=[
            {
                "heading": table.heading,
                "rows": [
                    _row(row, answers, earlier)
                    | {"remarks": remarks.get(row.key, []), "typed": typed.get(row.key, "")}
                    for row in table.rows
                ],
            }
            for table in form.tables
        ],
        versions=[_version(each) for each in list_versions(report)],
        history=_history(report),
        review_url=find_review_url(actor, report.round, report.organisation_id),
        can_decide=decides and allows(report.state, Step.APPROVE),
        passes_on=report.receiver_id != report.round.organisation_id,
        can_lock=decides and allows(report.state, Step.LOCK),
        can_unlock=decides and may(actor, "report.lift") and allows(report.state, Step.UNLOCK),
        can_take_back=mine and may(actor, "report.submit") and allows(report.state, Step.TAKE_BACK),
        can_correct=mine and may(actor, "report.submit") and allows(report.state, Step.CORRECT),
    )


def in_numbers(value: Decimal | None) -> str:
    """A number as people in Vietnam write it: “1.234,5”."""
    if value is None:
        return ""
    whole, _mark, part = f"{value.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def _row(row: Row, answers: Answers, earlier: Answers) -> dict[str, Any]:
    cell, last = answers.cell(row.key), earlier.cell(row.key)
    return {
        "code": row.key,
        "number": row.number,
        "label": row.label,
        "unit": row.unit,
        "of": row.of,
        "n": in_numbers(cell.n),
        "d": in_numbers(cell.d),
        "share": _share(cell),
        "before": in_numbers(last.n),
        "change": _change(cell, last),
        "why": cell.why,
    }


def _share(cell: Cell) -> str:
    if cell.n is None or not cell.d:
        return ""
    return f"{in_numbers((cell.n * 100 / cell.d).quantize(Decimal('0.1')))}%"


def _change(cell: Cell, last: Cell) -> str:
    if cell.n is None or last.n is None or cell.n == last.n:
        return ""
    step = cell.n - last.n
    return f"+{in_numbers(step)}" if step > 0 else f"\u2212{in_numbers(-step)}"


def _remarks(report: Report) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for each in list_remarks(report, settled=True):
        said = {
            "text": each.text,
            "who": each.person.full_name,
            "when_words": in_words(each.at),
            "settled": each.settled_at is not None,
        }
        found.setdefault(each.place, []).append(said)
    return found


def _sent(report: Report) -> str:
    if report.sent_at is None:
        return ""
    who = report.sent_by.full_name if report.sent_by else ""
    return f"{who}, {in_words(report.sent_at)}"


def _locked(report: Report) -> str:
    if report.locked_at is None:
        return ""
    who = report.locked_by.full_name if report.locked_by else ""
    return f"{who}, {in_words(report.locked_at)}: {report.lock_reason}"


def _version(version: Any) -> dict[str, Any]:
    return {
        "number": version.number,
        "words": _(VERSIONS[VersionKind(version.kind)]),
        "who": version.person.full_name,
        "when_words": in_words(version.at),
        "reason": version.reason,
    }


def _history(report: Report) -> tuple[dict[str, str], ...]:
    known = ACTIONS | DEEDS
    return tuple(
        {
            "words": _(known[entry.action]),
            "who": entry.person_name,
            "when_words": in_words(entry.at),
        }
        for entry in list_history("Report", report.public_id)
        if entry.action in known
    )
