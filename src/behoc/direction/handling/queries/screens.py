"""The content of the pages of handling, in the words people read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries.screens import list_of_dispatch as list_tasks
from behoc.direction.documents.queries.screens import Detail, build_detail
from behoc.direction.handling.models import (
    Answer,
    Delegation,
    InstructedPart,
    Instruction,
    Submission,
)
from behoc.direction.handling.queries import wording
from behoc.direction.handling.queries.people import (
    find_authority,
    list_standing,
)
from behoc.direction.handling.queries.submissions import count_sentences
from behoc.direction.handling.rules import (
    AnswerKind,
    DelegationKind,
    InstructionState,
    PartRole,
    SubmissionState,
    is_in_force,
    sentences,
)
from behoc.ground.access.queries import may
from behoc.ground.attachments.rules import PICTURES
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, in_words, today

FIRST_SENTENCES = 4
"""As many picked sentences as a phone shows at once; the rest are one tap away."""


@dataclass(frozen=True, slots=True)
class InstructionView:
    """One instruction with who answers for it, for every page that shows it."""

    id: str
    text: str
    who_words: str
    when_words: str
    due_words: str
    left_words: str
    tone: str
    state_icon: str
    state_words: str
    is_standing: bool
    ended_words: str
    parts: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """Everything templates/handling/pages/submission.html shows."""

    id: str
    title: str
    source_words: str
    document: Detail
    document_url: str
    tone: str
    state_icon: str
    state_words: str
    leader_words: str
    submitted_words: str
    advice: str
    proposal: tuple[dict[str, str], ...]
    stand_in_words: str
    absence_words: str
    ended_words: str
    clauses: tuple[dict[str, Any], ...]
    instructions: tuple[InstructionView, ...]
    can_instruct: bool
    can_change: bool
    can_take_back: bool
    can_submit_again: bool
    waits: bool


def build_submission(actor: Actor, submission: Submission) -> SubmissionPage:
    """The page of a submission in reach: what to read, what is proposed, what was said."""
    dispatch = submission.dispatch
    authority = find_authority(actor, submission) if may(actor, "handling.instruct") else None
    waits = submission.state == SubmissionState.WAITING
    views = tuple(build_instruction(each) for each in submission.instructions.all())
    standing = any(each.is_standing for each in views)
    may_submit = may(actor, "handling.submit")
    tone, icon, words = wording.submission_state(submission)
    return SubmissionPage(
        id=submission.public_id,
        title=wording.paper_title(dispatch),
        source_words=wording.paper_source(dispatch),
        document=build_detail(actor, dispatch),
        document_url=reverse("documents:detail", args=[dispatch.public_id]),
        tone=tone,
        state_icon=icon,
        state_words=words,
        leader_words=submission.leader.full_name,
        submitted_words=_submitted(submission),
        advice=submission.advice,
        proposal=_proposal(submission),
        stand_in_words=_stand_in(submission, authority.delegation) if authority else "",
        absence_words=_absence(submission) if waits else "",
        ended_words=_ended(submission),
        clauses=tuple(each for each in list_tasks(actor, dispatch) if _concerns(each, submission)),
        instructions=views,
        can_instruct=waits and authority is not None,
        can_change=standing and authority is not None,
        can_take_back=waits and may_submit,
        can_submit_again=not waits and not standing and may_submit,
        waits=waits,
    )


def build_instruction(instruction: Instruction) -> InstructionView:
    """One instruction with its receivers and what they answered."""
    tone, icon, words = wording.instruction_state(instruction)
    day, left = wording.due(instruction)
    standing = instruction.state == InstructionState.STANDING
    return InstructionView(
        id=instruction.public_id,
        text=instruction.text,
        who_words=wording.who_said(instruction),
        when_words=in_words(instruction.given_at),
        due_words=day,
        left_words=left if standing and tone != "done" else "",
        tone=tone,
        state_icon=icon,
        state_words=words,
        is_standing=standing,
        ended_words=_instruction_ended(instruction),
        parts=tuple(_part(part, instruction) for part in _lead_first(instruction.parts.all())),
    )


def build_row(submission: Submission, *, waits_for_me: bool = False) -> dict[str, Any]:
    """One submission in a list, with the one thing to do next."""
    tone, icon, words = wording.submission_state(submission)
    url = reverse("handling:submission", args=[submission.public_id])
    return {
        "id": submission.public_id,
        "title": wording.paper_title(submission.dispatch),
        "url": url,
        "source_words": wording.paper_source(submission.dispatch),
        "note": submission.advice,
        "who_words": _("%(from)s trình %(to)s")
        % {"from": submission.submitted_by.full_name, "to": submission.leader.full_name},
        "day_words": day_in_words(submission.created_at),
        "due_words": f"{submission.due_on:%d/%m/%Y}" if submission.due_on else "",
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "action_label": _("Cho ý kiến") if waits_for_me else _("Xem"),
        "action_url": url,
    }


def build_part(actor: Actor, part: InstructedPart) -> dict[str, Any]:
    """The page of one receiver: what the leader wants of me, and what I answered."""
    instruction = part.instruction
    dispatch = instruction.submission.dispatch
    tone, icon, words = wording.part_state(part, instruction)
    day, left = wording.due(instruction)
    standing = instruction.state == InstructionState.STANDING
    mine = part.person_id == actor.person_id
    open_now = standing and not wording.is_done(part)
    return {
        "id": part.public_id,
        "title": wording.paper_title(dispatch),
        "source_words": wording.paper_source(dispatch),
        "document_id": dispatch.public_id,
        "document_url": reverse("documents:detail", args=[dispatch.public_id]),
        "submission_url": reverse("handling:submission", args=[instruction.submission.public_id]),
        "role_words": _(wording.ROLES[PartRole(part.role)]),
        "name": wording.receiver_name(part),
        "text": instruction.text,
        "who_words": wording.who_said(instruction),
        "when_words": in_words(instruction.given_at),
        "due_words": day,
        "left_words": left if open_now else "",
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "ended_words": _instruction_ended(instruction),
        "answers": [_answer(each) for each in part.answers.all()],
        "can_answer": mine and open_now and may(actor, "handling.answer"),
    }


def build_part_row(part: InstructedPart) -> dict[str, Any]:
    """One line of what leaders gave me."""
    instruction = part.instruction
    tone, icon, words = wording.part_state(part, instruction)
    day, left = wording.due(instruction)
    is_open = instruction.state == InstructionState.STANDING and not wording.is_done(part)
    return {
        "text": instruction.text,
        "title": wording.paper_title(instruction.submission.dispatch),
        "url": reverse("handling:part", args=[part.public_id]),
        "who": instruction.given_by.full_name,
        "role_words": _(wording.ROLES[PartRole(part.role)]),
        "due_words": day,
        "left_words": left if is_open else "",
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "action_label": _("Trả lời") if is_open else _("Xem"),
    }


def list_sentences(actor: Actor) -> list[dict[str, Any]]:
    """The sentences to pick from: those that this leader picks most first, then as shipped."""
    used = count_sentences(actor)
    known = list(sentences().values())
    ordered = sorted(known, key=lambda each: (-used[each.code], known.index(each)))
    return [{"code": each.code, "text": _(each.text)} for each in ordered]


def list_delegation_rows(actor: Actor, delegations: Iterable[Delegation]) -> list[dict[str, Any]]:
    """Who stands in for whom, with what holds today first."""
    rows = [_delegation(actor, each) for each in delegations]
    return sorted(rows, key=lambda each: each["order"])


def absence_note(absence: Delegation | None) -> str:
    """What stands beside an absent leader's name."""
    if absence is None:
        return ""
    facts = {"days": wording.span(absence), "deputy": absence.deputy.full_name}
    if not absence.field:
        return _("vắng %(days)s, %(deputy)s cho ý kiến thay") % facts
    facts["field"] = wording.field_words(absence.field)
    return _("vắng %(days)s, %(deputy)s cho ý kiến thay về lĩnh vực %(field)s") % facts


def _concerns(row: dict[str, Any], submission: Submission) -> bool:
    body = submission.organisation.short_name
    bodies = [each["body"] for each in row.get("bodies", [])] or [row.get("bodies_words")]
    return body in bodies


def _submitted(submission: Submission) -> str:
    if submission.submitted_by_id == submission.leader_id:
        return _("%(who)s tự xem lúc %(when)s") % {
            "who": submission.leader.full_name,
            "when": in_words(submission.created_at),
        }
    return _("%(from)s trình %(to)s lúc %(when)s") % {
        "from": submission.submitted_by.full_name,
        "to": submission.leader.full_name,
        "when": in_words(submission.created_at),
    }


def _proposal(submission: Submission) -> tuple[dict[str, str], ...]:
    names: dict[str, list[str]] = {}
    for each in submission.proposed.all():
        name = each.person.full_name if each.person else each.body.short_name
        names.setdefault(each.role, []).append(name)
    rows = [
        {"label": _(wording.ROLES[role]), "value": ", ".join(names[role])}
        for role in wording.ROLES
        if names.get(role)
    ]
    if submission.due_on:
        rows.append({"label": _("Hạn"), "value": f"{submission.due_on:%d/%m/%Y}"})
    if submission.field:
        rows.append({"label": _("Lĩnh vực"), "value": wording.field_words(submission.field)})
    return tuple(rows)


def _stand_in(submission: Submission, delegation: Delegation | None) -> str:
    if delegation is None:
        return ""
    return _("Anh/chị cho ý kiến thay %(leader)s, theo ủy quyền %(days)s.") % {
        "leader": submission.leader.full_name,
        "days": wording.span(delegation),
    }


def _absence(submission: Submission) -> str:
    (standing,) = list_standing([submission.organisation_id])
    absences, deputies = standing.absences(submission), standing.stand_ins(submission)
    if not absences:
        return ""
    facts = {"leader": submission.leader.full_name, "days": wording.span(absences[0])}
    names = [each.deputy.full_name for each in standing.delegations if each.deputy_id in deputies]
    if not names:
        return _("%(leader)s vắng %(days)s, chưa ai cho ý kiến thay văn bản này.") % facts
    facts["deputies"] = ", ".join(dict.fromkeys(names))
    return _("%(leader)s vắng %(days)s. %(deputies)s cho ý kiến thay.") % facts


def _ended(submission: Submission) -> str:
    if submission.state == SubmissionState.RETURNED:
        return wording.returned(submission)
    who = submission.closed_by.full_name if submission.closed_by else ""
    if submission.state == SubmissionState.TAKEN_BACK:
        return _("%(who)s đã rút lượt trình này lại.") % {"who": who}
    return ""


def _instruction_ended(instruction: Instruction) -> str:
    if instruction.ended_by is None or instruction.ended_at is None:
        return ""
    facts = {
        "who": instruction.ended_by.full_name,
        "when": in_words(instruction.ended_at),
        "reason": instruction.reason,
    }
    if instruction.state == InstructionState.WITHDRAWN:
        return _("%(who)s thu hồi lúc %(when)s: “%(reason)s”") % facts
    if instruction.reason:
        return _("%(who)s sửa lúc %(when)s: “%(reason)s”") % facts
    return _("%(who)s sửa lúc %(when)s") % facts


def _lead_first(parts: Iterable[InstructedPart]) -> list[InstructedPart]:
    return sorted(parts, key=lambda each: each.role != PartRole.LEAD)


def _part(part: InstructedPart, instruction: Instruction) -> dict[str, Any]:
    tone, icon, words = wording.part_state(part, instruction)
    url = reverse("handling:part", args=[part.public_id])
    if part.share is not None:
        url = reverse("assignments:detail", args=[part.share.public_id])
    return {
        "name": wording.receiver_name(part),
        "role_words": _(wording.ROLES[PartRole(part.role)]),
        "is_lead": part.role == PartRole.LEAD,
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "seen_words": _("Đã mở %(when)s") % {"when": in_words(part.opened_at)}
        if part.opened_at
        else "",
        "url": url,
        "answers": [_answer(each) for each in part.answers.all()],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "kind_words": _(wording.ANSWERS[AnswerKind(answer.kind)]),
        "text": answer.text,
        "who": answer.person.full_name,
        "when_words": in_words(answer.created_at),
        "files": [
            {
                "name": each.stored_file.name,
                "url": reverse("handling:answer_file", args=[each.public_id]),
                "thumb_url": reverse("handling:answer_file", args=[each.public_id])
                if each.stored_file.media_type in PICTURES
                else "",
            }
            for each in answer.files.all()
        ],
    }


def _delegation(actor: Actor, each: Delegation) -> dict[str, Any]:
    on = today()
    if each.stopped_at is not None:
        order, state = 3, ("none", "undo", _("Đã thôi"))
    elif is_in_force(each.starts_on, each.ends_on, on):
        order, state = 0, ("run", "person-check", _("Đang có hiệu lực"))
    elif each.starts_on > on:
        order, state = 1, ("wait", "calendar", _("Chưa tới ngày"))
    else:
        order, state = 2, ("none", "clock", _("Đã hết hạn"))
    return {
        "order": order,
        "id": each.public_id,
        "leader": each.leader.full_name,
        "deputy": each.deputy.full_name,
        "kind_words": _(wording.DELEGATIONS[DelegationKind(each.kind)]),
        "field_words": wording.field_words(each.field),
        "days_words": wording.span(each),
        "tone": state[0],
        "state_icon": state[1],
        "state_words": state[2],
        "can_end": order in (0, 1) and each.leader_id == actor.person_id,
    }
