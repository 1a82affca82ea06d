"""The words of the filling page, for the server's page and for its scripts alike."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.ground.accounts.queries import get_person_by_id
from behoc.measure.reporting.rules import VersionKind
from behoc.measure.reporting.rules.checks import SAID
from behoc.measure.reporting.rules.content import FormContent, is_number
from behoc.measure.reporting.rules.numbers import write_number
from behoc.measure.reporting.rules.patches import Clash

UNREAD = gettext_noop("“%(row)s” không phải số. Viết như 1.234 hoặc 1.234,5.")
SHORT = {
    "ok": gettext_noop("Đạt"),
    "stop": gettext_noop("Sai"),
    "explain": gettext_noop("Cần lý do"),
    "empty": gettext_noop("Để trống"),
    "todo": gettext_noop("Chưa nhập"),
    "no-numerator": gettext_noop("Thiếu"),
    "no-denominator": gettext_noop("Thiếu"),
    "unread": gettext_noop("Không đọc được"),
}
WORDS = {
    "rate": gettext_noop("Đạt %(percent)s%%"),
    "numbers": gettext_noop("Số liệu: %(given)s/%(all)s ô"),
    "texts": gettext_noop("Lời văn: %(given)s/%(all)s mục"),
    "check": gettext_noop("Kiểm tra"),
    "send": gettext_noop("Gửi"),
    "approve": gettext_noop("Được duyệt"),
    "stops": gettext_noop("%(count)s chỗ phải sửa"),
    "asks": gettext_noop("%(count)s chỗ cần lý do"),
    "ready": gettext_noop("Gửi được"),
    "todo": gettext_noop("Còn %(count)s dòng bắt buộc chưa nhập"),
    "todo_texts": gettext_noop("Còn %(count)s mục bắt buộc chưa viết"),
    "notes": gettext_noop("%(count)s dòng nên xem lại"),
    "fine": gettext_noop("%(count)s dòng và mục khác không có gì phải nói"),
    "missing": gettext_noop("chưa có số"),
    "need": gettext_noop("%(goal)s, cần %(count)s"),
    "pasted": gettext_noop("Đã dán %(count)s ô."),
    "lost": gettext_noop("%(lost)s dòng cuối không có ô để dán."),
}
VERSIONS = {
    VersionKind.SUBMITTED.value: gettext_noop("Gửi"),
    VersionKind.PASSED.value: gettext_noop("Chuyển lên nơi yêu cầu"),
    VersionKind.APPROVED.value: gettext_noop("Duyệt"),
    VersionKind.CORRECTED.value: gettext_noop("Gửi bản đính chính"),
}
GOAL = gettext_noop("Chỉ tiêu đến %(year)s: %(percent)s%% (%(symbol)s)")


def said() -> dict[str, str]:
    """What each fault says, in the reader's language, its gaps still open."""
    return {code: _(words) for code, words in {**SAID, "unread": UNREAD}.items()}


def translated(words: dict[str, str]) -> dict[str, str]:
    """The words in the reader's language."""
    return {name: _(each) for name, each in words.items()}


def clash_view(content: FormContent, clash: Clash) -> dict[str, str]:
    """What was not kept, as the page and its scripts show it."""
    return {
        "path": clash.path,
        "kind": clash.kind,
        "mine": clash.mine,
        "theirs": clash.theirs,
        "mine_words": _value(clash.mine),
        "theirs_words": _value(clash.theirs),
        "who": get_person_by_id(clash.person).full_name if clash.person else "",
        "where": _where(content, clash.path),
    }


def _value(kept: Any) -> str:
    return write_number(Decimal(kept)) if is_number(kept) else str(kept)


def _where(content: FormContent, path: str) -> str:
    kind, _point, rest = path.partition(".")
    if kind == "texts":
        section = content.section(rest)
        return section.heading if section else rest
    row = content.row(rest.rpartition(".")[0])
    return f"{row.number} {row.label}".strip() if row else rest
