"""The next step on a document's page."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.surface.dashboards.queries.step import find_step


@require_safe
@action("document.view")
def show_step(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The solid button as a part of the page; without JavaScript the way to where it leads."""
    step = find_step(request.actor, public_id)
    if wants_part(request):
        return part(request, "dashboards/parts/step.html", step=step)
    here = reverse("documents:detail", args=[public_id])
    if step is None:
        return done(request, here)
    return done(request, step.shown_at if step.is_post else step.url)
