"""Pages for what goes wrong outside a view: no such address, a stale form, a fault of our own."""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.config.middleware.refusals import MALFORMED, refusal_page
from behoc.kernel.errors import NotAllowed, NotFound

_STALE = gettext_noop("Trang này mở đã lâu nên chưa gửi được. Tải lại trang rồi gửi lại.")
_FAULT = gettext_noop("Máy chủ gặp trục trặc, việc vừa bấm chưa được ghi. Mời thử lại sau ít phút.")
_BARE = '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Bể Học</title><p>'


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such address: the same page as for a row out of reach."""
    return refusal_page(request, NotFound.status, _(NotFound.template))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A package refused."""
    return refusal_page(request, NotAllowed.status, _(NotAllowed.template))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request makes no sense."""
    return refusal_page(request, 400, _(MALFORMED))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or of another session."""
    return refusal_page(request, NotAllowed.status, _(_STALE))


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; Django has logged it. A bare page when even the page cannot be made."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": _(_FAULT)}, status=500)
    try:
        return render(request, "errors/500.html", status=500)
    except Exception:
        logging.getLogger(__name__).exception("the page of a fault could not be made")
        return HttpResponse(f"{_BARE}{_FAULT}</p>", status=500)
