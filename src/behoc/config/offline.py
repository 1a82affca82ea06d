"""What a browser needs to install the product and to open reports without a line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from behoc.kernel.actions import public

KEEP = "no-cache"  # asked anew each time, so that a new version of the worker takes over


@public("a script without any data")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; it stands at the root, so that it may serve every address."""
    return _plain("shell/worker.html", "text/javascript; charset=utf-8")


@public("the name and the mark of the product")
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows of the installed product."""
    return _plain("shell/manifest.html", "application/manifest+json")


@public("what is said when there is no line; it names nobody")
@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """The page that the worker shows for an address that is not kept on this machine."""
    return render(request, "shell/away.html")


def _plain(template: str, kind: str) -> HttpResponse:
    """Without the request, so that the frame of a page is not counted out for it."""
    answer = HttpResponse(render_to_string(template), content_type=kind)
    answer["Cache-Control"] = KEEP
    return answer
