"""HTTP for a person's own notices."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from behoc.ground.notifications.queries import notices as queries
from behoc.ground.notifications.queries.kinds import kinds
from behoc.ground.notifications.services import seeing
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.tables import page_of


@require_safe
@action("notice.view")
def list_notices(request: SignedRequest) -> HttpResponse:
    """What the person was told, unseen first."""
    kind = _known(request.GET.get("loai", ""))
    shown = page_of(request, queries.list_notices(request.actor, kind=kind))
    unseen = queries.count_unseen(request.actor)
    return page(
        request,
        "notifications/pages/list.html",
        page=shown,
        days=queries.build_days(request.actor, shown.object_list),
        unseen=unseen,
        kind=kind,
        situation_words=queries.situation(unseen),
        filters=queries.list_filters(request.actor, kind),
    )


@require_safe
@action("notice.view")
def open_notice(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Go to what a notice is about; where it is another body's matter, change over first."""
    notice = queries.get_notice(request.actor, public_id)
    seeing.mark_seen(request.actor, notice)
    if notice.organisation_id in (None, request.actor.body_id):
        return HttpResponseRedirect(notice.url)
    held = {post.organisation.pk for post in getattr(request, "posts", [])}
    return page(
        request,
        "notifications/pages/elsewhere.html",
        notice=queries.build_days(request.actor, [notice])[0].rows[0],
        body=notice.organisation,
        url=notice.url,
        may_change_over=notice.organisation_id in held,
    )


@require_POST
@action("notice.view")
def mark_seen(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One notice has been looked at."""
    seeing.mark_seen(request.actor, queries.get_notice(request.actor, public_id))
    return done(request, _back(request))


@require_POST
@action("notice.view")
def mark_all_seen(request: SignedRequest) -> HttpResponse:
    """All notices have been looked at, or all of a kind."""
    count = seeing.mark_all_seen(request.actor, kind=_known(request.POST.get("loai", "")))
    said = ngettext(
        "Đã ghi: %(count)s thông báo đã xem.", "Đã ghi: %(count)s thông báo đã xem.", count
    )
    said = said % {"count": count} if count else _("Không có thông báo nào chưa xem.")
    return done(request, _back(request), said)


def _known(kind: str) -> str:
    return kind if kind in kinds() else ""


def _back(request: SignedRequest) -> str:
    address, kind = reverse("notifications:list"), _known(request.POST.get("loai", ""))
    return f"{address}?loai={kind}" if kind else address
