"""Reports and figures as workbooks: given out, taken in, given back to be mended."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from behoc.ground.attachments.services import store_file
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import RuleBroken
from behoc.kernel.htmx import done, page, part
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on
from behoc.measure.reporting.forms import BlankForm, FiguresForm, WorkbookForm
from behoc.measure.reporting.queries import intakes, reports, screens, workbooks
from behoc.measure.reporting.rules import WRITABLE
from behoc.measure.reporting.services.intake import take_figures, take_workbook

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@action("report.fill")
def show_workbook(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The report as a workbook: fetch it, send it back filled in, see what became of it."""
    report = reports.get_report(request.actor, public_id, action="report.fill")
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        with said_on(form, (RuleBroken,)):
            file = store_file(request.actor, name=sent.name, chunks=sent.chunks(), size=sent.size)
            intake = take_workbook(request.actor, public_id, file)
            return done(request, reverse("reporting:intake", args=[intake.public_id]))
    return page(
        request,
        "reporting/pages/workbook.html",
        status=422 if form.is_bound else 200,
        report=report,
        form=form,
        can_write=report.state in WRITABLE,
        sent=intakes.list_intakes(request.actor, report),
    )


@require_safe
@action("report.view")
def download_workbook(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The workbook with what the report says now."""
    report = reports.get_report(request.actor, public_id)
    content = workbooks.build_book(request.actor, report)
    return _file(content, f"bao-cao-{report.organisation.code}-{report.round.due_on:%Y}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@action("figure.load")
def load_figures(request: SignedRequest) -> HttpResponse:
    """Figures of many bodies from one file: fetch a table, send it filled in."""
    may_approve = request.may("report.decide")
    form = FiguresForm(request.POST or None, request.FILES or None, may_approve=may_approve)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        with said_on(form, (RuleBroken,)):
            file = store_file(request.actor, name=sent.name, chunks=sent.chunks(), size=sent.size)
            intake = take_figures(
                request.actor,
                file,
                replaces=form.cleaned_data["replaces"],
                approved=form.cleaned_data.get("approved", False),
            )
            return done(request, reverse("reporting:intake", args=[intake.public_id]))
    return page(
        request,
        "reporting/pages/load_figures.html",
        status=422 if form.is_bound else 200,
        form=form,
        blank=BlankForm(),
        tabs=screens.list_tabs(request.actor, "reporting:load"),
        sent=intakes.list_intakes(request.actor),
    )


@require_safe
@action("figure.load")
def download_blank(request: SignedRequest) -> HttpResponseBase:
    """A table of the bodies in reach to be filled in for one period."""
    form = BlankForm(request.GET)
    if not form.is_valid():
        return page(
            request,
            "reporting/pages/load_figures.html",
            status=422,
            form=FiguresForm(may_approve=request.may("report.decide")),
            blank=form,
            tabs=screens.list_tabs(request.actor, "reporting:load"),
            sent=intakes.list_intakes(request.actor),
        )
    period, codes = form.cleaned_data["period"], form.cleaned_data["indicators"]
    content = workbooks.build_blank(request.actor, period, codes)
    return FileResponse(
        content, as_attachment=True, filename=f"so-lieu-{period.name}.xlsx", content_type=EXCEL
    )


@require_safe
@action("report.fill")
def show_intake(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """What became of one file: how many rows, what was kept, what is to be mended."""
    shown = intakes.build_intake(intakes.get_intake(request.actor, public_id))
    if request.headers.get("HX-Request") and shown.is_busy:
        return part(request, "reporting/parts/intake_waits.html", shown=shown)
    if request.headers.get("HX-Request"):
        return done(request, reverse("reporting:intake", args=[public_id]))
    return page(request, "reporting/pages/intake.html", shown=shown, report=shown.intake.report)


@require_safe
@action("report.fill")
def download_copy(request: SignedRequest, public_id: PublicId) -> HttpResponseBase:
    """The copy with a note at every cell that is to be mended."""
    intake = intakes.get_intake(request.actor, public_id)
    if intake.report is None:
        content = workbooks.build_rejected(intake)
        return FileResponse(
            content, as_attachment=True, filename="can-sua.xlsx", content_type=EXCEL
        )
    report = reports.get_report(request.actor, intake.report.public_id, action="report.fill")
    content_of = workbooks.build_book(request.actor, report, intake=intake)
    return _file(content_of, f"can-sua-{report.organisation.code}.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
