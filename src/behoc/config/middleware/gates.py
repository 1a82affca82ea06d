"""What a signed-in person must settle first: a password of their own, and a role somewhere."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.config.middleware.actor import ACTING_FOR
from behoc.config.middleware.refusals import refusal_page
from behoc.ground.administration.queries.people import list_contacts
from behoc.kernel.clock import now
from behoc.kernel.errors import Conflict, NotAllowed
from behoc.kernel.htmx import wants_part

SEEN = "seen"
_OPEN = ("account_logout", "account_change_password", "shell:appearance")
_READS = ("GET", "HEAD")
_LOST = gettext_noop(
    "Vai trò ở cơ quan đã chọn vừa kết thúc nên việc vừa gửi chưa được ghi. "
    "Xem lại đang làm việc cho cơ quan nào rồi gửi lại."
)
_OWN = ("/tai-khoan/", "/giao-dien/")


class GateMiddleware:
    """Sends a person with a one-time password to change it, and one without a role to a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.get_response(request)
        _stay_signed_in(request)
        response = self._let_in(request)
        # One machine of a village hall serves many people: no page outlives its sign-in there.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _let_in(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.password_is_one_time and request.path not in _open_addresses():  # type: ignore[union-attr]  # signed in: a Person
            return _change_first(request)
        posts = request.posts  # type: ignore[attr-defined]  # set by ActorMiddleware
        if not posts and not request.path.startswith(_OWN):
            return _no_role(request)
        if request.has_lost_post:  # type: ignore[attr-defined]  # set by ActorMiddleware
            return self._go_on_elsewhere(request)
        return self.get_response(request)

    def _go_on_elsewhere(self, request: HttpRequest) -> HttpResponseBase:
        """What was filled in for a body whose role has ended is not done for another one."""
        request.session.pop(ACTING_FOR, None)
        if request.method in _READS or request.path.startswith(_OWN):
            return self.get_response(request)
        return refusal_page(request, Conflict.status, _(_LOST))


def _stay_signed_in(request: HttpRequest) -> None:
    """Push the end of an active session out; an idle one ends after SESSION_COOKIE_AGE."""
    seen = request.session.get(SEEN, 0)
    moment = int(now().timestamp())
    if moment - seen > settings.SESSION_RENEWED_AFTER:
        request.session[SEEN] = moment


def _open_addresses() -> set[str]:
    return {reverse(name) for name in _OPEN}


def _change_first(request: HttpRequest) -> HttpResponse:
    address = reverse("account_change_password")
    if wants_part(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    messages.warning(
        request, _("Mật khẩu này chỉ dùng một lần. Đặt mật khẩu của riêng mình để làm việc.")
    )
    return HttpResponseRedirect(address)


def _no_role(request: HttpRequest) -> HttpResponse:
    contacts = list_contacts(request.user)  # type: ignore[arg-type]  # signed in: a Person
    return render(
        request,
        "shell/no_role.html",
        {"contacts": contacts, "person": request.user},
        status=NotAllowed.status,
    )
