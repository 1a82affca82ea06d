"""Refuses what no browser of ours sends, once and before anything reads it."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, UnreadablePostError
from django.utils.translation import gettext as _

from behoc.config.middleware.refusals import MALFORMED, TOO_BIG, refusal_page

# As texts are kept; some phones and computers send marks apart from their letters.
FORM: Final = "NFC"
NUL = "\0"  # no column of PostgreSQL takes it, so no field, address or cookie may hold it
FILES_AT_ONCE = 10  # whole files of the largest size in one plain form


class InputMiddleware:
    """Stands before sessions and forms: NUL bytes, floods of fields and bodies without end.

    What is let in comes with its letters whole, so that a form measures what a column will hold.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            is_clean = _clean(_words(request.GET)) and _clean(request.COOKIES.values())
        except TooManyFieldsSent:
            is_clean = False
        if not is_clean:
            return _malformed(request)
        request.GET = _composed(request.GET)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Look at the form before the check of its token unpacks it; who acts is known by now."""
        if _announced(request) > _longest(request):
            return refusal_page(request, 413, _(TOO_BIG))
        try:
            is_clean = _clean(_words(request.POST))
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return refusal_page(request, 413, _(TOO_BIG))
        except UnreadablePostError:  # the line was lost while sending
            is_clean = False
        if not is_clean:
            return refusal_page(request, 400, _(MALFORMED))
        request.POST = _composed(request.POST)
        return None


def _words(sent: QueryDict) -> Iterable[str]:
    for name, values in sent.lists():
        yield name
        yield from map(str, values)


def _clean(words: Iterable[str]) -> bool:
    return not any(NUL in word for word in words)


def _composed(sent: Any) -> Any:  # a QueryDict; the stubs know request.POST by a narrower name
    """The same words in one Unicode form; a password stays as its owner types it."""
    if all(unicodedata.is_normalized(FORM, word) for word in _words(sent)):
        return sent
    whole = sent.copy()
    for name, values in sent.lists():
        if "password" not in name:
            whole.setlist(name, [unicodedata.normalize(FORM, value) for value in values])
    return whole


def _malformed(request: HttpRequest) -> HttpResponse:
    # The page is made without what was wrong, or it would stumble over it again.
    request.GET = QueryDict("")
    request.COOKIES = {}
    return refusal_page(request, 400, _(MALFORMED))


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0


def _longest(request: HttpRequest) -> int:
    """Only who is signed in sends files; anybody's would fill the disk before the door says no."""
    forms = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    if request.user.is_authenticated:
        return forms + FILES_AT_ONCE * int(settings.UPLOAD_LARGEST_BYTES)
    return forms
