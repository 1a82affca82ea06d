"""The entered dispatches in reach, each with how far it has come in one line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.direction.assignments.queries.cascade import ACTION
from behoc.direction.documents.queries import reach
from behoc.kernel.actor import Actor
from behoc.kernel.clock import day_in_words
from behoc.surface.dashboards.queries.cascade_words import capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from behoc.direction.documents.models import Dispatch


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """One dispatch in the list."""

    url: str
    brief_url: str
    number: str
    title: str
    giver: str
    day_words: str
    opened_words: str
    share: str


def build_rows(actor: Actor, dispatches: "Sequence[Dispatch]") -> list[DispatchRow]:
    """The rows of those dispatches; how many have opened is told to the giver and those above."""
    told = [each.pk for each in dispatches if reach.sees_all_receivers(actor, ACTION, each)]
    counted = reach.count_receivers(told)
    return [_row(each, counted.get(each.pk)) for each in dispatches]


def _row(dispatch: "Dispatch", counted: tuple[int, int] | None) -> DispatchRow:
    first = next(iter(dispatch.documents.all()), None)
    url = reverse("dashboards:cascade", args=[dispatch.public_id])
    words, share = _("tới cơ quan mình"), ""
    if counted:
        sent, opened = counted
        words = _("%(opened)s/%(sent)s nơi đã mở") % {"opened": opened, "sent": sent}
        share = f"{100 * opened / sent:.2f}" if sent else ""
    return DispatchRow(
        url=url,
        brief_url=f"{url}?xem=tom-tat",
        number=(first.number_symbol if first else "") or _("chưa rõ số"),
        title=capital((first.subject if first else "") or dispatch.title),
        giver=dispatch.organisation.short_name,
        day_words=day_in_words(dispatch.confirmed_at) if dispatch.confirmed_at else "",
        opened_words=words,
        share=share,
    )
