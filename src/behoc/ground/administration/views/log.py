"""HTTP for the log."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from behoc.ground.administration.queries.people import build_log_row
from behoc.ground.audit.queries import list_entries
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import page
from behoc.kernel.tables import page_of

_LONGEST_SEARCH = 200


@require_safe
@action("audit.read")
def list_log(request: SignedRequest) -> HttpResponse:
    """What happened within the actor's reach, newest first."""
    words = request.GET.get("q", "")[:_LONGEST_SEARCH]
    shown = page_of(request, list_entries(request.actor, words=words))
    rows = [build_log_row(request.actor, entry) for entry in shown.object_list]
    return page(request, "administration/pages/log.html", page=shown, rows=rows, q=words)
