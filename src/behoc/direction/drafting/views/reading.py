"""The list of drafts, one draft, how a version differs from the one before, and files."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from behoc.direction.drafting.queries import drafts, screens
from behoc.ground.attachments.services import content_path
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import page
from behoc.kernel.ids import PublicId
from behoc.kernel.tables import page_of


@require_safe
@action("draft.view")
def list_drafts(request: SignedRequest) -> HttpResponse:
    """The drafts of the own body."""
    state = request.GET.get("tinh-trang", "")
    shown = page_of(request, drafts.list_drafts(request.actor, state=state))
    rows = [screens.build_row(each) for each in shown.object_list]
    return page(
        request,
        "drafting/pages/list.html",
        page=shown,
        rows=rows,
        state=state,
        filters=screens.list_filters(state),
        can_write=request.may("draft.write"),
    )


@require_safe
@action("draft.view")
def show_draft(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One draft: its text, opinions, versions, and the next step."""
    draft = drafts.get_draft(request.actor, public_id)
    return page(
        request, "drafting/pages/detail.html", draft=screens.build_draft(request.actor, draft)
    )


@require_safe
@action("draft.view")
def compare(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """How a version differs from the one before it, line by line."""
    draft = drafts.get_draft(request.actor, public_id)
    asked = request.GET.get("ban", "")
    version = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    number, lines = screens.build_comparison(draft, version)
    return page(request, "drafting/pages/compare.html", draft=draft, number=number, lines=lines)


@require_safe
@action("draft.view")
def show_file(request: SignedRequest, public_id: PublicId) -> HttpResponseBase:
    """One file of a draft, downloaded."""
    file = drafts.get_file(request.actor, public_id).stored_file
    return FileResponse(
        content_path(file).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
