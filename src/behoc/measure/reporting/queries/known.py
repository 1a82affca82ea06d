"""Values that the system knows already, with what they rest on: nobody need type them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries.counting import count_given_and_done
from behoc.direction.documents.queries.counting import count_issued, count_told
from behoc.kernel.periods import Period
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.overlaps import Overlap, list_overlaps

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Known:
    """One value for one row, and its evidence: words and an address for who wants to look.

    `source` is "known" for what the system counts, "other" for what another report holds.
    """

    key: str
    n: Decimal | None
    d: Decimal | None
    source: str
    words: str
    url: str = ""


def list_known(report: Report, same: Iterable[Overlap] | None = None) -> list[Known]:
    """What the system knows of the rows of this report, in the order of the form.

    `same` is what other reports ask too, where the caller has looked already.
    """
    period = Period.of_key(report.round.period)
    found = {
        row.key: _COUNTS[row.known](report.organisation_id, period, row.key)
        for row in report.edition.asks.rows
        if row.known in _COUNTS
    }
    for each in list_overlaps(report) if same is None else same:
        if not each.cell.is_empty:
            words = _("Đã ghi trong “%(report)s”, cùng kỳ. Ghi một lần, dùng cho cả hai.")
            found[each.key] = Known(
                each.key,
                each.cell.n,
                each.cell.d,
                OTHER,
                words % {"report": each.other.round.duty.name},
                reverse("reporting:report", args=[each.other.public_id]),
            )
    return list(found.values())


def _tasks(body_id: int, period: Period, key: str) -> Known:
    given, done = count_given_and_done(body_id, period.first_day, period.last_day)
    words = _("%(done)s trong %(given)s nhiệm vụ có hạn trong kỳ đã báo xong trên hệ thống.")
    said = words % {"done": done, "given": given}
    url = reverse("assignments:list") + "?cua=toi"
    return Known(key, Decimal(done), Decimal(given), "known", said, url)


def _documents(body_id: int, period: Period, key: str) -> Known:
    issued = count_issued(body_id, period.first_day, period.last_day)
    said = _("%(count)s văn bản do cơ quan ban hành có trên hệ thống.") % {"count": issued}
    return Known(key, Decimal(issued), None, "known", said, reverse("documents:list"))


def _told(body_id: int, period: Period, key: str) -> Known:
    told = count_told(body_id, period.first_day, period.last_day)
    said = _("%(count)s lượt người trong các buổi phổ biến đã ghi.") % {"count": told}
    return Known(key, Decimal(told), None, "known", said, reverse("documents:list"))


_COUNTS: dict[str, Callable[[int, Period, str], Known]] = {
    "tasks-done": _tasks,
    "documents-issued": _documents,
    "people-told": _told,
}
