"""Charter: answers to a browser: a whole page, a part of one, or "done, go there"."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.encoding import iri_to_uri


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A whole page."""
    return render(request, template, context, status=status)


def part(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A fragment for htmx: it stands in a page that has its frame, so none is made for it."""
    request.is_part = True  # type: ignore[attr-defined]  # read by the context processor of the frame
    return render(request, template, context, status=status)


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
