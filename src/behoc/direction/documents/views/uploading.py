"""Files come in: by a plain form, or in pieces that survive a lost line."""

import json
import re

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from behoc.direction.documents.forms.files import UploadForm
from behoc.direction.documents.queries.screens import reading_address
from behoc.direction.documents.services.receiving import receive_dispatch
from behoc.engines.reading.extraction.recognition import is_available
from behoc.ground.attachments import queries as attachments
from behoc.ground.attachments import services as files
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import Conflict
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import say

CHUNK = 1024 * 1024
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})")


@require_http_methods(["GET", "POST"])
@action("document.upload")
def upload(request: SignedRequest) -> HttpResponse:
    """The upload page; a POST holds whole files, or asks to open one sent in pieces."""
    if request.content_type == "application/json":
        return _open_piecewise(request)
    if request.POST.getlist("uploads"):
        return _receive_pieces(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        stored = [
            files.store_file(request.actor, name=f.name, chunks=f.chunks(CHUNK), size=f.size)
            for f in form.cleaned_data["papers"]
        ]
        return done(request, reading_address(receive_dispatch(request.actor, stored)))
    return page(
        request,
        "documents/pages/upload.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        limit_words=_("mỗi tệp tới %(size)s MB") % {"size": settings.UPLOAD_LARGEST_BYTES // CHUNK},
        reads_scans=is_available(),
    )


@require_http_methods(["GET", "PUT", "DELETE"])
@action("document.upload")
def upload_piece(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One file on its way: GET tells the offset, PUT takes a piece, DELETE gives it up."""
    under_way = attachments.get_upload(request.actor, public_id)
    if request.method == "DELETE":
        files.cancel_upload(request.actor, under_way)
        return JsonResponse({})
    if request.method == "PUT":
        try:
            under_way = files.take_chunk(
                request.actor, under_way, offset=_offset(request), chunk=request.body
            )
        except Conflict as conflict:
            answer = {"offset": under_way.received, "message": say(conflict)}
            return JsonResponse(answer, status=409)
    is_whole = under_way.received == under_way.size
    return JsonResponse({"offset": under_way.received, "done": is_whole})


def _open_piecewise(request: SignedRequest) -> HttpResponse:
    try:
        facts = json.loads(request.body)
        name, size = facts["name"], facts["size"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadRequest from error
    if not isinstance(name, str) or type(size) is not int:
        raise BadRequest
    under_way = files.open_upload(request.actor, name=name, size=size)
    url = reverse("documents:upload_piece", args=[under_way.public_id])
    answer = {"id": under_way.public_id, "url": url, "offset": 0, "chunk": CHUNK}
    return JsonResponse(answer, status=201)


def _receive_pieces(request: SignedRequest) -> HttpResponse:
    stored = [
        files.finish_upload(request.actor, attachments.get_upload(request.actor, public_id))
        for public_id in request.POST.getlist("uploads")[:200]
    ]
    dispatch = receive_dispatch(request.actor, stored)
    return JsonResponse({"next": reading_address(dispatch)})


def _offset(request: SignedRequest) -> int:
    found = _RANGE.fullmatch(request.headers.get("Content-Range", ""))
    if not found:
        raise BadRequest
    return int(found[1])
