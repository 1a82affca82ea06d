"""Mid-term and final reviews: a body's conference and dossier, looked at and kept."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from behoc.ground.attachments.services import content_path, store_file
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on
from behoc.measure.reporting.forms import ConferenceForm, PaperForm
from behoc.measure.reporting.queries import reviews
from behoc.measure.reporting.services.reviews import (
    Conference,
    add_papers,
    remove_paper,
    set_conference,
)

CHUNK = 1024 * 1024
_WRITE = "report.fill"


@require_safe
@action("report.view")
def show_review(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Conference and dossier of one body."""
    return _page(request, public_id)


@require_POST
@action(_WRITE)
def keep_conference(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """When, where and how the own conference is held."""
    review = reviews.get_review(request.actor, public_id, action=_WRITE)
    form = ConferenceForm(request.POST)
    if form.is_valid():
        with said_on(form):
            set_conference(request.actor, review, Conference(**form.cleaned_data))
            return done(request, _address(public_id), _("Đã ghi hội nghị. Nơi yêu cầu thấy ngay."))
    return _page(request, public_id, conference=form)


@require_POST
@action(_WRITE)
def add(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Files for the own dossier."""
    review = reviews.get_review(request.actor, public_id, action=_WRITE)
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        with said_on(form):
            files = [
                store_file(request.actor, name=each.name, chunks=each.chunks(CHUNK), size=each.size)
                for each in form.cleaned_data["papers"]
            ]
            added = len(
                add_papers(request.actor, review, kind=form.cleaned_data["kind"], files=files)
            )
            words = ngettext("Đã thêm %(count)s tệp.", "Đã thêm %(count)s tệp.", added)
            said = words % {"count": added} if added else _("Hồ sơ đã có tệp này rồi.")
            return done(request, _address(public_id), said)
    return _page(request, public_id, paper=form)


@require_safe
@action("report.view")
def download(request: SignedRequest, public_id: PublicId) -> HttpResponseBase:
    """One paper of a dossier, downloaded."""
    file = reviews.get_paper(request.actor, public_id).stored_file
    return FileResponse(
        content_path(file).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )


@require_POST
@action(_WRITE)
def remove(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take a paper out of the own dossier."""
    paper = reviews.get_paper(request.actor, public_id, action=_WRITE)
    remove_paper(request.actor, paper)
    words = _("Đã bỏ khỏi hồ sơ. Nhật ký giữ ai bỏ, lúc nào.")
    return done(request, _address(paper.review.public_id), words)


def _page(request: SignedRequest, public_id: str, **sent: Any) -> HttpResponse:
    screen = reviews.build_review(request.actor, reviews.get_review(request.actor, public_id))
    return page(
        request,
        "reporting/pages/review.html",
        status=422 if sent else 200,
        screen=screen,
        conference=sent.get("conference") or ConferenceForm(initial=screen.initial),
        paper=sent.get("paper") or PaperForm(),
    )


def _address(public_id: str) -> str:
    return reverse("reporting:review", args=[public_id])
