"""What handling puts on a person's desk: one item, one next action, and why it is there."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.handling.models import InstructedPart, Submission
from behoc.direction.handling.queries import submissions, wording
from behoc.ground.access.queries import may
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, now

WITHDRAWN_DAYS = 7
"""So long a withdrawn part stays on the desk, that nobody works on for nothing."""


def list_waiting(actor: Actor) -> list[dict[str, Any]]:
    """Items of the desk: papers before me, what leaders gave me, what came back to me."""
    items: list[dict[str, Any]] = []
    if may(actor, "handling.instruct"):
        rows = submissions.list_waiting_submissions(actor)
        items += [_before_me(actor, each) for each in rows]
    if may(actor, "handling.answer"):
        items += [_given_to_me(each) for each in submissions.list_open_parts(actor)]
    if may(actor, "handling.submit"):
        items += [_returned(each) for each in submissions.list_returned(actor)]
    return items


def list_taken_back(actor: Actor) -> list[dict[str, Any]]:
    """What the actor need not do any more, for some days: to know, nothing to do."""
    if not may(actor, "handling.answer"):
        return []
    since = now() - timedelta(days=WITHDRAWN_DAYS)
    return [
        _taken_back(each)
        for each in submissions.list_withdrawn_parts(actor)
        if each.instruction.ended_at and each.instruction.ended_at >= since
    ]


def count_waiting(actor: Actor) -> int:
    """How many items `list_waiting` has for the actor."""
    total = 0
    if may(actor, "handling.instruct"):
        total += submissions.count_waiting_submissions(actor)
    if may(actor, "handling.answer"):
        total += submissions.count_open_parts(actor)
    if may(actor, "handling.submit"):
        total += submissions.count_returned(actor)
    return total


def _before_me(actor: Actor, submission: Submission) -> dict[str, Any]:
    url = reverse("handling:submission", args=[submission.public_id])
    origin = _("%(who)s trình · %(source)s") % {
        "who": submission.submitted_by.full_name,
        "source": wording.paper_source(submission.dispatch),
    }
    if submission.leader_id != actor.person_id:
        origin = _("Thay %(leader)s · %(origin)s") % {
            "leader": submission.leader.full_name,
            "origin": origin,
        }
    return _item(
        submission.public_id,
        icon="signature",
        title=wording.paper_title(submission.dispatch),
        url=url,
        origin=origin,
        state=("wait", "hourglass", _("Chờ anh/chị cho ý kiến")),
        date_words=_("Trình %(day)s") % {"day": day_in_words(submission.created_at)},
        label=_("Cho ý kiến"),
    )


def _given_to_me(part: InstructedPart) -> dict[str, Any]:
    instruction = part.instruction
    day, _left = wording.due(instruction)
    return _item(
        part.public_id,
        icon="speak",
        title=_("Lãnh đạo giao: %(text)s") % {"text": instruction.text},
        url=reverse("handling:part", args=[part.public_id]),
        origin=_("%(who)s · %(paper)s")
        % {
            "who": instruction.given_by.full_name,
            "paper": wording.paper_title(instruction.submission.dispatch),
        },
        state=wording.part_state(part, instruction),
        date_words=_("Hạn %(day)s") % {"day": day} if day else "",
        label=_("Mở việc") if part.opened_at is None else _("Báo kết quả"),
    )


def _taken_back(part: InstructedPart) -> dict[str, Any]:
    instruction = part.instruction
    item = _item(
        part.public_id,
        icon="undo",
        title=_("Không phải làm nữa: %(text)s") % {"text": instruction.text},
        url=reverse("handling:part", args=[part.public_id]),
        origin=wording.paper_title(instruction.submission.dispatch),
        state=wording.part_state(part, instruction),
        date_words="",
        label=_("Xem"),
    )
    return item | {"quote": instruction.reason}


def _returned(submission: Submission) -> dict[str, Any]:
    item = _item(
        submission.public_id,
        icon="return",
        title=wording.paper_title(submission.dispatch),
        url=reverse("handling:submission", args=[submission.public_id]),
        origin=_("%(leader)s trả lại lượt trình") % {"leader": submission.leader.full_name}
        if submission.closed_by
        else wording.paper_source(submission.dispatch),
        state=wording.submission_state(submission),
        date_words="",
        label=_("Trình lại"),
    )
    again = reverse("handling:submit", args=[submission.dispatch.public_id])
    return item | {"quote": wording.return_reason(submission), "action_url": again}


def _item(
    public_id: str,
    *,
    icon: str,
    title: str,
    url: str,
    origin: str,
    state: tuple[str, str, str],
    date_words: str,
    label: str,
) -> dict[str, Any]:
    tone, state_icon, state_words = state
    return {
        "id": public_id,
        "icon": icon,
        "title": title,
        "url": url,
        "origin": origin,
        "tone": tone,
        "state_icon": state_icon,
        "state_words": state_words,
        "date_words": date_words,
        "action_label": label,
        "action_url": url,
        "is_post": False,
        "quote": "",
    }
