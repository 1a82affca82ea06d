"""What was last reported on each of many shares."""

from collections.abc import Iterable

from behoc.direction.assignments.models import ProgressReport


def find_latest_reports(share_ids: Iterable[int]) -> dict[int, ProgressReport]:
    """By share its newest report; the shares were fetched within reach."""
    wanted = list(share_ids)
    if not wanted:
        return {}
    rows = ProgressReport.objects.everything(reason="the shares were fetched within reach")
    found = rows.filter(assigned__in=wanted).order_by("assigned_id", "-created_at", "-pk")
    return {each.assigned_id: each for each in found.distinct("assigned_id")}
