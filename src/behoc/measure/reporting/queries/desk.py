"""What waits for one person: reports to write, to mend, to decide, and forms to confirm."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from behoc.ground.access.queries import may, scope_for
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today
from behoc.measure.reporting.models import FormEdition, Report
from behoc.measure.reporting.queries.received import is_being_checked
from behoc.measure.reporting.queries.words import SOON_DAYS, period_words, state_of
from behoc.measure.reporting.rules import WRITABLE, EditionState, ReportState

GROUP_FROM = 4
"""So many reports to decide become one item that leads to the list of them."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What reports and forms wait for the person."""

    to_write: tuple[Report, ...] = ()
    to_decide: tuple[Report, ...] = ()
    to_confirm: tuple[FormEdition, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.to_write) + len(self.to_decide) + len(self.to_confirm)


def list_waiting(actor: Actor) -> Waiting:
    """Reports that the own body has not sent, those it has to decide, forms to confirm."""
    if actor.body_id is None:
        return Waiting()
    return Waiting(
        to_write=tuple(_to_write(actor)) if may(actor, "report.fill") else (),
        to_decide=tuple(_to_decide(actor)) if may(actor, "report.decide") else (),
        to_confirm=tuple(_to_confirm(actor)) if may(actor, "form.confirm") else (),
    )


def count_waiting(actor: Actor) -> int:
    """How many they are: what the badge beside the desk counts."""
    if actor.body_id is None:
        return 0
    found = [_to_write(actor)] if may(actor, "report.fill") else []
    found += [_to_decide(actor)] if may(actor, "report.decide") else []
    found += [_to_confirm(actor)] if may(actor, "form.confirm") else []
    return sum(rows.count() for rows in found)


def build_items(waiting: Waiting) -> list[dict[str, Any]]:
    """The same as items of the desk."""
    items = [_write(each) for each in waiting.to_write]
    if len(waiting.to_decide) >= GROUP_FROM:
        items.append(_decide_many(waiting.to_decide))
    else:
        items += [_decide(each) for each in waiting.to_decide]
    return [*items, *(_confirm(each) for each in waiting.to_confirm)]


def _to_write(actor: Actor) -> Any:
    rows = Report.objects.within(scope_for(actor, "report.fill"))
    rows = rows.filter(
        ~is_being_checked(),
        organisation_id=actor.body_id,
        state__in=WRITABLE,
        round__closed_at__isnull=True,
    )
    return rows.select_related("round__duty", "round__organisation").order_by("round__due_on")


def _to_decide(actor: Actor) -> Any:
    rows = Report.objects.within(scope_for(actor, "report.decide"))
    rows = rows.filter(receiver_id=actor.body_id, state=ReportState.SUBMITTED)
    return rows.select_related("round__duty", "organisation").order_by("sent_at")


def _to_confirm(actor: Actor) -> Any:
    rows = FormEdition.objects.within(scope_for(actor, "form.confirm"))
    rows = rows.filter(state=EditionState.PROPOSED).exclude(proposed_by=actor.person_id)
    return rows.select_related("form", "proposed_by").order_by("proposed_at")


def _write(report: Report) -> dict[str, Any]:
    url = reverse("reporting:report", args=[report.public_id])
    said = state_of(report)
    left = (report.round.due_on - today()).days
    if said["tone"] == "none" and left <= SOON_DAYS:
        said["tone"], said["state_icon"] = "soon", "clock"
    return (
        _item(report.public_id, report.round.duty.name, url)
        | said
        | {
            "origin": _("Nộp %(body)s, kỳ %(period)s")
            % {
                "body": report.round.organisation.short_name,
                "period": period_words(report.round.period),
            },
            "date_words": f"{report.round.due_on:%d/%m/%Y}",
            "action_label": _("Sửa báo cáo") if report.return_reason else _("Nhập báo cáo"),
            "quote": report.return_reason if report.state == ReportState.RETURNED else "",
        }
    )


def _decide(report: Report) -> dict[str, Any]:
    url = reverse("reporting:decide", args=[report.public_id])
    return (
        _item(report.public_id, report.round.duty.name, url)
        | state_of(report)
        | {
            "origin": _("%(body)s gửi, kỳ %(period)s")
            % {"body": report.organisation.short_name, "period": period_words(report.round.period)},
            "action_label": _("Xem và duyệt"),
        }
    )


def _decide_many(reports: tuple[Report, ...]) -> dict[str, Any]:
    title = _("%(count)s báo cáo chờ duyệt") % {"count": len(reports)}
    return _item("bao-cao-cho-duyet", title, reverse("reporting:rounds")) | {
        "origin": _("Từ các nơi mà cơ quan mình yêu cầu báo cáo"),
        "tone": "wait",
        "state_icon": "hourglass",
        "state_words": _("Chờ duyệt"),
        "action_label": _("Xem các đợt"),
        "size": len(reports),
    }


def _confirm(edition: FormEdition) -> dict[str, Any]:
    url = reverse("reporting:edition", args=[edition.public_id])
    who = edition.proposed_by.full_name if edition.proposed_by else ""
    return _item(edition.public_id, edition.form.name, url) | {
        "origin": _("%(name)s đề xuất biểu mẫu của cơ quan") % {"name": who},
        "tone": "wait",
        "state_icon": "hourglass",
        "state_words": _("Chờ xác nhận"),
        "action_label": _("Xem và xác nhận"),
    }


def _item(anchor: str, title: str, url: str) -> dict[str, Any]:
    return {
        "id": anchor,
        "icon": "report",
        "title": title,
        "url": url,
        "date_words": "",
        "action_url": url,
        "is_post": False,
        "quote": "",
    }
