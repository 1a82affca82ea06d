"""A specialist writes: the first version, the next ones, and asks colleagues for their opinion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop

from behoc.direction.drafting.models import Draft, DraftFile, DraftVersion, Opinion
from behoc.direction.drafting.rules import DraftKind, DraftState, Step, Verdict, next_state
from behoc.direction.drafting.services.holding import lock_draft
from behoc.ground.access.queries import list_people_who_may
from behoc.ground.access.services import require, require_right
from behoc.ground.attachments.services import require_sender
from behoc.ground.audit.services import record
from behoc.ground.notifications.services import notify, settle_notices
from behoc.kernel.actor import Actor
from behoc.kernel.clock import now, today
from behoc.kernel.errors import Conflict, RuleBroken
from behoc.kernel.text import clean
from behoc.kernel.words import sentence

if TYPE_CHECKING:
    from behoc.direction.assignments.models import AssignedBody
    from behoc.direction.documents.models import Dispatch
    from behoc.ground.attachments.models import StoredFile

_ASKED = gettext_noop("Xin góp ý dự thảo: %(title)s")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new draft is, and what it answers."""

    title: str
    kind: str
    text: str
    dispatch: "Dispatch | None" = None
    share: "AssignedBody | None" = None


@transaction.atomic
def start_draft(
    actor: Actor, beginning: Beginning, *, files: Sequence["StoredFile"], submission_key: str
) -> Draft:
    """Begin a draft with its first version; the same submission twice is one draft."""
    require_right(actor, "draft.write")
    if beginning.dispatch:
        require(actor, "document.view", beginning.dispatch)
    if beginning.share:
        require(actor, "assignment.view", beginning.share)
    rows = Draft.objects.everything(reason="the same submission may have arrived before")
    known: Draft | None = rows.filter(
        organisation_id=actor.body, author_id=actor.person, submission_key=submission_key
    ).first()
    if known is not None:
        return known
    if not clean(beginning.title):
        raise RuleBroken("Chưa đặt tên dự thảo. Ghi trích yếu dự kiến.")
    draft = Draft(
        organisation_id=actor.body,
        dispatch=beginning.dispatch,
        share=beginning.share,
        title=clean(beginning.title)[:300],
        kind=DraftKind(beginning.kind),
        author_id=actor.person,
        submission_key=submission_key,
        created_at=now(),
    )
    draft.save()
    _keep_version(actor, draft, 1, beginning.text, "", files)
    record(actor, "draft.start", draft, after={"kind": draft.kind})
    return draft


@transaction.atomic
def add_version(
    actor: Actor,
    draft: Draft,
    *,
    text: str,
    note: str,
    based_on: int,
    files: Sequence["StoredFile"],
) -> Draft:
    """The next version; refused when somebody wrote one meanwhile. An unchanged text makes none."""
    draft = lock_draft(actor, "draft.write", draft)
    latest = draft.versions.order_by("-number")[0]
    if latest.text == _tidy(text) and not files:
        return draft
    if latest.number != based_on:
        raise Conflict(
            "Đã có bản %(number)s sau khi anh/chị mở trang. Chép phần mình viết, tải lại rồi sửa.",
            number=latest.number,
        )
    before = {"state": draft.state}
    draft.state = next_state(draft.state, Step.WRITE)
    draft.save(update_fields=["state"])
    _keep_version(actor, draft, latest.number + 1, text, note, files)
    after = {"state": draft.state, "version": latest.number + 1, "note": clean(note)}
    record(actor, "draft.write", draft, before=before, after=after)
    return draft


@transaction.atomic
def ask_opinions(actor: Actor, draft: Draft, person_ids: Iterable[int], *, due_on: date) -> int:
    """Ask colleagues of the own body for their opinion of the latest version; returns how many."""
    draft = lock_draft(actor, "draft.write", draft)
    next_state(draft.state, Step.WRITE)
    if due_on < today():
        raise RuleBroken("Ngày %(day)s đã qua. Chọn ngày từ hôm nay.", day=f"{due_on:%d/%m/%Y}")
    allowed = set(list_people_who_may([actor.body], "draft.comment").get(actor.body, ()))
    asked = [each for each in dict.fromkeys(person_ids) if each in allowed - {actor.person_id}]
    if not asked:
        raise RuleBroken("Chưa chọn ai để xin góp ý. Chọn ít nhất một người trong cơ quan.")
    version = draft.versions.order_by("-number")[0]
    rows = Opinion.objects.everything(reason="who was asked of this version before")
    known = set(rows.filter(version=version).values_list("person_id", flat=True))
    new = [each for each in asked if each not in known]
    rows.bulk_create(
        Opinion(
            version=version,
            person_id=each,
            asked_by_id=actor.person,
            asked_at=now(),
            due_on=due_on,
        )
        for each in new
    )
    if new:
        notify(
            new,
            kind="draft.opinion",
            title=sentence(_ASKED, title=draft.title),
            url=reverse("drafting:detail", args=[draft.public_id]),
            key=_key(version),
            body_id=actor.body,
        )
        record(actor, "draft.ask", draft, after={"asked": len(new), "due_on": due_on})
    return len(new)


@transaction.atomic
def give_opinion(actor: Actor, opinion: Opinion, *, verdict: str, text: str) -> None:
    """The colleague who was asked agrees or says what to amend; saying it anew replaces it."""
    require(actor, "draft.comment", opinion)
    draft = lock_draft(actor, "draft.view", opinion.version.draft)
    if draft.state == DraftState.APPROVED:
        raise RuleBroken("Dự thảo đã được duyệt nên không góp ý thêm nữa.")
    said = _tidy(text)
    if verdict == Verdict.AMEND and not said:
        raise RuleBroken("Chưa ghi cần sửa gì. Viết ít nhất một câu.")
    before = {"verdict": str(opinion.verdict), "text": opinion.text}
    opinion.verdict, opinion.text, opinion.answered_at = Verdict(verdict), said, now()
    after = {"verdict": str(opinion.verdict), "text": opinion.text}
    if before == after:
        return
    opinion.save(update_fields=["verdict", "text", "answered_at"])
    record(actor, "draft.comment", opinion.version.draft, before=before, after=after)


def settle_opinions(draft: Draft) -> None:
    """The draft is decided: nobody need give an opinion of it any more."""
    settle_notices(_key(version) for version in draft.versions.all())


def _keep_version(
    actor: Actor,
    draft: Draft,
    number: int,
    text: str,
    note: str,
    files: Sequence["StoredFile"],
) -> None:
    if not _tidy(text):
        raise RuleBroken("Dự thảo chưa có chữ nào. Viết nội dung rồi lưu.")
    require_sender(actor, files)
    version = DraftVersion(
        draft=draft,
        number=number,
        text=_tidy(text),
        note=clean(note)[:500],
        person_id=actor.person,
        created_at=now(),
    )
    version.save()
    for file in files:
        DraftFile(version=version, stored_file=file).save()


def _tidy(text: str) -> str:
    """A browser sends line ends of its own; a text compared line by line needs one kind."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def _key(version: DraftVersion) -> str:
    return f"draft.opinion:{version.draft.public_id}:{version.number}"
