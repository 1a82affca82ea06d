"""Periods and days of a share in the words people read."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.rules import DueSource

SOURCES = {
    DueSource.OWN: gettext_noop("cơ quan tự đặt"),
    DueSource.EVENT: gettext_noop("tính từ sự kiện"),
    DueSource.EXTENDED: gettext_noop("nơi giao đã gia hạn"),
    DueSource.PART: gettext_noop("cơ quan chia việc đặt"),
}
_QUARTERS = ("I", "II", "III", "IV")


def period_words(period: str) -> str:
    """“năm 2026”, “6 tháng đầu năm 2026”, “quý III/2026”, “tháng 5/2026”; or nothing."""
    if found := re.fullmatch(r"(\d{4})-H([12])", period):
        half = _("6 tháng đầu năm %(year)s") if found[2] == "1" else _("6 tháng cuối năm %(year)s")
        return half % {"year": found[1]}
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        facts = {"quarter": _QUARTERS[int(found[2]) - 1], "year": found[1]}
        return _("quý %(quarter)s/%(year)s") % facts
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", period):
        return _("kỳ %(day)s") % {"day": f"{found[3]}/{found[2]}/{found[1]}"}
    if found := re.fullmatch(r"(\d{4})-(\d{2})", period):
        return _("tháng %(month)s/%(year)s") % {"month": int(found[2]), "year": found[1]}
    return _("năm %(year)s") % {"year": period} if period else ""


def source_words(assigned: AssignedBody) -> str:
    """Who settled the day, where it is not the one printed."""
    words = SOURCES.get(DueSource(assigned.due_source))
    return _(words) if words and assigned.due_on else ""
