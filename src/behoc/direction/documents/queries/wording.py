"""What the review screen says of a find, in the official words."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from behoc.direction.documents.models import Find, Resolution
from behoc.direction.documents.rules import FindKind
from behoc.kernel.text import fold

SURE = 0.75

_CODES = (
    (
        re.compile(r"--(?P<month>\d{2})-(?P<day>\d{2})"),
        "hằng năm, đến hết ngày %(day)s/%(month)s",
    ),
    (re.compile(r"\?"), "định kỳ, văn bản không nêu khoảng cách"),
    (re.compile(r"P(?P<months>\d+)M"), "mỗi %(months)s tháng"),
    (re.compile(r"(?P<year>\d{4})-Q(?P<quarter>\d)"), "hết quý %(quarter)s năm %(year)s"),
    (re.compile(r"(?P<year>\d{4})"), "hết năm %(year)s"),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"), "hết tháng %(month)s/%(year)s"),
    (
        re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
        "đến hết ngày %(day)s/%(month)s/%(year)s",
    ),
)

KIND_NAMES = {
    FindKind.FACT: "Thông tin",
    FindKind.CITATION: "Căn cứ",
    FindKind.ADDRESSEE: "Kính gửi",
    FindKind.RECIPIENT: "Nơi nhận",
    FindKind.ASSIGNMENT: "Nhiệm vụ",
    FindKind.DEADLINE: "Thời hạn",
    FindKind.TARGET: "Chỉ tiêu",
    FindKind.PHASE: "Giai đoạn",
    FindKind.BUDGET: "Kinh phí",
}
FACT_NAMES = {
    "doc_type": "Loại",
    "number_symbol": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "place": "Địa danh",
    "issuer": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "signer_name": "Người ký",
    "signer_title": "Chức vụ",
    "signing_authority": "Thẩm quyền ký",
}
ROLE_NAMES = {
    "direct": "Lãnh đạo, chỉ đạo",
    "lead": "Chủ trì",
    "coordinate": "Phối hợp",
    "advise": "Tham mưu",
    "guide": "Hướng dẫn",
    "carry_out": "Thực hiện",
}
FORCE_NAMES = {"order": "Giao, yêu cầu", "request": "Đề nghị"}
RELATION_NAMES = {
    "rests_on": "Căn cứ",
    "implements": "Thực hiện",
    "continues": "Tiếp tục thực hiện",
    "attaches": "Kèm theo",
    "amends": "Sửa đổi, bổ sung",
    "replaces": "Thay thế",
    "cites": "Dẫn chiếu",
}
RECEIVING_NAMES = {
    "carry_out": "để thực hiện",
    "report": "để báo cáo",
    "keep": "để lưu",
    "coordinate": "để phối hợp",
    "inform": "để biết",
    "receive": "để nhận",
}


def day(iso: Any) -> str:
    """An ISO day as people write it; anything else as it stands."""
    try:
        return f"{date.fromisoformat(str(iso)):%d/%m/%Y}"
    except ValueError:
        return str(iso or "")


def lines(find: Find) -> str:
    """“dòng 14–16”."""
    if not find.line:
        return ""
    if find.line_end and find.line_end != find.line:
        return _("dòng %(first)s–%(last)s") % {"first": find.line, "last": find.line_end}
    return _("dòng %(first)s") % {"first": find.line}


def clause(find: Find) -> str:
    """“mục VII.1”, or nothing."""
    if not find.clause:
        return ""
    return _("mục %(path)s") % {"path": path(find.clause)}


def path(labels: list[str]) -> str:
    """The labels above a clause as one path: “VII.1”."""
    return ".".join(label.rstrip(".)") for label in labels)


def when(value: dict[str, Any]) -> str:
    """A deadline in words, with its last good day where the paper gives one."""
    codes = _list(value.get("last_on_time")) or _list(value.get("when"))
    said = [_code(code) for code in codes]
    if value.get("event"):
        said.append(_("khi %(event)s") % {"event": str(value["event"]).removeprefix("khi ")})
    return "; ".join(said) or _("Văn bản không nêu ngày")


def meaning(resolution: Resolution) -> dict[str, Any]:
    """How a phrase is understood: its bodies, the rule, and a count that does not agree."""
    bodies = list(resolution.bodies.all())
    mismatch = ""
    if resolution.printed_count is not None and resolution.printed_count != len(bodies):
        mismatch = _("Văn bản ghi %(printed)s nơi, tìm thấy %(found)s") % {
            "printed": resolution.printed_count,
            "found": len(bodies),
        }
    if len(bodies) == 1:
        same = fold(bodies[0].short_name) == fold(resolution.phrase)
        count = _("1 nơi") if same else bodies[0].short_name
    else:
        count = _("%(count)s nơi") % {"count": len(bodies)} if bodies else _("chưa rõ nơi nào")
    return {
        "id": resolution.pk,
        "words": resolution.phrase,
        "count_words": count,
        "rule_words": resolution.rule_text,
        "names": [body.short_name for body in bodies],
        "mismatch_words": mismatch,
        "unknown": not bodies,
    }


def _code(code: str) -> str:
    for shape, words in _CODES:
        if found := shape.fullmatch(code):
            return _(words) % found.groupdict()
    return code


def _list(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    return [str(value)] if value else []
