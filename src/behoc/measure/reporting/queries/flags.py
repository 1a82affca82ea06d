"""What a reader of many reports should look at in one, counted in few words."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.measure.reporting.models import Report
from behoc.measure.reporting.rules import WRITABLE
from behoc.measure.reporting.rules.checks import find_faults
from behoc.measure.reporting.rules.content import Answers, parse_answers, parse_form

_SAID = {
    "rise": gettext_noop("%(count)s số nhảy mạnh"),
    "fall": gettext_noop("%(count)s số nhảy mạnh"),
    "same": gettext_noop("%(count)s số như kỳ trước"),
    "whole": gettext_noop("%(count)s số đủ 100%%"),
    "round": gettext_noop("%(count)s số tròn"),
}


def list_flags(report: Report, before: Answers | None) -> list[str]:
    """Odd numbers of a report as it was sent; one that its body is mending says nothing yet."""
    if report.sent_at is None or report.state in WRITABLE:
        return []
    form = parse_form(report.edition.content)
    answers = parse_answers(form, report.answers)
    past = before.cells if before else {}
    found = _counted(find_faults(form, answers, past, {}, {}))
    empty = sum(row.key not in answers.cells for row in form.rows)
    if empty * 2 > len(form.rows):  # most of what was asked is not there
        counted = {"empty": empty, "all": len(form.rows)}
        found.append(_("%(empty)s/%(all)s dòng để trống") % counted)
    return found


def _counted(faults: Any) -> list[str]:
    counts: Counter[str] = Counter(_SAID[each.code] for each in faults if each.code in _SAID)
    kinds = dict.fromkeys(_SAID.values())
    return [_(words) % {"count": counts[words]} for words in kinds if counts[words]]
