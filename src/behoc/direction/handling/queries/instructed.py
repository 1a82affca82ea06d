"""What a leader instructed and what came of it: narrowed by outcome and by who is to do it."""

from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.queries.latest import find_latest_reports
from behoc.direction.assignments.rules import WorkState
from behoc.direction.handling.models import InstructedPart, Instruction
from behoc.direction.handling.queries.people import BODY, PERSON
from behoc.direction.handling.queries.screens import build_instruction
from behoc.direction.handling.queries.submissions import list_instructed
from behoc.direction.handling.queries.wording import paper_title
from behoc.direction.handling.rules import InstructionState, PartState
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, today

STATE, WHO = "tinh-trang", "ai"


class Outcome(StrEnum):
    """What came of an instruction, as the address says it."""

    LATE = "qua-han"
    DIFFICULTY = "vuong-mac"
    NEW = "chua-tra-loi"
    RUNNING = "dang-lam"
    DONE = "da-xong"
    WITHDRAWN = "thu-hoi"


OUTCOMES = {
    Outcome.LATE: gettext_noop("Quá hạn"),
    Outcome.DIFFICULTY: gettext_noop("Có vướng mắc"),
    Outcome.NEW: gettext_noop("Chưa ai trả lời"),
    Outcome.RUNNING: gettext_noop("Đang làm"),
    Outcome.DONE: gettext_noop("Đã xong"),
    Outcome.WITHDRAWN: gettext_noop("Đã thu hồi"),
}
_DONE = Q(state=PartState.DONE) | Q(share__state__in=(WorkState.DONE, WorkState.CONFIRMED))
_BEGUN = ~Q(state=PartState.NEW) | Q(share__isnull=False) & ~Q(share__state=WorkState.NEW)


def narrow_instructed(actor: Actor, *, outcome: str = "", who: str = "") -> Any:
    """What the actor instructed, of one outcome, for one person or body; a query set to page."""
    rows = _for(_with_outcome(list_instructed(actor)), who)
    return rows.filter(outcome=outcome) if outcome in OUTCOMES else rows


def build_filters(actor: Actor, *, outcome: str, who: str) -> dict[str, Any]:
    """The chips of outcomes with their counts, and everybody whom the actor has instructed."""
    mine = _with_outcome(list_instructed(actor))
    counts = dict(_for(mine, who).order_by().values_list("outcome").annotate(count=Count("pk")))
    chips = [_chip(_("Tất cả"), sum(counts.values()), {WHO: who}, on=outcome not in OUTCOMES)]
    chips += [
        _chip(_(words), counts.get(each, 0), {STATE: each, WHO: who}, on=each == outcome)
        for each, words in OUTCOMES.items()
        if counts.get(each) or each == outcome
    ]
    receivers = _receivers(mine)
    people = [_chip(_("Mọi người, mọi nơi"), None, {STATE: outcome}, on=who not in receivers)]
    people += [
        _chip(name, None, {STATE: outcome, WHO: code}, on=code == who)
        for code, name in receivers.items()
    ]
    return {"chips": chips, "people": people, "who_words": receivers.get(who, _("tất cả"))}


def build_rows(instructions: list[Instruction]) -> list[dict[str, Any]]:
    """One line each: what was said, who leads, what came of it and what was last heard."""
    parts = [part for each in instructions for part in each.parts.all()]
    reports = find_latest_reports(part.share_id for part in parts if part.share_id)
    return [_row(each, reports) for each in instructions]


def _row(instruction: Instruction, reports: dict[int, Any]) -> dict[str, Any]:
    view = build_instruction(instruction)
    leads = [each["name"] for each in view.parts if each["is_lead"]]
    others = [each["name"] for each in view.parts if not each["is_lead"]]
    return {
        "title": paper_title(instruction.submission.dispatch),
        "url": reverse("handling:submission", args=[instruction.submission.public_id]),
        "text": view.text,
        "when_words": day_in_words(instruction.given_at),
        "lead": ", ".join(leads),
        "others": others,
        "due_words": view.due_words,
        "left_words": view.left_words,
        "tone": view.tone,
        "state_icon": view.state_icon,
        "state_words": view.state_words,
        "heard": _last_heard(instruction, reports),
    }


def _last_heard(instruction: Instruction, reports: dict[int, Any]) -> dict[str, str] | None:
    """The newest of all answers of persons and reports of bodies below."""
    heard = []
    for part in instruction.parts.all():
        heard += [
            (each.created_at, each.person.full_name, each.text) for each in part.answers.all()
        ]
        report = reports.get(part.share_id) if part.share_id else None
        if report is not None and part.body is not None:
            heard.append((report.created_at, part.body.short_name, report.text))
    if not heard:
        return None
    at, who, text = max(heard, key=lambda each: each[0])
    return {"who": who, "text": text, "day_words": day_in_words(at)}


def _with_outcome(rows: Any) -> Any:
    parts = InstructedPart.objects.everything(reason="the instruction is fetched within reach")
    own = parts.filter(instruction=OuterRef("pk"))
    outcome = Case(
        When(state=InstructionState.WITHDRAWN, then=Value(Outcome.WITHDRAWN.value)),
        When(~Exists(own.exclude(_DONE)), then=Value(Outcome.DONE.value)),
        When(due_on__lt=today(), then=Value(Outcome.LATE.value)),
        When(Exists(own.filter(state=PartState.DIFFICULTY)), then=Value(Outcome.DIFFICULTY.value)),
        When(Exists(own.filter(_BEGUN)), then=Value(Outcome.RUNNING.value)),
        default=Value(Outcome.NEW.value),
    )
    return rows.annotate(outcome=outcome)


def _for(rows: Any, who: str) -> Any:
    if who.startswith(PERSON):
        return rows.filter(parts__person__public_id=who.removeprefix(PERSON))
    if who.startswith(BODY):
        return rows.filter(parts__body__public_id=who.removeprefix(BODY))
    return rows


def _receivers(instructions: Any) -> dict[str, str]:
    """Everybody whom those instructions name, persons first."""
    rows = InstructedPart.objects.everything(reason="the instructions are fetched within reach")
    found = rows.filter(instruction__in=instructions.order_by().values("pk"))
    people = found.filter(person__isnull=False).order_by("person__sort_name", "person_id")
    bodies = found.filter(body__isnull=False).order_by("body__name_folded", "body_id")
    named = {
        PERSON + code: name
        for code, name in people.values_list("person__public_id", "person__full_name")
    }
    return named | {
        BODY + code: name
        for code, name in bodies.values_list("body__public_id", "body__short_name")
    }


def _chip(label: str, count: int | None, chosen: dict[str, str], *, on: bool) -> dict[str, Any]:
    query = urlencode({name: value for name, value in chosen.items() if value})
    return {"label": label, "count": count, "on": on, "url": f"?{query}"}
