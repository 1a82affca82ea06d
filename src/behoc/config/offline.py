"""What a browser needs to install the product and to open reports without a line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from behoc.kernel.actions import public

KEEP = "no-cache"  # asked anew each time, so that a new version of the worker takes over


@public("a script without any data")
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; it stands at the root, so that it may serve every address."""
    answer = render(request, "shell/worker.html", content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = KEEP
    return answer


@public("the name and the mark of the product")
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows of the installed product."""
    answer = render(request, "shell/manifest.html", content_type="application/manifest+json")
    answer["Cache-Control"] = KEEP
    return answer


@public("what is said when there is no line; it names nobody")
@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """The page that the worker shows for an address that is not kept on this machine."""
    return render(request, "shell/away.html")
