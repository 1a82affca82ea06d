"""HTTP for calendars that phones and computers fetch."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from behoc.ground.notifications.services.calendars import use_secret
from behoc.kernel.actions import public
from behoc.surface.dashboards.queries.calendar import build_calendar


@public("the secret in the address is the key, and opens nothing but due days")
@require_safe
def fetch_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The due days behind a secret address; unchanged ones are not sent again."""
    content = build_calendar(use_secret(secret))
    mark = f'"{sha256(content).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    if mark in (part.strip().removeprefix("W/") for part in known.split(",")):
        response = HttpResponse(status=304)
    response["ETag"] = mark
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response
