"""Whom a change to tasks is told to."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, prefetch_related_objects
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import Amendment, AssignedBody
from behoc.direction.assignments.queries.periods import period_words
from behoc.direction.assignments.queries.screens import short
from behoc.direction.assignments.rules.escalation import EscalationStep
from behoc.ground.notifications.rules import BodyMessage, Told
from behoc.ground.notifications.services import notify, notify_bodies, notify_body
from behoc.kernel.clock import now, today
from behoc.kernel.words import sentence

if TYPE_CHECKING:
    from behoc.direction.assignments.models import Deadline, Difficulty
    from behoc.direction.documents.models import Dispatch

_TOLD = {
    "assignment.reported": gettext_noop("%(body)s báo xong: %(task)s"),
    "assignment.asked": gettext_noop("%(body)s đề xuất: %(task)s"),
    "assignment.confirmed": gettext_noop("Đã xác nhận kết quả: %(task)s"),
    "assignment.returned": gettext_noop("Kết quả bị trả lại: %(task)s"),
    "assignment.answered": gettext_noop("Nơi giao đã trả lời đề xuất: %(task)s"),
}
_NEW = gettext_noop("%(count)s nhiệm vụ mới từ %(source)s")
_AMENDED = gettext_noop("Đã sửa từ ngày %(day)s: %(task)s")
_WITHDRAWN = gettext_noop("Văn bản bị thu hồi: %(source)s")
_REMINDED = gettext_noop("%(giver)s nhắc: %(task)s")
_HAPPENED = gettext_noop("Đã có sự kiện mà nhiệm vụ chờ: %(task)s")
_STEPS = {
    "soon": gettext_noop("Sắp đến hạn: %(task)s"),
    "unopened": gettext_noop("Cơ quan chưa nhận: %(task)s"),
    "late": gettext_noop("Quá hạn: %(task)s"),
}
_PART = gettext_noop("%(giver)s chia việc: %(task)s")
_GIVEN = gettext_noop("%(giver)s giao việc: %(task)s")
_ENDED = gettext_noop("Không phải làm nữa: %(task)s")
_DIFFICULTY = gettext_noop("%(body)s nêu khó khăn: %(task)s")
_ANSWERED = gettext_noop("Nơi giao đã trả lời về khó khăn: %(task)s")
_UP = gettext_noop("Cấp dưới quá hạn: %(task)s")
_ANSWERABLE = gettext_noop("Anh/chị chịu trách nhiệm: %(task)s")


def tell_new_tasks(dispatch: "Dispatch") -> None:
    """Each body with tasks of the dispatch hears once how many there are."""
    rows = AssignedBody.objects.everything(reason="every body with a share is told of its own")
    shares = rows.filter(assignment__document__dispatch=dispatch).order_by()
    counted = shares.values_list("organisation_id").annotate(Count("pk"))
    url = reverse("assignments:of_dispatch", args=[dispatch.public_id])
    messages = [
        BodyMessage(
            body_id,
            title=sentence(_NEW, count=count, source=str(dispatch)),
            url=url,
            key=f"assignment.new:{dispatch.public_id}",
        )
        for body_id, count in counted
    ]
    notify_bodies(messages, "assignment.accept", kind="assignment.new")


def tell_giver(assigned: AssignedBody, kind: str, mark: str, *, text: str = "") -> None:
    """Who may confirm in the giving body hears of a share; a body need not tell itself."""
    giver = assigned.assignment.organisation_id
    if giver != assigned.organisation_id:
        _tell(assigned, giver, "assignment.confirm", kind, mark, text)


def tell_body(assigned: AssignedBody, kind: str, mark: str, text: str = "") -> None:
    """Who works on the share hears what the giver decided."""
    if assigned.assignment.organisation_id != assigned.organisation_id:
        _tell(assigned, assigned.organisation_id, "assignment.report", kind, mark, text)


def _tell(
    assigned: AssignedBody, body_id: int, action: str, kind: str, mark: str, text: str
) -> None:
    task = _task(assigned)
    notify_body(
        body_id,
        action,
        kind=kind,
        title=sentence(_TOLD[kind], body=assigned.organisation.short_name, task=task),
        url=reverse("assignments:detail", args=[assigned.public_id]),
        key=f"{kind}:{assigned.public_id}:{mark}",
        text=text,
    )


def tell_reminded(giver: str, shares: Iterable[AssignedBody], text: str) -> None:
    """The people of each body hear that its share is waited for; once a day and share."""
    day = today()
    messages = [
        BodyMessage(
            share.organisation_id,
            title=sentence(_REMINDED, giver=giver, task=_task(share)),
            url=reverse("assignments:detail", args=[share.public_id]),
            key=f"assignment.reminded:{share.public_id}:{day}",
            text=text,
        )
        for share in shares
    ]
    notify_bodies(messages, "assignment.accept", kind="assignment.reminded")


def tell_answerable(share: AssignedBody) -> None:
    """Who answers for a share hears so; once a share."""
    if share.person_answerable_id is None:
        return
    notify(
        [share.person_answerable_id],
        kind="assignment.answerable",
        title=sentence(_ANSWERABLE, task=_task(share)),
        url=reverse("assignments:detail", args=[share.public_id]),
        key=f"assignment.answerable:{share.public_id}",
        body_id=share.organisation_id,
    )


def tell_event(shares: Iterable[AssignedBody], deadline: "Deadline") -> None:
    """Every body whose task waited for the event hears that it happened, and where it stands."""
    messages = [
        BodyMessage(
            share.organisation_id,
            title=sentence(_HAPPENED, task=short(deadline.assignment.text)),
            url=reverse("assignments:detail", args=[share.public_id]),
            key=f"assignment.event:{share.public_id}:{deadline.pk}",
            text=deadline.happened_proof,
        )
        for share in shares
    ]
    notify_bodies(messages, "assignment.accept", kind="assignment.event")


def tell_step(
    step: EscalationStep, told: Iterable[tuple[AssignedBody, int, Iterable[int]]]
) -> None:
    """The people of each step hear of it; those above hear once of a task, not once a body."""
    for share, body_id, people in told:
        template = _UP if step.goes_up else _STEPS[step.occasion]
        about = share.assignment.public_id if step.goes_up else share.public_id
        notify(
            people,
            kind="assignment.escalated" if step.goes_up else "assignment.waiting",
            title=sentence(template, task=_task(share)),
            url=reverse("assignments:detail", args=[share.public_id]),
            key=f"assignment.{step.code}:{about}:{share.period}",
            body_id=body_id,
        )


def tell_part(share: AssignedBody) -> None:
    """The people of a body below hear that a part of a task came to them."""
    notify_body(
        share.organisation_id,
        "assignment.accept",
        kind="assignment.new",
        title=sentence(
            _GIVEN if share.assignment.by_word else _PART,
            giver=share.assignment.organisation.short_name,
            task=_task(share),
        ),
        url=reverse("assignments:detail", args=[share.public_id]),
        key=f"assignment.part:{share.public_id}",
    )


def tell_ended(shares: Iterable[AssignedBody], reason: str, *, by: int | None) -> None:
    """Whoever was at work on a share that ended hears so, and why: the body, or its person.

    The body that ends it, `by`, need not tell itself.
    """
    messages = []
    for share in shares:
        title = sentence(_ENDED, task=_task(share))
        url = reverse("assignments:detail", args=[share.public_id])
        key = f"assignment.ended:{share.public_id}:{now():%Y%m%d%H%M%S}"
        if share.person_answerable_id:
            _tell_person(share, "assignment.ended", title, key, reason)
        if share.organisation_id != by:
            messages.append(BodyMessage(share.organisation_id, title, url, key, reason))
    notify_bodies(messages, "assignment.report", kind="assignment.ended")


def _tell_person(share: AssignedBody, kind: str, title: Told, key: str, text: str) -> None:
    if share.person_answerable_id is not None:
        notify(
            [share.person_answerable_id],
            kind=kind,
            title=title,
            url=reverse("assignments:detail", args=[share.public_id]),
            key=key,
            text=text,
            body_id=share.organisation_id,
        )


def tell_difficulty(difficulty: "Difficulty") -> None:
    """Who follows the task where it was given hears what hinders the body."""
    share = difficulty.assigned
    notify_body(
        share.assignment.organisation_id,
        "assignment.follow",
        kind="assignment.difficulty",
        title=sentence(_DIFFICULTY, body=share.organisation.short_name, task=_task(share)),
        url=reverse("assignments:detail", args=[share.public_id]),
        key=f"assignment.difficulty:{difficulty.public_id}",
        text=difficulty.text,
    )


def tell_answer(difficulty: "Difficulty") -> None:
    """Who told of the difficulty hears the answer."""
    share = difficulty.assigned
    notify(
        [difficulty.person_id],
        kind="assignment.difficulty",
        title=sentence(_ANSWERED, task=_task(share)),
        url=reverse("assignments:detail", args=[share.public_id]),
        key=f"assignment.difficulty.answer:{difficulty.public_id}",
        text=difficulty.answer,
        body_id=share.organisation_id,
    )


def tell_amended(amendment: Amendment, shares: Iterable[AssignedBody]) -> None:
    """Everybody who builds on an amended task hears that it changed."""
    shown = list(shares)
    prefetch_related_objects(shown, "assignment")
    day = f"{amendment.effective_on:%d/%m/%Y}"
    for share in shown:
        _tell_person(
            share,
            "assignment.amended",
            sentence(_AMENDED, day=day, task=_task(share)),
            f"assignment.amended:{amendment.public_id}:{share.public_id}",
            amendment.reason,
        )
    messages = [
        BodyMessage(
            share.organisation_id,
            title=sentence(_AMENDED, day=day, task=_task(share)),
            url=reverse("assignments:detail", args=[share.public_id]),
            key=f"assignment.amended:{amendment.public_id}:{share.public_id}",
            text=amendment.reason,
        )
        for share in shown
    ]
    notify_bodies(messages, "assignment.report", kind="assignment.amended")


def tell_withdrawn(dispatch: "Dispatch", shares: Sequence[AssignedBody]) -> None:
    """Everybody whom the dispatch was delivered to, or who was at work on it, hears of its end.

    Who answers for a share hears too: a part may be one person's and no body's.
    """
    for share in shares:
        key = f"assignment.withdrawn:{dispatch.public_id}"
        title = sentence(_WITHDRAWN, source=str(dispatch))
        _tell_person(share, "assignment.withdrawn", title, key, dispatch.withdrawal_reason)
    delivered = dispatch.deliveries.values_list("organisation_id", flat=True)
    bodies = {*delivered, *(share.organisation_id for share in shares)} - {dispatch.organisation_id}
    messages = [
        BodyMessage(
            body,
            title=sentence(_WITHDRAWN, source=str(dispatch)),
            url=reverse("assignments:of_dispatch", args=[dispatch.public_id]),
            key=f"assignment.withdrawn:{dispatch.public_id}",
            text=dispatch.withdrawal_reason,
        )
        for body in sorted(bodies)
    ]
    notify_bodies(messages, "assignment.view", kind="assignment.withdrawn")


def _task(share: AssignedBody) -> str:
    """The task as a notice names it; of what recurs, with the period that is meant.

    It is kept as a fact of the sentence, so it is said in the language of the product.
    """
    with translation.override(settings.LANGUAGE_CODE):
        period = period_words(share.period)
    return f"{short(share.assignment.text)} ({period})" if period else short(share.assignment.text)
