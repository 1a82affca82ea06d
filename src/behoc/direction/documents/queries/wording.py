"""What the review screen says of a find, in the official words."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.documents.models import Find, Resolution
from behoc.direction.documents.rules import FindKind, Purpose, Way
from behoc.kernel.text import fold

SURE = 0.75

_CODES = (
    (
        re.compile(r"--(?P<month>\d{2})-(?P<day>\d{2})"),
        gettext_noop("hằng năm, đến hết ngày %(day)s/%(month)s"),
    ),
    (re.compile(r"\?"), gettext_noop("định kỳ, văn bản không nêu khoảng cách")),
    (re.compile(r"P(?P<months>\d+)M"), gettext_noop("mỗi %(months)s tháng")),
    (
        re.compile(r"(?P<year>\d{4})-Q(?P<quarter>\d)"),
        gettext_noop("hết quý %(quarter)s năm %(year)s"),
    ),
    (re.compile(r"(?P<year>\d{4})"), gettext_noop("hết năm %(year)s")),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"), gettext_noop("hết tháng %(month)s/%(year)s")),
    (
        re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"),
        gettext_noop("đến hết ngày %(day)s/%(month)s/%(year)s"),
    ),
)

KIND_NAMES = {
    FindKind.FACT: gettext_noop("Thông tin"),
    FindKind.CITATION: gettext_noop("Căn cứ"),
    FindKind.ADDRESSEE: gettext_noop("Kính gửi"),
    FindKind.RECIPIENT: gettext_noop("Nơi nhận"),
    FindKind.ASSIGNMENT: gettext_noop("Nhiệm vụ"),
    FindKind.DEADLINE: gettext_noop("Thời hạn"),
    FindKind.TARGET: gettext_noop("Chỉ tiêu"),
    FindKind.PHASE: gettext_noop("Giai đoạn"),
    FindKind.BUDGET: gettext_noop("Kinh phí"),
}
FACT_NAMES = {
    "doc_type": gettext_noop("Loại"),
    "number_symbol": gettext_noop("Số, ký hiệu"),
    "issued_on": gettext_noop("Ngày ban hành"),
    "place": gettext_noop("Địa danh"),
    "issuer": gettext_noop("Cơ quan ban hành"),
    "subject": gettext_noop("Trích yếu"),
    "signer_name": gettext_noop("Người ký"),
    "signer_title": gettext_noop("Chức vụ"),
    "signing_authority": gettext_noop("Thẩm quyền ký"),
    "urgency": gettext_noop("Mức độ khẩn"),
}
ROLE_NAMES = {
    "direct": gettext_noop("Lãnh đạo, chỉ đạo"),
    "lead": gettext_noop("Chủ trì"),
    "coordinate": gettext_noop("Phối hợp"),
    "advise": gettext_noop("Tham mưu"),
    "guide": gettext_noop("Hướng dẫn"),
    "carry_out": gettext_noop("Thực hiện"),
}
FORCE_NAMES = {"order": gettext_noop("Giao, yêu cầu"), "request": gettext_noop("Đề nghị")}
RELATION_NAMES = {
    "rests_on": gettext_noop("Căn cứ"),
    "implements": gettext_noop("Thực hiện"),
    "continues": gettext_noop("Tiếp tục thực hiện"),
    "attaches": gettext_noop("Kèm theo"),
    "amends": gettext_noop("Sửa đổi, bổ sung"),
    "replaces": gettext_noop("Thay thế"),
    "cites": gettext_noop("Dẫn chiếu"),
}
RECEIVING_NAMES = {
    "carry_out": gettext_noop("để thực hiện"),
    "report": gettext_noop("để báo cáo"),
    "keep": gettext_noop("để lưu"),
    "coordinate": gettext_noop("để phối hợp"),
    "inform": gettext_noop("để biết"),
    "receive": gettext_noop("để nhận"),
}
PURPOSE_NAMES = {
    Purpose.ACT: gettext_noop("Để thực hiện"),
    Purpose.KNOW: gettext_noop("Để biết"),
}
WAY_NAMES = {
    Way.POST: gettext_noop("Bưu điện"),
    Way.AXIS: gettext_noop("Trục liên thông văn bản"),
    Way.EMAIL: gettext_noop("Thư điện tử"),
    Way.HAND: gettext_noop("Chuyển trực tiếp"),
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
    return span(find.line, find.line_end)


def span(first: int, last: int | None) -> str:
    """“dòng 14–16”, or “dòng 14” for one line."""
    if last and last != first:
        return _("dòng %(first)s–%(last)s") % {"first": first, "last": last}
    return _("dòng %(first)s") % {"first": first}


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


def level(value: str | int | float, unit: str) -> str:
    """How much a target asks for, as people write it: “ít nhất 1.500 người”, “72,5%”."""
    said = _amount(str(value), unit)
    if str(value).startswith(">="):
        return _("ít nhất %(amount)s") % {"amount": said}
    if str(value).startswith("<="):
        return _("nhiều nhất %(amount)s") % {"amount": said}
    return said


def _amount(value: str, unit: str) -> str:
    numbers = [_vietnamese(number) for number in value.lstrip("<>=").split("-")]
    between = "" if unit in ("", "%") else "\u00a0"
    return "–".join(numbers) + between + unit


def _vietnamese(number: str) -> str:
    whole, _dot, rest = number.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if whole.isdigit() else whole
    return f"{grouped},{rest}" if rest.strip("0") else grouped
