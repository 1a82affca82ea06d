"""How far a dispatch has come, body by body."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from behoc.direction.assignments.queries.cascade import count_by_task
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.surface.dashboards.queries.cascade import load_cascade
from behoc.surface.dashboards.queries.cascade_matrix import build_matrix, build_segment
from behoc.surface.dashboards.queries.cascade_page import build_filters, build_head
from behoc.surface.dashboards.rules import read_choice


@require_safe
@action("assignment.view")
def show_cascade(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One dispatch: a matrix of bodies and tasks, a tree, the tasks, or the log."""
    actor, choice = request.actor, read_choice(request.GET)
    cascade = load_cascade(actor, public_id)
    counted = count_by_task(actor, cascade.dispatch)
    if choice.group:
        segment = build_segment(actor, cascade, choice, counted)
        if wants_part(request):
            return part(request, "dashboards/parts/segment.html", segment=segment)
    return page(
        request,
        "dashboards/pages/cascade.html",
        head=build_head(cascade, "", len(counted)),
        filters=build_filters(cascade, choice),
        matrix=build_matrix(actor, cascade, choice, counted),
    )
