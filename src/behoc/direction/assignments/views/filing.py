"""Dispatches and tasks hang on programmes."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from behoc.direction.assignments.queries import programmes as filed
from behoc.direction.assignments.queries import screens
from behoc.direction.assignments.queries.likeness import count_twice_counted
from behoc.direction.assignments.services.filing import file_dispatch
from behoc.direction.documents.queries.dispatches import get_dispatch, is_open
from behoc.direction.programmes.queries import get_programme, list_programmes_by_public_id
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.tables import page_of


@require_http_methods(["GET", "POST"])
@action("document.review")
def choose_programmes(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Say which programmes a dispatch and its tasks hang on."""
    dispatch = get_dispatch(request.actor, public_id, action="document.review")
    page_name = "documents:review" if is_open(dispatch) else "documents:detail"
    back_url = reverse(page_name, args=[public_id])
    if request.method == "POST":
        chosen = list_programmes_by_public_id(request.POST.getlist("programmes"))
        file_dispatch(request.actor, dispatch, chosen)
        return done(request, back_url, _("Đã gắn phong trào, đề án. Máy chủ đã ghi."))
    return page(
        request,
        "assignments/pages/programmes.html",
        dispatch=dispatch,
        back_url=back_url,
        choices=filed.list_choices(dispatch),
    )


@require_safe
@action("assignment.view")
def of_programme(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Tasks in reach that hang on a programme, as a page or as a part of its page."""
    programme = get_programme(public_id)
    shown = page_of(request, filed.list_tasks_of_programme(request.actor, programme))
    shown.object_list = [screens.build_row(request.actor, each) for each in shown.object_list]
    twice = count_twice_counted(request.actor, programme)
    template, show = ("pages", page) if not wants_part(request) else ("parts", part)
    return show(
        request,
        f"assignments/{template}/of_programme.html",
        page=shown,
        programme=programme,
        total=shown.paginator.count - twice,
        twice=twice,
    )
