"""Where a dispatch went: the list, one more receiver, taking back, ways outside, receipt."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from behoc.direction.documents.forms.delivering import RecipientForm, WithdrawForm
from behoc.direction.documents.queries import deliveries, delivery_screens, disseminations
from behoc.direction.documents.queries.dispatches import get_dispatch
from behoc.direction.documents.services import delivering, receipts
from behoc.ground.organisations.queries import list_bodies_by_public_id, search_bodies
from behoc.kernel.actions import SignedRequest, action
from behoc.kernel.htmx import done, page, part, wants_part
from behoc.kernel.ids import PublicId
from behoc.kernel.speech import said_on
from behoc.kernel.tables import page_of

SHOWN = 6  # on the page of the document; the whole list has a page of its own
_READ = ("GET", "HEAD", "POST")


@require_safe
@action("document.view")
def show_deliveries(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """Where a dispatch went, as a page or as a part of the document's page."""
    dispatch = get_dispatch(request.actor, public_id)
    is_part = wants_part(request)
    stage, words = request.GET.get("loc", ""), request.GET.get("noi", "")[:200]
    rows = deliveries.list_deliveries(request.actor, dispatch, stage=stage, words=words)
    shown = page_of(request, rows, size=SHOWN) if is_part else page_of(request, rows)
    screen = delivery_screens.build_deliveries(request.actor, dispatch, stage=stage)
    bodies = [each.organisation_id for each in shown.object_list]
    told = disseminations.list_told(request.actor, dispatch, bodies)
    context: dict[str, Any] = {
        "screen": screen,
        "own": delivery_screens.build_own_receipt(request.actor, dispatch),
        "page": shown,
        "q": words,
        "rows": [
            delivery_screens.build_delivery_row(
                each, dispatch, told.get(each.organisation_id), can_send=screen.can_send
            )
            for each in shown.object_list
        ],
        "outside": [
            delivery_screens.build_outside_row(each, can_send=screen.can_send)
            for each in deliveries.list_outside(request.actor, dispatch)
            if stage == deliveries.OUTSIDE or not (stage or words or shown.has_previous())
        ],
    }
    if is_part:
        return part(request, "documents/parts/deliveries.html", **context)
    return page(request, "documents/pages/deliveries.html", **context)


@require_http_methods(_READ)
@action("document.deliver")
def add_recipient(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """One more receiver of an entered dispatch, found by name or outside."""
    dispatch = get_dispatch(request.actor, public_id, action="document.deliver")
    form = RecipientForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = list_bodies_by_public_id([form.cleaned_data.pop("body")])
        body = chosen[0] if chosen else None
        with said_on(form):
            delivering.add_recipient(request.actor, dispatch, body=body, **form.cleaned_data)
            return done(request, _address(public_id), _("Đã gửi thêm. Máy chủ đã ghi."))
    words = request.GET.get("noi", "")[:200]
    return page(
        request,
        "documents/pages/recipient_add.html",
        status=422 if request.method == "POST" else 200,
        dispatch=dispatch,
        form=form,
        q=words,
        found=search_bodies(words) if words else [],
    )


@require_http_methods(_READ)
@action("document.deliver")
def withdraw(request: SignedRequest, public_id: PublicId, body_id: PublicId) -> HttpResponse:
    """Take a dispatch back from a body that has not opened it."""
    dispatch = get_dispatch(request.actor, public_id, action="document.deliver")
    delivery = deliveries.get_delivery(request.actor, dispatch, body_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with said_on(form):
            delivering.withdraw_delivery(request.actor, delivery, **form.cleaned_data)
            return done(request, _address(public_id), _("Đã rút lại. Nhật ký giữ lý do."))
    return page(
        request,
        "documents/pages/delivery_withdraw.html",
        status=422 if request.method == "POST" else 200,
        dispatch=dispatch,
        delivery=delivery,
        form=form,
        step=_("Rút văn bản"),
    )


@require_POST
@action("document.receive")
def receive(request: SignedRequest, public_id: PublicId) -> HttpResponse:
    """The clerk says that the paper has come."""
    dispatch = get_dispatch(request.actor, public_id, action="document.receive")
    receipts.receive_delivery(request.actor, dispatch)
    address = reverse("documents:detail", args=[public_id])
    return done(request, address, _("Đã ghi nhận. Nơi gửi thấy ngay."))


def _address(public_id: str) -> str:
    return reverse("documents:deliveries", args=[public_id])
