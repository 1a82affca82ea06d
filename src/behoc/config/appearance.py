"""Light or dark, how large the text is, which language: in cookies, so the first paint is right."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from behoc.config.way_back import way_back
from behoc.kernel.actions import public
from behoc.kernel.htmx import done

THEMES = ("system", "light", "dark")
TEXT_SIZES = ("vua", "lon", "rat-lon")
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person's choice on this device."""

    theme: str
    text: str


def read_appearance(request: HttpRequest) -> Appearance:
    """The choice in the cookies; anything unknown is the default."""
    theme = request.COOKIES.get("theme", "")
    text = request.COOKIES.get("text", "")
    return Appearance(
        theme if theme in THEMES else THEMES[0], text if text in TEXT_SIZES else TEXT_SIZES[0]
    )


@public("how a page looks on this device needs no sign-in")
@require_POST
def choose_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to the page it was made on."""
    response = done(request, way_back(request))
    choices = (
        ("theme", THEMES),
        ("text", TEXT_SIZES),
        (settings.LANGUAGE_COOKIE_NAME, tuple(dict(settings.LANGUAGES))),
    )
    for name, known in choices:
        value = request.POST.get(name, "")
        if value in known:
            response.set_cookie(
                name, value, max_age=_A_YEAR, samesite="Lax", secure=request.is_secure()
            )
    return response
