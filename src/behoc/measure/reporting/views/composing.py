"""A report put together from those below it: drafted, picked, taken anew, read, printed."""

import secrets
from typing import TypeVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.errors import NotFound
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.measure.reporting.forms import ComposeForm, SectionForm
from behoc.measure.reporting.queries import compose_screens, papers, reports
from behoc.measure.reporting.rules.paper import Paper
from behoc.measure.reporting.rules.pdf_file import write_pdf
from behoc.measure.reporting.rules.word_file import write_word
from behoc.measure.reporting.services import composing

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"

T = TypeVar("T")


@require_safe
@action("report.view")
def show(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The composed report: its words with bound figures, its table, who is silent."""
    report = reports.get_report(request.actor, public_id)
    answers = reports.get_shown_answers(request.actor, report)
    shown = compose_screens.build_page(request.actor, report, answers)
    can_write = shown.can_write and request.may("report.fill")
    key = secrets.token_hex(16)
    return page(request, "reporting/pages/compose.html", shown=shown, can_write=can_write, key=key)


@require_POST
@action("report.fill")
def draft(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One press: a draft from all that came from below."""
    composing.compose(request.actor, public_id, **ComposeForm(request.POST).facts)
    return done(request, _address(public_id), _("Đã lập dự thảo. Đọc lại rồi sửa từng mục."))


@require_POST
@action("report.fill")
def take_anew(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One press: every figure as it is now."""
    key = ComposeForm(request.POST).facts["key"]
    composing.take_anew(request.actor, public_id, key=key)
    return done(request, _address(public_id), _("Đã lấy số mới vào bảng và lời."))


@require_http_methods(["GET", "HEAD", "POST"])
@action("report.fill")
def edit_section(request: SignedRequest, public_id: PublicId, section: str) -> HttpResponse:
    """One section: the editor picks sentences from below, shortens, writes."""
    report = reports.get_report(request.actor, public_id, action="report.fill")
    base = request.POST.get("base")
    shown = _found(compose_screens.build_section(report, section, base=base))
    form = SectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kept = composing.edit_section(
            request.actor,
            public_id,
            section,
            composing.Edit(**form.facts(section, shown.labelled)),
        )
        if not kept.clashes:
            return done(request, _address(public_id, section), _("Đã giữ mục này."))
        form.add_error(
            None,
            _("Người khác vừa sửa mục này. Chép phần anh/chị viết, tải lại trang rồi sửa tiếp."),
        )
    return page(
        request,
        "reporting/pages/compose_section.html",
        status=422 if form.is_bound else 200,
        shown=shown,
        form=form,
        typed=form.data.get("text") if form.is_bound else shown.labelled.text,
        base=base if base is not None else report.answers.get("texts", {}).get(section, ""),
        key=secrets.token_hex(16),
    )


@require_safe
@action("report.view")
def show_source(request: SignedRequest, public_id: PublicId, section: str) -> HttpResponse:
    """Where a quoted sentence was said: the section of the lower report, the sentence marked."""
    report = reports.get_report(request.actor, public_id)
    answers = reports.get_shown_answers(request.actor, report)
    digest = request.GET.get("cau", "")
    shown = _found(compose_screens.build_source(report, answers, section, digest))
    return page(request, "reporting/pages/compose_source.html", shown=shown)


@require_safe
@action("report.view")
def word(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The report as a Word file."""
    return _file(write_word(_paper(request, public_id)), WORD, f"bao-cao-{public_id}.docx")


@require_safe
@action("report.view")
def pdf(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The report as a PDF file."""
    return _file(write_pdf(_paper(request, public_id)), PDF, f"bao-cao-{public_id}.pdf")


def _found(shown: T | None) -> T:
    if shown is None:
        raise NotFound
    return shown


def _paper(request: SignedRequest, public_id: PublicId) -> Paper:
    report = reports.get_report(request.actor, public_id)
    return papers.build_paper(report, reports.get_shown_answers(request.actor, report))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _address(public_id: str, section: str = "") -> str:
    address = reverse("reporting:compose", args=[public_id])
    return f"{address}#{section}" if section else address
