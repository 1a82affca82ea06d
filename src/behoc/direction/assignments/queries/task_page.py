"""The content of the page of one share of a task, in the words people read."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody, Petition, ProgressReport
from behoc.direction.assignments.queries.amendments import list_amendments
from behoc.direction.assignments.queries.drawing import sources_of
from behoc.direction.assignments.queries.history import build_history, who
from behoc.direction.assignments.queries.judging import doubts_of
from behoc.direction.assignments.queries.petitions import list_petitions
from behoc.direction.assignments.queries.screens import SOON_DAYS, build_row, short
from behoc.direction.assignments.queries.tasks import list_reports
from behoc.direction.assignments.rules import OPEN, Step, WorkState, allows, remaining
from behoc.direction.assignments.rules.figures import host_of, number_words
from behoc.direction.assignments.rules.petitions import PetitionKind, PetitionState
from behoc.direction.documents.queries import wording
from behoc.direction.documents.queries.dispatches import list_source_lines
from behoc.ground.access.queries import may
from behoc.ground.attachments.rules import PICTURES
from behoc.kernel.actor import Actor
from behoc.kernel.clock import in_words, today

WHOLE_TITLE = 180
_FROM_ROW = (
    "id",
    "tone",
    "state_icon",
    "state_words",
    "role_words",
    "source_words",
    "source_url",
    "due_words",
    "left_words",
)
_PETITIONS = {
    PetitionKind.EXTENSION: gettext_noop("Xin gia hạn"),
    PetitionKind.OBJECTION: gettext_noop("Báo không thuộc trách nhiệm"),
}
_PETITION_STATES = {
    PetitionState.WAITING: ("wait", "hourglass", gettext_noop("Chờ nơi giao")),
    PetitionState.GRANTED: ("done", "done", gettext_noop("Đồng ý")),
    PetitionState.REFUSED: ("late", "close", gettext_noop("Không đồng ý")),
    PetitionState.DROPPED: ("none", "undo", gettext_noop("Không cần nữa")),
}


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Everything templates/assignments/pages/detail.html shows.

    `step` is the reader's next step: accept, report, judge, or nothing.
    """

    id: str
    title: str
    tone: str
    state_icon: str
    state_words: str
    role_words: str
    body: str
    issuer: str
    giver: str
    source_words: str
    source_url: str
    line_words: str
    clause_words: str
    lines: tuple[dict[str, Any], ...]
    due_words: str
    due_before_words: str
    due_quote: str
    left_words: str
    due_tone: str
    due_note: str
    coordinators: str
    force_words: str
    step: str
    can_ask_extension: bool
    can_object: bool
    can_reopen: bool
    can_draft: bool
    next_words: str
    returned_words: str
    is_lapsed: bool
    reason: str
    doubts: tuple[str, ...]
    seen: str
    reports: tuple[dict[str, Any], ...]
    petitions: tuple[dict[str, Any], ...]
    amendments: tuple[dict[str, Any], ...]
    can_amend: bool
    can_note: bool
    is_giver: bool
    history: tuple[dict[str, str], ...]

    @property
    def amendments_seen(self) -> list[dict[str, Any]]:
        """Those that do not stand above everything else for the reader to note."""
        return [each for each in self.amendments if not (self.can_note and each["notice_id"])]


def build_task(actor: Actor, assigned: AssignedBody) -> TaskPage:
    """The whole page of a share in reach."""
    assignment = assigned.assignment
    row = build_row(actor, assigned)
    step = _step(actor, assigned)
    petitions = list_petitions(assigned)
    reports = list_reports(assigned)
    asks = _is_own(actor, assigned) and may(actor, "assignment.report")
    asks = asks and allows(assigned.state, Step.ASK)
    waiting = {each.kind for each in petitions if each.state == PetitionState.WAITING}
    given_to_itself = assigned.organisation_id == assignment.organisation_id
    return TaskPage(
        **{name: row[name] for name in _FROM_ROW},
        **_source(assigned),
        **_due(assigned, petitions),
        title=short(assignment.text, longest=WHOLE_TITLE),
        body=assigned.organisation.name,
        issuer=assignment.organisation.name,
        giver=assignment.organisation.short_name,
        coordinators="; ".join(assignment.coordinators),
        force_words=_(wording.FORCE_NAMES.get(assignment.force, "")),
        step=step,
        can_ask_extension=asks
        and not given_to_itself
        and assigned.due_on is not None
        and PetitionKind.EXTENSION not in waiting,
        can_object=asks and not given_to_itself and PetitionKind.OBJECTION not in waiting,
        can_reopen=_may_judge(actor, assigned) and allows(assigned.state, Step.REOPEN),
        can_draft=_is_own(actor, assigned) and assigned.state in OPEN and may(actor, "draft.write"),
        next_words=_next_words(actor, assigned),
        returned_words=_returned_words(assigned),
        is_lapsed=assigned.state == WorkState.LAPSED,
        reason=assigned.reason,
        doubts=tuple(_(each) for each in doubts_of([assigned])[assigned.pk])
        if step == "judge"
        else (),
        seen=reports[0].public_id if reports else "",
        reports=tuple(_report(actor, report) for report in reports),
        petitions=tuple(build_petition(actor, each) for each in reversed(petitions)),
        amendments=tuple(list_amendments(actor, assigned)),
        can_amend=assignment.organisation_id == actor.body_id and may(actor, "assignment.amend"),
        can_note=_is_own(actor, assigned) and may(actor, "assignment.report"),
        is_giver=assignment.organisation_id == actor.body_id,
        history=build_history(actor, assigned),
    )


def build_petition(actor: Actor, petition: Petition) -> dict[str, Any]:
    """One petition in words, with what the reader may do about it."""
    assigned = petition.assigned
    tone, icon, state_words = _PETITION_STATES[PetitionState(petition.state)]
    waits = petition.state == PetitionState.WAITING
    body, giver = assigned.organisation, assigned.assignment.organisation
    proposed = petition.proposed_on
    asker = who(actor, petition.asked_by.full_name, body.pk, body.short_name)
    answerer = petition.answered_by.full_name if petition.answered_by else ""
    return {
        "id": petition.public_id,
        "words": _(_PETITIONS[PetitionKind(petition.kind)]),
        "day_words": f"{proposed:%d/%m/%Y}" if proposed else "",
        "day_value": proposed,
        "granted_words": f"{petition.due_after:%d/%m/%Y}" if petition.due_after else "",
        "reason": petition.reason,
        "asked_words": f"{in_words(petition.asked_at)} · {asker}",
        "answer": petition.answer,
        "answered_words": f"{in_words(petition.answered_at)} · "
        f"{who(actor, answerer, giver.pk, giver.short_name)}"
        if petition.answered_at
        else "",
        "tone": tone,
        "icon": icon,
        "state_words": _(state_words),
        "is_extension": petition.kind == PetitionKind.EXTENSION,
        "can_answer": waits and _may_judge(actor, assigned),
        "can_take_back": waits and _is_own(actor, assigned) and may(actor, "assignment.report"),
    }


def _step(actor: Actor, assigned: AssignedBody) -> str:
    if _may_judge(actor, assigned) and assigned.state == WorkState.DONE:
        return "judge"
    if not _is_own(actor, assigned):
        return ""
    if may(actor, "assignment.accept") and allows(assigned.state, Step.ACCEPT):
        return "accept"
    reports = may(actor, "assignment.report") and assigned.state in OPEN
    return "report" if reports and allows(assigned.state, Step.REPORT) else ""


def _is_own(actor: Actor, assigned: AssignedBody) -> bool:
    return assigned.organisation_id == actor.body_id


def _may_judge(actor: Actor, assigned: AssignedBody) -> bool:
    is_giver = assigned.assignment.organisation_id == actor.body_id
    return is_giver and may(actor, "assignment.confirm")


def _source(assigned: AssignedBody) -> dict[str, Any]:
    assignment = assigned.assignment
    first, last = assignment.line, assignment.line_end
    return {
        "line_words": wording.span(first, last),
        "clause_words": wording.path(assignment.clause),
        "lines": tuple(list_source_lines(assignment.document, first, last)),
    }


def _due(assigned: AssignedBody, petitions: list[Petition]) -> dict[str, Any]:
    left = remaining(assigned.due_on, today(), soon_days=SOON_DAYS)
    deadlines = list(assigned.assignment.deadlines.all())
    undated = [each.wording for each in deadlines if each.due_on is None]
    moved = [f"{each.due_before:%d/%m/%Y}" for each in petitions if each.due_before]
    return {
        "due_before_words": ", ".join(moved),
        "due_quote": "; ".join(each.wording for each in deadlines if each.due_on),
        "due_tone": left.state if assigned.state in OPEN else "done",
        "due_note": _("Không kèm ngày: “%(words)s”") % {"words": "”, “".join(undated)}
        if undated
        else "",
    }


def _next_words(actor: Actor, assigned: AssignedBody) -> str:
    giver = assigned.assignment.organisation.short_name
    if assigned.state == WorkState.DONE:
        return _("Đã báo xong, chờ %(giver)s xác nhận.") % {"giver": giver}
    if assigned.state == WorkState.CONFIRMED:
        return _("Nơi giao đã xác nhận. Không còn việc nào ở đây.")
    if assigned.state == WorkState.LAPSED:
        return _("Không phải làm nữa.")
    if _is_own(actor, assigned):
        return _("Vai trò hiện tại chỉ xem nhiệm vụ này.")
    return _("Việc của %(body)s.") % {"body": assigned.organisation.short_name}


def _returned_words(assigned: AssignedBody) -> str:
    if assigned.state != WorkState.RETURNED:
        return ""
    return _("%(giver)s trả lại lần %(times)s") % {
        "giver": assigned.assignment.organisation.short_name,
        "times": assigned.returned_times,
    }


def _report(actor: Actor, report: ProgressReport) -> dict[str, Any]:
    body = report.assigned.organisation
    return {
        "id": report.public_id,
        "words": report.text,
        "who": who(actor, report.person.full_name, body.pk, body.short_name),
        "when_words": in_words(report.created_at),
        "finished": report.finished,
        "sources": sources_of(actor, report),
        "figures": [
            {"name": each.name, "value": number_words(each.value), "unit": each.unit}
            for each in report.figures.all()
        ],
        "links": [
            {"address": each.address, "host": host_of(each.address)} for each in report.links.all()
        ],
        "files": [
            {
                "name": each.stored_file.name,
                "url": reverse("assignments:evidence", args=[each.public_id]),
                "is_picture": each.stored_file.media_type in PICTURES,
            }
            for each in report.evidence.all()
        ],
    }
