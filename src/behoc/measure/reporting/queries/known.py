"""Values that the system knows already, with what they rest on: nobody need type them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries.counting import count_given_and_done
from behoc.direction.documents.queries.counting import count_issued, count_told
from behoc.kernel.periods import Period
from behoc.measure.reporting.models import Report
from behoc.measure.reporting.queries.overlaps import Overlap, list_overlaps_of

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


def list_known(report: Report, *, own: bool = True) -> list[Known]:
    """What the system knows of the rows of this report, in the order of the form.

    What the body's other reports say is for itself alone: they may be drafts.
    """
    return list_known_of([report], own=own)[report.pk]


def list_known_of(reports: Sequence[Report], *, own: bool = True) -> dict[int, list[Known]]:
    """The same for many reports, by report: each thing is counted for all of them at once."""
    found: dict[int, dict[str, Known]] = {each.pk: {} for each in reports}
    for group in _alike(reports):
        period, form = Period.of_key(group[0].round.period), group[0].edition.asks
        bodies = [each.organisation_id for each in group]
        for row in form.rows:
            if row.known in _COUNTS:
                counted = _COUNTS[row.known](bodies, period, row.key)
                for each in group:
                    found[each.pk][row.key] = counted[each.organisation_id]
    for report, overlaps in list_overlaps_of(reports if own else []).items():
        for same in overlaps:
            if not same.cell.is_empty:
                found[report][same.key] = _same(same)
    return {report: list(known.values()) for report, known in found.items()}


def _alike(reports: Sequence[Report]) -> Iterable[list[Report]]:
    """Reports of one round by one edition, together."""
    groups = defaultdict(list)
    for report in reports:
        groups[report.round_id, report.edition_id].append(report)
    return groups.values()


def _same(same: Overlap) -> Known:
    words = _("Đã ghi trong “%(report)s”, cùng kỳ. Ghi một lần, dùng cho cả hai.")
    return Known(
        same.key,
        same.cell.n,
        same.cell.d,
        OTHER,
        words % {"report": same.other.round.duty.name},
        reverse("reporting:report", args=[same.other.public_id]),
    )


def _tasks(bodies: list[int], period: Period, key: str) -> dict[int, Known]:
    counted = count_given_and_done(bodies, period.first_day, period.last_day)
    words = _("%(done)s trong %(given)s nhiệm vụ có hạn trong kỳ đã báo xong trên hệ thống.")
    url = reverse("assignments:list") + "?cua=toi"
    found = {}
    for body in bodies:
        given, done = counted.get(body, (0, 0))
        said = words % {"done": done, "given": given}
        found[body] = Known(key, Decimal(done), Decimal(given), "known", said, url)
    return found


def _documents(bodies: list[int], period: Period, key: str) -> dict[int, Known]:
    counted = count_issued(bodies, period.first_day, period.last_day)
    words = _("%(count)s văn bản do cơ quan ban hành có trên hệ thống.")
    return _counts(key, bodies, counted, words)


def _told(bodies: list[int], period: Period, key: str) -> dict[int, Known]:
    counted = count_told(bodies, period.first_day, period.last_day)
    return _counts(key, bodies, counted, _("%(count)s lượt người trong các buổi phổ biến đã ghi."))


def _counts(
    key: str, bodies: list[int], counted: Mapping[int, int], words: str
) -> dict[int, Known]:
    url = reverse("documents:list")
    return {
        body: Known(key, Decimal(count), None, "known", words % {"count": count}, url)
        for body in bodies
        for count in [counted.get(body, 0)]
    }


_COUNTS: dict[str, Callable[[list[int], Period, str], dict[int, Known]]] = {
    "tasks-done": _tasks,
    "documents-issued": _documents,
    "people-told": _told,
}
