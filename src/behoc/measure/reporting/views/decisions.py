"""What was sent, looked at: remarks at cells, sent back, approved, locked, corrected."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on
from behoc.measure.reporting.forms import LONGEST_REASON, ReasonForm, ReturnForm
from behoc.measure.reporting.queries import decision, reports
from behoc.measure.reporting.rules import DECIDED
from behoc.measure.reporting.services import going_up

_READ = ("GET", "HEAD", "POST")


@require_http_methods(_READ)
@action("report.view")
def show_decision(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One report as it was sent, with what the receiver may do; sent by POST, it goes back."""
    report = reports.get_report(request.actor, public_id)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    said = _remarks(request)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            going_up.send_back(request.actor, public_id, form.cleaned_data["reason"], said)
            words = _("Đã trả lại kèm lý do. Nơi báo cáo thấy ngay.")
            return done(request, _round(report), words)
    return page(
        request,
        "reporting/pages/decide.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        report=decision.build_decision(request.actor, report, said),
    )


@require_POST
@action("report.decide")
def approve(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Approve the report that the page showed, or pass it on."""
    report = reports.get_report(request.actor, public_id)
    shown = request.POST.get("revision", "")
    revision = int(shown) if shown.isdecimal() and len(shown) < len("1000000000") else None
    decided = going_up.approve(request.actor, public_id, revision=revision)
    words = _("Đã duyệt. Số liệu tính vào số đã duyệt.")
    if decided.state not in DECIDED:
        words = _("Đã chuyển lên %(body)s.") % {"body": report.round.organisation.short_name}
    return done(request, _round(report), words)


@require_http_methods(_READ)
@action("report.decide")
def lock(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Lock an approved report, with a reason."""
    report = reports.get_report(request.actor, public_id, action="report.decide")
    return _with_reason(request, report, going_up.lock, "lock", _("Đã khóa báo cáo."))


@require_http_methods(_READ)
@action("report.lift")
def unlock(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Lift a lock, with a reason."""
    report = reports.get_report(request.actor, public_id, action="report.lift")
    return _with_reason(request, report, going_up.unlock, "unlock", _("Đã mở khóa báo cáo."))


@require_http_methods(_READ)
@action("report.submit")
def correct(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Open the own approved report to correct it, with a reason."""
    report = reports.get_report(request.actor, public_id, action="report.submit")
    words = _("Đã mở để đính chính. Bản đã duyệt vẫn tính cho tới khi bản mới được duyệt.")
    return _with_reason(request, report, going_up.correct, "correct", words)


@require_POST
@action("report.submit")
def take_back(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take the own sent report back to write on."""
    going_up.take_back(request.actor, public_id)
    words = _("Đã rút về. Anh/chị sửa rồi gửi lại.")
    return done(request, reverse("reporting:report", args=[public_id]), words)


def _with_reason(
    request: SignedRequest, report: Any, act: Any, name: str, words: str
) -> HttpResponse:
    public_id = report.public_id
    form = ReasonForm(request.POST if request.method == "POST" else None)
    back = reverse(
        "reporting:report" if name == "correct" else "reporting:decide", args=[public_id]
    )
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            act(request.actor, public_id, reason=form.cleaned_data["reason"])
            return done(request, back, words)
    return page(
        request,
        "reporting/pages/reason.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        report=report,
        act=name,
        back=back,
    )


def _remarks(request: SignedRequest) -> dict[str, str]:
    """What was typed beside rows and sections: fields named “nx.<place>”."""
    return {
        name.removeprefix("nx."): str(value)[:LONGEST_REASON]
        for name, value in request.POST.items()
        if name.startswith("nx.")
    }


def _round(report: Any) -> str:
    return reverse("reporting:round", args=[report.round.public_id])
