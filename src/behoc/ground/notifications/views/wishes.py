"""HTTP for how a person wants to be told."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from behoc.ground.notifications.forms import WishesForm
from behoc.ground.notifications.queries import letters as queries
from behoc.ground.notifications.queries.quiet_days import describe_quiet_days
from behoc.ground.notifications.services.wishes import keep_wishes
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page


@require_http_methods(["GET", "POST"])
@action("notice.set")
def set_wishes(request: SignedRequest) -> HttpResponse:
    """One's own letter, hour, kinds and leave."""
    known = queries.known_address(request.actor)
    form = WishesForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(request),
        kinds=queries.list_kinds(),
        known_address=known,
    )
    if form.is_valid():
        keep_wishes(request.actor, **form.cleaned_data)
        return done(request, reverse("notifications:wishes"), _("Đã ghi cách nhận thông báo."))
    return page(
        request,
        "notifications/pages/wishes.html",
        form=form,
        letters=queries.list_letters(request.actor),
        quiet_words=describe_quiet_days(),
        mail_is_sent=settings.MAIL_IS_SENT,
        status=422 if form.is_bound else 200,
    )


def _initial(request: SignedRequest) -> dict[str, Any]:
    wishes = queries.get_wishes(request.actor)
    names = ("by_mail", "email", "hour", "leave_from", "leave_until")
    wanted = [kind for kind, _words in queries.list_kinds() if kind not in wishes.muted]
    return {name: getattr(wishes, name) for name in names} | {"wanted": wanted}
