"""The content of the list and the page of a draft, in the words people read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.drafting.models import Draft, DraftVersion, Opinion
from behoc.direction.drafting.queries.drafts import Waiting, list_versions
from behoc.direction.drafting.queries.grounds import GroundChange, find_changes, ground_of
from behoc.direction.drafting.rules import (
    DraftKind,
    DraftState,
    Line,
    Step,
    Verdict,
    allows,
    compare,
)
from behoc.ground.access.queries import may
from behoc.ground.audit.queries import list_history
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, in_words

KINDS = {
    DraftKind.ANSWER: gettext_noop("Công văn trả lời"),
    DraftKind.PLAN: gettext_noop("Kế hoạch"),
    DraftKind.REPORT: gettext_noop("Báo cáo"),
    DraftKind.PROPOSAL: gettext_noop("Tờ trình"),
}
STATES = {
    DraftState.WRITING: ("none", "pencil", gettext_noop("Đang soạn")),
    DraftState.SUBMITTED: ("wait", "hourglass", gettext_noop("Chờ duyệt")),
    DraftState.RETURNED: ("late", "return", gettext_noop("Trả lại")),
    DraftState.APPROVED: ("done", "stamp", gettext_noop("Đã duyệt, chờ phát hành")),
}
VERDICTS = {
    Verdict.AGREE: ("done", "done", gettext_noop("Đồng ý")),
    Verdict.AMEND: ("soon", "pencil", gettext_noop("Đề nghị sửa")),
}
HISTORY = {
    "draft.start": gettext_noop("Viết bản 1"),
    "draft.write": gettext_noop("Viết bản mới"),
    "draft.ask": gettext_noop("Xin góp ý"),
    "draft.comment": gettext_noop("Góp ý"),
    "draft.submit": gettext_noop("Trình duyệt"),
    "draft.take_back": gettext_noop("Rút về sửa"),
    "draft.return": gettext_noop("Trả lại"),
    "draft.approve": gettext_noop("Duyệt"),
}


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything templates/drafting/pages/detail.html shows."""

    id: str
    title: str
    kind_words: str
    author: str
    leader: str
    tone: str
    state_icon: str
    state_words: str
    version: int
    lines: tuple[str, ...]
    files: tuple[dict[str, str], ...]
    versions: tuple[dict[str, Any], ...]
    opinions: tuple[dict[str, Any], ...]
    own_opinion: str
    source: dict[str, str] | None
    return_reason: str
    changes: tuple[dict[str, str], ...]
    history: tuple[dict[str, str], ...]
    can_write: bool
    can_submit: bool
    can_take_back: bool
    can_decide: bool


def build_row(draft: Draft) -> dict[str, Any]:
    """One draft in the list."""
    tone, icon, words = STATES[DraftState(draft.state)]
    return {
        "title": draft.title,
        "url": reverse("drafting:detail", args=[draft.public_id]),
        "kind_words": _(KINDS[DraftKind(draft.kind)]),
        "source_words": draft.dispatch.title if draft.dispatch else "",
        "author": draft.author.full_name,
        "day_words": day_in_words(draft.created_at),
        "tone": tone,
        "state_icon": icon,
        "state_words": _(words),
    }


def list_filters(state: str) -> list[dict[str, Any]]:
    """The states as chips."""
    chips = [{"label": _("Tất cả"), "url": "?", "current": not state}]
    chips += [
        {"label": _(words), "url": f"?tinh-trang={key}", "current": key == state}
        for key, (_tone, _icon, words) in STATES.items()
    ]
    return chips


def build_draft(actor: Actor, draft: Draft) -> DraftPage:
    """The whole page of a draft in reach."""
    tone, icon, words = STATES[DraftState(draft.state)]
    versions = list_versions(draft)
    latest = versions[0]
    opinions = [each for version in versions for each in version.opinions.all()]
    writes = may(actor, "draft.write")
    decides = may(actor, "draft.approve") and actor.person_id != draft.author_id
    mine = next((each for each in latest.opinions.all() if each.person_id == actor.person_id), None)
    may_comment = mine is not None and draft.state != DraftState.APPROVED
    return DraftPage(
        id=draft.public_id,
        title=draft.title,
        kind_words=_(KINDS[DraftKind(draft.kind)]),
        author=draft.author.full_name,
        leader=draft.leader.full_name if draft.leader else "",
        tone=tone,
        state_icon=icon,
        state_words=_(words),
        version=latest.number,
        lines=tuple(latest.text.splitlines()),
        files=tuple(_files(latest)),
        versions=tuple(_version(draft, each) for each in versions),
        opinions=tuple(_opinion(each) for each in opinions),
        own_opinion=reverse("drafting:opinion", args=[mine.public_id])
        if mine and may_comment
        else "",
        source=_source(draft),
        return_reason=draft.return_reason if draft.state == DraftState.RETURNED else "",
        changes=tuple(_change(draft, each) for each in find_changes(draft)),
        history=_history(draft),
        can_write=writes and allows(draft.state, Step.WRITE),
        can_submit=writes and allows(draft.state, Step.SUBMIT),
        can_take_back=writes and allows(draft.state, Step.TAKE_BACK),
        can_decide=decides and allows(draft.state, Step.APPROVE),
    )


def build_comparison(draft: Draft, number: int) -> tuple[int, list[Line]]:
    """How the version before became that one, line by line; the number that was found."""
    texts = {each.number: each.text for each in list_versions(draft)}
    number = number if number in texts else max(texts)
    return number, compare(texts.get(number - 1, ""), texts[number])


def build_items(waiting: Waiting) -> Iterator[dict[str, Any]]:
    """What drafts wait for a person, as items of the desk."""
    for draft in waiting.to_decide:
        told = _("%(who)s trình duyệt dự thảo") % {"who": draft.author.full_name}
        yield _item(draft, told, _("Đọc và duyệt"))
    for opinion in waiting.opinions:
        draft = opinion.version.draft
        told = _("%(who)s xin góp ý") % {"who": opinion.asked_by.full_name}
        due = _("Trước hết %(day)s") % {"day": f"{opinion.due_on:%d/%m/%Y}"}
        url = reverse("drafting:opinion", args=[opinion.public_id])
        yield _item(draft, told, _("Góp ý")) | {"date_words": due, "action_url": url}
    for draft in waiting.returned:
        yield _item(draft, _("Dự thảo bị trả lại"), _("Sửa dự thảo")) | {
            "quote": draft.return_reason
        }


def _item(draft: Draft, told: str, label: str) -> dict[str, Any]:
    tone, icon, words = STATES[DraftState(draft.state)]
    url = reverse("drafting:detail", args=[draft.public_id])
    return {
        "id": draft.public_id,
        "icon": "pencil",
        "title": draft.title,
        "url": url,
        "origin": told,
        "tone": tone,
        "state_icon": icon,
        "state_words": _(words),
        "date_words": "",
        "action_label": label,
        "action_url": url,
        "is_post": False,
        "quote": "",
    }


def _version(draft: Draft, version: DraftVersion) -> dict[str, Any]:
    url = reverse("drafting:compare", args=[draft.public_id])
    return {
        "number": version.number,
        "note": version.note,
        "who": version.person.full_name,
        "when_words": in_words(version.created_at),
        "files": list(_files(version)),
        "url": f"{url}?ban={version.number}",
    }


def _files(version: DraftVersion) -> Iterator[dict[str, str]]:
    for each in version.files.all():
        url = reverse("drafting:file", args=[each.public_id])
        yield {"name": each.stored_file.name, "url": url}


def _opinion(opinion: Opinion) -> dict[str, Any]:
    tone, icon, words = "wait", "hourglass", gettext_noop("Chưa góp ý")
    when = _("Trước hết %(day)s") % {"day": f"{opinion.due_on:%d/%m/%Y}"}
    if opinion.answered_at:
        tone, icon, words = VERDICTS[Verdict(opinion.verdict)]
        when = in_words(opinion.answered_at)
    return {
        "who": opinion.person.full_name,
        "version": opinion.version.number,
        "tone": tone,
        "state_icon": icon,
        "state_words": _(words),
        "when_words": when,
        "text": opinion.text,
    }


def _change(draft: Draft, change: GroundChange) -> dict[str, str]:
    day = {"day": f"{change.on:%d/%m/%Y}"}
    if change.share_code:
        url = reverse("assignments:detail", args=[change.share_code])
        return {"title": _("Văn bản gốc đã sửa, áp dụng từ %(day)s.") % day, "url": url} | {
            "text": change.reason
        }
    ground = ground_of(draft)
    url = reverse("documents:detail", args=[ground.public_id]) if ground else ""
    return {"title": _("Văn bản gốc đã thu hồi từ %(day)s.") % day, "url": url} | {
        "text": change.reason
    }


def _source(draft: Draft) -> dict[str, str] | None:
    if draft.share:
        url = reverse("assignments:detail", args=[draft.share.public_id])
        return {"words": str(draft.share.assignment), "url": url}
    if draft.dispatch:
        url = reverse("documents:detail", args=[draft.dispatch.public_id])
        return {"words": draft.dispatch.title, "url": url}
    return None


def _history(draft: Draft) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "words": _(HISTORY[entry.action]),
            "who": entry.person_name,
            "when_words": in_words(entry.at),
        }
        for entry in list_history("Draft", draft.public_id)
        if entry.action in HISTORY
    )
