"""The content of the list, the progress and the detail screens of dispatches."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Value, When
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.documents.models import Delivery, Dispatch, Document, Find
from behoc.direction.documents.queries import wording
from behoc.direction.documents.queries.deliveries import count_from_elsewhere
from behoc.direction.documents.queries.delivery_screens import receipt_words
from behoc.direction.documents.queries.dispatches import (
    FROM_ELSEWHERE,
    Review,
    build_review,
    list_files,
)
from behoc.direction.documents.queries.facts import build_paper, urgency_words
from behoc.direction.documents.queries.review_page import build_find, sheet_codes
from behoc.direction.documents.queries.sheets import Sheet, build_sheets
from behoc.direction.documents.rules import WITHDRAWN, DispatchState, FindKind, FindState, counts
from behoc.ground.access.queries import may, scope_for
from behoc.ground.audit.queries import list_history
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words, in_words

STATES = {
    DispatchState.WAITING: ("wait", "hourglass", gettext_noop("Chờ máy đọc")),
    DispatchState.READING: ("run", "circle-dot", gettext_noop("Máy đang đọc")),
    DispatchState.REFUSED: ("late", "alert", gettext_noop("Không đọc được")),
    DispatchState.REVIEW: ("wait", "person-check", gettext_noop("Chờ người kiểm")),
    DispatchState.CONFIRMED: ("lock", "stamp", gettext_noop("Đã vào sổ")),
    DispatchState.JOINED: ("none", "link", gettext_noop("Trùng, đã gộp")),
}
HISTORY = {
    "document.upload": gettext_noop("Tải lên"),
    "document.read": gettext_noop("Máy đọc xong"),
    "document.refuse": gettext_noop("Máy không đọc được"),
    "document.accept_all": gettext_noop("Nhận cả nhóm"),
    "document.assign": gettext_noop("Vào sổ"),
    "document.revoke": gettext_noop("Thu hồi"),
    "document.add_recipient": gettext_noop("Gửi thêm một nơi"),
    "document.withdraw": gettext_noop("Rút khỏi một nơi"),
    "document.note_outside": gettext_noop("Ghi đường gửi ra ngoài"),
    "document.mend_outside": gettext_noop("Sửa nơi nhận ngoài hệ thống"),
    "document.remove_outside": gettext_noop("Bỏ nơi nhận ngoài hệ thống"),
    "assignment.create": gettext_noop("Giao việc"),
    "document.write_down": gettext_noop("Ghi sổ văn bản giấy"),
    "document.fill": gettext_noop("Điền thêm thông tin"),
    "document.correct": gettext_noop("Sửa thông tin"),
    "document.add_file": gettext_noop("Thêm tệp"),
    "document.replace_file": gettext_noop("Thay tệp"),
    "document.join": gettext_noop("Gộp văn bản trùng"),
}


HISTORY_FOR_OTHERS = frozenset({"document.assign", "document.revoke", "assignment.create"})


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything templates/documents/pages/detail.html shows."""

    id: str
    number: str
    title: str
    kind_words: str
    issuer: str
    date_words: str
    urgency_words: str
    has_file: bool
    tone: str
    state_icon: str
    state_words: str
    review_url: str
    papers: tuple[dict[str, Any], ...]
    documents: tuple[dict[str, Any], ...]
    sheets: tuple[Sheet, ...]
    bases: tuple[dict[str, str], ...]
    history: tuple[dict[str, str], ...]
    targets: tuple[dict[str, Any], ...]
    carried_by: tuple[dict[str, str], ...] = ()
    withdrawn_words: str = ""
    withdrawal_reason: str = ""
    replaced_words: str = ""
    replaced_url: str = ""
    can_withdraw: bool = False
    is_entered: bool = False
    is_own: bool = False
    can_send: bool = False


def build_row(actor: Actor, dispatch: Dispatch, receipt: Delivery | None = None) -> dict[str, Any]:
    """One row of the list: what it is, where it stands, the one thing to do next.

    What another body delivered stands as its receipt says: come and unopened, or opened.
    """
    tone, icon, words = _state(dispatch)
    if receipt and not _is_own(actor, dispatch):
        tone, icon, words = receipt_words(receipt)
    left = getattr(dispatch, "left", 0)
    if dispatch.state == DispatchState.REVIEW and left:
        words = _("Còn %(left)s mục chưa kiểm") % {"left": left}
    first = next(iter(dispatch.documents.all()), None)
    url, label = _next_step(dispatch)
    return {
        "id": dispatch.public_id,
        "number": first.number_symbol if first else "",
        "title": _capital((first.subject if first else "") or dispatch.title),
        "url": reverse("documents:detail", args=[dispatch.public_id]),
        "kind_words": (first.doc_type if first else "") or _("Văn bản"),
        "issuer": first.issuer_name if first else "",
        "date_words": _day(first.issued_on if first else None),
        "origin_words": f"{_sender(actor, dispatch)}, {day_in_words(dispatch.created_at)}",
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "action_label": label,
        "action_url": url,
    }


def list_filters(actor: Actor, state: str) -> list[dict[str, Any]]:
    """The states with their counts, as chips."""
    rows = Dispatch.objects.within(scope_for(actor, "document.view"))
    kept = Case(When(withdrawn_at__isnull=False, then=Value(WITHDRAWN)), default=F("state"))
    found = dict(rows.values_list(kept).annotate(count=Count("pk")).order_by())
    chips = [{"label": _("Tất cả"), "count": sum(found.values()), "url": "?", "current": not state}]
    chips += [
        {
            "label": words,
            "count": found[key],
            "url": f"?tinh-trang={key}",
            "current": key == state,
        }
        for key, words in state_choices()
        if found.get(key)
    ]
    if received := count_from_elsewhere(actor):
        chip = {
            "label": _("Nhận từ nơi khác"),
            "count": received,
            "url": f"?tinh-trang={FROM_ELSEWHERE}",
        }
        chips.insert(1, chip | {"current": state == FROM_ELSEWHERE})
    return chips


def state_choices() -> list[tuple[str, str]]:
    """Where a dispatch may stand, in words; one that was withdrawn stands apart."""
    return [
        *((key.value, _(words)) for key, (_tone, _icon, words) in STATES.items()),
        (WITHDRAWN, _("Đã thu hồi")),
    ]


def build_progress(dispatch: Dispatch) -> dict[str, Any]:
    """How far the reading is."""
    tone, icon, words = _state(dispatch)
    is_over = dispatch.state not in (DispatchState.WAITING, DispatchState.READING)
    read = dispatch.state in (DispatchState.REVIEW, DispatchState.CONFIRMED)
    stored = list_files(dispatch)
    files = [
        {
            "name": file.stored_file.name,
            "size_words": filesizeformat(file.stored_file.size),
            "tone": tone,
            "state_icon": icon,
            "state_words": words,
            "share": None,
            "sentence": dispatch.refusal,
            "url": reverse("documents:review", args=[dispatch.public_id]) if read else "",
            "label": _("Kiểm nội dung"),
        }
        for file in stored
    ]
    return {
        "id": dispatch.public_id,
        "name": dispatch.title,
        "is_over": is_over,
        "is_refused": dispatch.state == DispatchState.REFUSED,
        "can_read_again": all(file.stored_file.discarded_at is None for file in stored),
        "refusal": dispatch.refusal,
        "files": files,
        "stages": _stages(dispatch, read=read),
    }


def build_detail(actor: Actor, dispatch: Dispatch) -> Detail:
    """The whole detail screen of a dispatch in reach."""
    review = build_review(dispatch)
    tone, icon, words = _state(dispatch)
    first = review.documents[0] if review.documents else None
    standing = [find for find in review.finds if counts(find.state)]
    views = {find.pk: build_find(find) for find in standing}
    codes = sheet_codes(standing, views)
    waits = dispatch.state == DispatchState.REVIEW
    return Detail(
        id=dispatch.public_id,
        number=(first.number_symbol if first else "") or _("Chưa rõ số"),
        title=_capital((first.subject if first else "") or dispatch.title),
        kind_words=(first.doc_type if first else "") or _("Văn bản"),
        issuer=(first.issuer_name if first else "") or _("Chưa rõ nơi ban hành"),
        date_words=_day(first.issued_on if first else None) or _("Chưa rõ ngày"),
        urgency_words=urgency_words(first) if first else "",
        has_file=dispatch.files.exists(),
        tone=tone,
        state_icon=icon,
        state_words=words,
        review_url=reverse("documents:review", args=[dispatch.public_id]) if waits else "",
        papers=tuple(_paper(actor, each, review) for each in review.documents),
        documents=tuple(_chip(each) for each in review.documents),
        sheets=build_sheets(
            review.lines, review.page_of_line, [f for f in standing if f.line], codes
        ),
        bases=_bases(standing),
        history=_history(actor, dispatch),
        targets=tuple(views[f.pk] for f in standing if f.kind == FindKind.TARGET),
        withdrawn_words=_withdrawn(dispatch),
        withdrawal_reason=dispatch.withdrawal_reason,
        replaced_words=str(dispatch.replaced_by or ""),
        replaced_url=_replaced_url(actor, dispatch),
        can_withdraw=dispatch.state == DispatchState.CONFIRMED
        and dispatch.withdrawn_at is None
        and dispatch.organisation_id == actor.body_id
        and may(actor, "document.revoke"),
        is_entered=dispatch.state == DispatchState.CONFIRMED,
        is_own=_is_own(actor, dispatch),
        can_send=_is_own(actor, dispatch) and may(actor, "document.deliver"),
    )


def _withdrawn(dispatch: Dispatch) -> str:
    if dispatch.withdrawn_on is None:
        return ""
    return _("Đã thu hồi từ ngày %(day)s") % {"day": f"{dispatch.withdrawn_on:%d/%m/%Y}"}


def _replaced_url(actor: Actor, dispatch: Dispatch) -> str:
    """Where the document that takes the place of a withdrawn one is read, by who may read it."""
    rows = Dispatch.objects.within(scope_for(actor, "document.view"))
    found = rows.filter(pk=dispatch.replaced_by_id).first() if dispatch.replaced_by_id else None
    return reverse("documents:detail", args=[found.public_id]) if found else ""


def _state(dispatch: Dispatch) -> tuple[str, str, str]:
    if dispatch.withdrawn_at is not None:
        return "late", "undo", _("Đã thu hồi")
    tone, icon, words = STATES[DispatchState(dispatch.state)]
    return tone, icon, _(words)


def _next_step(dispatch: Dispatch) -> tuple[str, str]:
    if dispatch.state in (DispatchState.WAITING, DispatchState.READING, DispatchState.REFUSED):
        return reverse("documents:reading", args=[dispatch.public_id]), _("Xem máy đọc")
    if dispatch.state == DispatchState.REVIEW:
        return reverse("documents:review", args=[dispatch.public_id]), _("Kiểm nội dung")
    return reverse("documents:detail", args=[dispatch.public_id]), _("Mở văn bản")


def _stages(dispatch: Dispatch, *, read: bool) -> list[dict[str, str]]:
    if dispatch.state == DispatchState.WAITING:
        at = ("past", "now", "next", "next")
    elif dispatch.state == DispatchState.READING:
        at = ("past", "past", "now", "next")
    else:
        at = ("past", "past", "past", "now" if read else "next")
    words = (
        _("Nhận đủ tệp, ghi dấu nội dung"),
        _("Xếp hàng chờ đọc"),
        _("Đọc chữ, tìm nhiệm vụ, thời hạn, chỉ tiêu"),
        _("Chờ anh/chị kiểm"),
    )
    slow = _("Bản quét cần vài giây cho mỗi trang.") if not read else ""
    notes = ("", "", slow, "")
    return [
        {"words": said, "at": where, "note": note}
        for said, where, note in zip(words, at, notes, strict=True)
    ]


def _paper(actor: Actor, document: Document, review: Review) -> dict[str, Any]:
    """What the letterhead of one document says; once entered, what its columns keep."""
    dispatch = review.dispatch
    if dispatch.state == DispatchState.CONFIRMED:
        is_mended = _is_own(actor, dispatch) and may(actor, "document.mend")
        return build_paper(document, is_mended=is_mended)
    rows = [
        build_find(find)
        for find in review.finds
        if find.kind == FindKind.FACT
        and find.document == document
        and find.state != FindState.REJECTED
    ]
    return {
        "title": " ".join(filter(None, [document.doc_type, document.number_symbol]))
        or _("Văn bản thứ %(number)s") % {"number": document.position + 1},
        "part": "",
        "mend_position": None,
        "facts": [{"label": row["label"], "value": row["value"] or _("Không rõ")} for row in rows],
    }


def _chip(document: Document) -> dict[str, Any]:
    return {
        "number": str(document),
        "pages_words": "",
        "current": False,
        "url": f"#d{document.first_line}",
    }


def _bases(finds: list[Find]) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "words": find.value.get("symbol") or find.value.get("name") or find.text,
            "url": f"#d{find.line}" if find.line else "",
            "relation": _(wording.RELATION_NAMES.get(find.value.get("relation", ""), ""))
            or _("Căn cứ"),
            "note": "",
        }
        for find in finds
        if find.kind == FindKind.CITATION
    )


def _history(actor: Actor, dispatch: Dispatch) -> tuple[dict[str, str], ...]:
    """What happened; how the giver's people worked on it is the giver's own matter."""
    is_own = _is_own(actor, dispatch)
    return tuple(
        {
            "words": _(HISTORY[entry.action]),
            "who": entry.person_name if is_own else dispatch.organisation.name,
            "when_words": in_words(entry.at),
        }
        for entry in list_history("Dispatch", dispatch.public_id)
        if entry.action in (HISTORY if is_own else HISTORY_FOR_OTHERS)
    )


def _sender(actor: Actor, dispatch: Dispatch) -> str:
    """The person for colleagues, the body for everybody else."""
    if _is_own(actor, dispatch):
        return dispatch.person.full_name
    return dispatch.organisation.short_name


def _is_own(actor: Actor, dispatch: Dispatch) -> bool:
    return dispatch.organisation_id == actor.body_id


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _day(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def reading_address(dispatch: Dispatch) -> str:
    """The page that shows how far the reading is."""
    return reverse("documents:reading", args=[dispatch.public_id])


def build_waiting(dispatch: Dispatch) -> dict[str, Any]:
    """A dispatch that waits for a person, as an item of the desk."""
    tone, icon, words = _state(dispatch)
    url, label = _next_step(dispatch)
    refused = dispatch.state == DispatchState.REFUSED
    return {
        "id": dispatch.public_id,
        "icon": "document",
        "title": dispatch.title,
        "url": url,
        "origin": _("Tải lên %(day)s") % {"day": day_in_words(dispatch.created_at)},
        "tone": tone,
        "state_icon": icon,
        "state_words": words,
        "date_words": "",
        "action_label": label,
        "action_url": url,
        "is_post": False,
        "quote": dispatch.refusal if refused else "",
    }
