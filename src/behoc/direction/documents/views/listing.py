"""Lists and single dispatches."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from behoc.direction.documents.queries import dispatches, screens
from behoc.direction.documents.services import receipts, receiving
from behoc.ground.attachments.services import content_path
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page, part
from behoc.kernel.ids import PublicId
from behoc.kernel.tables import page_of


@require_safe
@action("document.view")
def list_documents(request: SignedRequest) -> HttpResponse:
    """The dispatches in reach."""
    words, state = request.GET.get("q", "")[:200], request.GET.get("tinh-trang", "")
    rows = dispatches.list_dispatches(request.actor, words=words, state=state)
    shown = page_of(request, rows)
    receipts.note_listed(request.actor, shown.object_list)
    shown.object_list = [
        screens.build_row(request.actor, dispatch) for dispatch in shown.object_list
    ]
    return page(
        request,
        "documents/pages/list.html",
        q=words,
        total=shown.paginator.count,
        filters=screens.list_filters(request.actor, state),
        page=shown,
        can_upload=request.may("document.upload"),
    )


@require_safe
@action("document.view")
def show_document(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """What a dispatch says, which work it gave, on what it rests."""
    dispatch = dispatches.get_dispatch(request.actor, public_id)
    receipts.open_delivery(request.actor, dispatch)
    detail = screens.build_detail(request.actor, dispatch)
    return page(request, "documents/pages/detail.html", document=detail, targets=detail.targets)


@require_safe
@action("document.view")
def show_reading(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """How far the reading is."""
    dispatch = dispatches.get_dispatch(request.actor, public_id)
    reading = screens.build_progress(dispatch)
    return page(request, "documents/pages/reading.html", reading=reading)


@require_safe
@action("document.view")
def show_progress(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The moving part of the reading page; when it is over the browser goes on by itself."""
    dispatch = dispatches.get_dispatch(request.actor, public_id)
    reading = screens.build_progress(dispatch)
    if reading["is_over"] and not reading["is_refused"]:
        return done(request, reading["files"][0]["url"])
    return part(request, "documents/parts/progress.html", reading=reading)


@require_POST
@action("document.upload")
def read_again(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Try once more what could not be read."""
    dispatch = dispatches.get_dispatch(request.actor, public_id, action="document.upload")
    receiving.read_again(request.actor, dispatch)
    return done(request, screens.reading_address(dispatch))


@require_safe
@action("document.view")
def download_source(
    request: SignedRequest, public_id: PublicId, position: int = 0
) -> HttpResponseBase:
    """One file of the dispatch, as it came."""
    file = dispatches.get_file(request.actor, public_id, position)
    return FileResponse(
        content_path(file.stored_file).open("rb"),
        as_attachment=True,
        filename=file.stored_file.name,
        content_type="application/octet-stream",
    )
