"""A person's own notices, and what their page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, Value, When
from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from behoc.ground.access.queries import scope_for
from behoc.ground.notifications.models import Notice
from behoc.ground.notifications.queries.kinds import kinds
from behoc.ground.notifications.rules.told import as_told
from behoc.kernel.actor import Actor
from behoc.kernel.clock import HOME, today
from behoc.kernel.scope import one
from behoc.kernel.speech import say

VIEW = "notice.view"
MOST_SHOWN = 99
OTHER_KIND = gettext_noop("Việc khác")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice on the page."""

    id: str
    title: str
    text: str
    kind_words: str
    body: str
    time_words: str
    is_seen: bool
    is_done: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The notices of one day, unseen ones apart from seen ones."""

    words: str
    is_seen: bool
    rows: tuple[NoticeRow, ...]


def count_unseen(actor: Actor) -> int:
    """How many notices the person has not looked at, whichever body they act for now."""
    return int(_own(actor).unseen().count())


def list_notices(actor: Actor, *, kind: str = "") -> Any:
    """The person's notices, unseen ones first, then the newest; a query set to page."""
    rows = _own(actor)
    rows = rows.filter(kind=kind) if kind else rows
    waits = Case(When(seen_at__isnull=True, done_at__isnull=True, then=Value(0)), default=Value(1))
    return rows.select_related("organisation").order_by(waits, "-created_at", "-pk")


def get_notice(actor: Actor, public_id: str) -> Notice:
    """The person's own notice with that public id, or NotFound."""
    rows = _own(actor).select_related("organisation")
    return one(Notice, rows.filter(public_id=public_id))


def list_filters(actor: Actor, kind: str) -> list[dict[str, Any]]:
    """Chips over the list: all, then each kind that the person has, with how many."""
    counted = _own(actor).order_by("kind").values_list("kind").annotate(Count("pk"))
    counts: dict[str, int] = dict(counted)
    address = reverse("notifications:list")
    chips = [{"label": _("Tất cả"), "count": sum(counts.values()), "url": address, "kind": ""}]
    chips += [
        {"label": kind_words(one), "count": count, "url": _of_kind(one), "kind": one}
        for one, count in counts.items()
    ]
    return [chip | {"current": chip["kind"] == kind} for chip in chips]


def build_days(actor: Actor, notices: Iterable[Notice]) -> list[Day]:
    """The rows of one page of the list in their groups: waiting or not, then by day.

    The body is named only where it is another than the one acted for now.
    """
    found = []
    for (is_seen, on), group in groupby(notices, key=_group):
        rows = tuple(_row(actor, notice) for notice in group)
        found.append(Day(_day_words(on), is_seen, rows))
    return found


def situation(unseen: int) -> str:
    """The line under the title."""
    if not unseen:
        return _("Không có thông báo nào chưa xem.")
    said = ngettext("%(count)s thông báo chưa xem.", "%(count)s thông báo chưa xem.", unseen)
    return said % {"count": unseen}


def kind_words(kind: str) -> str:
    """The name of a kind for its reader."""
    return _(kinds().get(kind, OTHER_KIND))


def _own(actor: Actor) -> Any:
    return Notice.objects.within(scope_for(actor, VIEW))


def _of_kind(kind: str) -> str:
    return f"{reverse('notifications:list')}?{urlencode({'loai': kind})}"


def _group(notice: Notice) -> tuple[bool, date]:
    waits = notice.seen_at is None and notice.done_at is None
    return not waits, notice.created_at.astimezone(HOME).date()


def _row(actor: Actor, notice: Notice) -> NoticeRow:
    elsewhere = notice.organisation if notice.organisation_id != actor.body_id else None
    return NoticeRow(
        id=notice.public_id,
        title=say(as_told(notice.title)),
        text=say(as_told(notice.text)) if notice.text else "",
        kind_words=kind_words(notice.kind),
        body=elsewhere.short_name if elsewhere else "",
        time_words=f"{notice.created_at.astimezone(HOME):%H:%M}",
        is_seen=notice.seen_at is not None,
        is_done=notice.done_at is not None,
    )


def _day_words(on: date) -> str:
    if on == today():
        return _("Hôm nay")
    if on == today() - timedelta(days=1):
        return _("Hôm qua")
    return format_date(on, "l, d/m/Y")
