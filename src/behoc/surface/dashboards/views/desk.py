"""HTTP for boards."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from behoc.direction.documents.services.receipts import note_arrivals
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import page
from behoc.surface.dashboards.queries.desk import build_desk


@require_safe
@action("desk.view")
def desk(request: SignedRequest) -> HttpResponse:
    """Where everyone's day begins; what other bodies sent has arrived by then."""
    if request.may("document.view"):
        note_arrivals(request.actor)
    shown = build_desk(request.actor)
    request.waiting = shown.total
    return page(request, "dashboards/pages/desk.html", desk=shown)
