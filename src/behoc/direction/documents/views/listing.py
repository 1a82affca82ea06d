"""Lists and single dispatches."""

from django.http import FileResponse, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from behoc.direction.documents.forms.searching import SaveSearchForm, SearchForm
from behoc.direction.documents.queries import deliveries, dispatches, found, screens, search
from behoc.direction.documents.queries.programmes import build_filing
from behoc.direction.documents.services import receipts, receiving, searching
from behoc.ground.attachments.services import content_path
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, embed, page, part
from behoc.kernel.ids import PublicId
from behoc.kernel.tables import page_of


@require_safe
@action("document.view")
def list_documents(request: SignedRequest) -> HttpResponse:
    """The dispatches in reach, or the documents that answer a search."""
    form = SearchForm(request.GET)
    asked = form.asked()
    if not asked.is_empty or form.errors:
        return _found(request, form, asked)
    state = request.GET.get("tinh-trang", "")
    shown = page_of(request, dispatches.list_dispatches(request.actor, state=state))
    receipts.note_listed(request.actor, shown.object_list)
    came = deliveries.list_receipts(request.actor, shown.object_list)
    shown.object_list = [
        screens.build_row(request.actor, each, came.get(each.pk)) for each in shown.object_list
    ]
    return page(
        request,
        "documents/pages/list.html",
        total=shown.paginator.count,
        filters=screens.list_filters(request.actor, state),
        page=shown,
        form=form,
        saved=found.list_saved(request.actor, ""),
        can_upload=request.may("document.upload"),
    )


@require_POST
@action("document.search")
def save_search(request: SignedRequest) -> HttpResponse:
    """Keep the search that stands in the address under a name."""
    form = SaveSearchForm(request.POST)
    form.is_valid()
    asked = SearchForm(QueryDict(form.cleaned_data.get("query", "")))
    query = found.kept_query(asked.said())
    searching.save_search(request.actor, name=form.cleaned_data.get("name", ""), query=query)
    return done(request, f"{reverse('documents:list')}?{query}", _("Đã lưu lượt tìm."))


@require_POST
@action("document.search")
def forget_search(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Let a saved search go."""
    searching.forget_search(request.actor, search.get_saved_search(request.actor, public_id))
    return done(request, reverse("documents:list"), _("Đã bỏ lượt tìm đã lưu."))


@require_safe
@action("document.view")
def show_document(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """What a dispatch says, which work it gave, on what it rests."""
    dispatch = dispatches.get_dispatch(request.actor, public_id)
    receipts.open_delivery(request.actor, dispatch)
    detail = screens.build_detail(request.actor, dispatch)
    return page(
        request,
        "documents/pages/detail.html",
        document=detail,
        targets=detail.targets,
        can_draft=request.may("draft.write"),
        filing=build_filing(request.actor, dispatch),
        tasks=embed(request, "assignments:of_dispatch", public_id) if detail.is_entered else "",
    )


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


def _found(request: SignedRequest, form: SearchForm, asked: search.Asked) -> HttpResponse:
    answer = search.search(request.actor, asked)
    shown = page_of(request, answer.ids)
    rows = found.build_found(request.actor, asked, list(shown.object_list))
    query = found.kept_query(form.said())
    return page(
        request,
        "documents/pages/found.html",
        form=form,
        rows=rows,
        page=shown,
        found_words=found.found_words(answer),
        query=query,
        saved=found.list_saved(request.actor, query),
        save_form=SaveSearchForm(initial={"query": query}),
    )
