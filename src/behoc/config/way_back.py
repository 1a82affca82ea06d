"""Where to go after a choice in the frame: only ever to a page of our own."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest) -> str:
    """The page that the form names in `next`; the desk where it names none of ours."""
    back = request.POST.get("next", "/")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return back
    return "/"


def came_from(request: HttpRequest) -> str:
    """The page of our own on which the button was pressed, as far as the browser says so."""
    back = request.headers.get("Referer", "")
    if back and url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return back
    return ""
