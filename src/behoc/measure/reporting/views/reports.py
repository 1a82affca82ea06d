"""The list of reports of the own body."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import page
from behoc.kernel.tables import page_of
from behoc.measure.reporting.queries import reports, screens


@require_safe
@action("report.view")
def list_reports(request: SignedRequest) -> HttpResponse:
    """The reports that the own body has to write and has written."""
    shown = page_of(request, reports.list_mine(request.actor))
    rows = [screens.build_row(each) for each in shown.object_list]
    answer = page(
        request,
        "reporting/pages/list.html",
        page=shown,
        rows=rows,
        tabs=screens.list_tabs(request.actor, "reporting:list"),
    )
    answer["X-Keep-Offline"] = getattr(request.user, "public_id", "")  # as the reports themselves
    return answer
