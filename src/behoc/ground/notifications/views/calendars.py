"""HTTP for the addresses of calendars."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from behoc.ground.notifications.queries import calendars as queries
from behoc.ground.notifications.services import calendars as services
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId


@require_http_methods(["GET", "POST"])
@never_cache
@action("notice.set")
def show_calendars(request: SignedRequest) -> HttpResponse:
    """One's own addresses; a new one is shown on the answer alone."""
    address = ""
    if request.method == "POST":
        for_body = request.POST.get("cua") == "co-quan"
        _token, secret = services.open_calendar(request.actor, for_body=for_body)
        address = settings.SITE_ADDRESS + reverse("dashboards:calendar", args=[secret])
    return page(
        request,
        "notifications/pages/calendars.html",
        address=address,
        webcal=address.replace("https://", "webcal://").replace("http://", "webcal://"),
        calendars=queries.list_calendars(request.actor),
    )


@require_POST
@action("notice.set")
def revoke(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """End one address."""
    services.revoke_calendar(request.actor, queries.get_calendar(request.actor, public_id))
    return done(
        request, reverse("notifications:calendars"), _("Đã thu hồi. Địa chỉ cũ không còn lấy được.")
    )
