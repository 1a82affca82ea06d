"""Charter: answers to a browser: a whole page, a part of one, or "done, go there"."""

from copy import copy
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.encoding import iri_to_uri
from django.utils.safestring import mark_safe

from behoc.kernel.errors import NotAllowed, NotFound


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A whole page."""
    return render(request, template, context, status=status)


def part(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A fragment for htmx: it stands in a page that has its frame, so none is made for it."""
    request.is_part = True  # type: ignore[attr-defined]  # read by the context processor of the frame
    return render(request, template, context, status=status)


def embed(request: HttpRequest, name: str, *args: object) -> str:
    """The part that another address answers with, set into this page on the server.

    So it is there without JavaScript too, and the app that shows it knows an address and nothing
    more. What the reader may not see is empty.
    """
    match = resolve(reverse(name, args=args))
    inner = copy(request)
    inner.method, inner.GET = "GET", QueryDict()
    inner.META = {**request.META, "HTTP_HX_REQUEST": "true", "REQUEST_METHOD": "GET"}
    inner.__dict__.pop("headers", None)  # read anew from META
    try:
        response = match.func(inner, *match.args, **match.kwargs)
    except (NotAllowed, NotFound):
        return ""
    return mark_safe(response.content.decode()) if response.status_code == HTTPStatus.OK else ""  # noqa: S308 (a page of our own)


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asked for a fragment rather than the browser for a page."""
    return request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers


def receipt(request: HttpRequest, address: str, message: str) -> HttpResponse:
    """The act is kept: `done` for a form, a receipt in JSON for the queue of queue.js.

    The queue says whether a page will follow, which then shows the message.
    """
    asked = request.headers.get("X-Receipt", "")
    if not asked:
        return done(request, address, message)
    if asked == "page":
        messages.success(request, message)
    return JsonResponse({"address": iri_to_uri(address), "words": message}, status=201)


def done(request: HttpRequest, address: str, message: str = "") -> HttpResponse:
    """The act is kept: go on to the address (303), with one sentence that says so."""
    if message:
        messages.success(request, message)
    if wants_part(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = iri_to_uri(address)
        return response
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer
