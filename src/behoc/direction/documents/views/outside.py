"""Receivers outside the platform: how the paper went to them, and mending the list of them."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from behoc.direction.documents.forms.delivering import OutsideForm, RemoveForm, WayForm
from behoc.direction.documents.queries.deliveries import get_outside
from behoc.direction.documents.services import outside as services
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.clock import today
from behoc.kernel.htmx import done, page
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on

_READ = ("GET", "HEAD", "POST")
Row = Any  # views pass rows on from queries to services and never look inside


@require_http_methods(_READ)
@action("document.deliver")
def note_outside(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """By which way the paper went to a receiver outside."""
    outside = get_outside(request.actor, public_id)
    standing = {
        "way": outside.way,
        "sent_on": outside.sent_on or today(),
        "proof": outside.proof,
    }
    form = WayForm(request.POST if request.method == "POST" else None, initial=standing)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            services.note_outside(request.actor, outside, **form.cleaned_data)
            return _done(request, outside, _("Đã ghi đường gửi."))
    return _page(
        request, "documents/pages/outside_note.html", outside, form, step=_("Ghi đường gửi")
    )


@require_http_methods(_READ)
@action("document.deliver")
def mend_outside(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The name of a receiver outside, or for what it got the paper, was written wrongly."""
    outside = get_outside(request.actor, public_id)
    standing = {"name": outside.name, "purpose": outside.purpose}
    form = OutsideForm(request.POST if request.method == "POST" else None, initial=standing)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            services.mend_outside(request.actor, outside, **form.cleaned_data)
            return _done(request, outside, _("Đã sửa nơi nhận. Nhật ký giữ bản cũ."))
    return _page(
        request, "documents/pages/outside_mend.html", outside, form, step=_("Sửa nơi nhận")
    )


@require_http_methods(_READ)
@action("document.deliver")
def remove_outside(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """A receiver outside should not stand in the list."""
    outside = get_outside(request.actor, public_id)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            services.remove_outside(request.actor, outside, **form.cleaned_data)
            return _done(request, outside, _("Đã bỏ nơi nhận. Nhật ký giữ lý do."))
    return _page(
        request, "documents/pages/outside_remove.html", outside, form, step=_("Bỏ nơi nhận")
    )


def _done(request: SignedRequest, outside: Row, said: str) -> HttpResponse:
    return done(request, reverse("documents:deliveries", args=[outside.dispatch.public_id]), said)


def _page(
    request: SignedRequest, template: str, outside: Row, form: Any, *, step: str
) -> HttpResponse:
    return page(
        request,
        template,
        status=422 if request.method == "POST" else 200,
        dispatch=outside.dispatch,
        outside=outside,
        form=form,
        step=step,
    )
