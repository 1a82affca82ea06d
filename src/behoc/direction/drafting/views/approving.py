"""Submitting a draft, taking it back, and the leader's word."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from behoc.direction.drafting.forms import ReturnForm, SubmitForm
from behoc.direction.drafting.queries import drafts, screens
from behoc.direction.drafting.services import approving
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on

_READ = ("GET", "HEAD", "POST")


@require_http_methods(_READ)
@action("draft.write")
def submit(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Put the draft before a leader; the only one there is stands chosen."""
    draft = drafts.get_draft(request.actor, public_id, action="draft.write")
    leaders = drafts.list_colleagues(request.actor, "draft.approve")
    only = {"leader": leaders[0].public_id} if len(leaders) == 1 else None
    form = SubmitForm(leaders, request.POST if request.method == "POST" else None, initial=only)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["leader"]
        leader = next(one for one in leaders if one.public_id == chosen)
        with said_on(form):
            approving.submit_draft(request.actor, draft, leader_id=leader.pk)
            return done(request, _address(public_id), _("Đã trình. Lãnh đạo thấy ngay."))
    return page(
        request,
        "drafting/pages/submit.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        has_leaders=bool(leaders),
        draft=screens.build_draft(request.actor, draft),
    )


@require_POST
@action("draft.write")
def take_back(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Take a submitted draft back."""
    draft = drafts.get_draft(request.actor, public_id, action="draft.write")
    approving.take_back_draft(request.actor, draft)
    return done(request, _address(public_id), _("Đã rút về. Anh/chị sửa rồi trình lại."))


@require_POST
@action("draft.approve")
def approve(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The leader approves the version that the page showed."""
    draft = drafts.get_draft(request.actor, public_id, action="draft.approve")
    shown = request.POST.get("version", "")
    version = int(shown) if shown.isdecimal() and len(shown) < 6 else 0
    approving.approve_draft(request.actor, draft, version=version)
    return done(request, _address(public_id), _("Đã duyệt. Dự thảo chờ phát hành."))


@require_http_methods(_READ)
@action("draft.approve")
def send_back(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The leader returns the draft with a reason."""
    draft = drafts.get_draft(request.actor, public_id, action="draft.approve")
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            approving.return_draft(request.actor, draft, reason=form.cleaned_data["reason"])
            return done(request, _address(public_id), _("Đã trả lại kèm lý do."))
    return page(
        request,
        "drafting/pages/return.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        draft=screens.build_draft(request.actor, draft),
    )


def _address(public_id: str) -> str:
    return reverse("drafting:detail", args=[public_id])
