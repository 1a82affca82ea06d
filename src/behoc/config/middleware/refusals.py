"""Turns a refusal into its page, or into a fragment when htmx asked."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.config.way_back import came_from
from behoc.kernel.errors import Refusal
from behoc.kernel.htmx import wants_part
from behoc.kernel.speech import say

TOO_BIG = gettext_noop("Biểu mẫu gửi lên quá lớn. Anh/chị chia nhỏ nội dung rồi gửi lại.")
MALFORMED = gettext_noop("Yêu cầu gửi lên không đúng dạng. Tải lại trang rồi làm lại.")


class RefusalMiddleware:
    """Every Refusal raised by a view becomes an answer with its status and sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer refusals; leave every real fault to Django's logging and the 500 page."""
        if isinstance(error, Refusal):
            return refusal_page(request, error.status, say(error))
        if isinstance(error, RequestDataTooBig | TooManyFieldsSent):
            return refusal_page(request, 413, _(TOO_BIG))
        if isinstance(error, BadRequest | UnicodeError):
            return refusal_page(request, 400, _(MALFORMED))
        return None


def refusal_page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """The sentence as a page, a fragment, or JSON for our own scripts."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": sentence}, status=status)
    known = status if status in (403, 404, 409, 422, 429) else 422
    template = "errors/part.html" if wants_part(request) else f"errors/{known}.html"
    shown = {"error_sentence": sentence, "error_url": "", "error_label": ""}
    if request.method == "POST" and (back := came_from(request)):
        # A form that keeps what is typed on the machine has it again on that page.
        shown |= {"error_url": back, "error_label": _("Quay lại trang vừa rồi")}
    return render(request, template, shown, status=status)
