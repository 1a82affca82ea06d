"""The list of reports of the own body."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from behoc.ground.organisations.queries import get_body
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.htmx import page
from behoc.kernel.ids import PublicId
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


@require_safe
@action("report.view")
def list_of_body(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The reports that figures of one body and year came in."""
    asked = request.GET.get("ky", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else today().year
    found = reports.list_of_body(request.actor, public_id, year)
    return page(
        request,
        "reporting/pages/of_body.html",
        body=get_body(public_id).name,
        year=year,
        rows=[screens.build_row(each) for each in found],
    )
