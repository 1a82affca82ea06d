"""Files of an entered dispatch: parts, better versions, earlier ones."""

from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from behoc.direction.documents.forms.files import FileForm
from behoc.direction.documents.queries import dispatches, parts, store
from behoc.direction.documents.services import papers, versions
from behoc.ground.attachments.services import content_path, store_file
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId

CHUNK = 1024 * 1024
Row = Any  # views pass rows on from queries to services and never look inside


@require_safe
@action("document.view")
def list_files(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The files of a dispatch with their parts and earlier versions."""
    dispatch = dispatches.get_dispatch(request.actor, public_id)
    files = parts.list_parts(request.actor, dispatch)
    if wants_part(request):
        return part(request, "documents/parts/files.html", files=files)
    return page(request, "documents/pages/files.html", files=files, dispatch=dispatch)


@require_http_methods(["GET", "POST"])
@action("document.mend")
def add_file(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One more file; the first one of a paper without a file is read."""
    dispatch = dispatches.get_dispatch(request.actor, public_id, action="document.mend")
    form = FileForm(request.POST or None, request.FILES or None, replaces=False)
    if request.method == "POST" and form.is_valid():
        kept = papers.add_file(
            request.actor, dispatch, _stored(request, form), part=form.cleaned_data["part"]
        )
        if parts.waits_to_be_read(kept):
            return done(request, reverse("documents:reading", args=[public_id]))
        return done(request, _address(public_id), _("Đã thêm tệp."))
    return _page(request, dispatch, form)


@require_http_methods(["GET", "POST"])
@action("document.mend")
def replace_file(request: SignedRequest, public_id: PublicId, position: int) -> HttpResponse:
    """A better file takes the place of one; the old one stays to be downloaded."""
    kept = store.get_dispatch_file(request.actor, public_id, position, action="document.mend")
    form = FileForm(request.POST or None, request.FILES or None, replaces=True)
    if request.method == "POST" and form.is_valid():
        versions.replace_file(
            request.actor, kept, _stored(request, form), reason=form.cleaned_data["reason"]
        )
        return done(request, _address(public_id), _("Đã thay tệp. Bản trước vẫn tải về được."))
    return _page(request, kept.dispatch, form, kept=kept)


@require_safe
@action("document.view")
def download_earlier(
    request: SignedRequest, public_id: PublicId, position: int, number: int
) -> HttpResponseBase:
    """An earlier version of a file, as it came."""
    file = store.get_earlier_file(request.actor, public_id, position, number).stored_file
    return FileResponse(
        content_path(file).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )


def _stored(request: SignedRequest, form: FileForm) -> Row:
    sent = form.cleaned_data["paper"]
    return store_file(request.actor, name=sent.name, chunks=sent.chunks(CHUNK), size=sent.size)


def _page(
    request: SignedRequest, dispatch: Row, form: FileForm, *, kept: Row = None
) -> HttpResponse:
    return page(
        request,
        "documents/pages/file_form.html",
        status=422 if request.method == "POST" else 200,
        dispatch=dispatch,
        form=form,
        kept=kept,
        is_read=kept is not None or not dispatches.list_files(dispatch),
    )


def _address(public_id: str) -> str:
    return reverse("documents:detail", args=[public_id])
