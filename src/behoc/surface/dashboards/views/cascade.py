"""How far a dispatch has come, body by body."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from behoc.direction.assignments.queries.cascade import count_by_task
from behoc.direction.assignments.services import reminding
from behoc.direction.documents.queries.reach import list_entered
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import now
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.tables import page_of
from behoc.kernel.workbooks import write_workbook
from behoc.surface.dashboards.forms import RemindForm
from behoc.surface.dashboards.queries.cascade import load_cascade
from behoc.surface.dashboards.queries.cascade_list import build_rows
from behoc.surface.dashboards.queries.cascade_matrix import build_matrix, build_segment
from behoc.surface.dashboards.queries.cascade_page import build_filters, build_head
from behoc.surface.dashboards.queries.cascade_remind import (
    build_plan,
    list_shares_to_remind,
    result_words,
)
from behoc.surface.dashboards.queries.cascade_sheet import build_sheet
from behoc.surface.dashboards.queries.cascade_tabs import (
    build_brief,
    build_levels,
    build_log,
    build_tasks,
)
from behoc.surface.dashboards.rules import read_choice


@require_safe
@action("assignment.view")
def list_cascades(request: SignedRequest) -> HttpResponse:
    """The entered dispatches in reach, each with how many have opened it."""
    shown = page_of(request, list_entered(request.actor))
    shown.object_list = build_rows(request.actor, list(shown.object_list))
    return page(request, "dashboards/pages/cascades.html", page=shown)


@require_http_methods(["GET", "POST"])
@action("assignment.remind")
def remind(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Say who would be reminded; a POST reminds them, each body once a day."""
    actor, choice = request.actor, read_choice(request.GET)
    cascade = load_cascade(actor, public_id)
    plan = build_plan(actor, cascade, choice, request.GET.get("noi", ""))
    form = RemindForm(request.POST) if request.method == "POST" else RemindForm()
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return page(request, "dashboards/pages/remind.html", status=status, plan=plan, form=form)
    back = reverse("dashboards:cascade", args=[public_id]) + plan.back_url
    if not plan.count:
        return done(request, back, result_words(0, plan.already))
    shares = list_shares_to_remind(actor, cascade, plan)
    told = reminding.remind(actor, shares, form.cleaned_data["text"])
    return done(request, back, result_words(told.sent, told.already + plan.already))


@require_safe
@action("assignment.view")
def show_cascade(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One dispatch: a matrix of bodies and tasks, in short, a tree, the tasks, or the log."""
    actor, choice, tab = request.actor, read_choice(request.GET), request.GET.get("xem", "")
    if choice.bodies and wants_part(request):
        named = load_cascade(actor, public_id, choice.bodies)
        segment = build_segment(actor, named, choice)
        return part(request, "dashboards/parts/segment.html", segment=segment)
    cascade = load_cascade(actor, public_id)
    head = build_head(actor, cascade, tab)
    if tab in _TABS:
        name, build = _TABS[tab]
        shown: dict[str, Any] = {name: build(actor, cascade)}
        return page(request, f"dashboards/pages/cascade_{name}.html", head=head, **shown)
    return page(
        request,
        "dashboards/pages/cascade.html",
        head=head,
        filters=build_filters(actor, cascade, choice),
        matrix=build_matrix(actor, cascade, choice, count_by_task(actor, cascade.dispatch)),
    )


@require_safe
@action("assignment.view")
def download_matrix(request: SignedRequest, public_id: PublicId) -> FileResponse:
    """The matrix, narrowed as on its page, as a workbook."""
    cascade = load_cascade(request.actor, public_id)
    cover, columns, rows = build_sheet(request.actor, cascade, read_choice(request.GET))
    book = write_workbook("Lan toa", cover, columns, rows)
    return FileResponse(book, as_attachment=True, filename=f"lan-toa-{now():%Y%m%d}.xlsx")


_TABS = {
    "tom-tat": ("brief", build_brief),
    "cap-khoi": ("levels", build_levels),
    "theo-viec": ("tasks", build_tasks),
    "nhat-ky": ("log", build_log),
}
